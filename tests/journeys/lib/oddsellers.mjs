// SPDX-License-Identifier: MIT
import { getPaywallHtml } from '../parts/x402v1.mjs';
import { network, tokenAddress } from './chain.mjs';
import { sendJson, serve } from './servers.mjs';

export const oddPrice = 10_000;

const base64 = (value) => Buffer.from(JSON.stringify(value)).toString('base64');
const fromBase64 = (text) => JSON.parse(Buffer.from(text, 'base64').toString());

/**
 * Serves sellers with bad habits, one for each path that `habits` lists.
 *
 * A request without a proof is answered by the habit's `challenge`, one with a proof by its `paid`;
 * a habit says only what it does otherwise than a good seller. `elsewhere` is the origin that
 * `/redirects` and `/moved` send the caller to.
 */
export function startOddSellers({ facilitator, payee, elsewhere, maxTimeoutSeconds = 60 }) {
  return serve(async (request, response, seen) => {
    const habit = habits[seen.path];
    if (!habit) return sendJson(response, 404, { error: 'no such habit' });
    const proof = seen.headers['payment-signature'] ?? seen.headers['x-payment'];
    const url = `http://${seen.headers.host}${seen.path}`;
    const offer = createOffer({ payee, maxTimeoutSeconds });
    const visit = { request, response, url, offer, proof, facilitator, elsewhere };
    for await (const chunk of request) void chunk;
    await (proof ? (habit.paid ?? deliver) : (habit.challenge ?? challenge))(visit);
  });
}

function createOffer({ payee, maxTimeoutSeconds, amount = oddPrice }) {
  return {
    scheme: 'exact',
    network,
    amount: String(amount),
    asset: tokenAddress,
    payTo: payee,
    maxTimeoutSeconds,
    extra: { name: 'USDC', version: '2' },
  };
}

function createOfferV1({ url, offer }) {
  const { amount, ...rest } = offer;
  const described = { resource: url, description: '', mimeType: 'application/json' };
  return { ...rest, network: 'base-sepolia', maxAmountRequired: amount, ...described };
}

const required = ({ url, offer }, error = 'Payment required') => ({
  x402Version: 2,
  error,
  resource: { url, description: 'Odd', mimeType: 'application/json' },
  accepts: [offer],
});

function challenge(visit, error) {
  sendJson(visit.response, 402, {}, { 'payment-required': base64(required(visit, error)) });
}

/** Has the proof settled on the chain, and gives the receipt. */
async function settle({ url, proof, offer, facilitator }) {
  const paymentPayload = fromBase64(proof);
  const { x402Version } = paymentPayload;
  const paymentRequirements = x402Version === 1 ? createOfferV1({ url, offer }) : offer;
  const answer = await fetch(`${facilitator.url}/settle`, {
    method: 'POST',
    body: JSON.stringify({ x402Version, paymentPayload, paymentRequirements }),
  });
  const receipt = await answer.json();
  if (!receipt.success) throw new Error(`not settled: ${JSON.stringify(receipt)}`);
  return receipt;
}

async function deliver(visit) {
  const receipt = base64(await settle(visit));
  const name =
    fromBase64(visit.proof).x402Version === 1 ? 'x-payment-response' : 'payment-response';
  sendJson(visit.response, 200, { delivered: true }, { [name]: receipt });
}

function challengeV1(visit) {
  const accepts = [createOfferV1(visit)];
  sendJson(visit.response, 402, { x402Version: 1, error: 'X-PAYMENT header is required', accepts });
}

function challengeByPage(visit) {
  const html = getPaywallHtml({
    amount: oddPrice / 1e6,
    paymentRequirements: [createOfferV1(visit)],
    currentUrl: visit.url,
    testnet: true,
  });
  visit.response.writeHead(402, { 'content-type': 'text/html' }).end(html);
}

const habits = {
  '/good': {},
  '/good-v1': { challenge: challengeV1 },
  // Reads the whole request and hangs up without a word; the proof is never used.
  '/closes': { paid: ({ request }) => request.socket.destroy() },
  '/silent': { paid: () => {} },
  '/settles-then-drops': {
    paid: async (visit) => {
      await settle(visit);
      visit.request.socket.destroy();
    },
  },
  // Announces more bytes than it sends, after taking the money.
  '/settles-then-breaks-off': {
    paid: async ({ response, ...visit }) => {
      await settle(visit);
      response.writeHead(200, { 'content-type': 'text/plain', 'content-length': '1000' });
      response.write('half', () => response.socket.destroy());
    },
  },
  '/settles-then-fails': {
    paid: async (visit) => {
      await settle(visit);
      sendJson(visit.response, 500, { error: 'out of order' });
    },
  },
  '/settles-then-denies': {
    paid: async (visit) => {
      await settle(visit);
      challenge(visit, 'invalid_exact_evm_insufficient_balance');
    },
  },
  '/unchanged': { paid: (visit) => challenge(visit) },
  '/dearer': {
    paid: (visit) => {
      const offer = { ...visit.offer, amount: String(2 * oddPrice) };
      challenge({ ...visit, offer }, 'No matching payment requirements');
    },
  },
  '/no-receipt': {
    paid: async (visit) => {
      await settle(visit);
      sendJson(visit.response, 200, { delivered: true });
    },
  },
  '/gives-away': { paid: ({ response }) => sendJson(response, 200, { delivered: true }) },
  '/lying-receipt': {
    paid: ({ response }) => {
      const receipt = { success: true, transaction: `0x${'ab'.repeat(32)}`, network };
      sendJson(response, 200, { delivered: true }, { 'payment-response': base64(receipt) });
    },
  },
  '/redirects': {
    paid: ({ response, elsewhere }) => response.writeHead(302, { location: `${elsewhere}/` }).end(),
  },
  '/moved': {
    challenge: ({ response, elsewhere }) => {
      response.writeHead(302, { location: `${elsewhere}/good` }).end();
    },
  },
  '/body-only': { challenge: (visit) => sendJson(visit.response, 402, required(visit)) },
  '/page-only': { challenge: challengeByPage },
  '/needs-approval': {
    challenge: (visit) => {
      const extra = { ...visit.offer.extra, assetTransferMethod: 'permit2' };
      const offer = { ...visit.offer, extra };
      const header = base64(required({ ...visit, offer }, 'permit2_allowance_required'));
      sendJson(visit.response, 412, {}, { 'payment-required': header });
    },
  },
  '/garbage': {
    challenge: ({ response }) =>
      sendJson(response, 402, {}, { 'payment-required': '!not base64!' }),
  },
  '/markup': {
    challenge: (visit) => {
      const header = required(visit);
      header.resource.description = '<b>free</b>\u202e\u0007\u001b[31m';
      sendJson(visit.response, 402, {}, { 'payment-required': base64(header) });
    },
  },
};
