// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { setScene } from './lib/scene.mjs';
import { prices } from './lib/sellers.mjs';

const scene = setScene();
const price = prices['GET /weather'];
const dollars = (millionths) => (millionths / 1_000_000).toFixed(6);

/** A wallet with a paired agent, which has paid once by hand, and the site that was paid. */
async function openPaired(t, { agents = ['research'], ...options } = {}) {
  const wallet = await scene.openWallet(t, options);
  for (const agent of agents) await wallet.owner('agents', 'pair', agent);
  const url = `${scene.market.v2.url}/weather`;
  await wallet.payApproved(url, '--agent', agents[0]);
  const site = new URL(url).origin;
  return { wallet, url, site, pay: (...args) => wallet.run('pay', url, '--agent', agents[0], ...args) };
}

test('inside a limit an agent pays without asking, and above it the owner is asked', async (t) => {
  const { wallet, site, url, pay } = await openPaired(t);
  const said = await wallet.owner('limits', 'set', '--site', site, '--per-day', dollars(2 * price));
  assert.match(said, /^site http:.*\n {2}Up to \$0\.02 a day, until .*Above that it asks\./);
  for (let i = 0; i < 2; ++i) {
    const { code, stderr } = await pay();
    assert.equal(code, 0, stderr);
  }
  const { stderr } = await pay('--wait', '0');
  assert.match(stderr, /It waits for you/);
  const request = await wallet.nextRequest();
  assert.deepEqual(
    request.warnings.map(({ code }) => code),
    ['limit.day'],
  );
  assert.match(
    request.warnings[0].message,
    /\$0\.02 is spent, so this payment of \$0\.01 goes \$0\.01 above it\./,
  );
  assert.match((await wallet.run('limits')).stdout.toString(), /\$0\.02 of \$0\.02 spent today: all of it/);
  assert.equal(new URL(request.url).href, url);
  assert.deepEqual(await scene.spent(wallet), [price, price, price]);
});

test('a notice says when a limit is nearly spent, and when it is', async (t) => {
  const { wallet, site, pay } = await openPaired(t);
  await wallet.owner('limits', 'set', '--site', site, '--total', dollars(5 * price));
  const said = [];
  for (let i = 0; i < 5; ++i) said.push((await pay()).stderr);
  assert.doesNotMatch(said[2], /spent/);
  assert.match(said[3], /More than four fifths of \$0\.05 for http:.* are spent\./);
  assert.match(said[4], /The \$0\.05 for http:.* are spent\./);
});

test('a program that nobody paired always asks', async (t) => {
  const { wallet, site, url } = await openPaired(t);
  await wallet.owner('limits', 'set', '--site', site, '--preset', 'generous');
  await wallet.run('pay', url, '--wait', '0');
  assert.deepEqual((await wallet.nextRequest()).warnings, []);
});

test('fifty at once, over several agents and a crash, spend what is allowed to the unit', async (t) => {
  const agents = ['a', 'b', 'c', 'd', 'e'];
  const { wallet, site, url } = await openPaired(t, { agents });
  const cap = 7 * price;
  // The first payment was made by hand, and counts for the wallet.
  await wallet.owner('limits', 'set', '--wallet', '--per-day', dollars(price + cap), '--above', 'refuse');
  await wallet.owner('limits', 'set', '--site', site, '--total', dollars(9 * price), '--per-minute', 'off');
  for (const agent of agents)
    await wallet.owner('limits', 'set', '--agent', agent, '--per-day', dollars(3 * price), '--above', 'refuse');
  const each = Array.from({ length: 50 }, (_, i) => agents[i % agents.length]);
  const runs = await Promise.all(
    each.map((agent) => wallet.run('pay', url, '--agent', agent)),
  );
  const codes = runs.map(({ code }) => code);
  // The official facilitator trips over its own nonces at such a pace, and gives some answers back
  // as not settled: those may have been paid, and count.
  const isSigned = (code) => [0, 13, 15].includes(code);
  assert.ok(codes.every((code) => isSigned(code) || code === 10), String(codes));
  const paid = agents.map((agent) => codes.filter((code, i) => isSigned(code) && each[i] === agent));
  assert.equal(paid.flat().length, 7, String(codes));
  assert.ok(paid.every(({ length }) => length <= 3), String(codes));
  await wallet.restartDaemon();
  const again = await wallet.run('pay', url, '--agent', 'a', '--wait', '0');
  assert.equal(again.code, 10, again.stderr);
  assert.match(again.stderr, /The limit for this wallet is \$0\.08 a day\. \$0\.08 is spent/);
  const spent = await scene.spent(wallet);
  assert.ok(spent.length >= 1 + codes.filter((code) => code === 0).length, String(spent));
  assert.ok(spent.length <= 8, String(spent));
  assert.ok(spent.every((units) => units === price));
});

test('while the wallet is locked nothing is paid; unlocked, what waited is paid by the limit', async (t) => {
  const { wallet, site, url } = await openPaired(t);
  await wallet.owner('limits', 'set', '--site', site, '--per-day', '1');
  await wallet.run('lock');
  const paying = wallet.launch(['pay', url, '--agent', 'research']);
  await wallet.nextRequest();
  assert.equal((await scene.spent(wallet)).length, 1);
  await wallet.owner('unlock');
  assert.equal((await paying.result).code, 0);
  assert.deepEqual(await scene.spent(wallet), [price, price]);
});

test('a limit is changed by the owner alone, and each change is remembered', async (t) => {
  const { wallet, site } = await openPaired(t);
  const { code } = await wallet.run('limits', 'set', '--site', site, '--per-day', '1');
  assert.notEqual(code, 0);
  assert.deepEqual((await wallet.json('limits')).limits, []);
  await wallet.owner('limits', 'set', '--site', site, '--per-day', '1', '--until', '2099-12-31');
  await wallet.owner('limits', 'set', '--site', site, '--per-payment', '0.10 USDC', '--rolling');
  const [limit] = (await wallet.json('limits')).limits;
  assert.equal(limit.perDay, '1');
  assert.equal(limit.perPayment, '0.1 USDC');
  assert.equal(limit.until, '2099-12-31');
  assert.equal(limit.rolling, true);
  await wallet.owner('limits', 'remove', '--site', site);
  assert.deepEqual((await wallet.json('limits')).limits, []);
  const gone = await wallet.tryOwner('limits', 'remove', '--site', site);
  assert.match(gone.stderr, /There is no such limit\./);
});

test('what cannot be a limit is refused in words', async (t) => {
  const wallet = await scene.openWallet(t);
  const refused = async (words, ...args) => {
    const { code, stderr } = await wallet.tryOwner('limits', 'set', ...args);
    assert.notEqual(code, 0);
    assert.match(stderr, words);
  };
  await refused(/Say whose limit it is/, '--per-day', '1');
  await refused(/Say whose limit it is/, '--wallet', '--site', 'https://a.example', '--per-day', '1');
  await refused(/not a site such as/, '--site', 'a.example', '--per-day', '1');
  await refused(/No agent is paired under the name/, '--agent', 'nobody', '--per-day', '1');
  await refused(/not an address that can be paid/, '--payee', '0x12', '--per-day', '1');
  await refused(/is not known to this wallet/, '--asset', 'eip155:1/slip44:60', '--per-day', '1');
  await refused(/“-1” is not an amount/, '--wallet', '--per-day=-1');
  await refused(/No token with the symbol/, '--wallet', '--per-day', '1 DOGE');
  await refused(/is not a day from today on/, '--wallet', '--per-day', '1', '--until', '2020-01-01');
  await refused(/would limit nothing/, '--wallet', '--above', 'refuse');
  assert.deepEqual((await wallet.json('limits')).limits, []);
});
