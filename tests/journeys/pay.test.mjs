// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { payee, setScene } from './lib/scene.mjs';
import { prices, weather } from './lib/sellers.mjs';

const scene = setScene();
const price = BigInt(prices['GET /weather']);

for (const version of ['v2', 'v1']) {
  test(`the official ${version} seller is paid exactly once, exactly its price`, async (t) => {
    const wallet = await scene.openWallet(t);
    const url = `${scene.market[version].url}/weather`;

    const { code, stdout, stderr } = await wallet.payApproved(url);

    assert.equal(stdout.toString(), JSON.stringify(weather));
    assert.equal(code, 0, stderr);
    const transfers = await scene.chain.transfers(wallet.address);
    assert.deepEqual(transfers, [
      { to: payee, value: price, transaction: transfers[0]?.transaction },
    ]);
    assert.equal(await scene.chain.balance(wallet.address), 1_000_000n - price);
  });

  test(`the receipt of the ${version} seller names the transaction that paid`, async (t) => {
    const wallet = await scene.openWallet(t);
    const origin = scene.market[version].url;

    const { code, stdout } = await wallet.payApproved(`${origin}/weather`, '--json');

    const [{ transaction }] = await scene.chain.transfers(wallet.address);
    const report = JSON.parse(stdout);
    assert.equal(code, 0);
    assert.equal(report.status, 'paid');
    assert.deepEqual(JSON.parse(report.response.body), weather);
    assert.equal(report.receipt.transaction, transaction);
    assert.equal(report.payment.amount.units, String(price));
    assert.equal(report.payment.payee, payee);
    assert.equal(report.payment.site, origin);
    assert.equal(report.payment.dialect, `x402-${version}`);
  });

  test(`the history shows the payment to the ${version} seller once it is final`, async (t) => {
    const wallet = await scene.openWallet(t);
    await wallet.payApproved(`${scene.market[version].url}/weather`);
    const [{ transaction }] = await scene.chain.transfers(wallet.address);

    await scene.chain.finalize();
    const payment = await wallet.closedPayment();

    assert.equal(payment.stage, 'closed');
    assert.equal(payment.money, 'settled');
    assert.equal(payment.answer, 'delivered');
    assert.equal(payment.transaction, transaction);
    assert.equal(payment.openUntil, null);
    assert.equal((await wallet.history()).length, 1);
  });
}

test('an identifier that the seller demands is given', async (t) => {
  const wallet = await scene.openWallet(t);
  const { code } = await wallet.payApproved(`${scene.market.v2.url}/identified`);
  assert.equal(code, 0);
  assert.deepEqual(await scene.spent(wallet), [prices['GET /identified']]);
});

test('two payments of one address are two payments', async (t) => {
  const wallet = await scene.openWallet(t);
  const url = `${scene.market.v2.url}/weather`;
  await wallet.payApproved(url);
  await wallet.payApproved(url);
  assert.deepEqual(await scene.spent(wallet), [Number(price), Number(price)]);
});

test('a wallet that nobody started is started', async (t) => {
  const wallet = await scene.openWallet(t);
  await wallet.stopDaemon('SIGTERM');
  await wallet.owner('unlock');
  const { code } = await wallet.payApproved(`${scene.market.v2.url}/weather`);
  assert.equal(code, 0);
  assert.deepEqual(await scene.spent(wallet), [Number(price)]);
});
