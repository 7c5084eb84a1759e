// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { clockShifted } from './lib/clock.mjs';
import { assertSettledOrDated } from './lib/crash.mjs';
import { setScene } from './lib/scene.mjs';
import { prices } from './lib/sellers.mjs';

const day = 24 * 3600;
const price = prices['GET /weather'];

// A proof made in the past is void at once; one that counts until tomorrow is good today.
for (const [shift, name, end] of [
  [-day, 'back', 'dead'],
  [day, 'forward', 'settled'],
]) {
  describe(`a clock that is set ${name} a day`, () => {
    const scene = setScene();
    const env = clockShifted(shift);

    test('keeps no payment of before from being settled', async (t) => {
      const wallet = await scene.openWallet(t);
      await wallet.payApproved(`${scene.market.v2.url}/weather`);
      await scene.chain.finalize();
      await wallet.restartDaemon({ env });
      await wallet.moneyIs('settled');
      assert.deepEqual(await scene.spent(wallet), [price]);
    });

    test('asks for no second payment of what is open', async (t) => {
      const wallet = await scene.openWallet(t);
      const url = `${scene.odd.url}/closes`;
      await wallet.payApproved(url, '--id', 'open');
      const [before] = await wallet.history();
      await wallet.restartDaemon({ env });
      await wallet.run('pay', url, '--id', 'open', '--wait', '1');
      assert.deepEqual(await wallet.requests(), []);
      const [payment, ...others] = await wallet.history();
      assert.deepEqual(others, []);
      assert.equal(payment.money, 'open');
      assert.equal(payment.openUntil, before.openUntil);
    });

    test('takes no money twice, and leaves no payment without an end', async (t) => {
      const wallet = await scene.openWallet(t);
      const url = `${scene.market.v2.url}/weather`;
      await wallet.restartDaemon({ env });
      await wallet.payApproved(url, '--id', 'shifted');
      await wallet.restartDaemon();
      (await wallet.history()).forEach(assertSettledOrDated);

      const [{ openUntil }] = await wallet.history();
      const over = openUntil ? Date.parse(openUntil) : Date.now();
      const rest = Math.max(0, Math.ceil((over - Date.now()) / 1000)) + 3600;
      await scene.chain.advance(rest);
      await wallet.stopDaemon();
      await wallet.startDaemon({ env: clockShifted(rest) });
      const payment = await wallet.closedPayment();
      assert.equal(payment.money, end);
      assert.deepEqual(await scene.spent(wallet), end === 'settled' ? [price] : []);
    });
  });
}
