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

describe('the newest block of the chain', () => {
  const scene = setScene();
  const agent = ['--agent', 'research'];
  const codesOf = ({ warnings }) => warnings.map(({ code }) => code);

  /** A wallet that pays `url` without asking. */
  async function openTrusting(t, url) {
    const wallet = await scene.openWallet(t);
    await wallet.owner('agents', 'pair', 'research');
    await wallet.payApproved(url, ...agent);
    await wallet.owner('limits', 'set', '--site', new URL(url).origin, '--per-day', '1');
    const { code, stderr } = await wallet.run('pay', url, ...agent);
    assert.equal(code, 0, stderr);
    return wallet;
  }

  test('says nothing where it is old: on a chain of play money nobody may have paid', async (t) => {
    const url = `${scene.market.v2.url}/weather`;
    const wallet = await openTrusting(t, url);
    await wallet.restartDaemon({ env: clockShifted(3600) });
    await wallet.run('pay', url, ...agent, '--wait', '0');
    // The seller is a witness too, and knows what time it is.
    assert.deepEqual(codesOf(await wallet.nextRequest()), ['warning.clock']);
  });

  test('turns automatic payment off where it lies ahead, and never enters a signature', async (t) => {
    const url = `${scene.market.v2.url}/weather`;
    const wallet = await openTrusting(t, url);
    const ahead = BigInt(Math.floor(Date.now() / 1000) + 120);
    await scene.chain.client.setNextBlockTimestamp({ timestamp: ahead });
    await scene.chain.mine();

    const paying = wallet.launch(['pay', url, ...agent]);
    const request = await wallet.nextRequest();
    assert.deepEqual(codesOf(request), ['warning.block_clock']);
    const { stdout } = await wallet.run('requests');
    assert.match(stdout.toString(), /! Base Sepolia's newest block says .* One of them is wrong/);
    await wallet.owner('approve', request.id);
    const { code, stderr } = await paying.result;
    assert.equal(code, 0, stderr);

    assert.deepEqual(await scene.spent(wallet), [price, price, price]);
    const { validBefore } = await scene.chain.lastAuthorization(wallet.address);
    const left = Number(validBefore) - Date.now() / 1000;
    assert.ok(left > 200 && left <= 301, `valid for ${left} s by our clock`);
  });
});
