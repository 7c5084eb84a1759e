// SPDX-License-Identifier: MIT

// All hostile sellers for a look by hand: `serve [ADDRESS...]`; the first address is taken for the
// one that pays.
import { network } from '../journeys/lib/chain.mjs';
import { purse, Stage } from './lib/stage.mjs';
import { groups } from './manifest.mjs';

const addresses = process.argv.slice(2);
const stage = await Stage.open({ withWallet: false });
for (const address of addresses) await stage.chain.mint(address, purse);
stage.seller.payer = stage.elsewhere.payer = addresses[0];

console.log(`For a wallet that may pay here:
  tuppence-cli settings set developer-networks on
  tuppence-cli networks set-rpc ${network} ${stage.chain.url}
  tuppence-cli networks enable ${network}`);
for (const [group, cases] of Object.entries(groups)) {
  console.log(`\n${group}`);
  for (const { name, about } of cases) console.log(`  ${stage.seller.url}/${name}  ${about}`);
}
