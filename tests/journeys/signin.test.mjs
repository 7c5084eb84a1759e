// SPDX-License-Identifier: MIT
// The official seller lets in whoever has paid and signs in (x402.md 3.2).
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { network } from './lib/chain.mjs';
import { until } from './lib/processes.mjs';
import { payee, setScene } from './lib/scene.mjs';
import { prices, startSellerV2, weather } from './lib/sellers.mjs';
import * as v2 from './parts/x402v2.mjs';

const scene = setScene();
const price = prices['GET /weather'];

/** `originOf` says which origin the seller writes into what is to be signed. */
async function openSeller(t, { originOf = (url) => url } = {}) {
  const { facilitator } = scene.market;
  const storage = new v2.InMemorySIWxStorage();
  const members = { accepts: [], extensions: v2.declareSIWxExtension({ network }) };
  const seller = await startSellerV2({
    facilitator,
    payee,
    maxTimeoutSeconds: 300,
    extensions: [
      (url) => v2.createSIWxResourceServerExtension({ storage, origin: originOf(url) }),
    ],
    declared: v2.declareSIWxExtension({ statement: 'Sign in to read it again' }),
    free: { 'GET /members': members },
  });
  t.after(() => seller.stop());
  return seller;
}

const signedIn = ({ requests }) =>
  requests.filter(({ headers }) => 'sign-in-with-x' in headers).length;

async function payFirst(wallet, seller) {
  const { code, stderr } = await wallet.payApproved(`${seller.url}/weather?in=Lisbon`);
  assert.equal(code, 0, stderr);
  assert.equal(signedIn(seller), 0);
}

async function assertPaidOnce(wallet) {
  assert.deepEqual(await scene.spent(wallet), [price]);
  assert.equal((await wallet.history()).length, 1);
}

test('the first visit pays, and the second one signs in', async (t) => {
  const wallet = await scene.openWallet(t);
  const seller = await openSeller(t);
  await payFirst(wallet, seller);

  const again = await wallet.run('pay', `${seller.url}/weather?in=Porto`, '--wait', '0');
  assert.equal(again.code, 0, again.stderr);
  assert.deepEqual(JSON.parse(again.stdout), weather);
  assert.equal(signedIn(seller), 1);
  await assertPaidOnce(wallet);

  const elsewhere = await wallet.run('pay', `${seller.url}/page`, '--wait', '0');
  assert.equal(elsewhere.code, 11, elsewhere.stderr); // it asks for money
  assert.equal(signedIn(seller), 1);
  assert.deepEqual(await scene.spent(wallet), [price]);
});

for (const [what, originOf] of [
  ['domain', () => 'http://bank.example'],
  ['port', (url) => url.replace(/\d+$/, '1')],
  ['scheme', (url) => url.replace('http:', 'https:')],
]) {
  test(`another ${what} is not signed: it asks for money as before`, async (t) => {
    const wallet = await scene.openWallet(t);
    const seller = await openSeller(t, { originOf });
    await payFirst(wallet, seller);
    const second = await wallet.payApproved(`${seller.url}/weather`);
    assert.equal(second.code, 0, second.stderr);
    assert.equal(signedIn(seller), 0);
    assert.deepEqual(await scene.spent(wallet), [price, price]);
  });
}

test('a locked wallet signs nothing and waits as before', async (t) => {
  const wallet = await scene.openWallet(t);
  const seller = await openSeller(t);
  await payFirst(wallet, seller);
  await wallet.run('lock');
  const { code } = await wallet.run('pay', `${seller.url}/weather`, '--wait', '0');
  assert.equal(code, 14);
  assert.equal(signedIn(seller), 0);
  assert.deepEqual(await scene.spent(wallet), [price]);
});

test('killed while it signs in, it has paid nothing and signs in anew', async (t) => {
  const wallet = await scene.openWallet(t);
  const seller = await openSeller(t);
  await payFirst(wallet, seller);
  seller.delay = ({ headers }) => 'sign-in-with-x' in headers && new Promise(() => {});
  const paying = wallet.launch(['pay', `${seller.url}/weather`, '--id', 'twice']);
  await until(async () => signedIn(seller) === 1, { what: 'it signs in' });
  await wallet.stopDaemon();
  await paying.result;
  delete seller.delay;
  await wallet.startDaemon();
  await wallet.owner('unlock');
  await assertPaidOnce(wallet);
  const again = await wallet.run('pay', `${seller.url}/weather`, '--id', 'twice', '--wait', '0');
  assert.equal(again.code, 0, again.stderr);
  assert.equal(signedIn(seller), 2);
  await assertPaidOnce(wallet);
});

test('where signing in is all that is asked for, a stranger is told so', async (t) => {
  const wallet = await scene.openWallet(t);
  const seller = await openSeller(t);
  const { code, stderr } = await wallet.run('pay', `${seller.url}/members`, '--wait', '0');
  assert.equal(code, 10);
  assert.match(stderr, /names no price/);
  assert.equal(signedIn(seller), 0);
  assert.deepEqual(await wallet.history(), []);
});
