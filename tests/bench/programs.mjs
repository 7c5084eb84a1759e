// SPDX-License-Identifier: MIT
// The programs as people run them, beside the official client on the same seller:
//   node programs.mjs ROUNDS LEDGER     LEDGER: one with a million payments, as bench_ledger makes it
import assert from 'node:assert/strict';
import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { startChain, network } from '../journeys/lib/chain.mjs';
import { startMarket, prices } from '../journeys/lib/sellers.mjs';
import { Wallet } from '../journeys/lib/wallet.mjs';
import * as viem from '../journeys/parts/viem.mjs';
import * as x402 from '../journeys/parts/x402v2.mjs';

const payee = '0x209693Bc6afc0C5328bA36FaF03C514EF312287C';
const price = prices['GET /weather'];
const atOnce = 32;
const [rounds, ledger] = [Number(process.argv[2]), process.argv[3]];

const sorted = (times) => [...times].sort((a, b) => a - b);
const median = (times) => sorted(times)[Math.floor(times.length / 2)];
const spread = (times) => `${sorted(times)[0].toFixed(1)} … ${sorted(times).at(-1).toFixed(1)}`;

function tell(what, ours, theirs, unit = 'ms') {
  console.log(
    `${what}: ${median(ours).toFixed(1)} ${unit} (${spread(ours)}) ÷ ${median(theirs).toFixed(1)} ${unit} ` +
      `(${spread(theirs)}) = ${(median(ours) / median(theirs)).toFixed(2)}, ${ours.length} rounds`,
  );
}

async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function expectPaid(run) {
  const { code, stderr } = await run;
  assert.equal(code, 0, stderr);
}

/** A client of the official package, with money of its own. */
async function officialClient(chain) {
  const account = viem.privateKeyToAccount(viem.generatePrivateKey());
  await chain.mint(account.address, 1_000_000_000);
  const client = new x402.x402Client().register(network, new x402.ExactEvmClient(account));
  const pay = x402.wrapFetchWithPayment(fetch, client);
  return async (url) => {
    const answer = await pay(url);
    assert.equal(answer.status, 200);
    await answer.arrayBuffer();
  };
}

/** A wallet whose agent pays at `url` without being asked, after the first time. */
async function payingWallet(chain, url) {
  const wallet = await Wallet.open({ chain, units: 1_000_000_000 });
  await wallet.owner('agents', 'pair', 'bench');
  await wallet.payApproved(url, '--agent', 'bench');
  const sums = ['--per-payment', '1', '--per-day', '1000', '--per-minute', 'off'];
  await wallet.owner('limits', 'set', '--site', new URL(url).origin, ...sums);
  return wallet;
}

async function onePayment(chain, market) {
  const url = `${market.v2.url}/weather`;
  const wallet = await payingWallet(chain, url);
  try {
    const official = await officialClient(chain);
    const [ours, theirs] = [[], []];
    for (let i = 0; i <= rounds; ++i) {
      const one = await timed(() => expectPaid(wallet.run('pay', url, '--agent', 'bench')));
      const other = await timed(() => official(url));
      if (i > 0) ours.push(one) && theirs.push(other); // the first of each warms up
    }
    tell('request → paid answer, tuppence-cli ÷ @x402/fetch', ours, theirs);
  } finally {
    await wallet.close();
  }
}

async function manyPayments(chain, market) {
  const url = `${market.v2.url}/weather`;
  const wallet = await payingWallet(chain, url);
  try {
    const officials = [];
    while (officials.length < atOnce) officials.push(await officialClient(chain));
    const [ours, theirs] = [[], []];
    for (let i = 0; i <= rounds; ++i) {
      let delivered = 0;
      const one = await timed(async () => {
        const runs = Array.from({ length: atOnce }, () => wallet.run('pay', url, '--agent', 'bench'));
        delivered = (await Promise.all(runs)).filter(({ code }) => code === 0).length;
      });
      let served = 0;
      const other = await timed(async () => {
        const runs = officials.map((pay) => pay(url).then(() => ++served, () => {}));
        await Promise.all(runs);
      });
      if (i > 0) ours.push((1000 * delivered) / one) && theirs.push((1000 * served) / other);
    }
    tell(`${atOnce} at once, tuppence-cli ÷ @x402/fetch`, ours, theirs, 'a second');
    await exactLimit(chain, wallet, url);
  } finally {
    await wallet.close();
  }
}

/** What is allowed is spent to the unit, however many ask at once. */
async function exactLimit(chain, wallet, url) {
  const allowed = 10;
  const sum = ((allowed * price) / 1_000_000).toFixed(6);
  const before = (await chain.transfers(wallet.address)).length;
  const site = new URL(url).origin;
  await wallet.owner('limits', 'set', '--site', site, '--per-day', sum, '--count-anew');
  const runs = Array.from({ length: atOnce }, () =>
    wallet.run('pay', url, '--agent', 'bench', '--wait', '0'),
  );
  const codes = (await Promise.all(runs)).map(({ code }) => code);
  const signed = codes.filter((code) => [0, 13, 15].includes(code)).length;
  const taken = (await chain.transfers(wallet.address)).length - before;
  assert.equal(signed, allowed, String(codes));
  assert.ok(taken <= allowed && taken >= codes.filter((code) => code === 0).length);
  console.log(`${atOnce} at once inside a limit of ${allowed} payments: ${signed} signed, ${taken} taken`);
}

/** The ledger of a wallet gives way to the one with a million payments, and comes back. */
async function start() {
  const [empty, full] = [new Wallet(), new Wallet()];
  try {
    for (const wallet of [empty, full]) {
      await wallet.startDaemon();
      await wallet.createKeys();
      await wallet.stopDaemon('SIGTERM');
    }
    const own = join(full.home, 'ledger.db');
    assert.ok(existsSync(own));
    for (const rest of ['-wal', '-shm']) rmSync(own + rest, { force: true });
    renameSync(own, `${own}.empty`);
    copyFileSync(ledger, own);
    const [many, none] = [[], []];
    for (let i = 0; i <= rounds; ++i) {
      const one = await startOnce(full);
      const other = await startOnce(empty);
      if (i > 0) many.push(one) && none.push(other);
    }
    tell('start to first answer, a million payments ÷ none', many, none);
  } finally {
    await empty.close();
    await full.close();
  }
}

/** `tuppence-cli status` begins tuppenced, which is not there. */
async function startOnce(wallet) {
  const time = await timed(async () => {
    const { code, stderr } = await wallet.run('status');
    assert.equal(code, 0, stderr);
  });
  await wallet.stopDaemon('SIGTERM');
  await sleep(50);
  return time;
}

const chain = await startChain();
try {
  const market = await startMarket({ chain, payee, maxTimeoutSeconds: 300 });
  try {
    await start();
    await onePayment(chain, market);
    await manyPayments(chain, market);
  } finally {
    await market.stop();
  }
} finally {
  await chain.stop();
}
