// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { setScene } from './lib/scene.mjs';
import { prices } from './lib/sellers.mjs';

const scene = setScene();
const price = prices['GET /weather'];

test('an agent asks under the name it was paired with, until that is taken back', async (t) => {
  const wallet = await scene.openWallet(t);
  const url = `${scene.market.v2.url}/weather`;
  await wallet.owner('agents', 'pair', 'research');
  const { agents } = await wallet.json('agents', 'list');
  assert.deepEqual(
    agents.map(({ name }) => name),
    ['research'],
  );

  const paying = wallet.launch(['pay', url, '--agent', 'research', '--reason', 'for the trip']);
  const request = await wallet.nextRequest();
  assert.match(request.requester, /research/);
  const { stderr } = await wallet.tryOwner('approve', request.id);
  assert.match(stderr, /research.* asks to pay 0\.01 USDC/);
  assert.match(stderr, /^ {2}reason +for the trip$/m);
  assert.match(stderr, /^ {2}counts +for \d+ s$/m);
  assert.equal((await paying.result).code, 0);

  await wallet.owner('agents', 'revoke', 'research');
  assert.deepEqual((await wallet.json('agents', 'list')).agents, []);
  assert.notEqual((await wallet.tryOwner('agents', 'revoke', 'research')).code, 0);
  await wallet.run('pay', url, '--agent', 'research', '--wait', '0');
  assert.doesNotMatch((await wallet.nextRequest()).requester, /research/);
  assert.deepEqual(await scene.spent(wallet), [price]);
});

test('the name of no agent asks nobody', async (t) => {
  const wallet = await scene.openWallet(t);
  const url = `${scene.market.v2.url}/weather`;
  for (const args of [['pay', url], ['quote', url], ['answer', 'x']]) {
    const { code, stderr } = await wallet.run(...args, '--agent', 'researc');
    assert.equal(code, 2, stderr);
    assert.match(stderr, /no key of an agent "researc"/);
  }
  assert.equal(existsSync(join(wallet.home, 'clients', 'researc.key')), false);
  assert.deepEqual(await wallet.requests(), []);
});
