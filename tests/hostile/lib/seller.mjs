// SPDX-License-Identifier: MIT
import { keccak256, getAddress, toHex } from '../../journeys/parts/viem.mjs';
import { readBody, sendJson, serve } from '../../journeys/lib/servers.mjs';
import { delivers, honest } from './moves.mjs';
import { x402 } from './ways.mjs';

/** Each case is paid at an address of its own, so that the chain tells them apart. */
export const payeeOf = (name) => getAddress(`0x${keccak256(toHex(name)).slice(-40)}`);

/**
 * Serves one seller for each of `cases`, at the path of its name.
 *
 * A request without a proof is answered by the case's `asks`, one with a proof by its `paid`, one
 * with the bearer token that a proof was exchanged for by its `opens`; what a case does not say is
 * done as an honest seller of its `way` does it. `payer` is the address that will pay and
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
    const name = seen.path.split(/[/?]/)[1];
    const entry = byName.get(name);
    if (!entry) return sendJson(response, 404, { error: 'no such case' });
    const { way = x402 } = entry;
    seen.body = String(await readBody(request));
    const proof = way.proofIn(seen);
    const visit = { request, response, name, way, proof, chain, facilitator, seller, elsewhere };
    visit.isVersionOne = 'x-payment' in seen.headers;
    visit.url = `http://${seen.headers.host}${seen.path}`;
    visit.payer = seller.payer;
    visit.payee = payeeOf(name);
    const { payee } = visit;
    visit.offer = { ...way.offer({ payee, maxTimeoutSeconds }), ...changes(entry, visit) };
    await moveOf(entry, visit, seen)(visit);
  });
  return Object.assign(seller, { url: server.url, requests: server.requests, stop: server.stop });
}

function moveOf(entry, { way, proof }, { headers }) {
  if (proof) return entry.paid ?? way.honest ?? honest;
  if (isBearer(headers.authorization)) return entry.opens ?? delivers(() => undefined);
  return entry.asks ?? way.asks();
}

const isBearer = (authorization) => authorization?.startsWith('Bearer ') ?? false;

const changes = ({ offer = {} }, visit) => (typeof offer === 'function' ? offer(visit) : offer);

const proofHeaders = ['payment-signature', 'x-payment', 'x-payment-hash', 'authorization'];

/** Whatever in a request could tell of a payment, but for a bearer token. */
export function proofsIn({ headers, body }) {
  const said = proofHeaders
    .map((name) => headers[name])
    .filter((value) => value && !isBearer(value));
  return body?.includes('"signature"') ? [...said, body] : said;
}
