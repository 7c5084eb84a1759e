// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';

import { setScene } from './lib/scene.mjs';
import { blob } from './lib/sellers.mjs';

const scene = setScene();

const amountKeys = ['units', 'decimals', 'symbol', 'asset', 'usd'];
const paymentKeys = [
  ...['id', 'stage', 'money', 'answer', 'amount', 'fee', 'network', 'account', 'payee', 'site'],
  ...['dialect', 'transaction', 'created', 'openUntil'],
];
const reportKeys = ['schema', 'status', 'purchase', 'response', 'payment', 'receipt', 'error'];
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

// Fields may be added within one schema; the ones named here are never missing.
function assertHas(value, keys) {
  assert.deepEqual(
    keys.filter((key) => !(key in value)),
    [],
    JSON.stringify(value),
  );
}

function assertReport({ code, stdout }, { exit, status, holds }) {
  const report = JSON.parse(stdout);
  assertHas(report, reportKeys);
  assert.deepEqual([report.schema, report.status, code], [1, status, exit], stdout.toString());
  for (const name of ['response', 'payment', 'receipt', 'error']) {
    assert.equal(report[name] !== null, holds.includes(name), `${name}: ${stdout}`);
  }
  if (report.response)
    assertHas(report.response, ['status', 'headers', 'body', 'bodyBase64', 'file']);
  if (report.error) assertHas(report.error, ['code', 'message', 'data']);
  if (report.payment) assertPayment(report.payment);
  return report;
}

function assertPayment(payment) {
  assertHas(payment, paymentKeys);
  assertHas(payment.amount, amountKeys);
  assert.match(payment.amount.units, /^\d+$/);
  assert.deepEqual([payment.amount.decimals, payment.amount.symbol], [6, 'USDC']);
  assert.match(payment.created, time);
  if (payment.openUntil !== null) assert.match(payment.openUntil, time);
}

test('a paid answer as JSON', async (t) => {
  const wallet = await scene.openWallet(t);
  const paid = await wallet.payApproved(`${scene.market.v2.url}/weather`, '--json');
  const holds = ['response', 'payment', 'receipt'];
  const { payment, response } = assertReport(paid, { exit: 0, status: 'paid', holds });
  assert.deepEqual(
    [payment.network, payment.account.split(':').pop(), payment.dialect],
    ['eip155:84532', wallet.address, 'x402-v2'],
  );
  assert.ok(response.headers.some(([name]) => name.toLowerCase() === 'payment-response'));
  assert.equal(response.bodyBase64, null);
  assert.equal(response.file, null);
});

test('a binary answer as JSON, in the report and in a file', async (t) => {
  const wallet = await scene.openWallet(t);
  const url = `${scene.market.v2.url}/blob`;
  const inside = JSON.parse((await wallet.payApproved(url, '--json')).stdout);
  assert.equal(inside.response.body, null);
  assert.ok(Buffer.from(inside.response.bodyBase64, 'base64').equals(blob));

  const file = join(wallet.home, 'answer.bin');
  const beside = JSON.parse((await wallet.payApproved(url, '--json', '-o', file)).stdout);
  assert.deepEqual([beside.response.body, beside.response.bodyBase64], [null, null]);
  assert.equal(beside.response.file, file);
});

test('a free answer as JSON', async (t) => {
  const wallet = await scene.openWallet(t);
  const free = await wallet.run('pay', `${scene.market.v2.url}/free`, '--json');
  assertReport(free, { exit: 0, status: 'free', holds: ['response'] });
});

test('a refusal as JSON', async (t) => {
  const wallet = await scene.openWallet(t);
  const refused = await wallet.run(
    'pay',
    `${scene.market.v2.url}/weather`,
    '--max',
    '0.001',
    '--json',
  );
  const report = JSON.parse(refused.stdout);
  assert.deepEqual([report.status, refused.code], ['refused', 10]);
  assertHas(report, reportKeys);
  assertHas(report.error, ['code', 'message', 'data']);
});

test('a request that waits as JSON', async (t) => {
  const wallet = await scene.openWallet(t);
  const pending = await wallet.run(
    'pay',
    `${scene.market.v2.url}/weather`,
    '--wait',
    '1',
    '--json',
  );
  const report = JSON.parse(pending.stdout);
  assert.deepEqual([report.status, pending.code], ['pending', 11]);
  assertHas(report, reportKeys);
  assert.equal(typeof report.purchase, 'string');
});

test('a mistake as JSON', async (t) => {
  const wallet = await scene.openWallet(t);
  const failed = await wallet.run('answer', 'no-such-purchase', '--json');
  const report = JSON.parse(failed.stdout);
  assert.notEqual(failed.code, 0);
  assert.equal(report.schema, 1);
  assertHas(report.error, ['code', 'message', 'data']);
});

test('lists come in pages', async (t) => {
  const wallet = await scene.openWallet(t);
  for (let i = 0; i < 3; i++) await wallet.payApproved(`${scene.market.v2.url}/weather`);
  const whole = await wallet.history();
  assert.equal(whole.length, 3);
  whole.forEach(assertPayment);
  const first = await wallet.json('history', '--limit', '2');
  assert.equal(first.payments.length, 2);
  const rest = await wallet.json('history', '--limit', '2', '--after', first.next);
  assert.deepEqual([...first.payments, ...rest.payments], whole);
});
