// SPDX-License-Identifier: MIT
// Sellers as x402-mock: a permit for a bearer token, the token for the goods, the money afterwards.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { crashSteps, mayHaveLeft, payUntilKilled } from './lib/crash.mjs';
import { until } from './lib/processes.mjs';
import { payee, setScene } from './lib/scene.mjs';
import { collector, goods, startTokenSeller } from './lib/tokenseller.mjs';

const scene = setScene();
const price = 10_000;

async function openSeller(t, options = {}) {
  const seller = await startTokenSeller({ chain: scene.chain, payee, ...options });
  t.after(() => seller.stop());
  return seller;
}

const settled = (seller) => Promise.all(seller.settlements);

for (const generation of ['0.3.0', '0.2.0']) {
  test(`a seller of ${generation} is paid once, and its pass serves again`, async (t) => {
    const wallet = await scene.openWallet(t);
    const seller = await openSeller(t, { generation });
    const url = `${seller.url}/data`;

    const { code, stdout, stderr } = await wallet.payApproved(url);
    assert.equal(code, 0, stderr);
    assert.deepEqual(JSON.parse(stdout), goods);
    const again = await wallet.json('pay', url);
    assert.equal(again.status, 'free');
    assert.deepEqual(JSON.parse(again.response.body), goods);

    const [hash] = await settled(seller);
    assert.deepEqual(await scene.spent(wallet), [price]);
    await scene.chain.finalize();
    const payment = await wallet.closedPayment();
    assert.equal(payment.dialect, 'x402-mock');
    assert.equal(payment.transaction, hash); // nobody told: it was found on the chain
    assert.equal(seller.settlements.length, 1);
  });
}

test('a seller of another currency is paid by a permit for Permit2', async (t) => {
  const wallet = await scene.openWallet(t);
  const seller = await openSeller(t, { currency: 'DAI', payee: collector.address });
  const url = `${seller.url}/data`;

  const unallowed = await wallet.run('pay', url, '--wait', '0');
  assert.equal(unallowed.code, 10);
  assert.match(unallowed.stderr, /Allow Permit2 to move 0\.01 USDC first/);
  await scene.chain.allowPermit2(wallet.address, 1_000_000);
  const { code, stdout, stderr } = await wallet.payApproved(url);
  assert.equal(code, 0, stderr);
  assert.deepEqual(JSON.parse(stdout), goods);

  const [hash] = await settled(seller);
  const [transfer, ...others] = await scene.chain.transfers(wallet.address);
  assert.deepEqual(transfer, { to: collector.address, value: BigInt(price), transaction: hash });
  assert.deepEqual(others, []);
  await scene.chain.finalize();
  await until(async () => (await wallet.history())[0].money === 'settled');
  assert.equal((await wallet.history())[0].transaction, hash); // nobody told: it was found
});

test('the owner sees a pass and has it forgotten; then money is asked for again', async (t) => {
  const wallet = await scene.openWallet(t);
  const seller = await openSeller(t);
  await wallet.payApproved(`${seller.url}/data`);

  const { stdout } = await wallet.run('passes');
  assert.match(String(stdout), new RegExp(`${seller.url} .*until`));
  const [pass] = (await wallet.json('passes')).passes;
  assert.deepEqual(Object.keys(pass), ['payment', 'site', 'requester', 'created', 'until']);
  assert.equal((await wallet.run('passes', 'forget', pass.payment)).code, 0);
  assert.deepEqual((await wallet.json('passes')).passes, []);
  const { code } = await wallet.run('pay', `${seller.url}/data`, '--wait', '0');
  assert.equal(code, 11);
});

test('a token that ends early is asked for again, and only with the owner', async (t) => {
  const wallet = await scene.openWallet(t);
  const seller = await openSeller(t);
  await wallet.payApproved(`${seller.url}/data`);
  seller.revoke();

  const { code } = await wallet.run('pay', `${seller.url}/data`, '--wait', '0');
  assert.equal(code, 11);
  assert.deepEqual((await wallet.json('passes')).passes, []);
  await settled(seller);
  assert.deepEqual(await scene.spent(wallet), [price]);
});

test('a pass is for whoever paid: another agent is asked for money', async (t) => {
  const wallet = await scene.openWallet(t);
  const seller = await openSeller(t);
  await wallet.owner('agents', 'pair', 'one');
  await wallet.owner('agents', 'pair', 'two');
  await wallet.payApproved(`${seller.url}/data`, '--agent', 'one');

  const free = await wallet.run('pay', `${seller.url}/data`, '--agent', 'one');
  assert.equal(free.code, 0, free.stderr);
  const other = await wallet.run('pay', `${seller.url}/data`, '--agent', 'two', '--wait', '0');
  assert.equal(other.code, 11);
});

test('an Authorization header of the caller is never displaced', async (t) => {
  const wallet = await scene.openWallet(t);
  const seller = await openSeller(t);
  const own = ['-H', 'Authorization: Basic mine'];

  const { code, stderr } = await wallet.run('pay', `${seller.url}/data`, ...own, '--wait', '0');
  assert.equal(code, 10);
  assert.match(stderr, /Authorization/);
  assert.deepEqual(await scene.spent(wallet), []);
});

test('a permit that the seller refuses stays open until the chain says otherwise', async (t) => {
  const wallet = await scene.openWallet(t);
  const seller = await openSeller(t);
  seller.verifying = () => Promise.reject(new Error('a fault of the seller'));

  const { code, stderr } = await wallet.payApproved(`${seller.url}/data`);
  assert.equal(code, 15, stderr);
  assert.match(stderr, /Payment verification failed/);
  assert.deepEqual(seller.settlements, []);
  assert.equal((await wallet.history())[0].money, 'open');
});

test('a token endpoint that never answers has not accepted the permit, and it is live', async (t) => {
  const wallet = await scene.openWallet(t);
  const seller = await openSeller(t, { hangs: true });
  seller.verifying = () => Promise.reject(new Error('a fault of the seller'));

  const { code, stderr } = await wallet.payApproved(`${seller.url}/data`, '--id', 'patience');
  assert.equal(code, 15, stderr);
  assert.equal((await wallet.history())[0].money, 'open');

  seller.verifying = undefined;
  const again = await wallet.run('pay', `${seller.url}/data`, '--id', 'patience');
  assert.equal(again.code, 0, again.stderr);
  await settled(seller);
  assert.deepEqual(await scene.spent(wallet), [price]);
});

test('that the permit would go to another origin is said before', async (t) => {
  const wallet = await scene.openWallet(t);
  const elsewhere = await openSeller(t);
  const seller = await openSeller(t, { endpoint: `${elsewhere.url}/token` });

  const paying = wallet.launch(['pay', `${seller.url}/data`]);
  const request = await wallet.nextRequest();
  assert.match(JSON.stringify(request.warnings), new RegExp(`handed to ${elsewhere.url}`));
  await wallet.run('refuse', request.id);
  assert.equal((await paying.result).code, 10);
});

for (const step of crashSteps) {
  test(`killed at "${step}" and asked again, the same permit brings the goods`, async (t) => {
    const wallet = await scene.openWallet(t);
    const seller = await openSeller(t);
    const url = `${seller.url}/data`;
    const key = `killed-${step}`;

    await payUntilKilled(wallet, { url, key, step });
    await wallet.restartDaemon();
    const args = [url, '--id', key];
    const again = mayHaveLeft(step)
      ? await wallet.run('pay', ...args)
      : await wallet.payApproved(...args);

    assert.equal(again.code, 0, again.stderr);
    assert.deepEqual(JSON.parse(again.stdout), goods);
    const permits = seller.requests.filter(({ path }) => path === '/token');
    assert.equal(new Set(permits.map(({ body }) => body)).size, 1);
    await settled(seller);
    assert.deepEqual(await scene.spent(wallet), [price]);
  });
}

test('a limit pays it without asking, and never beyond', async (t) => {
  const wallet = await scene.openWallet(t);
  const seller = await openSeller(t, { said: null }); // nothing is kept: each time is paid for
  const url = `${seller.url}/data`;
  await wallet.owner('agents', 'pair', 'research');
  await wallet.payApproved(url, '--agent', 'research');
  await wallet.owner('limits', 'set', '--site', seller.url, '--per-day', '0.02');

  const codes = [];
  for (let i = 0; i < 3; ++i)
    codes.push((await wallet.run('pay', url, '--agent', 'research', '--wait', '0')).code);
  assert.deepEqual(codes, [0, 0, 11]);
  await settled(seller);
  assert.deepEqual(await scene.spent(wallet), [price, price, price]);
});
