// SPDX-License-Identifier: MIT
import * as viem from '../parts/viem.mjs';
import { network, tokenAddress } from './chain.mjs';
import { readBody, sendJson, serve } from './servers.mjs';

export const goods = { note: 'what the signed transaction opens' };

const transferAbi = viem.parseAbi([
  'event Transfer(address indexed from, address indexed to, uint256 value)',
]);

/**
 * Serves a seller that takes the "X402 Payment Protocol Reference" at its word: the price as base64
 * in X-Payment-Required, the buyer's signed transaction and its hash as base64 in X-Payment. It
 * looks for the transaction on `chain` itself and takes each hash once.
 *
 * - `price` (smallest units), `currency` (a token's address, else the chain's own coin) and `payee`
 *   are its terms, `others` further offers as it writes them, `said` replaces members of the first;
 * - `facilitator` is the URL that it names, `broadcasts` has it send the signed bytes to the chain
 *   itself, as such a service would, whether they are there already or not;
 * - `receiptAs` is what its receipt calls the transaction; null: it sends no receipt.
 *
 * A test may set `verifying` on what it gets, an async function that runs with the proof before the
 * seller looks at the chain, and `verdict`, `[status, text]`, which it then answers to every proof;
 * 402 is the challenge once more. `terms` may be changed on the way.
 */
export async function startPageSeller({ chain, payee, ...options }) {
  const terms = {
    payee,
    price: '10000',
    currency: tokenAddress,
    others: [],
    said: {},
    facilitator: undefined,
    broadcasts: false,
    receiptAs: 'transaction',
    ...options,
  };
  const used = new Set();
  const seller = await serve(async (request, response, seen) => {
    seen.body = String(await readBody(request));
    const header = request.headers['x-payment'];
    if (!header) return sendChallenge(terms, response, 'Payment required');
    const proof = decoded(header);
    await seller.verifying?.(proof);
    if (terms.broadcasts && proof) seller.broadcast = await broadcast(chain, proof);
    const [status, text] = seller.verdict ?? (await judge({ chain, terms, used }, proof));
    if (status === 402) return sendChallenge(terms, response, text);
    if (status !== 200) return sendJson(response, status, { error: text });
    used.add(proof.payload.transactionHash);
    const answer = seen.body ? { ...goods, echo: seen.body } : goods;
    sendJson(response, 200, answer, receiptOf(terms, proof));
  });
  return Object.assign(seller, { terms });
}

/** What a base64 header says; undefined where it is no JSON object. */
export function decoded(header) {
  try {
    const value = JSON.parse(Buffer.from(header, 'base64'));
    return typeof value?.payload === 'object' ? value : undefined;
  } catch {
    return undefined;
  }
}

const encoded = (value) => Buffer.from(JSON.stringify(value)).toString('base64');

function sendChallenge({ price, currency, payee, facilitator, others, said }, response, error) {
  const offer = { amount: price, currency, network, recipient: payee, facilitator, ...said };
  const required = encoded(others.length > 0 ? [offer, ...others] : offer);
  sendJson(response, 402, { error }, { 'x-payment-required': required });
}

function receiptOf({ receiptAs }, { network: on, payload }) {
  if (receiptAs === null) return {};
  const { transactionHash, from } = payload;
  const receipt = { success: true, [receiptAs]: transactionHash, network: on, payer: from };
  return { 'payment-response': encoded(receipt) };
}

/** Sends the bytes as they are, and says what the chain answered. */
async function broadcast(chain, { payload }) {
  const serializedTransaction = payload.transaction;
  const known = (error) => error.details ?? error.message;
  const said = await chain.client.sendRawTransaction({ serializedTransaction }).catch(known);
  await chain.client.waitForTransactionReceipt({ hash: payload.transactionHash });
  return said;
}

/** The status that a proof earns, and why. */
async function judge({ chain, terms, used }, proof) {
  const wrong = proof ? await flaw(terms, proof) : 'X-Payment is no base64 of JSON';
  if (wrong) return [400, wrong];
  const hash = proof.payload.transactionHash;
  if (used.has(hash)) return [409, 'Transaction already used'];
  const receipt = await chain.client.getTransactionReceipt({ hash }).catch(() => undefined);
  if (!receipt) return [402, 'Transaction not found'];
  if (receipt.status !== 'success') return [422, 'The transaction failed'];
  const transaction = await chain.client.getTransaction({ hash });
  const isPaid = pays(meantBy(terms, proof), transaction, receipt);
  return isPaid ? [200] : [422, 'Wrong amount, recipient or currency'];
}

/** The offer that a proof claims to have paid. */
function meantBy({ payee, price, currency, others }, { payload }) {
  const offers = [{ amount: price, currency, recipient: payee }, ...others];
  return offers.find(
    (offer) =>
      offer.recipient === payload.to &&
      String(offer.amount) === payload.amount &&
      offer.currency === payload.currency,
  );
}

/** What is wrong with the proof itself: its claims, and the transaction that it carries. */
async function flaw(terms, proof) {
  const { transaction, transactionHash, from } = proof.payload;
  if (proof.x402Version !== 1 || proof.scheme !== 'exact') return 'Another version or scheme';
  if (proof.network !== network) return `Another network: ${proof.network}`;
  if (!meantBy(terms, proof)) return 'Not what was asked for';
  if (!viem.isHex(transaction) || viem.keccak256(transaction) !== transactionHash)
    return 'Not the hash of that transaction';
  const { chainId } = viem.parseTransaction(transaction);
  if (`eip155:${chainId}` !== network) return `Signed for chain ${chainId}`;
  const signer = await viem.recoverTransactionAddress({ serializedTransaction: transaction });
  return viem.isAddressEqual(signer, from) ? undefined : 'Signed by somebody else';
}

/** Whether that much of the currency went to the payee; a call to the payee is no plain transfer. */
function pays({ recipient, amount, currency }, transaction, receipt) {
  const isNative = !viem.isAddress(currency);
  if (isNative)
    return (
      viem.isAddressEqual(transaction.to, recipient) &&
      transaction.value >= BigInt(amount) &&
      transaction.input === '0x'
    );
  const logs = receipt.logs.filter((log) => viem.isAddressEqual(log.address, currency));
  const transfers = viem.parseEventLogs({ abi: transferAbi, logs });
  return transfers.some(
    ({ args }) => viem.isAddressEqual(args.to, recipient) && args.value >= BigInt(amount),
  );
}
