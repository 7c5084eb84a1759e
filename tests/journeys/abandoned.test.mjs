// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { clockShifted } from './lib/clock.mjs';
import {
  assertSettledOrDated,
  crashSteps,
  isTaken,
  mayHaveLeft,
  payUntilKilled,
} from './lib/crash.mjs';
import { setScene } from './lib/scene.mjs';
import { prices } from './lib/sellers.mjs';

// Long enough for each proof to run out and for the wallet to believe that it has.
const longAfter = 3600;

const scene = setScene();

// One test with many wallets: the clock of the chain they share moves on only once.
test('a payment that was cut short and left alone is closed when its time is over', async (t) => {
  const url = `${scene.market.v2.url}/weather`;
  const wallets = new Map();
  for (const step of crashSteps) {
    const wallet = await scene.openWallet(t);
    wallets.set(step, wallet);
    await payUntilKilled(wallet, { url, key: 'abandoned', step });
    if (isTaken(step)) await scene.anyTransfer(wallet);
    await wallet.startDaemon();
    (await wallet.history()).forEach(assertSettledOrDated);
    await wallet.stopDaemon('SIGTERM');
  }

  await scene.chain.advance(longAfter);

  for (const [step, wallet] of wallets) {
    await t.test(`after a kill at "${step}"`, async () => {
      await wallet.startDaemon({ env: clockShifted(longAfter) });
      const payment = await wallet.closedPayment();
      const taken = isTaken(step);
      assert.equal(payment.money ?? null, taken ? 'settled' : mayHaveLeft(step) ? 'dead' : null);
      assert.equal(payment.openUntil, null);
      assert.deepEqual(await scene.spent(wallet), taken ? [prices['GET /weather']] : []);
      await wallet.stopDaemon('SIGTERM');
    });
  }
});
