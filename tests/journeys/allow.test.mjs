// SPDX-License-Identifier: MIT
// The owner lets Permit2 move exactly so much of a token, by a transaction of their own.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { permit2Address, tokenAddress } from './lib/chain.mjs';
import { until } from './lib/processes.mjs';
import { payee, setScene } from './lib/scene.mjs';
import { byPermit2, prices, startSellerV2 } from './lib/sellers.mjs';
import * as viem from './parts/viem.mjs';

const scene = setScene();
const price = prices['GET /weather'];

async function openWallet(t, { coin = viem.parseEther('1'), ...options } = {}) {
  const wallet = await scene.openWallet(t, options);
  await scene.chain.client.setBalance({ address: wallet.address, value: coin });
  return wallet;
}

async function openSeller(t) {
  const { facilitator } = scene.market;
  const terms = { payee, maxTimeoutSeconds: 300, priceOf: byPermit2 };
  const seller = await startSellerV2({ facilitator, ...terms });
  t.after(() => seller.stop());
  return seller;
}

const allow = (wallet, ...args) => wallet.tryOwner('allow', ...args);
const allowed = (wallet) => scene.chain.permit2Allowance(wallet.address);
const count = (wallet) => scene.chain.client.getTransactionCount({ address: wallet.address });

test('what a payment by Permit2 asks for is allowed, exactly, and then it is paid', async (t) => {
  const wallet = await openWallet(t);
  const seller = await openSeller(t);
  const refused = await wallet.run('pay', `${seller.url}/weather`, '--wait', '0');
  assert.match(refused.stderr, /tuppence-cli allow 0\.01 USDC/);

  const { code, stdout, stderr } = await allow(wallet, '0.01', 'USDC');

  assert.equal(code, 0, stderr);
  assert.match(stderr, /^You allow Permit2 to move 0\.01 USDC, and no more than that/);
  assert.match(stderr, /calls +0x036C/);
  assert.match(stderr, /at most 0\.\d+ ETH/);
  assert.match(stdout.toString(), /^Permit2 may move 0\.01 USDC\. The transaction is 0x/);
  assert.equal(await allowed(wallet), BigInt(price));
  assert.deepEqual(await scene.spent(wallet), []);

  const paid = await wallet.payApproved(`${seller.url}/weather`);
  assert.equal(paid.code, 0, paid.stderr);
  assert.deepEqual(await scene.spent(wallet), [price]);
  assert.equal(await allowed(wallet), 0n);
});

test('it is a payment of nothing, with a fee, that the history keeps', async (t) => {
  const wallet = await openWallet(t);
  await allow(wallet, '0.5', 'USDC');
  await scene.chain.finalize();
  const payment = await wallet.closedPayment();
  assert.equal(payment.money, 'settled');
  assert.equal(payment.method, 'ALLOW');
  assert.equal(payment.url, `allowance:eip155:84532/erc20:${tokenAddress}?units=500000`);
  assert.equal(payment.allowed.units, '500000');
  assert.equal(payment.amount.units, '0');
  const { input } = await scene.chain.client.getTransaction({ hash: payment.transaction });
  assert.ok(input.startsWith(`0x095ea7b3${'0'.repeat(24)}${permit2Address.slice(2).toLowerCase()}`));
});

test('nothing is allowed any more', async (t) => {
  const wallet = await openWallet(t);
  await allow(wallet, '5', 'USDC');
  assert.equal(await allowed(wallet), 5_000_000n);
  const { code, stderr } = await allow(wallet, '0', 'USDC');
  assert.equal(code, 0, stderr);
  assert.equal(await allowed(wallet), 0n);
});

const refusals = [
  ["the network's own coin", ['1', 'ETH'], 'payments.not_allowable'],
  ['a token that nobody knows', ['1', 'DOGE'], 'send.unknown_asset'],
  ['more places than there are', ['0.0000001', 'USDC'], 'amount.places'],
  ['without an end', ['unlimited', 'USDC'], 'amount.malformed'],
  ['a network that is off', ['1', 'USDC', '--network', 'eip155:1'], 'payments.network_off'],
];
for (const [what, args, code] of refusals) {
  test(`${what} is not allowed, in words, and nothing is signed`, async (t) => {
    const wallet = await openWallet(t);
    const result = await allow(wallet, ...args, '--json');
    assert.notEqual(result.code, 0);
    assert.equal(JSON.parse(result.stdout).error.code, code);
    assert.deepEqual(await wallet.requests(), []);
    assert.equal(await count(wallet), 0);
  });
}

test('without coin for the fee nothing is signed', async (t) => {
  const wallet = await openWallet(t, { coin: 0n });
  const { code, stderr } = await allow(wallet, '1', 'USDC');
  assert.notEqual(code, 0);
  assert.match(stderr, /fee/);
  assert.equal(await count(wallet), 0);
});

test('a wrong passphrase allows nothing and leaves nothing waiting', async (t) => {
  const wallet = await openWallet(t);
  const result = await wallet.launch(['allow', '1', 'USDC', '--passphrase-fd', '3'], {
    secret: 'not this one',
  }).result;
  assert.notEqual(result.code, 0);
  assert.deepEqual(await wallet.requests(), []);
  assert.equal(await allowed(wallet), 0n);
});

for (const step of ['reserved', 'signed', 'sending', 'submitted']) {
  test(`killed at "${step}", it is allowed once or never`, async (t) => {
    const wallet = await openWallet(t);
    await wallet.stopDaemon('SIGTERM');
    const env = { TUPPENCE_STOP_AT: step };
    const daemon = await wallet.startDaemon({ program: 'tuppenced-test', env });
    await wallet.owner('unlock');
    const allowing = allow(wallet, '1', 'USDC');
    assert.deepEqual(await daemon.ended, { code: null, signal: 'SIGKILL' });
    await allowing;
    await wallet.restartDaemon();
    const mayHaveLeft = ['sending', 'submitted'].includes(step);
    if (mayHaveLeft) await until(async () => (await count(wallet)) === 1, { what: 'it is sent' });
    await scene.chain.finalize();
    await wallet.closedPayment();
    assert.equal(await allowed(wallet), mayHaveLeft ? 1_000_000n : 0n);
    assert.equal(await count(wallet), mayHaveLeft ? 1 : 0);
  });
}
