// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  assertSettledOrDated,
  crashSteps,
  isTaken,
  mayHaveLeft,
  payUntilKilled,
} from './lib/crash.mjs';
import { setScene } from './lib/scene.mjs';
import { prices } from './lib/sellers.mjs';

const scene = setScene();
const price = prices['GET /weather'];

// What asking again with the same id comes to. Where nothing can have left, the owner is asked
// anew. Where a proof may be on its way, that proof goes out again: a seller that has not seen it
// serves, one that has taken the money says so, and only the chain's final word is certain.
const exits = {
  asked: 0,
  reserved: 0,
  signed: 0,
  sending: 0,
  sent: 15,
  answered: 15,
  recorded: 0,
};

for (const step of crashSteps) {
  test(`killed at "${step}" and asked again, it pays once`, async (t) => {
    const wallet = await scene.openWallet(t);
    const url = `${scene.market.v2.url}/weather`;
    const key = `killed-${step}`;

    await payUntilKilled(wallet, { url, key, step });
    // The seller goes on with what it has received after the wallet is gone.
    if (isTaken(step)) await scene.anyTransfer(wallet);
    assert.deepEqual(await scene.spent(wallet), isTaken(step) ? [price] : []);
    await wallet.restartDaemon();
    const args = [url, '--id', key];
    const again = mayHaveLeft(step)
      ? await wallet.run('pay', ...args)
      : await wallet.payApproved(...args);

    assert.equal(again.code, exits[step], again.stderr);
    assert.deepEqual(await scene.spent(wallet), [price]);
    (await wallet.history()).forEach(assertSettledOrDated);
  });
}

test('killed while it pays and asked again when the chain is sure, it is sure', async (t) => {
  const wallet = await scene.openWallet(t);
  const url = `${scene.market.v2.url}/weather`;

  await payUntilKilled(wallet, { url, key: 'late', step: 'sent' });
  await scene.anyTransfer(wallet);
  await scene.chain.finalize();
  await wallet.restartDaemon();
  const again = await wallet.run('pay', url, '--id', 'late', '--json');

  assert.equal(again.code, 13, again.stderr);
  assert.equal(JSON.parse(again.stdout).status, 'paid_not_delivered');
  assert.deepEqual(await scene.spent(wallet), [price]);
});
