// SPDX-License-Identifier: MIT
import { createHash, randomBytes } from 'node:crypto';

import { Challenge, Expires, Mppx, evm } from '../parts/mppx.mjs';
import * as viem from '../parts/viem.mjs';
import { fundedAccount, tokenAddress } from './chain.mjs';
import { readBody, serve } from './servers.mjs';

export const goods = { note: 'what the payment opens' };

// Its own, so that nobody else's transactions stand in its way.
const collector = fundedAccount(7);
const settleAbi = viem.parseAbi([
  'function transferWithAuthorization(address from, address to, uint256 value, uint256 validAfter, ' +
    'uint256 validBefore, bytes32 nonce, uint8 v, bytes32 r, bytes32 s)',
]);

/**
 * Serves a seller made of the official package: mppx asks, verifies and writes the receipt; the
 * money is moved on `chain` from an account of the seller's own, once for each authorisation,
 * however often it comes.
 *
 * - `price` is in whole tokens;
 * - `speaks` is 'mpp', 'x402' or 'both', which is how mppx answers by itself;
 * - `header` is true where the credential goes into Payment-Authorization;
 * - `expires` gives the end of a challenge that is made now;
 * - `digests` ties each challenge to the body of its request, which mppx leaves to its users.
 *
 * A test may set on what it gets: `settling`, an async function that runs before each settlement,
 * and what it throws keeps the money where it is; `rewording`, which is given each challenge of the
 * scheme and gives the one that is sent. `settlements` holds the hash of each transaction.
 */
export async function startMppSeller({
  chain,
  payee,
  price = '0.01',
  speaks = 'mpp',
  header = false,
  expires = () => Expires.minutes(5),
  digests = false,
}) {
  const secretKey = randomBytes(32).toString('base64');
  const mppx = Mppx.create({
    methods: [
      evm.charge({
        authorization: { name: 'USDC', version: '2' },
        chainId: chain.client.chain.id,
        currency: tokenAddress,
        decimals: 6,
        recipient: payee,
        settle: ({ payload }) => settle(seller, chain, payload),
      }),
    ],
    realm: 'shop.example',
    requiresAuth: header,
    secretKey,
  });
  const seller = await serve(async (request, response, seen) => {
    const body = await readBody(request);
    seen.body = body.toString();
    const asked = new Request(`${seller.url}${request.url}`, {
      method: request.method,
      headers: header ? moved(request.headers) : request.headers,
      body: body.length ? body : undefined,
    });
    const charge = mppx.charge({ amount: price, description: 'Weather', expires: expires() });
    const result = await charge(asked);
    if (result.status !== 402) return send(response, result.withReceipt(Response.json(goods)));
    const challenged = new Response(result.challenge.body, result.challenge);
    if (digests) tie(challenged.headers, body, secretKey);
    leaveOnly(challenged.headers, speaks);
    seller.rewording?.(challenged.headers);
    return send(response, challenged);
  });
  seller.settlements = [];
  return seller;
}

/** mppx 0.11 asks for that header, but its method evm looks for the credential in Authorization. */
function moved({ authorization: _, 'payment-authorization': credential, ...others }) {
  return credential ? { ...others, authorization: credential } : others;
}

/** Makes the challenge anew with the body's fingerprint in it. */
function tie(headers, body, secretKey) {
  const { id: _, ...challenge } = Challenge.deserialize(headers.get('www-authenticate'));
  const digest = `sha-256=${createHash('sha256').update(body).digest('base64')}`;
  const tied = Challenge.from({ ...challenge, digest, secretKey });
  headers.set('www-authenticate', Challenge.serialize(tied));
}

function leaveOnly(headers, speaks) {
  if (speaks === 'mpp') headers.delete('payment-required');
  if (speaks === 'x402') headers.delete('www-authenticate');
}

async function send(response, answer) {
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(Buffer.from(await answer.arrayBuffer()));
}

/** A credential that comes again brings the same receipt, and moves nothing. */
async function settle(seller, chain, payload) {
  await seller.settling?.(payload);
  const earlier = await chain.useOf(payload.from, payload.nonce);
  if (earlier) return { reference: earlier };
  const { from, to, value, validAfter, validBefore, nonce } = payload;
  const { r, s, v } = viem.parseSignature(payload.signature);
  const hash = await chain.client.writeContract({
    account: collector,
    address: tokenAddress,
    abi: settleAbi,
    functionName: 'transferWithAuthorization',
    args: [from, to, BigInt(value), BigInt(validAfter), BigInt(validBefore), nonce, Number(v), r, s],
  });
  await chain.client.waitForTransactionReceipt({ hash });
  seller.settlements.push(hash);
  return { reference: hash };
}
