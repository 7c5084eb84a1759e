// SPDX-License-Identifier: MIT
import { createHmac, randomBytes } from 'node:crypto';

import * as viem from '../parts/viem.mjs';
import { fundedAccount, tokenAddress } from './chain.mjs';
import { readBody, sendJson, serve } from './servers.mjs';
import { Refusal, verifyPermit } from './tokenpermit.mjs';
import { readPermit2, settlePermit2, verifyPermit2 } from './tokenpermit2.mjs';

export const goods = { note: 'what the token opens' };

// Its own, so that nobody else's transactions stand in its way.
export const collector = fundedAccount(8);
const authorization =
  'address from, address to, uint256 value, uint256 validAfter, uint256 validBefore, bytes32 nonce';
const settleAbi = viem.parseAbi([
  `function transferWithAuthorization(${authorization}, uint8 v, bytes32 r, bytes32 s)`,
]);

const isPermit2 = ({ permit_type }) => permit_type === 'Permit2';

/**
 * Serves a seller that behaves as x402-mock: a permit for a bearer token, a token for the goods. It
 * verifies on `chain`, gives the token, and only then settles, from an account of its own.
 *
 * - `generation` is '0.3.0' or '0.2.0', the shape of its 402;
 * - `currency` is what it calls its token: one that is not USDC is moved by Permit2, and then
 *   `payee` has to be the collector, who alone may take it;
 * - `price` is in whole tokens, `written` how the 402 spells it;
 * - `expiresIn` is the life of its tokens in seconds, `said` what it says of it (null: nothing);
 * - `endpoint` is what the 402 names; the seller itself listens at /token;
 * - with `hangs` a fault of its own while it verifies leaves the caller without an answer, as the
 *   reference server does; otherwise it answers 500.
 *
 * A test may set `verifying` and `settling` on what it gets, async functions that run before each
 * of the two; what `verifying` throws is such a fault, what `settling` throws keeps the money where
 * it is. `settlements` holds a promise for each token given: the transaction's hash, or the error.
 */
export async function startTokenSeller({
  chain,
  payee,
  generation = '0.3.0',
  price = '0.01',
  written = price,
  currency = 'USDC',
  expiresIn = 300,
  said = expiresIn,
  endpoint = '/token',
  hangs = false,
}) {
  const terms = { chain, payee, generation, price, written, currency, endpoint };
  const tokens = new Tokens(expiresIn);
  const seller = await serve(async (request, response, seen) => {
    seen.body = String(await readBody(request));
    if (request.method === 'POST' && request.url === '/token')
      return giveToken({ seller, terms, tokens, said, hangs }, seen.body, response);
    const fault = tokens.faultIn(request.headers.authorization);
    if (fault) return sendChallenge(response, terms, fault);
    sendJson(response, 200, seen.body ? { ...goods, echo: seen.body } : goods);
  });
  seller.settlements = [];
  /** No token that was given is good any more. */
  seller.revoke = () => tokens.revoke();
  return seller;
}

async function giveToken({ seller, terms, tokens, said, hangs }, body, response) {
  let permit;
  try {
    permit = readPermit(body);
  } catch {
    return response.writeHead(500, { 'content-type': 'text/plain' }).end('Internal Server Error');
  }
  try {
    await seller.verifying?.(permit);
    await (isPermit2(permit) ? verifyPermit2 : verifyPermit)(permit, terms);
  } catch (fault) {
    if (fault instanceof Refusal) return sendJson(response, 400, { error: fault.message });
    if (hangs) return;
    return sendJson(response, 500, { error: 'Payment verification failed' });
  }
  const instruction = { 'Token Instruction': 'Use this token in the Authorization header' };
  sendJson(response, 200, {
    access_token: tokens.create(),
    token_type: 'Bearer',
    expires_in: said ?? undefined,
    metadata: instruction,
  });
  seller.settlements.push(settle(seller, terms.chain, permit).catch((error) => error));
}

/** As strict as the server's model: what is missing or of another type is a fault. */
function readPermit(body) {
  const { version, permit } = JSON.parse(body);
  if (isPermit2(permit)) return readPermit2(body);
  const { chain_id, value, validAfter, validBefore, signature } = permit;
  const integers = [chain_id, value, validAfter, validBefore, signature?.v ?? 27];
  const texts = [version, permit.token, permit.authorizer, permit.recipient, permit.nonce];
  const isWellTyped =
    permit.permit_type === 'ERC3009' &&
    integers.every(Number.isSafeInteger) &&
    texts.every((text) => typeof text === 'string');
  if (!isWellTyped) throw new TypeError('no permit');
  return permit;
}

async function settle(seller, chain, permit) {
  await seller.settling?.(permit);
  const hash = await (isPermit2(permit)
    ? settlePermit2(permit, { chain, account: collector })
    : settleAuthorization(chain, permit));
  await chain.client.waitForTransactionReceipt({ hash });
  return hash;
}

function settleAuthorization(chain, permit) {
  const { authorizer, recipient, value, validAfter, validBefore, nonce, signature } = permit;
  // The reference server reads r and s byte by byte here and stumbles over an odd digit.
  const word = (text) => {
    if (!/^0x([0-9a-f]{2})+$/i.test(text)) throw new TypeError(`no bytes: ${text}`);
    return viem.pad(text, { size: 32 });
  };
  return chain.client.writeContract({
    account: collector,
    address: tokenAddress,
    abi: settleAbi,
    functionName: 'transferWithAuthorization',
    args: [
      ...[authorizer, recipient, BigInt(value), BigInt(validAfter), BigInt(validBefore), nonce],
      ...[signature.v, word(signature.r), word(signature.s)],
    ],
  });
}

function sendChallenge(response, terms, reason) {
  const body = JSON.stringify({
    reason,
    access_token_endpoint: terms.endpoint,
    payment_scheme: { payment_components: [component(terms)], protocol_version: 'Version 0.1' },
    payment_instruction:
      'Payment required to access this resource. Submit payment to the ' +
      'access_token_endpoint using methods specified in payment_scheme.',
  });
  response.writeHead(402, { 'content-type': 'application/json' });
  response.end(body.replace('"amount":null', `"amount":${terms.written}`));
}

function component({ generation, chain, payee, currency }) {
  const common = { payment_type: 'evm', amount: null, currency, token: tokenAddress };
  const created_at = '2026-03-10T12:00:00.123456';
  if (generation === '0.2.0') {
    const named = { symbol: 'USDC', name: 'USDC', decimals: 6, network: 'sepolia', version: '2' };
    const metadata = { ...named, wallet_address: payee };
    return { ...common, chain_id: chain.client.chain.id, created_at, metadata };
  }
  const named = { token_name: 'USDC', token_decimals: 6, token_version: '2' };
  return { ...common, metadata: {}, created_at, caip2: chain.network, pay_to: payee, ...named };
}

/** Bearer tokens that name nobody and nothing but their end. */
class Tokens {
  #secret = randomBytes(32);
  #lifetime;

  constructor(lifetime) {
    this.#lifetime = lifetime;
  }

  create() {
    const iat = now();
    const content = { exp: iat + this.#lifetime, iat, nonce: randomBytes(16).toString('hex') };
    const payload = Buffer.from(JSON.stringify(content)).toString('base64url');
    return `${payload}.${this.#mac(payload)}`;
  }

  /** What the 402 says about such a header; undefined: it opens. */
  faultIn(authorization) {
    if (!authorization) return 'Missing authorization token';
    const [, token] = /^Bearer (\S+)$/.exec(authorization) ?? [];
    if (!token) return 'Invalid authorization header format';
    const [payload, mac, ...more] = token.split('.');
    if (!mac || more.length > 0) return 'Invalid token format';
    if (mac !== this.#mac(payload)) return 'Signature verification failed';
    const { exp } = JSON.parse(Buffer.from(payload, 'base64url'));
    return exp < now() ? 'Token has expired' : undefined;
  }

  revoke() {
    this.#secret = randomBytes(32);
  }

  #mac(payload) {
    return createHmac('sha256', this.#secret).update(payload).digest('base64url');
  }
}

const now = () => Math.floor(Date.now() / 1000);
