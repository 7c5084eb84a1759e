// SPDX-License-Identifier: MIT
// Payment channels that the owner opened: each request brings a voucher, and the chain pays the
// highest one.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { claim, claimed, openChannel } from './lib/channels.mjs';
import { goods, startChannelSeller } from './lib/channelseller.mjs';
import { payUntilKilled } from './lib/crash.mjs';
import { payee, setScene } from './lib/scene.mjs';

const scene = setScene();
const price = 10_000n;

/** A wallet with a channel, and the seller that is paid over it. */
async function open(t, { deposit = 100_000, asset, add = true, ...options } = {}) {
  const wallet = await scene.openWallet(t);
  const channel = { payer: wallet.address, payee, deposit, ...(asset ? { asset } : {}) };
  const entry = await openChannel(scene.chain, channel);
  const seller = await startChannelSeller({
    chain: scene.chain,
    channel: entry.id,
    payer: wallet.address,
    deposit,
    ...options,
  });
  t.after(() => seller.stop());
  wallet.url = `${seller.url}/data`;
  wallet.addChannel = (changes = {}) => {
    const file = join(wallet.home, 'channel.json');
    writeFileSync(file, JSON.stringify({ ...entry, ...changes }));
    return wallet.tryOwner('channels', 'add', file);
  };
  if (add) assert.equal((await wallet.addChannel()).code, 0);
  return { wallet, seller, entry };
}

const allow = (wallet, ...caps) => wallet.owner('limits', 'set', '--wallet', ...caps);

/** An agent that pays within limits. */
async function pairWithin(wallet, ...caps) {
  await wallet.owner('agents', 'pair', 'one');
  await allow(wallet, ...caps);
}

/** The first payment to a site is the owner's to say; from then on the limits pay. */
async function payFirst(wallet) {
  const paid = await wallet.payApproved(wallet.url, '--agent', 'one');
  assert.equal(paid.code, 0, paid.stderr);
}

test('each payment is a step, and the chain pays their sum', async (t) => {
  const { wallet, seller, entry } = await open(t, { cost: '0.008' });
  const before = await scene.chain.balance(payee);
  for (const step of [1n, 2n, 3n]) {
    const { code, stdout, stderr } = await wallet.payApproved(wallet.url);
    assert.equal(code, 0, stderr);
    assert.deepEqual(JSON.parse(stdout), goods);
    assert.equal(seller.best.amount, step * price);
  }
  await claim(scene.chain, seller.best);
  assert.equal((await scene.chain.balance(payee)) - before, 3n * price);
  const [channel] = (await wallet.json('channels')).channels;
  assert.equal(channel.id, entry.id);
  assert.equal(channel.signed.units, '30000');
  assert.equal(channel.left.units, '70000');
  await wallet.moneyIs('settled');
  const [payment] = await wallet.history();
  assert.equal(payment.channel, entry.id);
  assert.equal(payment.transaction, null);
  assert.equal(payment.openUntil, null);
});

test('the owner reads what is paid, to whom, and over which channel', async (t) => {
  const { wallet, entry } = await open(t);
  const paying = wallet.launch(['pay', wallet.url]);
  const request = await wallet.nextRequest();
  assert.equal(request.amount.units, String(price));
  assert.equal(request.payee, payee);
  assert.equal(request.channel, entry.id);
  assert.equal(request.spender.toLowerCase(), entry.contract.toLowerCase());
  assert.equal(request.fee, null);
  await wallet.run('refuse', request.id);
  assert.equal((await paying.result).code, 10);
  assert.equal((await wallet.json('channels')).channels[0].signed.units, '0');
});

test('ether in a channel pays as well', async (t) => {
  const deposit = 10n ** 16n;
  const { wallet, seller } = await open(t, { deposit, asset: 'native', currency: 'ETH' });
  const before = await scene.chain.client.getBalance({ address: payee });
  seller.terms.price = '0.001';
  const { code, stderr } = await wallet.payApproved(wallet.url);
  assert.equal(code, 0, stderr);
  await claim(scene.chain, seller.best);
  const after = await scene.chain.client.getBalance({ address: payee });
  assert.equal(after - before, 10n ** 15n);
});

test('a channel that the owner did not add is told how to add', async (t) => {
  const { wallet, seller } = await open(t, { add: false });
  const { code, stderr } = await wallet.run('pay', wallet.url, '--wait', '0');
  assert.equal(code, 10);
  assert.match(stderr, /channels add FILE/);
  assert.deepEqual(seller.vouchers, []);
});

test('where an address is named too, the channel pays, and the transfer when it is used up', async (t) => {
  const { wallet, seller } = await open(t, { deposit: 15_000, payee });
  const quote = await wallet.json('quote', wallet.url);
  assert.equal(quote.offers.length, 2);
  assert.equal((await wallet.payApproved(wallet.url)).code, 0);
  assert.deepEqual(seller.vouchers, [price]);
  const paying = wallet.launch(['pay', wallet.url]);
  const request = await wallet.nextRequest();
  assert.equal(request.channel, null);
  assert.equal(request.fee.symbol, 'ETH');
  await wallet.run('refuse', request.id);
  await paying.result;
});

test('a payee other than the channel\'s is paid nothing', async (t) => {
  const other = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';
  const { wallet, seller } = await open(t, { payee: other });
  const quote = await wallet.json('quote', wallet.url);
  const codes = quote.offers.map(({ error }) => error?.code);
  assert.ok(codes.includes('payments.channel_differs'), String(codes));
  assert.deepEqual(seller.vouchers, []);
});

test('a deposit that is used up is told in words', async (t) => {
  const { wallet, seller } = await open(t, { deposit: 25_000 });
  await wallet.payApproved(wallet.url);
  await wallet.payApproved(wallet.url);
  const { code, stderr } = await wallet.run('pay', wallet.url, '--wait', '0');
  assert.equal(code, 10);
  assert.match(stderr, /0\.01 USDC is asked for, and 0\.005 USDC of 0\.025 USDC is left/);
  assert.deepEqual(seller.vouchers, [price, 2n * price]);
});

test('ten programs at once make ten steps', async (t) => {
  const { wallet, seller } = await open(t);
  await pairWithin(wallet, '--per-payment', '1', '--per-day', '5');
  await payFirst(wallet);
  const before = await scene.chain.balance(payee);
  const runs = await Promise.all(
    Array.from({ length: 10 }, () => wallet.run('pay', wallet.url, '--agent', 'one')),
  );
  // The deposit has room for nine more; the last one finds that out when its turn comes.
  const codes = runs.map(({ code }) => code).sort();
  assert.deepEqual(codes, [...Array(9).fill(0), 12], runs.map(({ stderr }) => stderr).join());
  assert.deepEqual(
    seller.vouchers,
    Array.from({ length: 10 }, (_, step) => BigInt(step + 1) * price),
  );
  await claim(scene.chain, seller.best);
  assert.equal((await scene.chain.balance(payee)) - before, 100_000n);
});

test('limits count each step', async (t) => {
  const { wallet, seller } = await open(t);
  await pairWithin(wallet, '--per-payment', '1', '--per-day', '0.03', '--above', 'refuse');
  await payFirst(wallet);
  const runs = [];
  for (let run = 0; run < 4; ++run)
    runs.push(await wallet.run('pay', wallet.url, '--agent', 'one', '--wait', '0'));
  assert.deepEqual(
    runs.map(({ code }) => code),
    [0, 0, 10, 10],
    runs.map(({ stderr }) => stderr).join(),
  );
  assert.equal(seller.best.amount, 3n * price);
});

for (const [status, error] of [
  [402, 'clawdnet.asks_again'],
  [409, 'clawdnet.voucher'],
  [422, 'clawdnet.voucher'],
]) {
  test(`${status} by a seller that keeps the voucher: it counts, and is never freed`, async (t) => {
    const { wallet, seller } = await open(t);
    await pairWithin(wallet, '--per-payment', '1', '--per-day', '0.02', '--above', 'refuse');
    seller.verdict = [status, 'I keep it'];
    const first = await wallet.payApproved(wallet.url, '--agent', 'one', '--id', 'k', '--json');
    const report = JSON.parse(first.stdout);
    assert.equal(first.code, 13, first.stderr);
    assert.equal(report.status, 'paid_not_delivered');
    assert.equal(report.error.code, error);
    assert.equal(report.payment.money, 'settled');
    await claim(scene.chain, seller.best); // as it may
    assert.equal(await claimed(scene.chain, seller.best.channel), price);

    delete seller.verdict;
    const next = await wallet.run('pay', wallet.url, '--agent', 'one');
    assert.equal(next.code, 0, next.stderr);
    assert.equal(seller.best.amount, 2n * price);
    const third = await wallet.run('pay', wallet.url, '--agent', 'one', '--wait', '0');
    assert.equal(third.code, 10, third.stderr); // the one that brought nothing counts
  });
}

for (const step of ['reserved', 'signed', 'sending', 'sent', 'answered', 'recorded']) {
  test(`killed at "${step}", no voucher is forgotten`, async (t) => {
    const { wallet, seller } = await open(t);
    await payUntilKilled(wallet, { url: wallet.url, key: 'k', step });
    await wallet.restartDaemon();
    const isWritten = !['reserved', 'signed'].includes(step);
    const [channel] = (await wallet.json('channels')).channels;
    assert.equal(channel.signed.units, isWritten ? '10000' : '0');
    if (isWritten) {
      // The same voucher goes out again; whoever has seen it takes it no second time.
      const again = await wallet.run('pay', wallet.url, '--id', 'k');
      const isSeen = ['sent', 'answered'].includes(step);
      assert.equal(again.code, isSeen ? 13 : 0, again.stderr);
      assert.deepEqual(seller.vouchers, [price]);
    }
    const next = await wallet.payApproved(wallet.url);
    assert.equal(next.code, 0, next.stderr);
    assert.deepEqual(seller.vouchers, isWritten ? [price, 2n * price] : [price]);
    await claim(scene.chain, seller.best);
    assert.equal(await claimed(scene.chain, seller.best.channel), seller.best.amount);
  });
}

test('what was signed is not forgotten with the channel', async (t) => {
  const { wallet, seller, entry } = await open(t);
  await wallet.payApproved(wallet.url);
  await wallet.owner('channels', 'remove', entry.id);
  assert.equal((await wallet.run('pay', wallet.url, '--wait', '0')).code, 10);
  assert.equal((await wallet.addChannel({ deposit: '90000' })).code, 0);
  await wallet.payApproved(wallet.url);
  assert.deepEqual(seller.vouchers, [price, 2n * price]);
});

test('what was signed before the channel came here is the owner\'s word', async (t) => {
  const { wallet, seller } = await open(t, { add: false });
  await wallet.addChannel({ signed: '40000' });
  await wallet.payApproved(wallet.url);
  assert.deepEqual(seller.vouchers, [50_000n]);
});

test('what is no channel is not added', async (t) => {
  const { wallet, entry } = await open(t);
  for (const [changes, words] of [
    [{}, /there already/],
    [{ id: '0x12' }, /id/],
    [{ id: `0x${'1'.repeat(64)}`, deposit: '0' }, /deposit/],
    [{ id: `0x${'1'.repeat(64)}`, deposit: 5 }, /deposit/],
    [{ id: `0x${'1'.repeat(64)}`, signed: '100001' }, /signed/],
    [{ id: `0x${'1'.repeat(64)}`, payee: entry.payee.replace('b', 'B') }, /payee/],
    [{ id: `0x${'1'.repeat(64)}`, network: 'eip155:5' }, /eip155:5/],
    [{ id: `0x${'1'.repeat(64)}`, asset: payee }, /tokens add/],
    [{ id: `0x${'1'.repeat(64)}`, fee: '1' }, /fee/],
  ]) {
    const { code, stderr } = await wallet.addChannel(changes);
    assert.notEqual(code, 0, JSON.stringify(changes));
    assert.match(stderr, words);
  }
  assert.equal((await wallet.json('channels')).channels.length, 1);
  const { stdout } = await wallet.run('channels');
  assert.match(stdout.toString(), /0\.1 USDC left of 0\.1 USDC/);
});

test('a channel that ended pays no more', async (t) => {
  const { wallet } = await open(t, { add: false });
  await wallet.addChannel({ expiry: '2026-01-01T00:00:00Z' });
  const { code, stderr } = await wallet.run('pay', wallet.url, '--wait', '0');
  assert.equal(code, 10);
  assert.match(stderr, /has ended/);
});
