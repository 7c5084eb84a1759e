// SPDX-License-Identifier: MIT
// The official seller of the scheme "Payment", proved by the official client before any wallet
// meets it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { network, startChain, tokenAddress } from './lib/chain.mjs';
import { goods, startMppSeller } from './lib/mppseller.mjs';
import { createPayer } from './lib/payer.mjs';
import { Challenge, Credential, MppxClient, Receipt, evmClient } from './parts/mppx.mjs';
import * as viem from './parts/viem.mjs';

const payee = '0x209693Bc6afc0C5328bA36FaF03C514EF312287C';
const price = 10_000n;
let chain;

before(async () => {
  chain = await startChain();
});

after(() => chain?.stop());

async function withSeller(options, use) {
  const seller = await startMppSeller({ chain, payee, ...options });
  try {
    return await use(seller);
  } finally {
    await seller.stop();
  }
}

async function createClient() {
  const account = viem.privateKeyToAccount(viem.generatePrivateKey());
  await chain.mint(account.address, 1_000_000);
  const client = MppxClient.create({
    methods: [
      evmClient.charge({
        account,
        authorization: { name: 'USDC', version: '2' },
        currencies: [tokenAddress],
        networks: [chain.client.chain.id],
      }),
    ],
    polyfill: false,
  });
  return { address: account.address, fetch: client.fetch };
}

for (const header of [false, true]) {
  const name = header ? 'Payment-Authorization' : 'Authorization';
  test(`the official client pays by ${name}, and its credential again moves nothing`, async () => {
    await withSeller({ header }, async (seller) => {
      const client = await createClient();
      const answer = await client.fetch(`${seller.url}/data`);
      assert.equal(answer.status, 200, await answer.clone().text());
      assert.deepEqual(await answer.json(), goods);
      const [transaction] = seller.settlements;
      assert.equal(Receipt.fromResponse(answer).reference, transaction);
      const credential = seller.requests.at(-1).headers[name.toLowerCase()];
      const { challenge, payload } = Credential.deserialize(credential);
      assert.equal(payload.nonce, viem.keccak256(viem.toBytes(challenge.id + challenge.realm)));

      const again = await fetch(`${seller.url}/data`, { headers: { [name]: credential } });
      assert.equal(again.status, 200);
      const moved = { to: payee, value: price, transaction };
      assert.deepEqual(await chain.transfers(client.address), [moved]);
    });
  });
}

test('by itself it speaks x402 beside it, and is paid so too', async () => {
  await withSeller({ speaks: 'both' }, async (seller) => {
    const asked = await fetch(`${seller.url}/data`);
    assert.equal(Challenge.fromResponse(asked).method, 'evm');
    const payer = createPayer();
    await chain.mint(payer.address, 1_000_000);
    const { challenge, answer } = await payer.pay(`${seller.url}/data`);
    assert.equal(challenge.accepts[0].network, network);
    assert.equal(answer.status, 200);
    assert.equal((await chain.transfers(payer.address)).length, 1);
  });
});

test('what it ties to a body counts for no other', async () => {
  await withSeller({ digests: true }, async (seller) => {
    const { digest } = Challenge.fromResponse(
      await fetch(`${seller.url}/data`, { method: 'POST', body: 'one' }),
    );
    const other = await fetch(`${seller.url}/data`, { method: 'POST', body: 'other' });
    assert.notEqual(digest, Challenge.fromResponse(other).digest);
  });
});

test('an offer that has ended is not taken', async () => {
  await withSeller({ expires: () => new Date(Date.now() - 1000).toISOString() }, async (seller) => {
    const client = await createClient();
    await assert.rejects(client.fetch(`${seller.url}/data`), /expired/i);
    assert.deepEqual(await chain.transfers(client.address), []);
  });
});
