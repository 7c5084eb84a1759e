// SPDX-License-Identifier: MIT
import * as viem from '../parts/viem.mjs';
import { tokenAddress } from './chain.mjs';

const types = {
  TransferWithAuthorization: [
    { name: 'from', type: 'address' },
    { name: 'to', type: 'address' },
    { name: 'value', type: 'uint256' },
    { name: 'validAfter', type: 'uint256' },
    { name: 'validBefore', type: 'uint256' },
    { name: 'nonce', type: 'bytes32' },
  ],
};
const separatorAbi = viem.parseAbi(['function DOMAIN_SEPARATOR() view returns (bytes32)']);

/** What the seller tells whoever sent a permit that does not hold. */
export class Refusal extends Error {
  constructor(message, details = {}) {
    super(`Verification failed: ${message}\nDetails: ${JSON.stringify(details)}`);
  }
}

const domainOf = (permit) => ({
  name: 'USDC',
  version: '2',
  chainId: permit.chain_id,
  verifyingContract: tokenAddress,
});

function typedData(permit) {
  const { authorizer: from, recipient: to, nonce } = permit;
  const times = { validAfter: BigInt(permit.validAfter), validBefore: BigInt(permit.validBefore) };
  const message = { from, to, value: BigInt(permit.value), ...times, nonce };
  return { domain: domainOf(permit), types, primaryType: 'TransferWithAuthorization', message };
}

/** Checks as the reference server does, in its order; any error but a Refusal is its own fault. */
export async function verifyPermit(permit, { chain, payee, price }) {
  const { authorizer, recipient, value, signature } = permit;
  const required = viem.parseUnits(price, 6);
  if (!same(permit.token, tokenAddress)) throw new Error('this token is not registered');
  if (!signature) throw new Refusal('Signature is missing');
  if (!same(recipient, payee))
    throw new Refusal('Receiver/spender does not match server wallet address.');
  if (BigInt(value) < required)
    throw new Refusal(`Authorized amount (${value}) is less than ${required}`);
  const held = await chain.balance(authorizer);
  if (held < required) throw new Refusal(`Insufficient token balance: ${held} < ${required}`);
  await checkTime(permit, chain);
  if (held < BigInt(value)) throw new Refusal(`Insufficient token balance: ${held} < ${value}`);
  await checkSignature(permit, chain);
}

async function checkTime({ validAfter, validBefore }, chain) {
  const now = await chain.now();
  if (now <= validAfter)
    throw new Refusal(`Authorization is not yet valid: ${now} <= ${validAfter}`);
  if (now >= validBefore) throw new Refusal(`Authorization has expired: ${now} >= ${validBefore}`);
}

async function checkSignature(permit, chain) {
  const functionName = 'DOMAIN_SEPARATOR';
  const call = { address: tokenAddress, abi: separatorAbi, functionName };
  const wanted = await chain.client.readContract(call);
  const signed = viem.domainSeparator({ domain: domainOf(permit) });
  if (signed !== wanted) throw new Refusal(`EIP-712 domain mismatch: ${signed} != ${wanted}`);
  const { v, r, s } = permit.signature;
  // As numbers: a text without its leading zeros passes here, and is found out by the settlement.
  const word = (text) => viem.toHex(BigInt(text), { size: 32 });
  const signature = viem.concat([word(r), word(s), viem.toHex(v)]);
  const signer = await viem.recoverTypedDataAddress({ ...typedData(permit), signature });
  if (!same(signer, permit.authorizer)) throw new Refusal(`Signature invalid: recovered ${signer}`);
}

const same = (one, other) => one.toLowerCase() === other.toLowerCase();

/** Signs as the reference client does: the body of a request for a token. */
export async function signPermit({ account, chain, payee, value, validBefore, ...changes }) {
  const permit = {
    permit_type: 'ERC3009',
    token: tokenAddress,
    chain_id: chain.client.chain.id,
    authorizer: account.address,
    recipient: payee,
    value,
    validAfter: 0,
    validBefore: validBefore ?? (await chain.now()) + 600,
    nonce: viem.generatePrivateKey(),
    ...changes,
  };
  const { r, s, v } = viem.parseSignature(await account.signTypedData(typedData(permit)));
  const signature = { signature_type: 'ERC3009', v: Number(v), r, s };
  return { version: 'Version 0.1', permit: { ...permit, signature } };
}
