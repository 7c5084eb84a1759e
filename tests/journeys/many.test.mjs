// SPDX-License-Identifier: MIT
// Many programs that pay at once, at the edge of a limit, each way to pay that is not official x402
// by EIP-3009 (limits.test.mjs): what the chain took is what the limit allows, to the unit.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { permit2Address } from './lib/chain.mjs';
import { startHeaderSeller } from './lib/headerseller.mjs';
import { until } from './lib/processes.mjs';
import { payee, setScene } from './lib/scene.mjs';
import { collector, startTokenSeller } from './lib/tokenseller.mjs';
import { parseAbi, parseEther } from './parts/viem.mjs';

const scene = setScene();
const price = 10_000;
const dollars = (millionths) => (millionths / 1_000_000).toFixed(6);
const agents = ['a', 'b', 'c', 'd', 'e'];
const each = (count) => Array.from({ length: count }, (_, i) => agents[i % agents.length]);

async function openPaired(t) {
  const wallet = await scene.openWallet(t);
  for (const agent of agents) await wallet.owner('agents', 'pair', agent);
  return wallet;
}

/** Whatever is paid beyond the `cap`, counted from now on, is refused. */
async function capAt(wallet, cap, spent = 0) {
  const most = dollars(spent + cap);
  await wallet.owner('limits', 'set', '--wallet', '--per-day', `${most} USDC`, '--above', 'refuse');
}

const sorted = (codes) => codes.toSorted((one, other) => one - other);
const ended = (count, code) => Array(count).fill(code);

for (const [name, terms] of Object.entries({
  'authorisations of EIP-3009': { payee },
  'permits of Permit2': { payee: collector.address, currency: 'DAI' },
})) {
  test(`thirty at once for a token each, by ${name}`, async (t) => {
    const wallet = await openPaired(t);
    await scene.chain.allowPermit2(wallet.address, 1_000_000);
    const seller = await startTokenSeller({ chain: scene.chain, said: null, ...terms });
    t.after(() => seller.stop());
    // It takes one payment after the other, as its account's own numbers want it.
    seller.settling = () => Promise.all([...seller.settlements]);
    const url = `${seller.url}/data`;
    await wallet.payApproved(url, '--agent', 'a');
    await capAt(wallet, 7 * price, price);
    const limit = ['--total', '1', '--per-minute', 'off'];
    await wallet.owner('limits', 'set', '--site', seller.url, ...limit);

    const pay = (agent) => wallet.run('pay', url, '--agent', agent);
    const codes = (await Promise.all(each(30).map(pay))).map(({ code }) => code);

    assert.deepEqual(sorted(codes), [...ended(7, 0), ...ended(23, 10)]);
    const hashes = await Promise.all(seller.settlements);
    assert.equal(new Set(hashes).size, 8);
    const moved = await scene.chain.transfers(wallet.address);
    assert.deepEqual(
      moved.map(({ value }) => Number(value)),
      ended(8, price),
    );
    assert.ok(moved.every(({ to }) => to === terms.payee));
    const permits = seller.requests.filter(({ path }) => path === '/token');
    const nonces = permits.map(({ body }) => /"nonce":"?(\w+)/.exec(body)[1]);
    assert.equal(new Set(nonces).size, 8, 'a nonce for each');
    const isUsed = terms.currency ? isInBitmap : isOnToken;
    for (const nonce of nonces) assert.ok(await isUsed(wallet.address, nonce), nonce);
  });
}

const isOnToken = (owner, nonce) => scene.chain.authorizationState(owner, nonce);

async function isInBitmap(owner, nonce) {
  const word = await scene.chain.client.readContract({
    address: permit2Address,
    abi: parseAbi(['function nonceBitmap(address, uint256) view returns (uint256)']),
    functionName: 'nonceBitmap',
    args: [owner, BigInt(nonce) >> 8n],
  });
  return ((word >> (BigInt(nonce) & 255n)) & 1n) === 1n;
}

test('twenty at once, each with a transaction of its own, that the owner agrees to at once', async (t) => {
  const wallet = await openPaired(t);
  const { client } = scene.chain;
  await client.setBalance({ address: wallet.address, value: parseEther('1') });
  const seller = await startHeaderSeller({ chain: scene.chain, payee });
  t.after(() => seller.stop());
  await capAt(wallet, 7 * price);

  const paying = each(20).map((agent) => wallet.run('pay', `${seller.url}/data`, '--agent', agent));
  const requests = await until(async () => {
    const asked = await wallet.requests();
    return asked.length === 20 && asked;
  });
  const agreeing = requests.map(({ id }) => wallet.tryOwner('approve', id));
  const agreed = (await Promise.all(agreeing)).map(({ code }) => code);
  for (const { id } of await wallet.requests()) await wallet.run('refuse', id);
  const codes = (await Promise.all(paying)).map(({ code }) => code);

  assert.equal(agreed.filter((code) => code === 0).length, 7, String(agreed));
  assert.deepEqual(sorted(codes), [...ended(7, 0), ...ended(13, 10)]);
  assert.deepEqual(await scene.spent(wallet), ended(7, price));
  const { address } = wallet;
  assert.equal(await client.getTransactionCount({ address }), 7);
  const blocks = await scene.chain.transfers(address);
  const sent = await Promise.all(
    blocks.map(({ transaction: hash }) => client.getTransaction({ hash })),
  );
  assert.deepEqual(
    sent.map(({ nonce }) => nonce),
    [0, 1, 2, 3, 4, 5, 6],
  );
  const shown = seller.requests.map(({ headers }) => headers['x-payment-hash']).filter(Boolean);
  assert.deepEqual(shown.toSorted(), sent.map(({ hash }) => hash).toSorted());
});
