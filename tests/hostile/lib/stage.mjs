// SPDX-License-Identifier: MIT
import { startChain, tokenAddress } from '../../journeys/lib/chain.mjs';
import { startFacilitator } from '../../journeys/lib/facilitator.mjs';
import { Wallet } from '../../journeys/lib/wallet.mjs';
import * as viem from '../../journeys/parts/viem.mjs';
import { cases } from '../manifest.mjs';
import { startLiar } from './liar.mjs';
import { startSeller } from './seller.mjs';

// Play money for every case of a file together.
export const purse = 100_000_000;

const topicOf = (address) => viem.pad(address, { size: 32 }).toLowerCase();
const transferTopic = viem.toEventSelector('Transfer(address,address,uint256)');
const usedTopic = viem.toEventSelector('AuthorizationUsed(address,bytes32)');

// What the wallet may spend besides: for fees, and where the price is in the network's own coin.
const coins = viem.parseEther('1');

/** A chain, both origins of the hostile seller, and one wallet that asks about the chain a liar. */
export class Stage {
  #before = 0;

  /**
   * Without the wallet where somebody looks by hand; `withCoins` where it may send transactions of
   * its own, and have its token moved by Permit2.
   */
  static async open({ withWallet = true, withCoins = false } = {}) {
    const stage = new Stage();
    try {
      stage.chain = await startChain();
      stage.facilitator = await startFacilitator(stage.chain);
      const { chain, facilitator } = stage;
      stage.elsewhere = await startSeller({ cases, chain, facilitator });
      stage.seller = await startSeller({
        cases,
        chain,
        facilitator,
        elsewhere: stage.elsewhere.url,
      });
      if (withWallet) await stage.#openWallet();
      if (withCoins) await stage.#giveCoins();
      return stage;
    } catch (error) {
      await stage.close();
      throw error;
    }
  }

  async #openWallet() {
    this.liar = await startLiar(this.chain.url);
    this.wallet = await Wallet.open({ chain: this.chain, rpc: [this.liar.url], units: purse });
    this.seller.payer = this.wallet.address;
    this.elsewhere.payer = this.wallet.address;
  }

  async #giveCoins() {
    const { address } = this.wallet;
    await this.chain.allowPermit2(address, viem.maxUint256);
    await this.chain.client.setBalance({ address, value: coins });
    this.#before = (await this.moves()).length;
  }

  async close() {
    const parts = [
      this.wallet,
      this.liar,
      this.elsewhere,
      this.seller,
      this.facilitator,
      this.chain,
    ];
    for (const part of parts) await (part?.close ?? part?.stop)?.call(part);
  }

  /**
   * Everything that any contract says was done with the wallet's money, oldest first, as the chain
   * itself says it: `<units> to <payee>` for a transfer of the token, `<units> wei to <payee>` for
   * one of the network's own coin, else the bare event.
   */
  async moves() {
    const filter = { fromBlock: '0x0', topics: [null, topicOf(this.wallet.address)] };
    const logs = await this.chain.client.request({ method: 'eth_getLogs', params: [filter] });
    const events = logs.filter(({ topics }) => topics[0] !== usedTopic);
    const said = [...events, ...(await this.#coinTransfers())];
    said.sort((one, other) => Number(one.blockNumber) - Number(other.blockNumber));
    return said.map(moveIn).slice(this.#before);
  }

  /** The wallet's own transactions that took coins along, in the order of their numbers. */
  async #coinTransfers() {
    const { client } = this.chain;
    const { address } = this.wallet;
    const count = await client.getTransactionCount({ address });
    const method = 'eth_getTransactionBySenderAndNonce';
    const calls = Array.from({ length: count }, (_, number) =>
      client.request({ method, params: [address, viem.toHex(number)] }),
    );
    return (await Promise.all(calls)).filter(({ value }) => BigInt(value) > 0n);
  }
}

function moveIn({ address, topics, data, to, value }) {
  if (!topics) return `${BigInt(value)} wei to ${viem.getAddress(to)}`;
  if (topics[0] !== transferTopic || viem.getAddress(address) !== tokenAddress)
    return `event ${topics[0]} of ${address}`;
  return `${BigInt(data)} to ${viem.getAddress(`0x${topics[2].slice(-40)}`)}`;
}
