// SPDX-License-Identifier: MIT
// Payments through Permit2 and x402's two proxies, to the official seller and facilitator.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { until } from './lib/processes.mjs';
import { payee, setScene } from './lib/scene.mjs';
import { byPermit2, prices, startSellerV2, weather } from './lib/sellers.mjs';

const scene = setScene();
const price = prices['GET /weather'];

async function openSeller(t, options = {}) {
  const { facilitator } = scene.market;
  const terms = { payee, maxTimeoutSeconds: 300, priceOf: byPermit2 };
  const seller = await startSellerV2({ facilitator, ...terms, ...options });
  t.after(() => seller.stop());
  return seller;
}

async function openAllowed(t, units = 1_000_000) {
  const wallet = await scene.openWallet(t);
  await scene.chain.allowPermit2(wallet.address, units);
  return wallet;
}

/** What each payment really moved, oldest first, in millionths. */
async function movedOf(wallet) {
  const file = await wallet.owner('export', '--json', '-');
  return JSON.parse(file).payments.map(({ moved }) => moved?.units);
}

test('the official seller is paid by a permit, exactly its price, once', async (t) => {
  const wallet = await openAllowed(t);
  const seller = await openSeller(t);

  const { code, stdout, stderr } = await wallet.payApproved(`${seller.url}/weather`);

  assert.equal(code, 0, stderr);
  assert.deepEqual(JSON.parse(stdout), weather);
  const [{ transaction }] = await scene.chain.transfers(wallet.address);
  assert.deepEqual(await scene.spent(wallet), [price]);
  await scene.chain.finalize();
  const payment = await wallet.closedPayment();
  assert.equal(payment.money, 'settled');
  assert.equal(payment.transaction, transaction);
});

test('the owner reads which contract moves the money', async (t) => {
  const wallet = await openAllowed(t);
  const seller = await openSeller(t);
  const paying = wallet.launch(['pay', `${seller.url}/weather`]);
  const request = await wallet.nextRequest();
  assert.equal(request.spender, '0x402085c248EeA27D92E8b30b2C58ed07f9E20001');
  await wallet.run('refuse', request.id);
  assert.equal((await paying.result).code, 10);
  assert.deepEqual(await scene.spent(wallet), []);
});

test('without an allowance nothing is signed, and it is said what to do', async (t) => {
  const wallet = await openAllowed(t, price - 1);
  const seller = await openSeller(t);

  const { code, stderr } = await wallet.run('pay', `${seller.url}/weather`, '--wait', '0');

  assert.equal(code, 10, stderr);
  assert.match(stderr, /Allow Permit2 to move 0\.01 USDC first/);
  assert.deepEqual(await wallet.requests(), []);
  assert.ok(seller.requests.every(({ headers }) => !headers['payment-signature']));
  assert.deepEqual(await scene.spent(wallet), []);
});

test('a metered seller takes less than its ceiling, and only that counts in the end', async (t) => {
  const wallet = await openAllowed(t);
  const seller = await openSeller(t, { scheme: 'upto', charge: 1234 });

  const paying = wallet.launch(['pay', `${seller.url}/weather`]);
  const request = await wallet.nextRequest();
  assert.match(JSON.stringify(request.warnings), /up to 0\.01 USDC/);
  await wallet.owner('approve', request.id);
  const { code, stderr } = await paying.result;

  assert.equal(code, 0, stderr);
  assert.deepEqual(await scene.spent(wallet), [1234]);
  await scene.chain.finalize();
  await wallet.closedPayment();
  assert.deepEqual(await movedOf(wallet), ['1234']);
});

test('two payments of one block are told apart', async (t) => {
  const wallet = await openAllowed(t);
  const sellers = [
    await openSeller(t, { scheme: 'upto', charge: 1111 }),
    await openSeller(t, { scheme: 'upto', charge: 2222 }),
  ];
  await scene.chain.client.setAutomine(false);
  t.after(() => scene.chain.client.setAutomine(true));

  const paying = [];
  for (const seller of sellers) {
    paying.push(wallet.launch(['pay', `${seller.url}/weather`]));
    await wallet.approveNext();
    await until(async () => (await wallet.requests()).length === 0);
  }
  await until(async () => (await scene.chain.pending()) === sellers.length);
  await scene.chain.mine();
  await scene.chain.client.setAutomine(true);
  for (const { result } of paying) assert.equal((await result).code, 0);

  assert.deepEqual((await scene.spent(wallet)).sort(), [1111, 2222]);
  await scene.chain.finalize();
  await until(async () => (await wallet.history()).every(({ money }) => money === 'settled'));
  assert.deepEqual(await movedOf(wallet), ['1111', '2222']);
});

test('a metered seller that takes nothing leaves the permit open, and it counts', async (t) => {
  const wallet = await openAllowed(t);
  const seller = await openSeller(t, { scheme: 'upto', charge: 0 });

  const { code, stderr } = await wallet.payApproved(`${seller.url}/weather`);

  assert.equal(code, 0, stderr);
  assert.deepEqual(await scene.spent(wallet), []);
  assert.equal((await wallet.history())[0].money, 'open');
});
