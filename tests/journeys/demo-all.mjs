// SPDX-License-Identifier: MIT

// Pays one seller of every dialect on a chain of its own, with play money, and prints what was
// signed or sent, what the seller said, and what the chain says. The programs are taken from the
// folder in TUPPENCE_BUILD.
import { startChain } from './lib/chain.mjs';
import { payEveryDialect } from './lib/dialects.mjs';
import { Wallet } from './lib/wallet.mjs';

const payee = '0x209693Bc6afc0C5328bA36FaF03C514EF312287C';
const short = (hash) => (hash ? `${hash.slice(0, 10)}…` : '–');

const chain = await startChain();
const wallet = await Wallet.open({ chain, units: 100_000_000 });
try {
  await chain.allowPermit2(wallet.address, 1_000_000); // and some ether for fees
  const rows = await payEveryDialect({ chain, wallet, payee });
  print(['seller', 'dialect', 'what was signed or sent', 'receipt', 'transaction', 'money']);
  for (const { what, dialect, way, receipt, transaction, money } of rows)
    print([what, dialect, way, short(receipt), short(transaction), money]);
} finally {
  await wallet.close();
  await chain.stop();
}

function print([what, dialect, way, receipt, transaction, money]) {
  const cells = [what.padEnd(30), dialect.padEnd(10), way.padEnd(33), receipt.padEnd(12)];
  console.log(`${cells.join('')}${transaction.padEnd(13)}${money}`);
}
