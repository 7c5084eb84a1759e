// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { fundedAccount, network, startChain, tokenAddress } from './lib/chain.mjs';
import { goods, startPageSeller } from './lib/pageseller.mjs';
import * as viem from './parts/viem.mjs';

const payee = '0x209693Bc6afc0C5328bA36FaF03C514EF312287C';
const other = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';
const buyer = fundedAccount(7);
const abi = viem.parseAbi(['function transfer(address to, uint256 value) returns (bool)']);
let chain;

before(async () => {
  chain = await startChain();
  await chain.mint(buyer.address, 1_000_000);
});

after(() => chain?.stop());

async function withSeller(options, use) {
  const seller = await startPageSeller({ chain, payee, ...options });
  try {
    return await use(seller);
  } finally {
    await seller.stop();
  }
}

const tokenCall = (to = payee, units = 10_000n) => ({
  to: tokenAddress,
  data: viem.encodeFunctionData({ abi, functionName: 'transfer', args: [to, units] }),
});

/** A signed transaction, in a block unless `isSent` is false. */
async function signed(message, { isSent = true, account = buyer } = {}) {
  const { address } = account;
  const transaction = await account.signTransaction({
    chainId: chain.client.chain.id,
    nonce: await chain.client.getTransactionCount({ address }),
    gas: 200_000n,
    maxFeePerGas: 10n ** 10n,
    maxPriorityFeePerGas: 1n,
    ...message,
  });
  const transactionHash = viem.keccak256(transaction);
  if (isSent) {
    await chain.client.sendRawTransaction({ serializedTransaction: transaction });
    await chain.client.waitForTransactionReceipt({ hash: transactionHash });
  }
  return { transaction, transactionHash, from: address };
}

const proofOf = (made, more = {}, payload = {}) => ({
  x402Version: 1,
  scheme: 'exact',
  network,
  payload: { ...made, to: payee, amount: '10000', currency: tokenAddress, ...payload },
  ...more,
});

const encoded = (value) => Buffer.from(JSON.stringify(value)).toString('base64');
const ask = (seller, proof) =>
  fetch(`${seller.url}/tool`, {
    method: 'POST',
    body: 'text',
    headers: proof ? { 'x-payment': typeof proof === 'string' ? proof : encoded(proof) } : {},
  });
const told = async (answer) => [answer.status, (await answer.json()).error];
const header = (answer, name) => JSON.parse(Buffer.from(answer.headers.get(name), 'base64'));

test('a transaction that was sent opens once', async () => {
  const facilitator = 'https://pay.example';
  await withSeller({ facilitator, receiptAs: 'txHash' }, async (seller) => {
    const asked = await ask(seller);
    assert.equal(asked.status, 402);
    const terms = { amount: '10000', currency: tokenAddress, network, recipient: payee };
    assert.deepEqual(header(asked, 'x-payment-required'), { ...terms, facilitator });
    const made = await signed(tokenCall());
    const answer = await ask(seller, proofOf(made));
    assert.deepEqual([answer.status, await answer.json()], [200, { ...goods, echo: 'text' }]);
    assert.deepEqual(header(answer, 'payment-response'), {
      success: true,
      txHash: made.transactionHash,
      network,
      payer: buyer.address,
    });
    assert.deepEqual(await told(await ask(seller, proofOf(made))), [
      409,
      'Transaction already used',
    ]);
  });
});

test('its facilitator sends what was signed only', async () => {
  await withSeller({ broadcasts: true }, async (seller) => {
    const made = await signed(tokenCall(), { isSent: false });
    assert.equal((await ask(seller, proofOf(made))).status, 200);
    assert.equal(seller.broadcast, made.transactionHash);
  });
  await withSeller({}, async (seller) => {
    const made = await signed(tokenCall(), { isSent: false });
    assert.deepEqual(await told(await ask(seller, proofOf(made))), [402, 'Transaction not found']);
  });
});

test('ether pays, without a call', async () => {
  await withSeller({ currency: 'native', price: '1000', receiptAs: null }, async (seller) => {
    const claims = { currency: 'native', amount: '1000' };
    const paid = await ask(seller, proofOf(await signed({ to: payee, value: 1000n }), {}, claims));
    assert.equal(paid.status, 200);
    assert.equal(paid.headers.get('payment-response'), null);
    for (const message of [
      { to: payee, value: 1000n, data: '0x6d656d6f' },
      { to: payee, value: 999n },
      { to: other, value: 1000n },
    ])
      assert.equal((await ask(seller, proofOf(await signed(message), {}, claims))).status, 422);
  });
});

test('what is wrong with a payment is said', async () => {
  await withSeller({}, async (seller) => {
    const verdict = async (proof) => told(await ask(seller, proof));
    const wrong = [422, 'Wrong amount, recipient or currency'];
    assert.deepEqual(await verdict(proofOf(await signed(tokenCall(payee, 9_999n)))), wrong);
    assert.deepEqual(await verdict(proofOf(await signed(tokenCall(other)))), wrong);
    assert.deepEqual(await verdict(proofOf(await signed({ to: payee, value: 10_000n }))), wrong);
    const failed = proofOf(await signed(tokenCall(payee, 10n ** 30n)));
    assert.deepEqual(await verdict(failed), [422, 'The transaction failed']);

    const made = await signed(tokenCall());
    const flaws = [
      ['%', 'X-Payment is no base64 of JSON'],
      [proofOf(made, { scheme: 'upto' }), 'Another version or scheme'],
      [proofOf(made, { network: 'eip155:1' }), 'Another network: eip155:1'],
      [proofOf(made, {}, { to: other }), 'Not what was asked for'],
      [proofOf(made, {}, { amount: '9999' }), 'Not what was asked for'],
      [proofOf(made, {}, { currency: 'native' }), 'Not what was asked for'],
      [proofOf(made, {}, { transaction: '0x02' }), 'Not the hash of that transaction'],
      [proofOf(made, {}, { from: other }), 'Signed by somebody else'],
    ];
    for (const [proof, text] of flaws) assert.deepEqual(await verdict(proof), [400, text]);
    const elsewhere = await signed({ ...tokenCall(), chainId: 1 }, { isSent: false });
    assert.deepEqual(await verdict(proofOf(elsewhere)), [400, 'Signed for chain 1']);
    assert.equal((await ask(seller, proofOf(made))).status, 200);
  });
});

test('it misbehaves as it is told', async () => {
  const others = [{ amount: 7, currency: 'native', network, recipient: payee }];
  await withSeller({ others, said: { amount: '-1' } }, async (seller) => {
    const offers = header(await ask(seller), 'x-payment-required');
    assert.deepEqual([offers[0].amount, offers[1]], ['-1', others[0]]);
    const made = await signed(tokenCall());
    seller.verdict = [409, 'always'];
    assert.deepEqual(await told(await ask(seller, proofOf(made))), [409, 'always']);
    seller.verdict = [402, 'more'];
    assert.deepEqual(await told(await ask(seller, proofOf(made))), [402, 'more']);
  });
});
