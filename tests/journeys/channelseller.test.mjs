// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { channelsAddress, fundedAccount, startChain } from './lib/chain.mjs';
import { claim, claimed, openChannel } from './lib/channels.mjs';
import { goods, startChannelSeller } from './lib/channelseller.mjs';
import * as viem from './parts/viem.mjs';

const payee = '0x209693Bc6afc0C5328bA36FaF03C514EF312287C';
const buyer = fundedAccount(7);
const deposit = 50_000;
let chain;

before(async () => {
  chain = await startChain();
  await chain.mint(buyer.address, 10_000_000);
});

after(() => chain?.stop());

async function withSeller(t, options = {}) {
  const entry = await openChannel(chain, { payer: buyer.address, payee, deposit });
  const seller = await startChannelSeller({
    chain,
    channel: entry.id,
    payer: buyer.address,
    deposit,
    ...options,
  });
  t.after(() => seller.stop());
  return seller;
}

const sign = (channelId, amount, { account = buyer, ...domain } = {}) =>
  account.signTypedData({
    domain: {
      name: 'x402 Payment Channel',
      version: '1',
      chainId: chain.client.chain.id,
      verifyingContract: channelsAddress,
      ...domain,
    },
    types: {
      Voucher: [
        { name: 'channelId', type: 'bytes32' },
        { name: 'amount', type: 'uint256' },
        { name: 'nonce', type: 'uint256' },
      ],
    },
    primaryType: 'Voucher',
    message: { channelId, amount, nonce: 0n },
  });

/** Brings a voucher for that many units. */
async function bring(seller, channel, units, { as = units, changes = {}, ...options } = {}) {
  const headers = {
    'X-Payment-Channel': channel,
    'X-Payment-Amount': viem.formatUnits(as, 6),
    'X-Payment-Network': 'base-sepolia',
    'X-Payment-Signature': await sign(channel, units, options),
    ...changes,
  };
  return fetch(`${seller.url}/data`, { headers });
}

const channelOf = async (seller) =>
  (await fetch(`${seller.url}/data`)).headers.get('x-payment-channel');

test('vouchers that grow open, and the chain pays the highest', async (t) => {
  const seller = await withSeller(t);
  const channel = await channelOf(seller);
  const before = await chain.balance(payee);
  for (const units of [10_000n, 20_000n, 50_000n]) {
    const reply = await bring(seller, channel, units);
    assert.equal(reply.status, 200);
    assert.deepEqual(await reply.json(), goods);
  }
  await claim(chain, seller.best);
  assert.equal(await claimed(chain, channel), 50_000n);
  assert.equal((await chain.balance(payee)) - before, 50_000n);
  await assert.rejects(claim(chain, seller.best), /claimed/);
});

test('no other voucher opens', async (t) => {
  const seller = await withSeller(t);
  const channel = await channelOf(seller);
  assert.equal((await bring(seller, channel, 20_000n)).status, 200);
  const other = { account: fundedAccount(6) };
  for (const [units, options, status] of [
    [20_000n, {}, 402],
    [29_999n, {}, 402],
    [10_000n, {}, 402],
    [50_001n, {}, 422],
    [30_000n, other, 422],
    [30_000n, { as: 40_000n }, 422],
    [30_000n, { chainId: 1 }, 422],
    [30_000n, { version: '2' }, 422],
    [30_000n, { verifyingContract: payee }, 422],
    [30_000n, { changes: { 'X-Payment-Network': 'base' } }, 422],
    [30_000n, { changes: { 'X-Payment-Channel': `0x${'1'.repeat(64)}` } }, 422],
  ])
    assert.equal((await bring(seller, channel, units, options)).status, status, String(units));
  assert.deepEqual(seller.vouchers, [20_000n]);
});

test('the contract pays for no other voucher', async (t) => {
  const channel = await channelOf(await withSeller(t));
  const amount = 30_000n;
  const signature = await sign(channel, amount, { account: fundedAccount(6) });
  await assert.rejects(claim(chain, { channel, amount, signature }), /signature/);
  const above = { channel, amount: 50_001n, signature: await sign(channel, 50_001n) };
  await assert.rejects(claim(chain, above), /above the deposit/);
  assert.equal(await claimed(chain, channel), 0n);
});
