// SPDX-License-Identifier: MIT
import * as viem from '../parts/viem.mjs';
import { permit2Address, tokenAddress } from './chain.mjs';
import { Refusal } from './tokenpermit.mjs';

const types = {
  PermitTransferFrom: [
    { name: 'permitted', type: 'TokenPermissions' },
    { name: 'spender', type: 'address' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
  TokenPermissions: [
    { name: 'token', type: 'address' },
    { name: 'amount', type: 'uint256' },
  ],
};
const permitTransfer =
  '((address token, uint256 amount) permitted, uint256 nonce, uint256 deadline) permit';
const abi = viem.parseAbi([
  'function allowance(address owner, address spender) view returns (uint256)',
  `function permitTransferFrom(${permitTransfer}, (address to, uint256 requestedAmount) details, address owner, bytes signature)`,
]);

/** The permit in a request's body; its long numbers are taken from the text itself. */
export function readPermit2(body) {
  const { permit } = JSON.parse(body);
  const [, nonce] = /"nonce":(\d+)[,}]/.exec(body);
  const { owner, spender, token, permit2_address, amount, deadline, chain_id, signature } = permit;
  const integers = [amount, deadline, chain_id, signature.v];
  const texts = [owner, spender, token, permit2_address, signature.r, signature.s];
  const isWellTyped =
    signature.signature_type === 'Permit2' &&
    integers.every(Number.isSafeInteger) &&
    texts.every((text) => /^0x([0-9a-f]{2})+$/i.test(text));
  if (!isWellTyped) throw new TypeError('no permit');
  return { ...permit, nonce: BigInt(nonce) };
}

const signatureOf = ({ signature: { r, s, v } }) => viem.concat([r, s, viem.toHex(v)]);

/** Checks as the reference server does, in its order. */
export async function verifyPermit2(permit, { chain, payee, price }) {
  const { owner, spender, token, amount, nonce, deadline, chain_id: chainId } = permit;
  const required = viem.parseUnits(price, 6);
  if (spender !== payee) throw new Refusal('Receiver/spender does not match server wallet address.');
  if (BigInt(amount) < required)
    throw new Refusal(`Authorized amount (${amount}) is less than ${required}`);
  if ((await chain.now()) >= deadline) throw new Refusal('Authorization has expired');
  const call = { address: tokenAddress, abi, functionName: 'allowance' };
  const allowed = await chain.client.readContract({ ...call, args: [owner, permit2Address] });
  if (allowed < BigInt(amount)) throw new Refusal(`Insufficient allowance: ${allowed} < ${amount}`);
  const signer = await viem.recoverTypedDataAddress({
    domain: { name: 'Permit2', chainId, verifyingContract: permit.permit2_address },
    types,
    primaryType: 'PermitTransferFrom',
    message: {
      permitted: { token, amount: BigInt(amount) },
      spender,
      nonce,
      deadline: BigInt(deadline),
    },
    signature: signatureOf(permit),
  });
  if (signer !== owner) throw new Refusal(`Signature invalid: recovered ${signer}`);
}

/**
 * Takes the money as `account`, who has to be the permit's spender; gives the transaction's hash.
 * With `gas` it is sent even where it will fail.
 */
export function settlePermit2(permit, { chain, account, gas }) {
  const { owner, spender, token, amount, nonce, deadline } = permit;
  return chain.client.writeContract({
    account,
    gas,
    address: permit2Address,
    abi,
    functionName: 'permitTransferFrom',
    args: [
      { permitted: { token, amount: BigInt(amount) }, nonce, deadline: BigInt(deadline) },
      { to: spender, requestedAmount: BigInt(amount) },
      owner,
      signatureOf(permit),
    ],
  });
}
