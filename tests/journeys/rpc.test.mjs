// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { clockShifted } from './lib/clock.mjs';
import { until } from './lib/processes.mjs';
import { startRpcProxy } from './lib/rpcproxy.mjs';
import { setScene } from './lib/scene.mjs';
import { prices } from './lib/sellers.mjs';

const price = prices['GET /weather'];

// Longer than any proof lives, and than the wallet doubts that it is over.
const longAfter = 3600;

for (const multicall of [true, false]) {
  describe(multicall ? 'with Multicall3' : 'without Multicall3', () => {
    const scene = setScene({ multicall });

    async function openBehind(t, count = 1) {
      const proxies = [];
      for (let i = 0; i < count; i++) {
        const proxy = await startRpcProxy(scene.chain.url);
        t.after(() => proxy.stop());
        proxies.push(proxy);
      }
      const wallet = await scene.openWallet(t, { rpc: proxies.map(({ url }) => url) });
      return { wallet, proxies, url: `${scene.market.v2.url}/weather` };
    }

    async function restart(wallet, env) {
      await wallet.stopDaemon();
      await wallet.startDaemon({ env });
    }

    /** Has tuppenced ask about its open payments anew, and gives it time to judge. */
    async function askChainAgain(wallet, proxy, env) {
      const asked = proxy.requests.length;
      await restart(wallet, env);
      await until(() => proxy.requests.length > asked && proxy.isQuiet());
    }

    test('the balance is what the chain says', async (t) => {
      const { wallet } = await openBehind(t);
      const { stdout } = await wallet.run('balance', '--json');
      assert.match(stdout.toString(), /"units":"1000000"/);
    });

    test('a server that calls a used nonce unused frees no money', async (t) => {
      const { wallet, proxies, url } = await openBehind(t);
      await wallet.payApproved(url);
      proxies[0].deniesUse = true;
      await scene.chain.finalize();
      await askChainAgain(wallet, proxies[0]);
      const [payment] = await wallet.history();
      assert.equal(payment.money, 'open');
      proxies[0].deniesUse = false;
      await restart(wallet);
      await wallet.moneyIs('settled');
      assert.deepEqual(await scene.spent(wallet), [price]);
    });

    test('a server that is 100 blocks behind settles nothing too early', async (t) => {
      const { wallet, proxies, url } = await openBehind(t);
      await scene.chain.mine(200);
      proxies[0].lag = 100;
      await wallet.payApproved(url);
      await scene.chain.finalize();
      await askChainAgain(wallet, proxies[0]);
      const [payment] = await wallet.history();
      assert.equal(payment.money, 'open');
      await scene.chain.mine(100);
      await restart(wallet);
      await wallet.moneyIs('settled');
      assert.deepEqual(await scene.spent(wallet), [price]);
    });

    test('a server on another chain is not believed', async (t) => {
      const { wallet, proxies } = await openBehind(t);
      proxies[0].chainId = 8453;
      await restart(wallet);
      const { stdout } = await wallet.run('balance', '--json');
      assert.doesNotMatch(stdout.toString(), /1000000/);
      assert.deepEqual(await scene.spent(wallet), []);
    });

    test('where one server is down, the next one is asked', async (t) => {
      const { wallet, proxies, url } = await openBehind(t, 2);
      proxies[0].down = true;
      const { code } = await wallet.payApproved(url);
      assert.equal(code, 0);
      await scene.chain.finalize();
      await restart(wallet);
      await wallet.moneyIs('settled');
      assert.deepEqual(await scene.spent(wallet), [price]);
    });

    test('told to end while a server keeps it waiting, tuppenced ends', async (t) => {
      const { wallet, proxies, url } = await openBehind(t);
      await wallet.payApproved(url);
      proxies[0].silent = true;
      const asked = proxies[0].requests.length;
      await restart(wallet);
      await until(() => proxies[0].requests.length > asked);
      await wallet.stopDaemon('SIGTERM');
      assert.deepEqual(await wallet.daemon.ended, { code: 0, signal: null });
    });

    test('where no server answers, the money stays open', async (t) => {
      const { wallet, proxies } = await openBehind(t);
      await wallet.payApproved(`${scene.odd.url}/closes`);
      proxies[0].down = true;
      await askChainAgain(wallet, proxies[0], clockShifted(longAfter));
      const [payment] = await wallet.history();
      assert.equal(payment.money, 'open');
    });

    test('our own clock alone frees no money', async (t) => {
      const { wallet, proxies } = await openBehind(t);
      await wallet.payApproved(`${scene.odd.url}/closes`);
      await scene.chain.finalize();
      await askChainAgain(wallet, proxies[0], clockShifted(longAfter));
      const [payment] = await wallet.history();
      assert.equal(payment.money, 'open');
      assert.deepEqual(await scene.spent(wallet), []);
    });

    test('a settlement that the chain takes back is not settled', async (t) => {
      const { wallet, proxies, url } = await openBehind(t);
      await scene.chain.mine(5);
      await wallet.payApproved(url);
      await scene.chain.mine(2);
      await scene.chain.reorganize(4);
      assert.deepEqual(await scene.spent(wallet), []);
      await scene.chain.finalize();
      await askChainAgain(wallet, proxies[0]);
      const [payment] = await wallet.history();
      assert.equal(payment.money, 'open');
    });

    // Last of all: the chain's clock is ahead from here on, and new proofs would be old at once.
    test('the chain frees no money before our own clock agrees', async (t) => {
      const { wallet, proxies } = await openBehind(t);
      await wallet.payApproved(`${scene.odd.url}/closes`);
      await scene.chain.advance(longAfter);
      await askChainAgain(wallet, proxies[0]);
      assert.equal((await wallet.history())[0].money, 'open');
      await restart(wallet, clockShifted(longAfter));
      await wallet.moneyIs('dead');
      assert.deepEqual(await scene.spent(wallet), []);
    });
  });
}
