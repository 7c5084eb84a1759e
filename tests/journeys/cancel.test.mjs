// SPDX-License-Identifier: MIT
// What was signed and may still move money is given up, and the chain says what came of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { clockShifted } from './lib/clock.mjs';
import { until } from './lib/processes.mjs';
import { payee, setScene } from './lib/scene.mjs';
import { byPermit2, startSellerV2 } from './lib/sellers.mjs';

// Long enough for each proof to run out and for the wallet to believe that it has.
const longAfter = 3600;

const scene = setScene();
const cent = ['0.01', 'USDC'];

async function openWallet(t, options) {
  const wallet = await scene.openWallet(t, options);
  await scene.chain.client.setBalance({ address: wallet.address, value: 10n ** 18n });
  return wallet;
}

const cancel = (wallet, ...args) => wallet.tryOwner('cancel', ...args);
const count = (wallet) => scene.chain.client.getTransactionCount({ address: wallet.address });

/** Blocks are made only by hand from now on, until the test is over. */
async function stopBlocks(t) {
  await scene.chain.client.setAutomine(false);
  t.after(async () => {
    await scene.chain.client.setAutomine(true);
    await scene.chain.mine();
  });
}

/** The transaction of `wallet` that waits for a block, once it is one that `fits`. */
function waiting(wallet, fits) {
  const find = async () => {
    const { pending } = await scene.chain.client.getTxpoolContent();
    const byNonce = Object.values(pending).flatMap((own) => Object.values(own));
    return byNonce.find((one) => one.from === wallet.address.toLowerCase() && fits(one));
  };
  return until(find, { what: 'such a transaction waits for a block' });
}

const isSend = ({ to }) => to !== null;
const isToItself = (wallet) => (one) =>
  one.to === wallet.address.toLowerCase() && one.input === '0x' && BigInt(one.value) === 0n;

const newest = async (wallet) => (await wallet.history())[0];
const byId = async (wallet, id) => (await wallet.history()).find((one) => one.id === id);

/** A cent that is on its way, in no block, and its transaction. */
async function sendStuck(t, wallet) {
  await stopBlocks(t);
  const sending = wallet.tryOwner('send', ...cent, payee);
  const transaction = await waiting(wallet, isSend);
  const { id } = await newest(wallet);
  return { sending, transaction, id };
}

/** A payment whose seller has the proof and keeps it. */
async function payWithheld(wallet) {
  const before = scene.odd.requests.length;
  await wallet.payApproved(`${scene.odd.url}/closes`);
  const seen = scene.odd.requests.slice(before).find(({ headers }) => headers['payment-signature']);
  const { id } = await newest(wallet);
  return { id, proof: JSON.parse(Buffer.from(seen.headers['payment-signature'], 'base64')) };
}

async function settle(proof) {
  const { url } = scene.market.facilitator;
  const body = { x402Version: 2, paymentPayload: proof, paymentRequirements: proof.accepted };
  const answer = await fetch(`${url}/settle`, { method: 'POST', body: JSON.stringify(body) });
  return answer.json();
}

test('a transaction that is stuck is replaced: nothing moves, and the chain proves it', async (t) => {
  const wallet = await openWallet(t);
  const { sending, transaction, id } = await sendStuck(t, wallet);

  const cancelling = cancel(wallet, id);
  const replacing = await waiting(wallet, isToItself(wallet));
  assert.equal(replacing.nonce, transaction.nonce);
  await scene.chain.mine();
  const { code, stdout, stderr } = await cancelling;
  assert.equal(code, 0, stderr);
  assert.match(stderr, new RegExp(`^You cancel the payment ${id}`));
  assert.ok(stdout.toString().includes(replacing.hash));
  await scene.chain.finalize();

  const sent = await sending;
  assert.equal(sent.code, 12);
  assert.match(sent.stderr, /Another transaction/);
  await until(async () => (await newest(wallet)).stage === 'closed', { what: 'it is closed' });
  assert.equal((await byId(wallet, id)).money, 'dead');
  const cancellation = await newest(wallet);
  assert.equal(cancellation.money, 'settled');
  assert.equal(cancellation.url, `payment:${id}`);
  assert.deepEqual(await scene.spent(wallet), []);
  assert.equal(await count(wallet), 1);
});

test('the lane is free again once either is in a block', async (t) => {
  const wallet = await openWallet(t);
  const { sending, id } = await sendStuck(t, wallet);
  const next = wallet.tryOwner('send', '0.02', 'USDC', payee);
  const cancelling = cancel(wallet, id);
  await waiting(wallet, isToItself(wallet));
  await scene.chain.client.setAutomine(true);
  await scene.chain.mine();
  assert.equal((await cancelling).code, 0);
  assert.equal((await next).code, 0);
  assert.deepEqual(await scene.spent(wallet), [20_000]);
  await scene.chain.finalize();
  assert.equal((await sending).code, 12);
  assert.equal(await count(wallet), 2);
});

test('a cancellation that is stuck is cancelled in turn, and only in turn', async (t) => {
  const wallet = await openWallet(t);
  const { id } = await sendStuck(t, wallet);
  const first = cancel(wallet, id);
  const { hash } = await waiting(wallet, isToItself(wallet));
  const cancellation = await newest(wallet);

  const again = JSON.parse((await cancel(wallet, id, '--json')).stdout);
  assert.equal(again.error.code, 'payments.cancelled_already');
  assert.equal(again.error.data.payment, cancellation.id);

  const second = cancel(wallet, cancellation.id);
  await waiting(wallet, (one) => isToItself(wallet)(one) && one.hash !== hash);
  await scene.chain.mine();
  await scene.chain.finalize();
  assert.equal((await second).code, 0);
  assert.equal((await first).code, 12);
  assert.deepEqual(await scene.spent(wallet), []);
  assert.equal(await count(wallet), 1);
});

test('what is in a block already cannot be cancelled, and nothing is signed', async (t) => {
  const wallet = await openWallet(t);
  await wallet.owner('send', ...cent, payee);
  const { error } = JSON.parse(
    (await cancel(wallet, (await newest(wallet)).id, '--json')).stdout,
  );
  assert.equal(error.code, 'chain.too_late');
  assert.equal((await wallet.history()).length, 1);
  assert.equal(await count(wallet), 1);
  await scene.chain.finalize();
  const { id } = await wallet.closedPayment();
  const closed = JSON.parse((await cancel(wallet, id, '--json')).stdout);
  assert.equal(closed.error.code, 'payments.not_live');
});

test('an authorisation that the seller keeps is cancelled: it cannot be settled any more', async (t) => {
  const wallet = await openWallet(t);
  const { id, proof } = await payWithheld(wallet);

  const { code, stdout, stderr } = await cancel(wallet, id);
  assert.equal(code, 0, stderr);
  assert.match(stdout.toString(), /counts as spent until/);
  const { nonce } = proof.payload.authorization;
  assert.equal(await scene.chain.authorizationState(wallet.address, nonce), true);
  assert.equal((await settle(proof)).success, false);
  const again = JSON.parse((await cancel(wallet, id, '--json')).stdout);
  assert.equal(again.error.code, 'payments.cancelled_already');
  await scene.chain.finalize();
  await until(async () => (await newest(wallet)).stage === 'closed', { what: 'it is closed' });
  const late = JSON.parse((await cancel(wallet, id, '--json')).stdout);
  assert.equal(late.error.code, 'chain.too_late');
  assert.equal((await byId(wallet, id)).money, 'open'); // until the clock agrees, too
  assert.deepEqual(await scene.spent(wallet), []);
  assert.equal(await count(wallet), 1);
});

test('a payment that was settled while the owner decided is not cancelled', async (t) => {
  const wallet = await openWallet(t);
  const { id, proof } = await payWithheld(wallet);
  assert.equal((await settle(proof)).success, true);
  const { error } = JSON.parse((await cancel(wallet, id, '--json')).stdout);
  assert.equal(error.code, 'chain.too_late');
  assert.deepEqual(await scene.spent(wallet), [10_000]);
  assert.equal(await count(wallet), 0);
});

test('a permit that the seller keeps is taken back', async (t) => {
  const wallet = await openWallet(t);
  await scene.chain.allowPermit2(wallet.address, 1_000_000);
  const { facilitator } = scene.market;
  let proof;
  facilitator.settling = (payload) => {
    proof = payload;
    throw new Error('later');
  };
  t.after(() => delete facilitator.settling);
  const terms = { payee, maxTimeoutSeconds: 300, priceOf: byPermit2 };
  const seller = await startSellerV2({ facilitator, ...terms });
  t.after(() => seller.stop());
  await wallet.payApproved(`${seller.url}/weather`);
  const { id } = await newest(wallet);
  delete facilitator.settling;

  const { code, stderr } = await cancel(wallet, id);
  assert.equal(code, 0, stderr);
  assert.equal((await settle(proof)).success, false);
  assert.deepEqual(await scene.spent(wallet), []);
});

for (const step of ['reserved', 'signed', 'sending', 'submitted', 'recorded']) {
  test(`killed at "${step}", it is cancelled once or never`, async (t) => {
    const wallet = await openWallet(t);
    const { id } = await payWithheld(wallet);
    await wallet.stopDaemon('SIGTERM');
    const daemon = await wallet.startDaemon({
      program: 'tuppenced-test',
      env: { TUPPENCE_STOP_AT: step },
    });
    await wallet.owner('unlock');
    const cancelling = cancel(wallet, id);
    assert.deepEqual(await daemon.ended, { code: null, signal: 'SIGKILL' });
    await cancelling;
    await wallet.restartDaemon();
    const mayHaveLeft = ['sending', 'submitted', 'recorded'].includes(step);
    if (mayHaveLeft) await until(async () => (await count(wallet)) === 1, { what: 'it is sent' });
    await scene.chain.finalize();
    await until(async () => (await newest(wallet)).closed !== null, { what: 'it has ended' });
    assert.equal(await count(wallet), mayHaveLeft ? 1 : 0);
    assert.deepEqual(await scene.spent(wallet), []);
    assert.equal((await byId(wallet, id)).money, 'open');
  });
}

// Last of all: the chain's clock is ahead from here on, and new proofs would be old at once.
test('what was given up is dead when its time is over, and counts as spent no more', async (t) => {
  const kept = await openWallet(t);
  const { id } = await payWithheld(kept);
  assert.equal((await cancel(kept, id)).code, 0);
  await kept.stopDaemon('SIGTERM');
  await scene.chain.advance(longAfter);
  await kept.startDaemon({ env: clockShifted(longAfter) });
  await until(async () => (await byId(kept, id)).money === 'dead', { what: 'it is dead' });
  assert.deepEqual(await scene.spent(kept), []);
});
