// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { startChain } from './lib/chain.mjs';
import { oddPrice, startOddSellers } from './lib/oddsellers.mjs';
import { createPayer } from './lib/payer.mjs';
import { startRpcProxy } from './lib/rpcproxy.mjs';
import { blob, byPermit2, prices, startMarket, startSellerV2, weather } from './lib/sellers.mjs';

const payee = '0x209693Bc6afc0C5328bA36FaF03C514EF312287C';
let chain, market;

before(async () => {
  chain = await startChain();
  market = await startMarket({ chain, payee });
});

after(async () => {
  await market?.stop();
  await chain?.stop();
});

async function paid(version, name, options = {}) {
  const payer = createPayer();
  await chain.mint(payer.address, 1_000_000);
  const [method, path] = name.split(' ');
  const bought = await payer.pay(`${market[version].url}${path}`, { method, ...options });
  return { payer, ...bought, moved: await chain.transfers(payer.address) };
}

for (const version of ['v1', 'v2']) {
  test(`the official ${version} seller takes exactly its price`, async () => {
    const { answer, receipt, moved } = await paid(version, 'GET /weather');
    assert.equal(answer.status, 200);
    assert.deepEqual(await answer.json(), weather);
    assert.equal(receipt.success, true);
    const value = BigInt(prices['GET /weather']);
    assert.deepEqual(moved, [{ to: payee, value, transaction: receipt.transaction }]);
  });

  test(`the ${version} seller echoes a body and serves a large one`, async () => {
    const body = Buffer.from([0, 255, 10, 13, 128]);
    const echoed = await paid(version, 'POST /echo', { body });
    assert.deepEqual(Buffer.from(await echoed.answer.arrayBuffer()), body);
    const large = await paid(version, 'GET /blob');
    assert.ok(blob.equals(Buffer.from(await large.answer.arrayBuffer())));
  });

  test(`a handler of the ${version} seller that fails costs nothing`, async () => {
    const { answer, moved } = await paid(version, 'GET /broken');
    assert.equal(answer.status, 500);
    assert.deepEqual(moved, []);
  });

  test(`the ${version} seller shows a browser a page`, async () => {
    const headers = { accept: 'text/html', 'user-agent': 'Mozilla/5.0' };
    const page = await fetch(`${market[version].url}/page`, { headers });
    assert.equal(page.status, 402);
    assert.match(page.headers.get('content-type'), /^text\/html/);
    assert.equal(page.headers.has('payment-required'), version === 'v2');
  });
}

test('a route with extensions wants an identifier', async () => {
  const withExtensions = (given) => {
    assert.deepEqual(Object.keys(given).sort(), ['bazaar', 'payment-identifier']);
    const identifier = given['payment-identifier'];
    identifier.info.id = 'pay_0123456789abcdef';
    return given;
  };
  const named = await paid('v2', 'GET /identified', { withExtensions });
  assert.equal(named.answer.status, 200);
  assert.equal(named.moved.length, 1);
});

test('the same proof sent again moves nothing', async () => {
  const { payer, proof } = await paid('v2', 'GET /weather');
  const again = await fetch(`${market.v2.url}/weather`, { headers: proof });
  assert.equal(again.status, 402);
  assert.equal((await chain.transfers(payer.address)).length, 1);
});

test('each odd seller does what it is for', async () => {
  const odd = await startOddSellers({
    facilitator: market.facilitator,
    payee,
    elsewhere: market.v2.url,
  });
  const outcome = async (path) => {
    const payer = createPayer();
    await chain.mint(payer.address, 1_000_000);
    const bought = await payer.pay(`${odd.url}${path}`).catch(({ cause }) => ({ cause }));
    const moved = (await chain.transfers(payer.address)).map(({ value }) => Number(value));
    return [bought.answer?.status ?? 'broken off', moved];
  };
  try {
    assert.deepEqual(await outcome('/good'), [200, [oddPrice]]);
    assert.deepEqual(await outcome('/good-v1'), [200, [oddPrice]]);
    assert.deepEqual(await outcome('/closes'), ['broken off', []]);
    assert.deepEqual(await outcome('/settles-then-drops'), ['broken off', [oddPrice]]);
    assert.deepEqual(await outcome('/settles-then-fails'), [500, [oddPrice]]);
    assert.deepEqual(await outcome('/settles-then-denies'), [402, [oddPrice]]);
    assert.deepEqual(await outcome('/unchanged'), [402, []]);
    assert.deepEqual(await outcome('/no-receipt'), [200, [oddPrice]]);
    assert.deepEqual(await outcome('/gives-away'), [200, []]);
    assert.equal(odd.requests.filter(({ path }) => path === '/closes').length, 2);
  } finally {
    await odd.stop();
  }
});

test('the RPC proxy lies, lags and hangs up as it is told', async () => {
  const { payer, proof } = await paid('v2', 'GET /weather');
  const payload = JSON.parse(Buffer.from(proof['PAYMENT-SIGNATURE'], 'base64'));
  const { nonce } = payload.payload.authorization;
  const proxy = await startRpcProxy(chain.url);
  const honest = chain.through(chain.url);
  const other = chain.through(proxy.url);
  const head = () => other.client.getBlockNumber({ cacheTime: 0 });
  try {
    assert.equal(await other.authorizationState(payer.address, nonce), true);
    proxy.deniesUse = true;
    assert.equal(await other.authorizationState(payer.address, nonce), false);
    assert.deepEqual(await other.usedNonces(payer.address), []);
    assert.equal(await honest.authorizationState(payer.address, nonce), true);
    proxy.deniesUse = false;
    const before = await head();
    proxy.lag = 1;
    assert.equal(await head(), before - 1n);
    assert.equal(await other.authorizationState(payer.address, nonce), false);
    assert.deepEqual(await other.transfers(payer.address), []);
    proxy.lag = 0;
    proxy.chainId = 1;
    assert.equal(await other.client.getChainId(), 1);
    proxy.down = true;
    await assert.rejects(head());
    assert.ok(proxy.methods.eth_call >= 3);
  } finally {
    await proxy.stop();
  }
});

for (const { scheme, charge, taken } of [
  { scheme: 'exact', taken: 10_000 },
  { scheme: 'upto', charge: 1234, taken: 1234 },
]) {
  test(`the official seller takes a permit by scheme "${scheme}"`, async (t) => {
    const { facilitator } = market;
    const seller = await startSellerV2({ facilitator, payee, scheme, charge, priceOf: byPermit2 });
    t.after(() => seller.stop());
    const payer = createPayer();
    await chain.mint(payer.address, 1_000_000);
    const refused = await payer.pay(`${seller.url}/weather`);
    assert.equal(refused.answer.status, 412); // Permit2 may not move anything yet
    await chain.allowPermit2(payer.address, 10_000);
    const { answer, receipt } = await payer.pay(`${seller.url}/weather`);
    assert.equal(answer.status, 200);
    const moved = await chain.transfers(payer.address);
    const { transaction } = receipt;
    assert.deepEqual(moved, [{ to: payee, value: BigInt(taken), transaction }]);
  });
}
