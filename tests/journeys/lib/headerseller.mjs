// SPDX-License-Identifier: MIT
import { randomBytes } from 'node:crypto';

import * as viem from '../parts/viem.mjs';
import { tokenAddress } from './chain.mjs';
import { readBody, sendJson, serve } from './servers.mjs';

export const goods = { note: 'what the hash opens' };

const decimals = { USDC: 6, ETH: 18 };
const transferAbi = viem.parseAbi([
  'event Transfer(address indexed from, address indexed to, uint256 value)',
]);

/**
 * Serves a seller that behaves as the ClawdNet specification: terms in headers and body, a transfer
 * that the buyer sends, its hash in the headers of the next request. It looks for the transfer on
 * `chain` itself and takes each hash once.
 *
 * - `price`, `currency`, `network` are its terms; `alternatives` are further prices, as
 *   `{amount, currency, network}`;
 * - `speaks` is where it says so: 'both', 'headers' or 'body';
 * - `opensFor` is how many seconds a 402 holds (null: it says no end), `deadlineAs` how it is
 *   written: 'rfc3339' or 'unix';
 * - `headers` and `payment` change what the one and the other says (undefined: not said), so that
 *   they disagree;
 * - `cost` is what it says that the work cost (X-Cost-Actual), `cookie` a Set-Cookie of its answers.
 *
 * A test may set `verifying` on what it gets, an async function that runs with the proof before the
 * seller looks at the chain, and `verdict`, `[status, text]`, which it then answers to every proof;
 * 402 is the challenge once more. `terms` may be changed on the way.
 */
export async function startHeaderSeller({ chain, payee, ...options }) {
  const terms = {
    payee,
    price: '0.01',
    currency: 'USDC',
    network: 'base-sepolia',
    alternatives: [],
    speaks: 'both',
    opensFor: 600,
    deadlineAs: 'rfc3339',
    headers: {},
    payment: {},
    ...options,
  };
  const used = new Set();
  const seller = await serve(async (request, response, seen) => {
    seen.body = String(await readBody(request));
    const proof = proofIn(request.headers);
    if (!proof.hash) return sendChallenge(seller, response, 'Payment required');
    await seller.verifying?.(proof);
    const [status, text] = seller.verdict ?? (await judge({ chain, seller, used }, proof));
    if (status === 402) return sendChallenge(seller, response, text);
    if (status !== 200) return sendJson(response, status, { error: names[status], message: text });
    used.add(proof.hash);
    sendJson(response, 200, seen.body ? { ...goods, echo: seen.body } : goods, extras(terms));
  });
  return Object.assign(seller, { terms });
}

const names = { 409: 'Payment Conflict', 410: 'Payment Expired', 422: 'Payment Invalid' };

const proofIn = (headers) => ({
  hash: headers['x-payment-hash'],
  network: headers['x-payment-network'],
  amount: headers['x-payment-amount'],
});

const extras = ({ cost, cookie }) => ({
  ...(cost === undefined ? {} : { 'x-cost-actual': cost }),
  ...(cookie === undefined ? {} : { 'set-cookie': cookie }),
});

/** The status that a proof earns, and why. */
async function judge({ chain, seller, used }, { hash, network, amount }) {
  if (!/^0x[0-9a-f]{64}$/.test(hash)) return [422, 'X-Payment-Hash is no hash'];
  if (used.has(hash)) return [409, 'Payment hash already used'];
  const receipt = await chain.client.getTransactionReceipt({ hash }).catch(() => undefined);
  if (!receipt) return [402, 'Payment not found'];
  if (receipt.status !== 'success') return [422, 'The transaction failed'];
  const isMeant = (offer) => offer.network === network && offer.amount === amount;
  const meant = offers(seller.terms).filter(isMeant);
  if (meant.length === 0) return [422, `No such price: ${amount} on ${network}`];
  const transaction = await chain.client.getTransaction({ hash });
  const paid = meant.some((offer) => pays(offer, seller.terms.payee, transaction, receipt));
  if (!paid) return [422, 'Wrong amount, recipient or coin'];
  const { timestamp } = await chain.client.getBlock({ blockHash: receipt.blockHash });
  if (timestamp > (seller.deadline ?? Infinity)) return [410, 'The deadline has passed'];
  return [200];
}

const offers = ({ price: amount, currency, network, alternatives }) => [
  { amount, currency, network },
  ...alternatives,
];

/** Whether that much of the coin went to the payee; a call to the payee is no plain transfer. */
function pays({ amount, currency }, payee, transaction, receipt) {
  const units = viem.parseUnits(amount, decimals[currency]);
  if (currency === 'ETH')
    return (
      viem.isAddressEqual(transaction.to, payee) &&
      transaction.value >= units &&
      transaction.input === '0x'
    );
  const logs = receipt.logs.filter((log) => viem.isAddressEqual(log.address, tokenAddress));
  const transfers = viem.parseEventLogs({ abi: transferAbi, logs });
  return transfers.some(({ args }) => viem.isAddressEqual(args.to, payee) && args.value >= units);
}

function sendChallenge(seller, response, error) {
  const { terms } = seller;
  seller.deadline = terms.opensFor === null ? undefined : now() + terms.opensFor;
  const memo = `req_${randomBytes(6).toString('hex')}`;
  const deadline = written(seller.deadline, terms.deadlineAs);
  const headers = {
    'x-payment-network': terms.network,
    'x-payment-currency': terms.currency,
    'x-payment-amount': terms.price,
    'x-payment-address': terms.payee,
    'x-payment-memo': memo,
    'x-payment-deadline': deadline,
    ...terms.headers,
  };
  const payment = {
    amount: terms.price,
    currency: terms.currency,
    network: terms.network,
    recipient: terms.payee,
    memo,
    deadline,
    ...terms.payment,
  };
  const alternatives = terms.alternatives.length > 0 ? terms.alternatives : undefined;
  sendJson(
    response,
    402,
    terms.speaks === 'headers' ? { error } : { error, payment, alternatives },
    terms.speaks === 'body' ? {} : said(headers),
  );
}

function written(seconds, form) {
  if (seconds === undefined) return undefined;
  return form === 'unix' ? String(seconds) : new Date(seconds * 1000).toISOString();
}

const said = (headers) =>
  Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));

const now = () => Math.floor(Date.now() / 1000);
