// SPDX-License-Identifier: MIT

// What happened to other wallets (docs/trust.md, "What happened to others"), each shown not to
// happen here, as far as no window is needed for it.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';

import { setScene } from './lib/scene.mjs';
import { prices } from './lib/sellers.mjs';

const scene = setScene();
const price = prices['GET /weather'];
const dollars = (millionths) => (millionths / 1_000_000).toFixed(6);
const paidOnce = [price];
const agent = ['--agent', 'agent'];

/** A wallet whose paired agent has paid `path` once by hand, at the official v2 seller. */
async function openPaired(t, path = '/weather') {
  const wallet = await scene.openWallet(t);
  await wallet.owner('agents', 'pair', 'agent');
  const url = `${scene.market.v2.url}${path}`;
  assert.equal((await wallet.payApproved(url, ...agent)).code, 0);
  return { wallet, url, site: new URL(url).origin };
}

/** What somebody does who can write the ledger's file while nothing runs. */
async function editLedger(wallet, ...statements) {
  await wallet.stopDaemon();
  const file = readdirSync(wallet.home).find((name) => name.endsWith('.db') || name.endsWith('.sqlite'));
  const database = new DatabaseSync(join(wallet.home, file));
  for (const statement of statements) database.exec(statement);
  database.close();
  await wallet.startDaemon();
  await wallet.owner('unlock');
}

const warningsOf = async (wallet) => {
  const { warnings } = await wallet.nextRequest();
  return warnings.map(({ code }) => code);
};

test('Electrum GHSA-q7m2-785w-r585: payments at once never pass a limit', async (t) => {
  const { wallet, url, site } = await openPaired(t);
  const cap = ['--total', dollars(3 * price), '--above', 'refuse', '--per-minute', 'off'];
  await wallet.owner('limits', 'set', '--site', site, ...cap);
  const runs = await Promise.all(Array.from({ length: 12 }, () => wallet.run('pay', url, ...agent)));
  const codes = runs.map(({ code }) => code);
  assert.equal(codes.filter((code) => code !== 10).length, 3, String(codes));
  assert.ok((await scene.spent(wallet)).length <= 4);
});

// Where a server leads to a file: the hostile sellers' redirects.
test('Electrum GHSA-4fh4-hx35-r355: a payment request that names a file is not read', async (t) => {
  const wallet = await scene.openWallet(t);
  const { code, stderr } = await wallet.run('pay', 'file:///etc/passwd');
  assert.equal(code, 2, stderr);
  assert.match(stderr, /no address that begins with http/);
});

test('Electrum 2018: markup in the words of a server is shown as characters', async (t) => {
  const wallet = await scene.openWallet(t);
  const paying = wallet.launch(['pay', `${scene.odd.url}/markup`]);
  const request = await wallet.nextRequest();
  const { stderr } = await wallet.tryOwner('approve', request.id);
  assert.match(stderr, /<\w+/);
  assert.doesNotMatch(stderr.replaceAll('\n', ''), /\p{Cc}|\p{Cf}/u);
  await paying.result;
});

test('MetaMask#7915: the limit that holds is the one that was typed', async (t) => {
  const { wallet, site, url } = await openPaired(t);
  await wallet.owner('limits', 'set', '--site', site, '--per-day', '0.019999');
  const [limit] = (await wallet.json('limits')).limits;
  assert.equal(limit.perDay, '0.019999');
  assert.equal((await wallet.run('pay', url, ...agent, '--wait', '20')).code, 0);
  await wallet.run('pay', url, ...agent, '--wait', '0');
  const [request] = await wallet.requests();
  assert.equal(request.warnings[0].data.over, '$0.000001');
});

test('Freedom: approving what was shown never pays what came later', async (t) => {
  const { wallet, url } = await openPaired(t);
  const paying = wallet.launch(['pay', url]);
  const shown = await wallet.nextRequest();
  await wallet.run('refuse', shown.id);
  assert.equal((await paying.result).code, 10);
  const other = wallet.launch(['pay', `${scene.odd.url}/good`]);
  await wallet.nextRequest();
  assert.notEqual((await wallet.tryOwner('approve', shown.id)).code, 0);
  assert.deepEqual(await scene.spent(wallet), paidOnce);
  other.kill();
});

test('Frame: http and https share no limit', async (t) => {
  const { wallet, site, url } = await openPaired(t);
  const secure = site.replace('http:', 'https:');
  await wallet.owner('limits', 'set', '--site', secure, '--per-day', '5');
  await wallet.run('pay', url, ...agent, '--wait', '0');
  assert.equal((await wallet.requests()).length, 1);
  assert.deepEqual(await scene.spent(wallet), paidOnce);
});

test('x402-wallet-mcp: what is spent cannot be made nothing by spoiling the file', async (t) => {
  const { wallet, site, url } = await openPaired(t);
  await wallet.owner('limits', 'set', '--site', site, '--per-day', '5');
  await editLedger(wallet, "UPDATE spending SET content = x'00' WHERE subject LIKE 'site %'");
  await wallet.run('pay', url, ...agent, '--wait', '0');
  assert.deepEqual(await warningsOf(wallet), ['limit.unreadable']);
  const said = (await wallet.run('limits')).stdout.toString();
  assert.match(said, /changed by something else than this wallet/);
  assert.deepEqual(await scene.spent(wallet), paidOnce);
});

test('x402-wallet-mcp: a limit that somebody else wrote, or took away, allows nothing', async (t) => {
  const { wallet, site, url } = await openPaired(t);
  await wallet.owner('limits', 'set', '--wallet', '--per-day', dollars(price));
  await wallet.owner('limits', 'set', '--site', site, '--per-day', '5');
  await editLedger(wallet, "DELETE FROM limits WHERE subject = 'wallet'");
  await wallet.run('pay', url, ...agent, '--wait', '0');
  assert.deepEqual(await warningsOf(wallet), ['limit.unreadable']);
  assert.deepEqual(await scene.spent(wallet), paidOnce);
});

test('x402-wallet-mcp: a 5xx after the payment counts as spent', async (t) => {
  const wallet = await scene.openWallet(t);
  await wallet.owner('agents', 'pair', 'agent');
  await wallet.payApproved(`${scene.odd.url}/good`, ...agent);
  const site = new URL(scene.odd.url).origin;
  await wallet.owner('limits', 'set', '--site', site, '--total', '0.01', '--payees', 'any');
  await wallet.run('pay', `${scene.odd.url}/settles-then-fails`, ...agent, '--wait', '20');
  const [limit] = (await wallet.json('limits')).limits;
  assert.equal(limit.used[0].percent, 100);
});

test('cashu.me#421: approving twice at once pays once', async (t) => {
  const wallet = await scene.openWallet(t);
  const paying = wallet.launch(['pay', `${scene.market.v2.url}/weather`]);
  const { id } = await wallet.nextRequest();
  const twice = await Promise.all([wallet.tryOwner('approve', id), wallet.tryOwner('approve', id)]);
  assert.equal(twice.filter(({ code }) => code === 0).length, 1);
  assert.equal((await paying.result).code, 0);
  assert.deepEqual(await scene.spent(wallet), paidOnce);
});

test('Brave: a restart changes no limit and forgets nothing that was spent', async (t) => {
  const { wallet, site, url } = await openPaired(t);
  await wallet.owner('limits', 'set', '--site', site, '--per-day', dollars(4 * price));
  assert.equal((await wallet.run('pay', url, ...agent, '--wait', '20')).code, 0);
  const before = await wallet.json('limits');
  assert.equal(before.limits[0].used[0].percent, 25);
  await wallet.restartDaemon();
  assert.deepEqual(await wallet.json('limits'), before);
});
