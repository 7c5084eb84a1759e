// SPDX-License-Identifier: MIT
import { randomBytes } from 'node:crypto';

import { loadContracts } from '../parts/contracts.mjs';
import * as viem from '../parts/viem.mjs';
import { channelsAddress, fundedAccount, network, tokenAddress } from './chain.mjs';

/** Claims go out from here, so that the payee's own balance shows what they brought. */
const claimer = fundedAccount(8);
const abi = () => loadContracts().PlayChannels.abi;

/**
 * Opens a channel from `payer` to `payee` with `deposit` units of the token, or of ether where
 * `asset` is 'native', as a transaction of the payer's would. Gives the entry that the owner of a
 * wallet adds; `id` is the channel's.
 */
export async function openChannel(chain, { payer, payee, deposit, asset = tokenAddress }) {
  const id = viem.toHex(randomBytes(32));
  const isNative = asset === 'native';
  const value = isNative ? BigInt(deposit) : 0n;
  const { client } = chain;
  await client.setBalance({ address: payer, value: viem.parseEther('1') + value });
  await client.impersonateAccount({ address: payer });
  const send = async (call) => {
    const hash = await client.writeContract({ account: payer, ...call });
    const { status } = await client.waitForTransactionReceipt({ hash });
    if (status !== 'success') throw new Error(`${call.functionName} failed`);
  };
  if (!isNative)
    await send({
      address: tokenAddress,
      abi: viem.parseAbi(['function approve(address, uint256) returns (bool)']),
      functionName: 'approve',
      args: [channelsAddress, BigInt(deposit)],
    });
  await send({
    address: channelsAddress,
    abi: abi(),
    functionName: 'open',
    args: [id, payee, isNative ? viem.zeroAddress : asset, BigInt(deposit)],
    value,
  });
  await client.stopImpersonatingAccount({ address: payer });
  return {
    id,
    network,
    contract: channelsAddress,
    asset,
    payee,
    deposit: String(deposit),
    label: 'the research bot',
  };
}

/** Lets the payee have all that the voucher is good for; fails as the contract does. */
export async function claim(chain, { channel, amount, signature }) {
  const hash = await chain.client.writeContract({
    account: claimer,
    address: channelsAddress,
    abi: abi(),
    functionName: 'claim',
    args: [channel, amount, signature],
  });
  await chain.client.waitForTransactionReceipt({ hash });
}

/** What the payee of the channel was given so far. */
export async function claimed(chain, channel) {
  const state = await chain.client.readContract({
    address: channelsAddress,
    abi: abi(),
    functionName: 'channels',
    args: [channel],
  });
  return state[4];
}
