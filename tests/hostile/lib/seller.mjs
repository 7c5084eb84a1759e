// SPDX-License-Identifier: MIT
import { keccak256, getAddress, toHex } from '../../journeys/parts/viem.mjs';
import { sendJson, serve } from '../../journeys/lib/servers.mjs';
import { asks, honest, honestOffer } from './moves.mjs';

/** Each case is paid at an address of its own, so that the chain tells them apart. */
export const payeeOf = (name) => getAddress(`0x${keccak256(toHex(name)).slice(-40)}`);

/**
 * Serves one seller for each of `cases`, at the path of its name.
 *
 * A request without a proof is answered by the case's `asks`, one with a proof by its `paid`; what
 * a case does not say is done as an honest seller does it. `payer` is the address that will pay and
 * `elsewhere` another origin; `stalled` holds the connections whose answer will not come to its
 * end, `kept` settles the proofs that a seller holds back.
 */
export async function startSeller({
  cases,
  chain,
  facilitator,
  elsewhere,
  maxTimeoutSeconds = 300,
}) {
  const seller = { payer: undefined, elsewhere, stalled: new Map(), kept: new Map() };
  const byName = new Map(cases.map((entry) => [entry.name, entry]));
  const server = await serve(async (request, response, seen) => {
    const name = seen.path.slice(1).split('?')[0];
    const entry = byName.get(name);
    if (!entry) return sendJson(response, 404, { error: 'no such case' });
    const proof = seen.headers['payment-signature'] ?? seen.headers['x-payment'];
    const visit = { request, response, name, proof, chain, facilitator, seller, elsewhere };
    visit.isVersionOne = 'x-payment' in seen.headers;
    visit.url = `http://${seen.headers.host}${seen.path}`;
    visit.payer = seller.payer;
    visit.payee = payeeOf(name);
    visit.offer = {
      ...honestOffer({ payee: visit.payee, maxTimeoutSeconds }),
      ...changes(entry, visit),
    };
    for await (const chunk of request) void chunk;
    await (proof ? (entry.paid ?? honest) : (entry.asks ?? asks()))(visit);
  });
  return Object.assign(seller, { url: server.url, requests: server.requests, stop: server.stop });
}

const changes = ({ offer = {} }, visit) => (typeof offer === 'function' ? offer(visit) : offer);

const proofHeaders = ['payment-signature', 'x-payment'];

/** Whatever in the head of a request could tell of a payment. */
export const proofsIn = ({ headers }) =>
  proofHeaders.filter((name) => name in headers).map((name) => headers[name]);
