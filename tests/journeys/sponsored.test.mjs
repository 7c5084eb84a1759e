// SPDX-License-Identifier: MIT
// Permit2 may move nothing yet, and the seller brings what lets it: the official seller and
// facilitator with both gas-sponsoring extensions.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { payUntilKilled } from './lib/crash.mjs';
import { payee, setScene } from './lib/scene.mjs';
import { byPermit2, prices, startSellerV2, weather } from './lib/sellers.mjs';
import * as viem from './parts/viem.mjs';
import * as x402 from './parts/x402v2.mjs';

const scene = setScene();
const price = prices['GET /weather'];
const permits = x402.declareEip2612GasSponsoringExtension();
const approvals = x402.declareErc20ApprovalGasSponsoringExtension();

async function openSeller(t, options = {}) {
  const { facilitator } = scene.market;
  const terms = { payee, maxTimeoutSeconds: 300, priceOf: byPermit2 };
  const seller = await startSellerV2({ facilitator, ...terms, ...options });
  t.after(() => seller.stop());
  return seller;
}

/** What the newest paid request told of that extension. */
function told(seller, key) {
  const paid = seller.requests.findLast(({ headers }) => headers['payment-signature']);
  const { extensions } = x402.decodePaymentSignatureHeader(paid.headers['payment-signature']);
  return extensions[key].info;
}

test('a permit of the token goes beside the payment, for exactly its price', async (t) => {
  const wallet = await scene.openWallet(t);
  const seller = await openSeller(t, { declared: { ...permits, ...approvals } });

  const { code, stdout, stderr } = await wallet.payApproved(`${seller.url}/weather`);

  assert.equal(code, 0, stderr);
  assert.deepEqual(JSON.parse(stdout), weather);
  assert.deepEqual(await scene.spent(wallet), [price]);
  const info = told(seller, 'eip2612GasSponsoring');
  assert.equal(info.amount, String(price));
  assert.equal(info.nonce, '0');
  assert.equal(told(seller, 'erc20ApprovalGasSponsoring').signedTransaction, undefined);
  assert.equal(await scene.chain.permit2Allowance(wallet.address), 0n);
  assert.equal(await scene.chain.client.getTransactionCount({ address: wallet.address }), 0);
  await scene.chain.finalize();
  assert.equal((await wallet.closedPayment()).money, 'settled');
});

test('a second payment takes the next number of the token', async (t) => {
  const wallet = await scene.openWallet(t);
  const seller = await openSeller(t, { declared: permits });
  for (const nonce of ['0', '1']) {
    const { code, stderr } = await wallet.payApproved(`${seller.url}/weather?${nonce}`);
    assert.equal(code, 0, stderr);
    assert.equal(told(seller, 'eip2612GasSponsoring').nonce, nonce);
  }
  assert.deepEqual(await scene.spent(wallet), [price, price]);
});

test('a metered seller gets a permit for its ceiling', async (t) => {
  const wallet = await scene.openWallet(t);
  const seller = await openSeller(t, { declared: permits, scheme: 'upto', charge: 1234 });

  const { code, stderr } = await wallet.payApproved(`${seller.url}/weather`);

  assert.equal(code, 0, stderr);
  assert.deepEqual(await scene.spent(wallet), [1234]);
});

/** Its agent pays by itself what limits allow, once the payee is known. */
async function openLimited(t, seller) {
  const wallet = await scene.openWallet(t);
  await wallet.owner('agents', 'pair', 'research');
  const pay = (path, ...args) =>
    wallet.run('pay', `${seller.url}${path}`, '--agent', 'research', '--wait', '0', ...args);
  await wallet.owner('limits', 'set', '--site', seller.url, '--per-day', '1');
  return { wallet, pay };
}

test('within a limit a permit needs no question', async (t) => {
  const seller = await openSeller(t, { declared: permits });
  const { wallet, pay } = await openLimited(t, seller);
  await wallet.payApproved(`${seller.url}/weather`, '--agent', 'research');

  const { code, stderr } = await pay('/weather?again');

  assert.equal(code, 0, stderr);
  assert.deepEqual(await scene.spent(wallet), [price, price]);
});

test('where it may move enough already, nothing goes beside it', async (t) => {
  const wallet = await scene.openWallet(t);
  await scene.chain.allowPermit2(wallet.address, price);
  const seller = await openSeller(t, { declared: { ...permits, ...approvals } });

  const { code, stderr } = await wallet.payApproved(`${seller.url}/weather`);

  assert.equal(code, 0, stderr);
  assert.equal(told(seller, 'eip2612GasSponsoring').signature, undefined);
  assert.equal(told(seller, 'erc20ApprovalGasSponsoring').signedTransaction, undefined);
});

test('an approval is signed for a seller that sends it, exactly the price, and asked for', async (t) => {
  const wallet = await scene.openWallet(t);
  const seller = await openSeller(t, { declared: approvals });

  const paying = wallet.launch(['pay', `${seller.url}/weather`]);
  const request = await wallet.nextRequest();
  assert.match(JSON.stringify(request.warnings), /lets Permit2 move 0\.01 USDC/);
  await wallet.owner('approve', request.id);
  const { code, stdout, stderr } = await paying.result;

  assert.equal(code, 0, stderr);
  assert.deepEqual(JSON.parse(stdout), weather);
  assert.deepEqual(await scene.spent(wallet), [price]);
  const { signedTransaction } = told(seller, 'erc20ApprovalGasSponsoring');
  const { data, nonce, value } = viem.parseTransaction(signedTransaction);
  assert.equal(BigInt(`0x${data.slice(-64)}`), BigInt(price));
  assert.deepEqual([nonce ?? 0, value ?? 0n], [0, 0n]);
  assert.equal(await scene.chain.permit2Allowance(wallet.address), 0n);
  await scene.chain.finalize();
  assert.equal((await wallet.closedPayment()).money, 'settled');
});

test('no limit lets an approval be signed without the owner', async (t) => {
  const seller = await openSeller(t, { declared: approvals });
  const { wallet, pay } = await openLimited(t, seller);
  await wallet.payApproved(`${seller.url}/weather`, '--agent', 'research');
  const asked = () => seller.requests.filter(({ headers }) => headers['payment-signature']).length;
  assert.equal(asked(), 1);

  const { code } = await pay('/weather?again');

  assert.equal(code, 11);
  const [{ warnings }] = await wallet.requests();
  assert.deepEqual(
    warnings.map(({ code: warned }) => warned),
    ['warning.approval_signed', 'warning.fee', 'limit.not_counted'],
  );
  assert.equal(asked(), 1);
});

test('a seller that keeps an approval and never settles has moved nothing', async (t) => {
  const wallet = await scene.openWallet(t);
  const seller = await openSeller(t, { declared: approvals });
  const { facilitator } = scene.market;
  facilitator.settling = async () => {
    throw new Error('not today');
  };
  t.after(() => delete facilitator.settling);

  await wallet.payApproved(`${seller.url}/weather`);
  const { signedTransaction } = told(seller, 'erc20ApprovalGasSponsoring');

  // It sends the approval alone: Permit2 may move the price, and there is nothing to move it with.
  const { client } = scene.chain;
  await client.setBalance({ address: wallet.address, value: viem.parseEther('1') });
  const hash = await client.sendRawTransaction({ serializedTransaction: signedTransaction });
  await client.waitForTransactionReceipt({ hash });
  assert.equal(await scene.chain.permit2Allowance(wallet.address), BigInt(price));
  assert.deepEqual(await scene.spent(wallet), []);
  assert.equal((await wallet.history())[0].money, 'open');
});

test('what we send afterwards takes the next number', async (t) => {
  const wallet = await scene.openWallet(t);
  const seller = await openSeller(t, { declared: approvals });
  await wallet.payApproved(`${seller.url}/weather`);
  await scene.chain.client.setBalance({ address: wallet.address, value: viem.parseEther('1') });

  await wallet.owner('send', '0.02', 'USDC', payee);

  assert.deepEqual(await scene.spent(wallet), [price, 20_000]);
});

for (const [what, declared] of Object.entries({ permit: permits, approval: approvals })) {
  test(`killed before a proof with its ${what} has left, it goes out once afterwards`, async (t) => {
    const wallet = await scene.openWallet(t);
    const seller = await openSeller(t, { declared });
    const url = `${seller.url}/weather`;
    await payUntilKilled(wallet, { url, key: 'pay_once', step: 'sending' });
    await wallet.restartDaemon();

    const { code, stdout, stderr } = await wallet.run('pay', url, '--id', 'pay_once');

    assert.equal(code, 0, stderr);
    assert.deepEqual(JSON.parse(stdout), weather);
    assert.deepEqual(await scene.spent(wallet), [price]);
  });
}
