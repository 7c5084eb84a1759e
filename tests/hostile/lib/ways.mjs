// SPDX-License-Identifier: MIT

// How each way to pay is asked for, how its proof arrives, what it says, and how it is settled.
//   offer    what is honest about an offer, of which a case changes single members
//   asks     makes the move that asks for money, with what it changes
//   proofIn  the proof in a request; undefined: it brings none
//   honest   how a proof is answered, where that is not by settling and delivering
//   settle   takes the money, and gives what `delivers` of moves.mjs makes a receipt of
//   signed   what the proof lets move: from, to, value, and until when where it says so
import { fundedAccount, network, tokenAddress } from '../../journeys/lib/chain.mjs';
import { sendJson } from '../../journeys/lib/servers.mjs';
import { readPermit2, settlePermit2 } from '../../journeys/lib/tokenpermit2.mjs';
import { Credential } from '../../journeys/parts/mppx.mjs';
import * as viem from '../../journeys/parts/viem.mjs';
import {
  asks,
  fromBase64,
  honestOffer,
  price,
  replies,
  settleOfficially,
  settlesThen,
  toBase64,
} from './moves.mjs';

// Its own, so that nobody else's transactions stand in its way.
const collector = fundedAccount(8);
const abi = viem.parseAbi([
  'function transfer(address to, uint256 value) returns (bool)',
  'function transferWithAuthorization(address from, address to, uint256 value, uint256 validAfter, ' +
    'uint256 validBefore, bytes32 nonce, uint8 v, bytes32 r, bytes32 s)',
]);
const encoded = (value) => toBase64(JSON.stringify(value));

/** Official x402, in both versions, by EIP-3009 or by Permit2. */
export const x402 = {
  offer: honestOffer,
  asks,
  proofIn: ({ headers }) => headers['payment-signature'] ?? headers['x-payment'],
  settle: settleOfficially,
  signed(proof) {
    const { authorization, permit2Authorization: permit } = fromBase64(proof).payload;
    if (authorization) return { ...authorization, until: authorization.validBefore };
    const { witness, permitted, deadline: until } = permit;
    return { from: permit.from, to: witness.to, value: permitted.amount, until };
  },
};

/** ClawdNet: terms in headers and body, a transfer of the buyer's, its hash in a header. */
export const headers = {
  offer: ({ payee }) => ({
    amount: '0.01',
    currency: 'USDC',
    network: 'base-sepolia',
    recipient: payee,
    memo: 'req_odd',
    deadline: new Date(Date.now() + 600_000).toISOString(),
  }),
  asks:
    ({ head = {}, body = {}, ...others } = {}) =>
    ({ response, offer }) => {
      const { recipient: address, ...said } = { ...offer, ...head };
      const names = Object.entries({ ...said, address });
      const head402 = names.map(([name, value]) => [`x-payment-${name}`, value]);
      const payment = { ...offer, ...body };
      sendJson(response, 402, { error: 'odd', payment, ...others }, Object.fromEntries(head402));
    },
  proofIn: ({ headers: { 'x-payment-hash': hash } }) => hash,
  settle: ({ chain, proof: hash }) => expectMined(chain, hash),
  signed: (hash, chain) => transferOf(chain, hash),
};

/** The X402 reference page: base64 in a header, the signed transaction back. */
export const page = {
  offer: ({ payee }) => ({
    amount: String(price),
    currency: tokenAddress,
    network,
    recipient: payee,
  }),
  asks:
    (...others) =>
    ({ response, offer }) => {
      const offers = others.map((change) => ({ ...offer, ...change }));
      const said = encoded(offers.length > 0 ? offers : offer);
      sendJson(response, 402, { error: 'odd' }, { 'x-payment-required': said });
    },
  proofIn: ({ headers: { 'x-payment': proof } }) => proof,
  settle: ({ chain, proof }) => expectMined(chain, fromBase64(proof).payload.transactionHash),
  signed: (proof, chain) => transferOf(chain, fromBase64(proof).payload.transactionHash),
};

/** The HTTP authentication scheme "Payment", method evm: its offer is the challenge's `request`. */
export const mpp = {
  offer: ({ payee }) => ({
    amount: String(price),
    currency: tokenAddress,
    recipient: payee,
    methodDetails: { chainId: 84532, credentialTypes: ['authorization'] },
  }),
  asks:
    (...changes) =>
    (visit) => {
      const all = changes.length > 0 ? changes : [{}];
      const header = all.map((change) => challengeOf(visit, change)).join(', ');
      sendJson(visit.response, 402, {}, { 'www-authenticate': header });
    },
  proofIn: ({ headers: { authorization } }) => authorization,
  settle: ({ chain, proof }) => settleSigned(chain, credentialIn(proof)),
  signed(proof) {
    const { from, to, value, validBefore: until } = credentialIn(proof);
    return { from, to, value, until };
  },
};

/** x402-mock: a permit for a bearer token at an endpoint, the token for the goods. */
export const token = {
  offer: ({ payee }) => ({
    payment_type: 'evm',
    amount: 0.01,
    currency: 'USDC',
    token: tokenAddress,
    metadata: {},
    caip2: network,
    pay_to: payee,
    token_name: 'USDC',
    token_decimals: 6,
    token_version: '2',
  }),
  asks:
    ({ endpoint = ({ name }) => `/${name}/token`, headers: more } = {}) =>
    (visit) => {
      const scheme = { payment_components: [visit.offer], protocol_version: 'Version 0.1' };
      const body = { access_token_endpoint: endpoint(visit), payment_scheme: scheme };
      sendJson(visit.response, 402, { reason: 'odd', ...body }, more);
    },
  honest: settlesThen((visit) => gives()(visit)),
  proofIn: ({ method, body }) =>
    method === 'POST' && body.includes('"permit"') ? body : undefined,
  async settle({ chain, proof, payee }) {
    const { permit } = JSON.parse(proof);
    if (permit.permit_type === 'Permit2') return settlePermitAs(chain, payee, readPermit2(proof));
    const { authorizer: from, recipient: to, signature, ...rest } = permit;
    return settleSigned(chain, { ...rest, from, to, signature: joined(signature) });
  },
  signed(proof) {
    const { permit } = JSON.parse(proof);
    const { authorizer, recipient, value, validBefore, owner, spender, amount, deadline } = permit;
    return permit.permit_type === 'Permit2'
      ? { from: owner, to: spender, value: String(amount), until: deadline }
      : { from: authorizer, to: recipient, value: String(value), until: validBefore };
  },
};

/** What a token endpoint answers; `changes` to the honest answer. */
export const gives = (changes) =>
  replies(200, { access_token: 'odd.token', token_type: 'Bearer', ...changes });

export const credentialIn = (proof) => Credential.deserialize(proof).payload;
const joined = ({ v, r, s }) => viem.concat([r, s, viem.toHex(v)]);

let challenges = 0;

/** One challenge; `change.request` changes the terms, everything else is a parameter. */
function challengeOf({ name, offer }, { request, ...parameters }) {
  const said = {
    id: `${name}-${++challenges}`,
    realm: 'odd',
    method: 'evm',
    intent: 'charge',
    request: Buffer.from(JSON.stringify({ ...offer, ...request })).toString('base64url'),
    expires: new Date(Date.now() + 3_600_000).toISOString(),
    ...parameters,
  };
  const text = Object.entries(said).map(([key, value]) => `${key}="${value}"`);
  return `Payment ${text.join(', ')}`;
}

async function settleSigned(chain, { from, to, value, validAfter, validBefore, nonce, signature }) {
  const { r, s, v } = viem.parseSignature(signature);
  const times = [BigInt(validAfter), BigInt(validBefore)];
  const hash = await chain.client.writeContract({
    account: collector,
    address: tokenAddress,
    abi,
    functionName: 'transferWithAuthorization',
    args: [from, to, BigInt(value), ...times, nonce, Number(v), r, s],
  });
  return expectMined(chain, hash);
}

/** Hands in a permit as `account`: its spender may, who is the payee, and nobody else. */
export async function settlePermitAs(chain, account, permit) {
  const { client } = chain;
  await client.setBalance({ address: account, value: viem.parseEther('1') });
  await client.impersonateAccount({ address: account });
  const hash = await settlePermit2(permit, { chain, account, gas: 500_000n });
  await client.stopImpersonatingAccount({ address: account });
  return expectMined(chain, hash);
}

async function expectMined(chain, hash) {
  const { status } = await chain.client.waitForTransactionReceipt({ hash });
  return { success: status === 'success', transaction: hash, network };
}

/** What the chain says that the transaction `hash` does. */
async function transferOf({ client }, hash) {
  const { from, to, value, input: data } = await client.getTransaction({ hash });
  if (value > 0n)
    return { from: viem.getAddress(from), to: viem.getAddress(to), value: `${value}` };
  const [payee, units] = viem.decodeFunctionData({ abi, data }).args;
  return { from: viem.getAddress(from), to: payee, value: `${units}` };
}
