// SPDX-License-Identifier: MIT
// Sellers as the X402 reference page says: the wallet sends the money itself, and brings the signed
// transaction with its hash.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { tokenAddress } from './lib/chain.mjs';
import { payUntilKilled } from './lib/crash.mjs';
import { decoded, goods, startPageSeller } from './lib/pageseller.mjs';
import { payee, setScene } from './lib/scene.mjs';

const scene = setScene();
const ether = 10n ** 18n;
const price = 10_000;
const inEther = { currency: 'native', price: String(ether / 1000n) };

async function openWallet(t, options = {}) {
  const wallet = await scene.openWallet(t, options);
  await scene.chain.client.setBalance({ address: wallet.address, value: ether });
  return wallet;
}

async function openSeller(t, options = {}) {
  const seller = await startPageSeller({ chain: scene.chain, payee, ...options });
  t.after(() => seller.stop());
  return seller;
}

const count = (wallet) => scene.chain.client.getTransactionCount({ address: wallet.address });
const proofsAt = (seller) =>
  seller.requests.filter(({ headers }) => headers['x-payment']).map(({ headers }) => headers);

/** What the chain says that the payee got in ether while `use` ran. */
async function etherPaid(use) {
  const held = () => scene.chain.client.getBalance({ address: payee });
  const before = await held();
  await use();
  return (await held()) - before;
}

for (const receiptAs of ['transaction', 'transactionHash', 'txHash', null]) {
  test(`the signed transaction brings the goods; receipt: ${receiptAs}`, async (t) => {
    const wallet = await openWallet(t);
    const seller = await openSeller(t, { receiptAs });
    const { code, stdout, stderr } = await wallet.payApproved(`${seller.url}/data`);
    assert.equal(code, 0, stderr);
    assert.deepEqual(JSON.parse(stdout), goods);
    assert.deepEqual(await scene.spent(wallet), [price]);
    assert.equal((await wallet.history())[0].money, 'open'); // the chain, not the receipt, closes it
    await scene.chain.finalize();
    const payment = await wallet.closedPayment();
    assert.equal(payment.dialect, 'x402-page');
    assert.equal(payment.money, 'settled');
    assert.equal(payment.fee.symbol, 'ETH');
    const [sent] = await scene.chain.transfers(wallet.address);
    const { payload } = decoded(proofsAt(seller)[0]['x-payment']);
    assert.equal(payload.transactionHash, sent.transaction);
  });
}

test('the own coin pays where the seller asks for it', async (t) => {
  const wallet = await openWallet(t, { units: 0 });
  const seller = await openSeller(t, inEther);
  const paid = await etherPaid(async () => {
    const { code, stderr } = await wallet.payApproved(`${seller.url}/data`);
    assert.equal(code, 0, stderr);
  });
  assert.equal(paid, ether / 1000n);
  assert.equal(await count(wallet), 1);
});

test('whoever has no dollars pays the offer in ether', async (t) => {
  const wallet = await openWallet(t, { units: 0 });
  const offer = { amount: inEther.price, currency: 'ETH', network: scene.chain.network };
  const others = [{ ...offer, recipient: payee }];
  const seller = await openSeller(t, { others });
  const paid = await etherPaid(async () => {
    const { code, stderr } = await wallet.payApproved(`${seller.url}/data`);
    assert.equal(code, 0, stderr);
  });
  assert.equal(paid, ether / 1000n);
});

for (const [name, terms] of Object.entries({ token: {}, ether: inEther })) {
  test(`a facilitator that sends the same bytes once more does no harm: ${name}`, async (t) => {
    const wallet = await openWallet(t);
    const facilitator = 'https://pay.example/settle';
    const seller = await openSeller(t, { facilitator, broadcasts: true, ...terms });
    const paid = await etherPaid(async () => {
      const { code, stderr } = await wallet.payApproved(`${seller.url}/data`);
      assert.equal(code, 0, stderr);
    });
    assert.notEqual(seller.broadcast, undefined);
    assert.equal(await count(wallet), 1);
    assert.equal(paid, terms.currency ? ether / 1000n : 0n);
    assert.deepEqual(await scene.spent(wallet), terms.currency ? [] : [price]);
  });
}

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

const refusals = [
  [400, 'Bad payment', 'x402.other'],
  [409, 'Transaction already used', 'x402.other'],
  [422, 'Wrong amount', 'x402.other'],
  [402, 'Transaction not found', 'x402.other'],
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

    delete seller.verdict; // it comes to its senses: the same proof brings the goods
    const late = await wallet.run('pay', url, '--id', 'once');
    assert.equal(late.code, 0, late.stderr);
    assert.deepEqual(JSON.parse(late.stdout), goods);
    assert.deepEqual(await scene.spent(wallet), [price]);
    assert.equal((await wallet.closedPayment()).answer, 'delivered');
    const proofs = new Set(proofsAt(seller).map((headers) => headers['x-payment']));
    assert.equal(proofs.size, 1);
  });
}

test('another price after the money has left is told, and not paid', async (t) => {
  const wallet = await openWallet(t);
  const seller = await openSeller(t);
  seller.verifying = () => (seller.terms.price = '20000');
  seller.verdict = [402, 'The price has changed'];
  const { stdout } = await wallet.payApproved(`${seller.url}/data`, '--json');
  assert.equal(JSON.parse(stdout).error.code, 'payments.terms_changed');
  assert.deepEqual(await wallet.requests(), []);
  assert.deepEqual(await scene.spent(wallet), [price]);
});

const hostile = {
  'a price below zero': { amount: '-10000' },
  'a price with an exponent': { amount: 1e30 },
  'a price above all': { amount: String(2n ** 256n) },
  'a currency that nobody knows': { currency: 'DOGE' },
  'a mistyped payee': { recipient: '0x209693BC6afc0C5328bA36FaF03C514EF312287C' },
  'a payee that is the token': { recipient: tokenAddress },
  'another family of networks': { network: 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp' },
  'a network that nobody knows': { network: 'moon' },
};
for (const [name, said] of Object.entries(hostile)) {
  test(`${name} is paid by nobody`, async (t) => {
    const wallet = await openWallet(t);
    const seller = await openSeller(t, { said });
    const { code, stderr } = await wallet.run('pay', `${seller.url}/data`, '--wait', '0');
    assert.equal(code, 10, stderr);
    assert.match(stderr, /[Nn]othing was paid/);
    assert.equal(await count(wallet), 0);
  });
}

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

test('killed in the midst, ether is paid once', async (t) => {
  const wallet = await openWallet(t, { units: 0 });
  const seller = await openSeller(t, inEther);
  const url = `${seller.url}/data`;
  const paid = await etherPaid(async () => {
    await payUntilKilled(wallet, { url, key: 'k', step: 'submitted' });
    await wallet.restartDaemon();
    const again = await wallet.run('pay', url, '--id', 'k');
    assert.equal(again.code, 0, again.stderr);
  });
  assert.equal(paid, ether / 1000n);
  assert.equal(await count(wallet), 1);
});
