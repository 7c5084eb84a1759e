// SPDX-License-Identifier: MIT
import { after, before } from 'node:test';

import { startChain } from './chain.mjs';
import { startOddSellers } from './oddsellers.mjs';
import { until } from './processes.mjs';
import { startMarket } from './sellers.mjs';
import { Wallet } from './wallet.mjs';

export const payee = '0x209693Bc6afc0C5328bA36FaF03C514EF312287C';

/**
 * What the tests of one file share: a chain, the official sellers, the odd ones, and a second
 * origin of odd ones. Each test takes a wallet of its own, so none sees what another has paid.
 * Proofs live long, so that no slow machine lets one run out before its test is over.
 */
export function setScene({ multicall = true, maxTimeoutSeconds = 300 } = {}) {
  const scene = {};
  before(async () => {
    scene.chain = await startChain({ multicall });
    scene.market = await startMarket({ chain: scene.chain, payee, maxTimeoutSeconds });
    const { facilitator } = scene.market;
    scene.elsewhere = await startOddSellers({ facilitator, payee, maxTimeoutSeconds });
    const elsewhere = scene.elsewhere.url;
    scene.odd = await startOddSellers({ facilitator, payee, elsewhere, maxTimeoutSeconds });
  });
  after(async () => {
    await scene.odd?.stop();
    await scene.elsewhere?.stop();
    await scene.market?.stop();
    await scene.chain?.stop();
  });
  scene.openWallet = async (t, options = {}) => {
    const wallet = await Wallet.open({ chain: scene.chain, ...options });
    t.after(() => wallet.close());
    return wallet;
  };
  /** What the chain says that `wallet` has paid: one number of millionths for each transfer. */
  scene.spent = async (wallet) => {
    const transfers = await scene.chain.transfers(wallet.address);
    return transfers.map(({ to, value }) => (to === payee ? Number(value) : `${value} to ${to}`));
  };
  /** Waits until the chain has taken something from `wallet`. */
  scene.anyTransfer = (wallet) =>
    until(async () => (await scene.spent(wallet)).length > 0, { what: 'a transfer on the chain' });
  return scene;
}
