// SPDX-License-Identifier: MIT

// What a seller can do with a visit: each move is a function of the visit, or makes one.
import { network, tokenAddress } from '../../journeys/lib/chain.mjs';
import { sendJson } from '../../journeys/lib/servers.mjs';

export const price = 10_000;

export const toBase64 = (bytes) => Buffer.from(bytes).toString('base64');
export const fromBase64 = (text) => JSON.parse(Buffer.from(text, 'base64').toString());
const encoded = (value) => toBase64(JSON.stringify(value));

/** What is honest about the offer of every case; a case changes single members. */
export function honestOffer({ payee, maxTimeoutSeconds }) {
  return {
    scheme: 'exact',
    network,
    amount: String(price),
    asset: tokenAddress,
    payTo: payee,
    maxTimeoutSeconds,
    extra: { name: 'USDC', version: '2' },
  };
}

/** The same as version 1 writes it. */
export function offerOfVersionOne({ offer, url }) {
  const { amount, ...rest } = offer;
  const described = { resource: url, description: '', mimeType: 'application/json' };
  return { ...rest, network: 'base-sepolia', maxAmountRequired: amount, ...described };
}

/** A price note with `changes` in it; a member that is undefined is left out. */
export function noteOf(visit, changes = {}) {
  const change = typeof changes === 'function' ? changes(visit) : changes;
  return {
    x402Version: 2,
    error: 'Payment required',
    resource: { url: visit.url, description: 'Odd', mimeType: 'application/json' },
    accepts: [visit.offer],
    ...change,
  };
}

/** Answers 402 with `changes` to the honest price note. */
export const asks = (changes) => (visit) => asksIn(encoded(noteOf(visit, changes)))(visit);

/** Answers 402 with the price note's text made by `write` from the honest one's. */
export const asksText = (write) => (visit) =>
  asksIn(toBase64(write(JSON.stringify(noteOf(visit)), visit)))(visit);

/** Answers 402 with `header`, a text, several of them, or what makes it from the honest header. */
export const asksIn = (header) => (visit) => {
  const value = typeof header === 'function' ? header(encoded(noteOf(visit)), visit) : header;
  sendJson(visit.response, 402, {}, { 'payment-required': value });
};

/** Answers 402 in version 1 with an entry for each of `changes` to the honest one. */
export const asksInVersionOne =
  (...changes) =>
  (visit) => {
    const honestOne = offerOfVersionOne(visit);
    const accepts = changes.map((change) => ({ ...honestOne, ...change }));
    const error = 'X-PAYMENT header is required';
    sendJson(visit.response, 402, { x402Version: 1, error, accepts });
  };

/** Takes the money as the visit's way to pay says, and gives what a receipt is made of. */
export const settle = (visit) => visit.way.settle(visit);

/** Has the proof settled on the chain by the official facilitator, and gives its receipt. */
export async function settleOfficially({ url, proof, offer, facilitator }) {
  const paymentPayload = fromBase64(proof);
  const { x402Version } = paymentPayload;
  // Whoever settles needs the token's true name, whatever the seller calls it.
  const meant = { ...offer, extra: { ...offer.extra, name: 'USDC', version: '2' } };
  const paymentRequirements = x402Version === 1 ? offerOfVersionOne({ url, offer: meant }) : meant;
  const answer = await fetch(`${facilitator.url}/settle`, {
    method: 'POST',
    body: JSON.stringify({ x402Version, paymentPayload, paymentRequirements }),
  });
  return answer.json();
}

async function mustSettle(visit) {
  const receipt = await settle(visit);
  if (!receipt.success) throw new Error(`not settled: ${JSON.stringify(receipt)}`);
  return receipt;
}

/** Takes the money, then makes `move`, which is told the true receipt. */
export const settlesThen = (move) => async (visit) => {
  visit.receipt = await mustSettle(visit);
  return move(visit);
};

/** Does not settle now, but keeps the proof, so that the test can have it settled later. */
export const keepsThen = (move) => (visit) => {
  visit.seller.kept.set(visit.name, () => mustSettle(visit));
  return move(visit);
};

/** Hands over what was bought, with `receipt` or what makes it from the true one. */
export const delivers =
  (receipt = (own) => own) =>
  (visit) => {
    const value = typeof receipt === 'function' ? receipt(visit.receipt) : receipt;
    const header = typeof value === 'string' ? value : value && encoded(value);
    const name = visit.isVersionOne ? 'x-payment-response' : 'payment-response';
    sendJson(
      visit.response,
      200,
      { delivered: true },
      header === undefined ? {} : { [name]: header },
    );
  };

/** What every honest seller does. */
export const honest = settlesThen(delivers());

export const replies = (status, body, headers) => (visit) => {
  const given = typeof headers === 'function' ? headers(visit) : headers;
  sendJson(visit.response, status, body, given);
};

/** Writes `text` in place of an HTTP answer, and ends. */
export const writes = (text) => (visit) => {
  visit.request.socket.end(typeof text === 'function' ? text(visit) : text);
};

export const hangsUp = ({ request }) => request.socket.destroy();

/** Never comes to an end; the test is told, so that it can do what an impatient person does. */
export const stalls =
  (text = '') =>
  ({ request, seller, name }) => {
    if (text) request.socket.write(text);
    seller.stalled.set(name, request.socket);
  };

/** Makes `move`, of which the test is told that it has no end. */
export const endlessly = (move) => (visit) => {
  visit.seller.stalled.set(visit.name, visit.request.socket);
  return move(visit);
};

/** Repeats `text` for as long as anybody listens. */
export const repeats = (begin, text) => (visit) => {
  const { socket } = visit.request;
  const more = () => {
    while (!socket.destroyed && socket.write(text));
  };
  socket.on('drain', more).on('error', () => {});
  socket.write(begin);
  more();
};

/** Sends `text` one byte at a time, and never the last of them. */
export const drips = (text) => (visit) => {
  const { socket } = visit.request;
  let sent = 0;
  const timer = setInterval(() => {
    if (sent < text.length - 1) socket.write(text[sent++]);
    if (sent > 20) visit.seller.stalled.set(visit.name, socket);
  }, 5);
  socket.on('close', () => clearInterval(timer)).on('error', () => {});
};
