// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { startChain, tokenAddress } from './lib/chain.mjs';
import { signPermit } from './lib/tokenpermit.mjs';
import { goods, startTokenSeller } from './lib/tokenseller.mjs';
import * as viem from './parts/viem.mjs';

const payee = '0x209693Bc6afc0C5328bA36FaF03C514EF312287C';
const price = 10_000;
let chain;

before(async () => {
  chain = await startChain();
});

after(() => chain?.stop());

async function withSeller(options, use) {
  const seller = await startTokenSeller({ chain, payee, ...options });
  try {
    return await use(seller);
  } finally {
    await seller.stop();
  }
}

async function funded(units = 1_000_000) {
  const account = viem.privateKeyToAccount(viem.generatePrivateKey());
  await chain.mint(account.address, units);
  return account;
}

const postTo = (seller, body, options = {}) => {
  const headers = { 'content-type': 'application/json' };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return fetch(`${seller.url}/token`, { method: 'POST', headers, body: text, ...options });
};

const getFrom = (seller, token, scheme = 'Bearer') =>
  fetch(`${seller.url}/weather`, { headers: token ? { authorization: `${scheme} ${token}` } : {} });

const reasonOf = async (answer) => [answer.status, (await answer.json()).reason];

test('a permit earns a token, the token the goods, and the money moves afterwards', async () => {
  await withSeller({}, async (seller) => {
    const account = await funded();
    let mayBeSettled;
    const held = new Promise((resolve) => (mayBeSettled = resolve));
    seller.settling = () => held;
    const body = await signPermit({ account, chain, payee, value: price });
    const given = await (await postTo(seller, body)).json();
    assert.deepEqual([given.token_type, given.expires_in], ['Bearer', 300]);
    const answer = await getFrom(seller, given.access_token);
    assert.deepEqual([answer.status, await answer.json()], [200, goods]);
    assert.deepEqual(await chain.transfers(account.address), []);
    mayBeSettled();
    const transaction = await seller.settlements[0];
    const moved = [{ to: payee, value: BigInt(price), transaction }];
    assert.deepEqual(await chain.transfers(account.address), moved);
  });
});

test('the same permit earns another token and moves nothing again', async () => {
  await withSeller({}, async (seller) => {
    const account = await funded();
    const body = await signPermit({ account, chain, payee, value: price });
    await postTo(seller, body);
    await seller.settlements[0];
    const again = await postTo(seller, body);
    assert.equal(again.status, 200);
    assert.ok((await seller.settlements[1]) instanceof Error);
    assert.equal((await chain.transfers(account.address)).length, 1);
  });
});

test('both generations ask in their own shape', async () => {
  const componentOf = (options) =>
    withSeller(options, async (seller) => {
      const { payment_scheme, access_token_endpoint } = await (await getFrom(seller)).json();
      assert.equal(access_token_endpoint, '/token');
      return payment_scheme.payment_components[0];
    });
  const recent = await componentOf({});
  assert.equal(recent.amount, 0.01);
  assert.deepEqual([recent.caip2, recent.pay_to], [chain.network, payee]);
  assert.equal(recent.token, tokenAddress);
  const old = await componentOf({ generation: '0.2.0' });
  assert.deepEqual([old.chain_id, old.metadata.wallet_address], [chain.client.chain.id, payee]);
  assert.equal(old.caip2, undefined);
  await withSeller({ written: '1e-02' }, async (seller) =>
    assert.match(await (await getFrom(seller)).text(), /"amount":1e-02,/),
  );
});

test('what is wrong with a token is said', async () => {
  await withSeller({}, async (seller) => {
    const body = await signPermit({ account: await funded(), chain, payee, value: price });
    const { access_token: token } = await (await postTo(seller, body)).json();
    const says = async (expected, ...sent) =>
      assert.deepEqual(await reasonOf(await getFrom(seller, ...sent)), [402, expected]);
    await says('Missing authorization token');
    await says('Invalid authorization header format', 'YWJj', 'Basic');
    await says('Invalid token format', 'abc');
    await says('Signature verification failed', `${token}x`);
    seller.revoke();
    await says('Signature verification failed', token);
  });
  await withSeller({ expiresIn: -1, said: null }, async (seller) => {
    const body = await signPermit({ account: await funded(), chain, payee, value: price });
    const given = await (await postTo(seller, body)).json();
    assert.equal('expires_in' in given, false);
    const answer = await getFrom(seller, given.access_token);
    assert.deepEqual(await reasonOf(answer), [402, 'Token has expired']);
  });
});

test('what is wrong with a permit is said, and earns nothing', async () => {
  await withSeller({}, async (seller) => {
    const account = await funded(15_000);
    const honest = { account, chain, payee, value: price };
    const refused = async (changes, expected) => {
      const answer = await postTo(seller, await signPermit({ ...honest, ...changes }));
      assert.equal(answer.status, 400);
      assert.match((await answer.json()).error, expected);
    };
    const other = (await funded()).address;
    const start = await chain.now();
    await refused({ payee: other }, /^Verification failed: Receiver\/spender does not match/);
    await refused({ value: price - 1 }, /^Verification failed: Authorized amount \(9999\) is less/);
    await refused({ value: 2 * price }, /^Verification failed: Insufficient token balance/);
    await refused({ validBefore: start - 1 }, /^Verification failed: Authorization has expired/);
    await refused({ chain_id: 1 }, /^Verification failed: EIP-712 domain mismatch/);
    await refused({ authorizer: other }, /^Verification failed: Signature invalid/);
    for (const body of ['no JSON', '{}', '{"version":"Version 0.1","permit":{}}']) {
      const answer = await postTo(seller, body);
      assert.deepEqual([answer.status, await answer.text()], [500, 'Internal Server Error']);
    }
    assert.deepEqual(seller.settlements, []);
    assert.deepEqual(await chain.transfers(account.address), []);
  });
});

test('a fault of its own is a 500, or silence', async () => {
  const body = await signPermit({ account: await funded(), chain, payee, value: price });
  const breaks = (seller) => {
    seller.verifying = () => {
      throw new Error('the RPC server is gone');
    };
  };
  await withSeller({}, async (seller) => {
    breaks(seller);
    const answer = await postTo(seller, body);
    const { error } = await answer.json();
    assert.deepEqual([answer.status, error], [500, 'Payment verification failed']);
  });
  await withSeller({ hangs: true }, async (seller) => {
    breaks(seller);
    const patience = { signal: AbortSignal.timeout(1000) };
    await assert.rejects(postTo(seller, body, patience), { name: 'TimeoutError' });
    assert.equal(seller.requests.length, 1);
  });
});

test('digits that were dropped are found out by the settlement only', async () => {
  await withSeller({}, async (seller) => {
    const account = await funded();
    const startsWithZero = ({ permit }) => /^0x0[1-9a-f]/.test(permit.signature.r);
    let body;
    do body = await signPermit({ account, chain, payee, value: price });
    while (!startsWithZero(body));
    body.permit.signature.r = body.permit.signature.r.replace('0x0', '0x');
    assert.equal((await postTo(seller, body)).status, 200);
    assert.match((await seller.settlements[0]).message, /^no bytes/);
    assert.deepEqual(await chain.transfers(account.address), []);
  });
});
