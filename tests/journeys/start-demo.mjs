// SPDX-License-Identifier: MIT

// Starts a chain of its own and both official sellers, for a look at a real payment on one machine:
//   node start-demo.mjs [ADDRESS...]
// Each address, given here or as a line on standard input, gets play money; the line "finalize" makes
// all that has happened final. One line of JSON says where everything is, and one more follows for
// each line. It all ends with the input.
import { createInterface } from 'node:readline';

import { network, startChain, tokenAddress } from './lib/chain.mjs';
import { prices, startMarket } from './lib/sellers.mjs';

const payee = '0x209693Bc6afc0C5328bA36FaF03C514EF312287C';
const playMoney = 100_000_000;

const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);

const chain = await startChain();
const market = await startMarket({ chain, payee });

for (const address of process.argv.slice(2)) await chain.mint(address, playMoney);
say({
  network,
  rpc: chain.url,
  token: tokenAddress,
  payee,
  v2: market.v2.url,
  v1: market.v1.url,
  prices,
  minted: process.argv.slice(2),
});

async function obey(word) {
  if (word === 'finalize') {
    await chain.finalize();
    return { finalized: true };
  }
  await chain.mint(word, playMoney);
  return { minted: [word], units: String(await chain.balance(word)) };
}

for await (const line of createInterface({ input: process.stdin })) {
  const word = line.trim();
  if (!word) continue;
  try {
    say(await obey(word));
  } catch (error) {
    say({ error: error.shortMessage ?? error.message });
  }
}
process.exit(0);
