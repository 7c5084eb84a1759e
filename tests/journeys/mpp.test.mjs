// SPDX-License-Identifier: MIT
// Sellers of the HTTP authentication scheme "Payment" (MPP), method evm, as the official package
// makes them; alone, and with x402 beside it.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { crashSteps, mayHaveLeft, payUntilKilled } from './lib/crash.mjs';
import { goods, startMppSeller } from './lib/mppseller.mjs';
import { until } from './lib/processes.mjs';
import { payee, setScene } from './lib/scene.mjs';
import { Challenge, Credential } from './parts/mppx.mjs';

const scene = setScene();
const price = 10_000;

async function openSeller(t, options = {}) {
  const seller = await startMppSeller({ chain: scene.chain, payee, ...options });
  t.after(() => seller.stop());
  return seller;
}

/** The credentials that arrived, in the header that `name` says. */
const credentialsAt = (seller, name = 'authorization') =>
  seller.requests.map(({ headers }) => headers[name]).filter(Boolean);

const proofsAt = (seller) =>
  seller.requests.filter(({ headers }) => headers.authorization || headers['payment-signature']);

for (const header of [false, true]) {
  const name = header ? 'Payment-Authorization' : 'Authorization';
  test(`approved by the owner, it is paid once by ${name}`, async (t) => {
    const wallet = await scene.openWallet(t);
    const seller = await openSeller(t, { header });

    const { code, stdout, stderr } = await wallet.payApproved(`${seller.url}/data`);
    assert.equal(code, 0, stderr);
    assert.deepEqual(JSON.parse(stdout), goods);
    assert.deepEqual(await scene.spent(wallet), [price]);
    const [credential, ...others] = credentialsAt(seller, name.toLowerCase());
    assert.deepEqual(others, []);
    const { payload } = Credential.deserialize(credential);
    assert.deepEqual(await scene.chain.usedNonces(wallet.address), [payload.nonce]);

    await scene.chain.finalize();
    const payment = await wallet.closedPayment();
    assert.equal(payment.dialect, 'mpp');
    assert.equal(payment.money, 'settled');
    assert.equal(payment.transaction, seller.settlements[0]);
  });
}

test('its receipt is kept', async (t) => {
  const wallet = await scene.openWallet(t);
  const seller = await openSeller(t);
  const { stdout } = await wallet.payApproved(`${seller.url}/data`, '--json');
  await wallet.restartDaemon();

  const { receipt } = await wallet.json('answer', JSON.parse(stdout).purchase);
  const { method, reference, status } = receipt;
  const wanted = { method: 'evm', reference: seller.settlements[0], status: 'success' };
  assert.deepEqual({ method, reference, status }, wanted);
});

test('a limit pays it without asking, and never beyond', async (t) => {
  const wallet = await scene.openWallet(t);
  const seller = await openSeller(t);
  const url = `${seller.url}/data`;
  await wallet.owner('agents', 'pair', 'research');
  await wallet.payApproved(url, '--agent', 'research');
  await wallet.owner('limits', 'set', '--site', seller.url, '--per-day', '0.02');

  const codes = [];
  for (let i = 0; i < 3; ++i)
    codes.push((await wallet.run('pay', url, '--agent', 'research', '--wait', '0')).code);
  assert.deepEqual(codes, [0, 0, 11]);
  assert.deepEqual(await scene.spent(wallet), [price, price, price]);
});

test('an offer that has ended is not paid', async (t) => {
  const wallet = await scene.openWallet(t);
  const ended = () => new Date(Date.now() - 1000).toISOString();
  const seller = await openSeller(t, { expires: ended });

  const { code, stderr } = await wallet.run('pay', `${seller.url}/data`, '--wait', '0');
  assert.equal(code, 10, stderr);
  assert.match(stderr, /offer ends/);
  assert.deepEqual(await wallet.requests(), []);
  assert.deepEqual(await scene.spent(wallet), []);
});

test('an offer tied to the body is paid for that body', async (t) => {
  const wallet = await scene.openWallet(t);
  const seller = await openSeller(t, { digests: true });
  const args = [`${seller.url}/data`, '-X', 'POST', '-d', 'a question'];

  const { code, stderr } = await wallet.payApproved(...args);
  assert.equal(code, 0, stderr);
  assert.deepEqual(await scene.spent(wallet), [price]);
});

test('an offer tied to another body is refused', async (t) => {
  const wallet = await scene.openWallet(t);
  const seller = await openSeller(t, { digests: true });
  const other = Challenge.fromResponse(
    await fetch(`${seller.url}/data`, { method: 'POST', body: 'another question' }),
  );
  seller.rewording = (headers) => headers.set('www-authenticate', Challenge.serialize(other));
  const args = ['-X', 'POST', '-d', 'a question', '--wait', '0'];

  const { code, stderr } = await wallet.run('pay', `${seller.url}/data`, ...args);
  assert.equal(code, 10, stderr);
  assert.match(stderr, /fingerprint does not fit/);
  assert.deepEqual(await scene.spent(wallet), []);
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

test('where both dialects are offered, one payment is made', async (t) => {
  const wallet = await scene.openWallet(t);
  const seller = await openSeller(t, { speaks: 'both' });

  const { code, stdout, stderr } = await wallet.payApproved(`${seller.url}/data`);
  assert.equal(code, 0, stderr);
  assert.deepEqual(JSON.parse(stdout), goods);
  assert.equal(proofsAt(seller).length, 1);
  assert.deepEqual(await scene.spent(wallet), [price]);
  assert.equal((await wallet.history())[0].dialect, 'mpp');
});

test('where one dialect cannot be paid, the other is', async (t) => {
  const wallet = await scene.openWallet(t);
  const seller = await openSeller(t, { speaks: 'both' });
  const own = ['-H', 'Authorization: Basic mine'];

  const { code, stderr } = await wallet.payApproved(`${seller.url}/data`, ...own);
  assert.equal(code, 0, stderr);
  const [paid, ...others] = seller.requests.filter(({ headers }) => headers['payment-signature']);
  assert.deepEqual(others, []);
  assert.equal(paid.headers.authorization, 'Basic mine');
  assert.deepEqual(await scene.spent(wallet), [price]);
  assert.equal((await wallet.history())[0].dialect, 'x402-v2');
});

test('an offer that was paid already is not signed again', async (t) => {
  const wallet = await scene.openWallet(t);
  const seller = await openSeller(t);
  let first;
  seller.rewording = (headers) => {
    first ??= headers.get('www-authenticate');
    headers.set('www-authenticate', first);
  };
  await wallet.payApproved(`${seller.url}/data`);

  const { code, stderr } = await wallet.run('pay', `${seller.url}/data`, '--wait', '0');
  assert.equal(code, 10, stderr);
  assert.match(stderr, /paid already/);
  assert.equal(credentialsAt(seller).length, 1);
  assert.deepEqual(await scene.spent(wallet), [price]);
});

test('what the seller refuses stays open until the chain says otherwise', async (t) => {
  const wallet = await scene.openWallet(t);
  const seller = await openSeller(t);
  // Spelled in another way, it is no challenge that mppx has issued.
  seller.rewording = (headers) => {
    const said = headers.get('www-authenticate');
    headers.set('www-authenticate', said.replace('realm="shop.example"', 'realm="other.example"'));
  };

  const { code, stderr } = await wallet.payApproved(`${seller.url}/data`);
  assert.equal(code, 15, stderr);
  assert.match(stderr, /does not know the offer/);
  assert.equal((await wallet.history())[0].money, 'open');
  assert.deepEqual(await scene.spent(wallet), []);
});

for (const step of crashSteps) {
  test(`killed at "${step}" and asked again, the same credential brings the goods`, async (t) => {
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
    assert.equal(new Set(credentialsAt(seller)).size, 1);
    await until(async () => (await scene.spent(wallet)).length > 0);
    assert.deepEqual(await scene.spent(wallet), [price]);
  });
}
