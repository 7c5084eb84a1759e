// SPDX-License-Identifier: MIT
// Money that the owner sends: transactions of the wallet's own, on a chain that says what moved.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { tokenAddress } from './lib/chain.mjs';
import { until } from './lib/processes.mjs';
import { payee, setScene } from './lib/scene.mjs';
import { mnemonicToAccount } from './parts/viem.mjs';

const scene = setScene();
const ether = 10n ** 18n;
const cent = ['0.01', 'USDC'];

/** A wallet that holds play dollars, and `coin` for fees. */
async function openWallet(t, { coin = ether, ...options } = {}) {
  const wallet = await scene.openWallet(t, options);
  await scene.chain.client.setBalance({ address: wallet.address, value: coin });
  return wallet;
}

const send = (wallet, ...args) => wallet.tryOwner('send', ...args);
const count = (wallet) => scene.chain.client.getTransactionCount({ address: wallet.address });

/** Blocks are made only by hand from now on, until the test is over. */
async function stopBlocks(t) {
  await scene.chain.client.setAutomine(false);
  t.after(async () => {
    await scene.chain.client.setAutomine(true);
    await scene.chain.mine();
  });
}

const pending = async () => {
  const { pending: byAccount } = await scene.chain.client.getTxpoolContent();
  return Object.values(byAccount).flatMap((byNonce) => Object.values(byNonce));
};

const nextPending = () =>
  until(async () => (await pending())[0], { what: 'a transaction waits for a block' });

test('a cent is sent once, with its fee, and the history says so', async (t) => {
  const wallet = await openWallet(t);
  const { code, stdout, stderr } = await send(wallet, ...cent, payee);
  assert.equal(code, 0, stderr);
  const [transfer, ...others] = await scene.chain.transfers(wallet.address);
  assert.deepEqual(others, []);
  assert.equal(transfer.to, payee);
  assert.equal(transfer.value, 10_000n);
  assert.match(stderr, /^You send 0\.01 USDC/);
  assert.match(stderr, /at most 0\.\d+ ETH/);
  assert.match(stderr, /! Nothing was sent to 0x2096/);
  assert.ok(stdout.toString().includes(transfer.transaction));

  await scene.chain.finalize();
  const payment = await wallet.closedPayment();
  assert.equal(payment.money, 'settled');
  assert.equal(payment.dialect, 'transfer');
  assert.equal(payment.transaction, transfer.transaction);
});

test("the network's own coin is sent", async (t) => {
  const wallet = await openWallet(t);
  const before = await scene.chain.client.getBalance({ address: payee });
  const report = JSON.parse((await send(wallet, '0.25', 'eth', payee, '--json')).stdout);
  assert.equal(report.status, 'paid');
  assert.equal(report.payment.amount.symbol, 'ETH');
  assert.equal((await scene.chain.client.getBalance({ address: payee })) - before, ether / 4n);
});

const refusals = [
  ['an address with a slip', ['1', 'USDC', payee.replace('C', 'c')], 'address.checksum'],
  ['no address', ['1', 'USDC', 'bob.example'], 'address.malformed'],
  ['the address zero', ['1', 'USDC', `0x${'0'.repeat(40)}`], 'send.to_nobody'],
  ["the token's own contract", ['1', 'USDC', tokenAddress], 'send.to_token'],
  ['nothing', ['0', 'USDC', payee], 'send.nothing'],
  ['more places than there are', ['0.0000001', 'USDC', payee], 'amount.places'],
  ['a token that nobody knows', ['1', 'DOGE', payee], 'send.unknown_asset'],
  ['a network that is not there', ['1', 'USDC', payee, '--network', 'eip155:1'], 'payments.network_off'],
  ['more than there is', ['2', 'USDC', payee], 'payments.insufficient_balance'],
];
for (const [what, args, code] of refusals) {
  test(`${what} is refused in words, and nothing is signed`, async (t) => {
    const wallet = await openWallet(t);
    const result = await send(wallet, ...args, '--json');
    assert.notEqual(result.code, 0);
    assert.equal(JSON.parse(result.stdout).error.code, code);
    assert.deepEqual(await wallet.requests(), []);
    assert.equal(await count(wallet), 0);
  });
}

test('an address without checksum is sent to, and said to be so', async (t) => {
  const wallet = await openWallet(t);
  const { code, stderr } = await send(wallet, ...cent, payee.toLowerCase());
  assert.equal(code, 0);
  assert.match(stderr, /without its checksum/);
  assert.deepEqual(await scene.spent(wallet), [10_000]);
});

test('a wrong passphrase sends nothing and leaves nothing waiting', async (t) => {
  const wallet = await openWallet(t);
  const result = await wallet.launch(['send', ...cent, payee, '--passphrase-fd', '3'], {
    secret: 'not this one',
  }).result;
  assert.notEqual(result.code, 0);
  assert.deepEqual(await wallet.requests(), []);
  assert.equal(await count(wallet), 0);
});

test('without coin for the fee nothing is signed', async (t) => {
  const wallet = await openWallet(t, { coin: 0n });
  const { code, stderr } = await send(wallet, ...cent, payee);
  assert.notEqual(code, 0);
  assert.match(stderr, /fee/);
  assert.equal(await count(wallet), 0);
});

test('two at once take numbers of their own', async (t) => {
  const wallet = await openWallet(t);
  const ends = await Promise.all([
    send(wallet, ...cent, payee),
    send(wallet, '0.02', 'USDC', payee),
  ]);
  for (const { code, stderr } of ends) assert.equal(code, 0, stderr);
  assert.deepEqual((await scene.spent(wallet)).sort(), [10_000, 20_000]);
  assert.equal(await count(wallet), 2);
});

test('what the network lost is given to it again, the same bytes', async (t) => {
  const wallet = await openWallet(t);
  await stopBlocks(t);
  const sending = send(wallet, ...cent, payee);
  const { hash } = await nextPending();
  await scene.chain.client.dropTransaction({ hash });
  const again = await nextPending();
  assert.equal(again.hash, hash);
  await scene.chain.mine();
  const { code, stderr } = await sending;
  assert.equal(code, 0, stderr);
  assert.deepEqual(await scene.spent(wallet), [10_000]);
});

test('a transaction that another one of the same account replaced is dead, with proof', async (t) => {
  const wallet = await openWallet(t);
  await stopBlocks(t);
  const sending = send(wallet, ...cent, payee);
  const ours = await nextPending();
  const account = mnemonicToAccount(wallet.words); // another program with the same words
  await scene.chain.client.sendTransaction({
    account,
    to: wallet.address,
    nonce: Number(ours.nonce),
    maxFeePerGas: BigInt(ours.maxFeePerGas) * 3n,
    maxPriorityFeePerGas: BigInt(ours.maxFeePerGas) * 2n,
    gas: 21_000n,
  });
  await scene.chain.mine();
  await scene.chain.finalize();
  const { code, stderr } = await sending;
  assert.equal(code, 12, stderr);
  assert.match(stderr, /Another transaction/);
  assert.deepEqual(await scene.spent(wallet), []);
  assert.equal((await wallet.closedPayment()).money, 'dead');
});

test('while another program has a transaction waiting, none is signed', async (t) => {
  const wallet = await openWallet(t);
  await stopBlocks(t);
  const account = mnemonicToAccount(wallet.words); // another program with the same words
  await scene.chain.client.sendTransaction({ account, to: payee, value: 1n });
  const { code, stderr } = await send(wallet, ...cent, payee);
  assert.notEqual(code, 0);
  assert.match(stderr, /[Aa]nother program/);
  assert.equal((await pending()).length, 1);
});

test('a block that is taken back takes it out, and it comes again', async (t) => {
  const wallet = await openWallet(t);
  assert.equal((await send(wallet, ...cent, payee)).code, 0);
  await scene.chain.reorganize(1);
  await until(async () => (await scene.spent(wallet)).length === 1, { what: 'it came again' });
  await scene.chain.finalize();
  assert.equal((await wallet.closedPayment()).money, 'settled');
  assert.equal(await count(wallet), 1);
});

for (const step of ['reserved', 'signed', 'sending', 'submitted', 'recorded']) {
  test(`killed at "${step}", it is sent once or never`, async (t) => {
    const wallet = await openWallet(t);
    await wallet.stopDaemon('SIGTERM');
    const daemon = await wallet.startDaemon({
      program: 'tuppenced-test',
      env: { TUPPENCE_STOP_AT: step },
    });
    await wallet.owner('unlock');
    const sending = send(wallet, ...cent, payee);
    assert.deepEqual(await daemon.ended, { code: null, signal: 'SIGKILL' });
    await sending;
    await wallet.restartDaemon();
    const mayHaveLeft = ['sending', 'submitted', 'recorded'].includes(step);
    if (mayHaveLeft) await scene.anyTransfer(wallet);
    await scene.chain.finalize();
    const payment = await wallet.closedPayment();
    assert.equal(payment.money, mayHaveLeft ? 'settled' : null);
    assert.deepEqual(await scene.spent(wallet), mayHaveLeft ? [10_000] : []);
  });
}

test('nothing is sent without the passphrase', async (t) => {
  const wallet = await openWallet(t);
  const { code } = await wallet.launch(['send', ...cent, payee]).result;
  assert.notEqual(code, 0);
  assert.deepEqual(await wallet.requests(), []);
  assert.equal(await count(wallet), 0);
});
