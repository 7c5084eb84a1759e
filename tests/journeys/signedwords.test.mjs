// SPDX-License-Identifier: MIT
// Offers and receipts that the official seller signs (x402.md 3.4).
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { didOf, keyOf, signerOf } from './lib/signedseller.mjs';
import { setScene } from './lib/scene.mjs';
import { prices, startSellerV2, weather } from './lib/sellers.mjs';
import * as v2 from './parts/x402v2.mjs';

const scene = setScene();
const price = prices['GET /weather'];
const seller = keyOf(1);
const other = keyOf(2);

const typed = ({ account }) =>
  v2.createEIP712OfferReceiptIssuer(`did:pkh:eip155:1:${account.address}`, (message) =>
    account.signTypedData(message),
  );

/** The official seller, paid at the address of `seller`; `issuer` signs for it. */
async function openSeller(t, issuer) {
  const { facilitator } = scene.market;
  const started = await startSellerV2({
    facilitator,
    payee: seller.account.address,
    maxTimeoutSeconds: 300,
    extensions: [() => v2.createOfferReceiptExtension(issuer)],
    declared: v2.declareOfferReceiptExtension(),
  });
  t.after(() => started.stop());
  return started;
}

const spent = [`${price} to ${seller.account.address}`];

for (const [form, issuer] of [
  ['EIP-712', typed(seller)],
  ['did:key', v2.createJWSOfferReceiptIssuer(didOf(seller), signerOf(seller, didOf(seller)))],
]) {
  test(`what the payee signs is right: ${form}`, async (t) => {
    const wallet = await scene.openWallet(t);
    const { url } = await openSeller(t, issuer);
    const paying = wallet.launch(['pay', `${url}/weather?in=Lisbon`]);
    const { warnings } = await wallet.nextRequest();
    assert.ok(!warnings.some(({ code }) => code.startsWith('warning.offer')));
    await wallet.approveNext();
    const { code, stdout, stderr } = await paying.result;
    assert.equal(code, 0, stderr);
    assert.deepEqual(JSON.parse(stdout), weather);
    assert.deepEqual(await scene.spent(wallet), spent);
    const [payment] = await wallet.history();
    assert.deepEqual(payment.signedOffer, { standing: 'right', reason: null });
    assert.deepEqual(payment.signedReceipt, { standing: 'right', reason: null });
    const history = (await wallet.run('history')).stdout.toString();
    assert.match(history, /signed offer: right\n {4}signed receipt: right/);
  });
}

test('an offer that somebody else signed says so, and is paid by no limit', async (t) => {
  const wallet = await scene.openWallet(t);
  const honest = await openSeller(t, typed(seller));
  const { url } = await openSeller(t, typed(other));
  await wallet.owner('agents', 'pair', 'one');
  await wallet.payApproved(`${honest.url}/weather`, '--agent', 'one');
  await wallet.payApproved(`${url}/weather`, '--agent', 'one');
  await wallet.owner('limits', 'set', '--wallet', '--per-payment', '1', '--per-day', '5');
  await wallet.owner('limits', 'set', '--agent', 'one', '--per-payment', '1', '--per-day', '5');

  const paid = await wallet.run('pay', `${honest.url}/weather`, '--agent', 'one', '--wait', '0');
  assert.equal(paid.code, 0, paid.stderr); // the limits do pay
  const paying = wallet.launch(['pay', `${url}/weather`, '--agent', 'one']);
  const { id, warnings } = await wallet.nextRequest();
  assert.ok(warnings.some(({ code }) => code === 'warning.offer_not_payees'));
  await wallet.run('refuse', id);
  assert.equal((await paying.result).code, 10);
  assert.equal((await scene.spent(wallet)).length, 3);
});

test('a receipt that somebody else signed decides nothing', async (t) => {
  const wallet = await scene.openWallet(t);
  const { url } = await openSeller(t, {
    ...typed(seller),
    issueReceipt: typed(other).issueReceipt,
  });
  const { code, stderr } = await wallet.payApproved(`${url}/weather`);
  assert.equal(code, 0, stderr);
  await scene.chain.finalize();
  const payment = await wallet.closedPayment();
  assert.equal(payment.money, 'settled');
  assert.equal(payment.signedOffer.standing, 'right');
  assert.equal(payment.signedReceipt.standing, 'wrong');
  assert.equal(payment.signedReceipt.reason.code, 'x402.not_payees');
});

test('a signature that would have to be asked about elsewhere is not checked', async (t) => {
  const wallet = await scene.openWallet(t);
  const kid = 'did:web:seller.example#key-1';
  const { url } = await openSeller(t, v2.createJWSOfferReceiptIssuer(kid, signerOf(seller, kid)));
  const { code, stderr } = await wallet.payApproved(`${url}/weather`);
  assert.equal(code, 0, stderr);
  const [payment] = await wallet.history();
  assert.equal(payment.signedOffer.standing, 'unchecked');
  assert.match((await wallet.run('history')).stdout.toString(), /signed offer: not checked\. .*did:web/);
});
