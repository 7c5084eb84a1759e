// SPDX-License-Identifier: MIT
import { anvilPath } from '../parts/anvil.mjs';
import { loadContracts } from '../parts/contracts.mjs';
import * as viem from '../parts/viem.mjs';
import { start, stop } from './processes.mjs';

export const network = 'eip155:84532';
export const tokenAddress = '0x036CbD53842c5426634e7929541eC2318f3dCF7e';
export const multicallAddress = '0xcA11bde05977b3631167028862bE2a173976CA11';
export const permit2Address = '0x000000000022D473030F116dDEE9F6B43aC78BA3';
export const channelsAddress = '0xC4a2000000000000000000000000000000000402';
const exactProxyAddress = '0x402085c248EeA27D92E8b30b2C58ed07f9E20001';
const uptoProxyAddress = '0x4020A4f3b7b90ccA423B9fabCc0CE57C6C240002';

// anvil calls a block finalized when 64 others stand on it.
const finalDepth = 64;

// The accounts of anvil's well-known test words; all of them hold play ether.
const words = 'test test test test test test test test test test test junk';
export const fundedAccount = (index) => viem.mnemonicToAccount(words, { addressIndex: index });

/**
 * Starts a chain of its own on a free port of loopback, with the play token in USDC's place. It
 * passes for Base Sepolia unless `id` says otherwise.
 */
export async function startChain({ multicall = true, id = viem.baseSepolia.id } = {}) {
  const contracts = loadContracts();
  const { PlayToken, PlayMulticall3, PlayPermit2, PlayExactProxy, PlayUptoProxy } = contracts;
  const child = start(anvilPath, ['--host', '127.0.0.1', '--port', '0', '--chain-id', String(id)]);
  const url = await listening(child);
  const client = connect(url, id);
  await client.setCode({ address: tokenAddress, bytecode: PlayToken.code });
  if (multicall) await client.setCode({ address: multicallAddress, bytecode: PlayMulticall3.code });
  for (const [address, { code: bytecode }] of [
    [permit2Address, PlayPermit2],
    [exactProxyAddress, PlayExactProxy],
    [uptoProxyAddress, PlayUptoProxy],
    [channelsAddress, contracts.PlayChannels],
  ])
    await client.setCode({ address, bytecode });
  return new Chain({ child, url, client, abi: PlayToken.abi });
}

function connect(url, id) {
  return viem
    .createTestClient({
      account: fundedAccount(9),
      chain: { ...viem.baseSepolia, id },
      mode: 'anvil',
      pollingInterval: 50,
      transport: viem.http(url, { retryCount: 0 }),
    })
    .extend(viem.publicActions)
    .extend(viem.walletActions);
}

async function listening(child) {
  let said = '';
  for await (const chunk of child.stdout) {
    said += chunk;
    const address = /Listening on (127\.0\.0\.1:\d+)/.exec(said);
    if (address) {
      // The log goes on; a full pipe would stop the chain.
      child.stdout.resume();
      child.stderr.resume();
      return `http://${address[1]}`;
    }
  }
  throw new Error(`anvil did not start: ${child.failure ?? said}`);
}

class Chain {
  #child;
  #abi;

  constructor({ child, url, client, abi }) {
    this.#child = child;
    this.#abi = abi;
    this.url = url;
    this.client = client;
    this.network = `eip155:${client.chain.id}`;
  }

  /** Gives `units` millionths of play money to `address`. */
  async mint(address, units) {
    const hash = await this.client.writeContract({
      address: tokenAddress,
      abi: this.#abi,
      functionName: 'mint',
      args: [address, BigInt(units)],
    });
    await this.client.waitForTransactionReceipt({ hash });
  }

  /** Lets Permit2 move `units` of what `owner` has, as a transaction of theirs would. */
  async allowPermit2(owner, units) {
    await this.client.setBalance({ address: owner, value: viem.parseEther('1') });
    await this.client.impersonateAccount({ address: owner });
    const hash = await this.client.writeContract({
      account: owner,
      address: tokenAddress,
      abi: this.#abi,
      functionName: 'approve',
      args: [permit2Address, BigInt(units)],
    });
    await this.client.waitForTransactionReceipt({ hash });
    await this.client.stopImpersonatingAccount({ address: owner });
  }

  /** What Permit2 may move of what `owner` has, in millionths. */
  permit2Allowance(owner) {
    return this.#read('allowance', [owner, permit2Address]);
  }

  balance(address) {
    return this.#read('balanceOf', [address]);
  }

  authorizationState(authorizer, nonce) {
    return this.#read('authorizationState', [authorizer, nonce]);
  }

  /** Every movement of the token from `from`, oldest first: what the chain says was really paid. */
  async transfers(from) {
    const logs = await this.#events('Transfer', { from });
    return logs.map(({ args, transactionHash }) => ({
      to: args.to,
      value: args.value,
      transaction: transactionHash,
    }));
  }

  /** The times within which the newest payment of `authorizer` was valid, as it was signed. */
  async lastAuthorization(authorizer) {
    const { transaction: hash } = (await this.transfers(authorizer)).at(-1);
    const { input: data } = await this.client.getTransaction({ hash });
    const [, , , validAfter, validBefore] = viem.decodeFunctionData({ abi: this.#abi, data }).args;
    return { validAfter, validBefore };
  }

  /** The nonces of `authorizer` that were used, oldest first. */
  async usedNonces(authorizer) {
    const logs = await this.#events('AuthorizationUsed', { authorizer });
    return logs.map(({ args }) => args.nonce);
  }

  /** The transaction that used the nonce of `authorizer`; undefined: none has. */
  async useOf(authorizer, nonce) {
    const [use] = await this.#events('AuthorizationUsed', { authorizer, nonce });
    return use?.transactionHash;
  }

  async now() {
    return Number((await this.client.getBlock()).timestamp);
  }

  /** How many transactions wait for a block. */
  async pending() {
    return Number((await this.client.getTxpoolStatus()).pending);
  }

  mine(blocks = 1) {
    return this.client.mine({ blocks });
  }

  /** Mines until everything that has happened so far is in a block called finalized. */
  finalize() {
    return this.mine(finalDepth + 1);
  }

  /** Moves the chain's clock on by `seconds`, into a block that is finalized. */
  async advance(seconds) {
    await this.client.increaseTime({ seconds });
    await this.mine();
    await this.finalize();
  }

  /** Takes the newest `depth` blocks back; others, empty, stand in their place. */
  reorganize(depth) {
    return this.client.request({ method: 'anvil_reorg', params: [depth, []] });
  }

  /** The same chain, seen through another RPC server. */
  through(url) {
    const client = connect(url, this.client.chain.id);
    return new Chain({ child: this.#child, url, client, abi: this.#abi });
  }

  stop() {
    return stop(this.#child);
  }

  #read(functionName, args) {
    return this.client.readContract({ address: tokenAddress, abi: this.#abi, functionName, args });
  }

  #events(eventName, args) {
    return this.client.getContractEvents({
      address: tokenAddress,
      abi: this.#abi,
      eventName,
      args,
      fromBlock: 0n,
    });
  }
}
