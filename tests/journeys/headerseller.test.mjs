// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { fundedAccount, startChain, tokenAddress } from './lib/chain.mjs';
import { goods, startHeaderSeller } from './lib/headerseller.mjs';
import * as viem from './parts/viem.mjs';

const payee = '0x209693Bc6afc0C5328bA36FaF03C514EF312287C';
const other = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';
const network = 'base-sepolia';
const buyer = fundedAccount(7);
const abi = viem.parseAbi(['function transfer(address to, uint256 value) returns (bool)']);
let chain;

before(async () => {
  chain = await startChain();
  await chain.mint(buyer.address, 1_000_000);
});

after(() => chain?.stop());

async function withSeller(options, use) {
  const seller = await startHeaderSeller({ chain, payee, ...options });
  try {
    return await use(seller);
  } finally {
    await seller.stop();
  }
}

async function mined(pending) {
  const hash = await pending;
  await chain.client.waitForTransactionReceipt({ hash });
  return hash;
}

const sendToken = (units = 10_000n, to = payee) =>
  mined(
    chain.client.writeContract({
      account: buyer,
      address: tokenAddress,
      abi,
      functionName: 'transfer',
      args: [to, units],
      gas: 200_000n,
    }),
  );

const sendEther = (ether, more = {}) =>
  mined(
    chain.client.sendTransaction({
      account: buyer,
      to: payee,
      value: viem.parseEther(ether),
      ...more,
    }),
  );

const ask = (seller, hash, amount = '0.01', on = network) =>
  fetch(`${seller.url}/analyze`, {
    method: 'POST',
    body: 'text',
    headers: hash
      ? { 'x-payment-hash': hash, 'x-payment-network': on, 'x-payment-amount': amount }
      : {},
  });

const told = async (answer) => {
  const { message, error } = await answer.json();
  return [answer.status, message ?? error];
};

test('headers and body say the same, and a transfer opens once', async () => {
  await withSeller({ cost: '0.008', cookie: 'sub=1; Max-Age=60; Path=/' }, async (seller) => {
    const asked = await ask(seller);
    const { payment } = await asked.json();
    const says = (name) => asked.headers.get(`x-payment-${name}`);
    assert.equal(asked.status, 402);
    assert.deepEqual(
      [says('amount'), says('currency'), says('network'), says('address'), says('memo')],
      [payment.amount, payment.currency, payment.network, payment.recipient, payment.memo],
    );
    assert.equal(says('deadline'), payment.deadline);
    const hash = await sendToken();
    const answer = await ask(seller, hash);
    assert.equal(answer.headers.get('x-cost-actual'), '0.008');
    assert.match(answer.headers.get('set-cookie'), /^sub=1/);
    assert.deepEqual([answer.status, await answer.json()], [200, { ...goods, echo: 'text' }]);
    assert.deepEqual(await told(await ask(seller, hash)), [409, 'Payment hash already used']);
  });
});

test('ether pays an alternative, without a call', async () => {
  const alternatives = [{ amount: '0.002', currency: 'ETH', network }];
  await withSeller({ alternatives }, async (seller) => {
    assert.deepEqual((await (await ask(seller)).json()).alternatives, alternatives);
    assert.equal((await ask(seller, await sendEther('0.002'), '0.002')).status, 200);
    const called = await sendEther('0.002', { data: '0x6d656d6f' });
    const short = await sendEther('0.0019');
    for (const hash of [called, short])
      assert.equal((await ask(seller, hash, '0.002')).status, 422);
  });
});

test('what is wrong with a payment is said', async () => {
  await withSeller({}, async (seller) => {
    const wrong = 'Wrong amount, recipient or coin';
    const right = await sendToken();
    assert.deepEqual(await told(await ask(seller, await sendToken(9_999n))), [422, wrong]);
    assert.deepEqual(await told(await ask(seller, await sendToken(10_000n, other))), [422, wrong]);
    assert.deepEqual(await told(await ask(seller, await sendEther('1'))), [422, wrong]);
    const failed = await told(await ask(seller, await sendToken(10n ** 30n)));
    assert.deepEqual(failed, [422, 'The transaction failed']);
    const nowhere = await told(await ask(seller, right, '0.01', 'base'));
    assert.deepEqual(nowhere, [422, 'No such price: 0.01 on base']);
    assert.deepEqual(await told(await ask(seller, '0x12')), [422, 'X-Payment-Hash is no hash']);
    const unknown = await told(await ask(seller, `0x${'1'.repeat(64)}`));
    assert.deepEqual(unknown, [402, 'Payment not found']);
    assert.equal((await ask(seller, right)).status, 200);
  });
});

test('a payment behind the deadline comes too late', async () => {
  for (const deadlineAs of ['unix', 'rfc3339'])
    await withSeller({ opensFor: -100_000, deadlineAs }, async (seller) => {
      const deadline = (await ask(seller)).headers.get('x-payment-deadline');
      assert.match(deadline, deadlineAs === 'unix' ? /^[0-9]{10}$/ : /Z$/);
      const late = await told(await ask(seller, await sendToken()));
      assert.deepEqual(late, [410, 'The deadline has passed']);
    });
  await withSeller({ opensFor: null }, async (seller) =>
    assert.equal((await ask(seller)).headers.get('x-payment-deadline'), null),
  );
});

test('it misbehaves as it is told', async () => {
  await withSeller({ speaks: 'headers', headers: { 'x-payment-amount': '7' } }, async (seller) => {
    const asked = await ask(seller);
    assert.equal(asked.headers.get('x-payment-amount'), '7');
    assert.deepEqual(await asked.json(), { error: 'Payment required' });
    seller.verdict = [409, 'always'];
    assert.deepEqual(await told(await ask(seller, await sendToken())), [409, 'always']);
    seller.verdict = [402, 'more'];
    assert.deepEqual(await told(await ask(seller, await sendToken())), [402, 'more']);
  });
  await withSeller({ speaks: 'body', payment: { memo: undefined } }, async (seller) => {
    const asked = await ask(seller);
    assert.equal(asked.headers.get('x-payment-amount'), null);
    assert.equal((await asked.json()).payment.memo, undefined);
  });
});
