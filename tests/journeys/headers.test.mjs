// SPDX-License-Identifier: MIT
// Sellers as the ClawdNet specification: the wallet sends the money itself, and brings the hash.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { payUntilKilled } from './lib/crash.mjs';
import { goods, startHeaderSeller } from './lib/headerseller.mjs';
import { payee, setScene } from './lib/scene.mjs';

const scene = setScene();
const ether = 10n ** 18n;
const price = 10_000;

async function openWallet(t, { coin = ether, ...options } = {}) {
  const wallet = await scene.openWallet(t, options);
  await scene.chain.client.setBalance({ address: wallet.address, value: coin });
  return wallet;
}

async function openSeller(t, options = {}) {
  const seller = await startHeaderSeller({ chain: scene.chain, payee, ...options });
  t.after(() => seller.stop());
  return seller;
}

const count = (wallet) => scene.chain.client.getTransactionCount({ address: wallet.address });

test('the money is sent, its hash brings the goods, and the chain says so', async (t) => {
  const wallet = await openWallet(t);
  const seller = await openSeller(t, { cost: '0.008' });
  const { code, stdout, stderr } = await wallet.payApproved(`${seller.url}/data`);
  assert.equal(code, 0, stderr);
  assert.deepEqual(JSON.parse(stdout), goods);
  assert.deepEqual(await scene.spent(wallet), [price]);
  await scene.chain.finalize();
  const payment = await wallet.closedPayment();
  assert.equal(payment.dialect, 'clawdnet');
  assert.equal(payment.money, 'settled');
  assert.equal(payment.fee.symbol, 'ETH');
});

test('the request says what it costs at most, and that the fee is not known in dollars', async (t) => {
  const wallet = await openWallet(t);
  const seller = await openSeller(t);
  const paying = wallet.launch(['pay', `${seller.url}/data`]);
  const { fee, warnings } = await wallet.nextRequest();
  assert.equal(fee.symbol, 'ETH');
  assert.ok(BigInt(fee.units) > 21_000n);
  assert.equal(fee.usd, null);
  assert.ok(warnings.some(({ code }) => code === 'warning.fee'));
  await wallet.run('refuse', (await wallet.nextRequest()).id);
  await paying.result;
  assert.equal(await count(wallet), 0);
});

test('no limit pays a fee whose worth nobody knows', async (t) => {
  const wallet = await openWallet(t);
  const seller = await openSeller(t);
  await wallet.owner('agents', 'pair', 'one');
  await wallet.owner('limits', 'set', '--wallet', '--per-payment', '1', '--per-day', '5');
  const paying = wallet.launch(['pay', `${seller.url}/data`, '--agent', 'one']);
  const { warnings } = await wallet.nextRequest();
  assert.ok(warnings.some(({ code }) => code === 'warning.fee'));
  await wallet.run('refuse', (await wallet.nextRequest()).id);
  assert.equal((await paying.result).code, 10);
  assert.equal(await count(wallet), 0);
});

test('whoever has no dollars pays the alternative in ether', async (t) => {
  const wallet = await openWallet(t, { units: 0 });
  const seller = await openSeller(t, {
    alternatives: [{ amount: '0.001', currency: 'ETH', network: 'base-sepolia' }],
  });
  const before = await scene.chain.client.getBalance({ address: payee });
  const { code, stderr } = await wallet.payApproved(`${seller.url}/data`);
  assert.equal(code, 0, stderr);
  const after = await scene.chain.client.getBalance({ address: payee });
  assert.equal(after - before, ether / 1000n);
});

const refusals = [
  [409, 'Payment hash already used', 'clawdnet.hash_used'],
  [410, 'The deadline has passed', 'clawdnet.expired'],
  [422, 'Wrong amount', 'clawdnet.invalid'],
  [402, 'Payment not found', 'clawdnet.asks_again'],
];
for (const [status, text, error] of refusals) {
  test(`${status} after the money has left is told, and nothing is paid twice`, async (t) => {
    const wallet = await openWallet(t);
    const seller = await openSeller(t);
    seller.verdict = [status, text];
    const url = `${seller.url}/data`;
    const first = await wallet.payApproved(url, '--id', 'once', '--json');
    const report = JSON.parse(first.stdout);
    assert.equal(report.error.code, error);
    assert.equal(report.status, 'unknown'); // in a block that may be taken back
    const again = await wallet.run('pay', url, '--id', 'once', '--wait', '0');
    assert.notEqual(again.code, 0);
    await scene.chain.finalize();
    await wallet.moneyIs('settled');
    assert.deepEqual(await scene.spent(wallet), [price]);

    delete seller.verdict; // it comes to its senses: the same hash brings the goods
    const late = await wallet.run('pay', url, '--id', 'once');
    assert.equal(late.code, 0, late.stderr);
    assert.deepEqual(JSON.parse(late.stdout), goods);
    assert.deepEqual(await scene.spent(wallet), [price]);
    assert.equal((await wallet.closedPayment()).answer, 'delivered');
  });
}

test('headers and body that disagree are paid by nobody', async (t) => {
  const wallet = await openWallet(t);
  const seller = await openSeller(t, { headers: { 'x-payment-amount': '0.02' } });
  const { code, stderr } = await wallet.run('pay', `${seller.url}/data`, '--wait', '0');
  assert.notEqual(code, 0);
  assert.match(stderr, /[Nn]othing was paid/);
  assert.equal(await count(wallet), 0);
});

test('nobody is asked about an offer that ends before a block could have it', async (t) => {
  const wallet = await openWallet(t);
  const seller = await openSeller(t, { opensFor: 10 });
  const { code, stderr } = await wallet.run('pay', `${seller.url}/data`, '--wait', '0');
  assert.equal(code, 10, stderr);
  assert.match(stderr, /ends in less than 15 seconds/);
  assert.deepEqual(await wallet.requests(), []);
  assert.equal(await count(wallet), 0);
});

for (const step of ['reserved', 'signed', 'sending', 'submitted', 'sent', 'answered', 'recorded']) {
  test(`killed at "${step}", it is paid once or never, and asked again it delivers`, async (t) => {
    const wallet = await openWallet(t);
    const seller = await openSeller(t);
    const url = `${seller.url}/data`;
    await payUntilKilled(wallet, { url, key: 'k', step });
    await wallet.restartDaemon();
    const left = !['reserved', 'signed'].includes(step);
    if (!left) {
      assert.deepEqual(await scene.spent(wallet), []);
      assert.equal((await wallet.payApproved(url, '--id', 'k')).code, 0);
    } else {
      await scene.anyTransfer(wallet);
      const again = await wallet.run('pay', url, '--id', 'k');
      // What the seller has answered once it takes no second time.
      const isTaken = ['sent', 'answered'].includes(step);
      assert.equal(again.code, isTaken ? 15 : 0, again.stderr);
    }
    assert.deepEqual(await scene.spent(wallet), [price]);
  });
}
