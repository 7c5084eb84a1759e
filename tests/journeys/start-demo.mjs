// SPDX-License-Identifier: MIT

// Starts a chain of its own and both official sellers, for a look at a real payment on one machine:
//   node start-demo.mjs [ADDRESS...]
// Each address, given here or as a line on standard input, gets play money. One line of JSON says
// where everything is, and one more follows for each address of a line. It all ends with the input.
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

for await (const line of createInterface({ input: process.stdin })) {
  const address = line.trim();
  if (!address) continue;
  try {
    await chain.mint(address, playMoney);
    say({ minted: [address], units: String(await chain.balance(address)) });
  } catch (error) {
    say({ error: error.shortMessage ?? error.message });
  }
}
process.exit(0);
