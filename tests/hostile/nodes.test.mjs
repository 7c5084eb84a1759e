// SPDX-License-Identifier: MIT
// What an RPC server can do to transactions of the wallet's own: keep them from the network, and
// claim what is not so. It can delay; it can make nothing be paid twice, and hide no payment.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { tokenAddress } from '../journeys/lib/chain.mjs';
import { goods, startHeaderSeller } from '../journeys/lib/headerseller.mjs';
import { until } from '../journeys/lib/processes.mjs';
import { payee, setScene } from '../journeys/lib/scene.mjs';
import { loadContracts } from '../journeys/parts/contracts.mjs';
import {
  keccak256,
  mnemonicToAccount,
  parseEther,
  parseGwei,
  toHex,
} from '../journeys/parts/viem.mjs';
import { startLiar } from './lib/liar.mjs';

const scene = setScene();
const { PlayToken } = loadContracts();
const refusingCode = '0x5f5ffd'; // a token that reverts whatever it is asked
const price = 10_000;
const isSend = ({ method }) => method === 'eth_sendRawTransaction';
const onSend = (claim) => (call) => (isSend(call) ? claim(call) : undefined);
const onReceipt = (change) => (call, result) =>
  call.method === 'eth_getTransactionReceipt' && result ? { ...result, ...change } : undefined;

/** A wallet that asks a liar, and a seller that wants a transaction of the wallet's own. */
async function open(t, { servers = ['liar'] } = {}) {
  const liar = await startLiar(scene.chain.url);
  t.after(() => liar.stop());
  const { chain } = scene;
  const urls = { liar: liar.url, honest: chain.url.replace('127.0.0.1', 'localhost') };
  const wallet = await scene.openWallet(t, { rpc: servers.map((name) => urls[name]) });
  await chain.client.setBalance({ address: wallet.address, value: parseEther('1') });
  const seller = await startHeaderSeller({ chain, payee });
  t.after(() => seller.stop());
  return { liar, wallet, seller, url: `${seller.url}/data` };
}

const count = (wallet) => scene.chain.client.getTransactionCount({ address: wallet.address });
const newest = async (wallet) => (await wallet.history())[0];

/** Pays, with the owner agreeing, until it is out, and then gives up as an impatient person does. */
async function payImpatiently({ wallet, url }, isOut) {
  const paying = wallet.launch(['pay', url, '--id', 'once']);
  await wallet.approveNext();
  await until(isOut, { what: 'it is out' });
  paying.kill('SIGINT');
  const { code, stderr } = await paying.result;
  assert.equal(code, 15, stderr);
  assert.match(
    stderr,
    /It may have been paid; the chain will say so once the transaction is final/,
  );
}

/** Asked again, it brings the goods, and the chain has taken the price once. */
async function expectPaidOnce({ wallet, url }) {
  const { code, stdout, stderr } = await wallet.run('pay', url, '--id', 'once');
  assert.equal(code, 0, stderr);
  assert.deepEqual(JSON.parse(stdout), goods);
  assert.deepEqual(await scene.spent(wallet), [price]);
  assert.equal(await count(wallet), 1);
  await scene.chain.finalize();
  const payment = await wallet.closedPayment();
  assert.equal(payment.money, 'settled');
  assert.equal(payment.transaction, (await scene.chain.transfers(wallet.address))[0].transaction);
}

const swallowing = {
  'calls it underpriced for ever': {
    claim: () => new Error('replacement transaction underpriced'),
    isPatient: true,
  },
  'calls it known, and knows nothing': { claim: () => new Error('already known') },
  'takes it, and loses it': { claim: ({ params: [bytes] }) => keccak256(bytes) },
  'takes another in its place': { claim: () => keccak256('0x00') },
};
for (const [name, { claim, isPatient }] of Object.entries(swallowing)) {
  test(`a server ${name}: nothing moves, and the same bytes go out later`, async (t) => {
    const { liar, ...stage } = await open(t);
    const sent = new Set();
    liar.swallows = (call) => isSend(call) && sent.add(call.params[0]);
    liar.lies = onSend(claim);
    await payImpatiently(stage, () => sent.size > 0);
    assert.deepEqual(await scene.spent(stage.wallet), []);
    assert.equal((await newest(stage.wallet)).money, 'open');

    liar.beHonest();
    if (!isPatient) await stage.wallet.restartDaemon(); // it asks, and sends, at once
    await scene.anyTransfer(stage.wallet);
    await expectPaidOnce(stage);
    const [{ transaction: hash }] = await scene.chain.transfers(stage.wallet.address);
    assert.deepEqual(
      [...sent].map((bytes) => keccak256(bytes)),
      [hash],
    );
  });
}

test('a server that sends it and gives another name for it is not believed', async (t) => {
  const { liar, ...stage } = await open(t);
  liar.lies = onSend(() => keccak256('0x00'));
  const { code, stderr } = await stage.wallet.payApproved(stage.url, '--id', 'once');
  assert.equal(code, 0, stderr);
  await expectPaidOnce(stage);
});

test('a server that says that it failed delays the goods, and they are not paid twice', async (t) => {
  const { liar, ...stage } = await open(t);
  liar.lies = onReceipt({ status: '0x0' });
  const { code, stderr } = await stage.wallet.payApproved(stage.url, '--id', 'once');
  assert.equal(code, 15, stderr);
  assert.match(stderr, /The network refused to carry the transaction out/);
  assert.equal((await newest(stage.wallet)).money, 'open');
  liar.beHonest();
  await expectPaidOnce(stage);
});

test('of two servers one says that it failed: no money is free until they agree', async (t) => {
  const { liar, ...stage } = await open(t, { servers: ['liar', 'honest'] });
  const { code, stderr } = await stage.wallet.payApproved(stage.url, '--id', 'once');
  assert.equal(code, 0, stderr);
  liar.lies = onReceipt({ status: '0x0' });
  await scene.chain.finalize();
  const asked = liar.requests.length;
  await stage.wallet.restartDaemon();
  await until(() => liar.requests.length > asked + 4, { what: 'both were asked' });
  assert.equal((await newest(stage.wallet)).money, 'open');
  liar.beHonest();
  await stage.wallet.restartDaemon();
  await stage.wallet.moneyIs('settled');
  assert.deepEqual(await scene.spent(stage.wallet), [price]);
});

test('what the network reverts has moved nothing, and is only then bought anew', async (t) => {
  const { client } = scene.chain;
  const stage = await open(t);
  const { wallet, url } = stage;
  await client.setAutomine(false);
  const paying = wallet.launch(['pay', url, '--id', 'once']);
  await wallet.approveNext();
  await until(async () => (await scene.chain.pending()) > 0, { what: 'it waits for a block' });
  await client.setCode({ address: tokenAddress, bytecode: refusingCode });
  await scene.chain.mine();
  await client.setCode({ address: tokenAddress, bytecode: PlayToken.code });
  await client.setAutomine(true);
  const { code, stderr } = await paying.result;
  assert.equal(code, 15, stderr);
  assert.match(stderr, /The network refused to carry the transaction out: it moved nothing/);

  const early = await wallet.run('pay', url, '--id', 'once');
  assert.equal(early.code, 15, early.stderr); // its block may be taken back
  assert.deepEqual(await wallet.requests(), []);
  await scene.chain.finalize();
  await wallet.moneyIs('settled');
  const late = await wallet.payApproved(url, '--id', 'once');
  assert.equal(late.code, 0, late.stderr);
  assert.deepEqual(await scene.spent(wallet), [price]);
  assert.equal(await count(wallet), 2);
});

test('after a reorganisation the same transaction comes again', async (t) => {
  const { wallet, url } = await open(t);
  const { code, stderr } = await wallet.payApproved(url);
  assert.equal(code, 0, stderr);
  const [{ transaction }] = await scene.chain.transfers(wallet.address);
  await scene.chain.reorganize(1);
  await scene.anyTransfer(wallet);
  await scene.chain.finalize();
  assert.equal((await wallet.closedPayment()).transaction, transaction);
  assert.deepEqual(await scene.spent(wallet), [price]);
  assert.equal(await count(wallet), 1);
});

test('after a reorganisation in which another has its number, it is not charged', async (t) => {
  const { wallet, url } = await open(t);
  const { code, stdout, stderr } = await wallet.payApproved(url, '--json');
  assert.equal(code, 0, stderr);
  const account = mnemonicToAccount(wallet.words); // another program with the same words
  const other = {
    chainId: scene.chain.client.chain.id,
    nonce: 0,
    to: wallet.address,
    gas: 21_000n,
  };
  const raw = await account.signTransaction({ ...other, maxFeePerGas: parseGwei('50') });
  await scene.chain.client.request({ method: 'anvil_reorg', params: [1, [[raw, 0]]] });
  await scene.chain.finalize();
  assert.equal((await wallet.closedPayment()).money, 'dead');
  const { status } = await wallet.json('answer', JSON.parse(stdout).purchase);
  assert.equal(status, 'delivered_without_payment');
  assert.deepEqual(await scene.spent(wallet), []);
  assert.equal(await count(wallet), 1);
});

test('a server that invents a block for it delays the goods, and nothing moves by its word', async (t) => {
  const { liar, ...stage } = await open(t);
  const sent = new Set();
  liar.swallows = (call) => isSend(call) && sent.add(call.params[0]);
  const { number, hash: blockHash } = await scene.chain.client.getBlock();
  liar.lies = (call, result) => {
    if (isSend(call)) return keccak256(call.params[0]);
    if (call.method !== 'eth_getTransactionReceipt' || result || sent.size === 0) return undefined;
    const [transactionHash] = call.params;
    const place = { blockHash, blockNumber: toHex(number) };
    return { status: '0x1', transactionHash, logs: [], ...place };
  };
  const { code, stderr } = await stage.wallet.payApproved(stage.url, '--id', 'once');
  assert.equal(code, 15, stderr);
  assert.match(stderr, /asks for the same payment again and says: “Payment not found”/);
  assert.deepEqual(await scene.spent(stage.wallet), []);
  assert.equal((await newest(stage.wallet)).money, 'open');

  liar.beHonest();
  await stage.wallet.restartDaemon(); // it asks, and sends, at once
  await scene.anyTransfer(stage.wallet);
  await expectPaidOnce(stage);
});

test('a server that raises the fee once the owner agreed gets nothing signed', async (t) => {
  const { liar, wallet, url } = await open(t);
  const paying = wallet.launch(['pay', url]);
  const request = await wallet.nextRequest();
  liar.lies = (call, result) =>
    call.method === 'eth_getBlockByNumber' && result
      ? { ...result, baseFeePerGas: toHex(parseGwei('100')) }
      : undefined;
  const agreed = await wallet.tryOwner('approve', request.id);
  assert.match(agreed.stderr, /The network's fee has risen above 0\.\d+ ETH meanwhile/);
  const { code, stderr } = await paying.result;
  assert.equal(code, 12, stderr);
  assert.match(stderr, /has risen above .* Nothing was signed/);
  assert.equal((await wallet.closedPayment()).stage, 'released');
  assert.equal(await count(wallet), 0);
});

test('a server that counts too many transactions: nothing moves, and all of it counts', async (t) => {
  const { liar, ...stage } = await open(t);
  const { wallet } = stage;
  liar.lies = ({ method }) => (method === 'eth_getTransactionCount' ? '0x7' : undefined);
  await payImpatiently(stage, async () => (await newest(wallet))?.stage === 'sent');
  liar.beHonest();
  assert.deepEqual(await scene.spent(wallet), []);
  assert.equal(await count(wallet), 0);
  assert.equal((await newest(wallet)).money, 'open');
});
