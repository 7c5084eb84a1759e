// SPDX-License-Identifier: MIT
// One wallet, one seller of every dialect, one after the other.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { payEveryDialect } from './lib/dialects.mjs';
import { payee, setScene } from './lib/scene.mjs';

const scene = setScene();

test('one seller of every dialect is paid once, and the chain has the last word', async (t) => {
  const wallet = await scene.openWallet(t);
  await scene.chain.allowPermit2(wallet.address, 1_000_000);
  const rows = await payEveryDialect({ chain: scene.chain, wallet, payee });
  const seen = rows.map(({ dialect, way }) => `${dialect}: ${way}`);
  assert.deepEqual(seen, [
    'x402-v1: a transfer authorisation, signed',
    'x402-v2: a transfer authorisation, signed',
    'x402-v2: a permit, signed',
    'x402-v2: a permit, signed',
    'mpp: a transfer authorisation, signed',
    'x402-mock: a transfer authorisation, signed',
    'x402-mock: a permit, signed',
    'clawdnet: a transaction of its own',
    'clawdnet: a transaction of its own',
    'x402-page: a transaction of its own',
    'x402-page: a transaction of its own',
  ]);
  for (const { what, receipt, transaction, money } of rows) {
    assert.equal(money, 'settled', what);
    assert.match(transaction, /^0x[0-9a-f]{64}$/, what);
    if (receipt) assert.equal(receipt, transaction, what);
  }
  assert.equal(new Set(rows.map(({ transaction }) => transaction)).size, rows.length);
  assert.equal((await wallet.history()).length, rows.length);
});
