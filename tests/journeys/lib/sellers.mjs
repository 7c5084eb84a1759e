// SPDX-License-Identifier: MIT
import { once } from 'node:events';

import express from '../parts/express.mjs';
import * as v1 from '../parts/x402v1.mjs';
import * as v2 from '../parts/x402v2.mjs';
import * as chains from './chain.mjs';
import { startFacilitator } from './facilitator.mjs';

/** Every byte value occurs, so nothing that touches text can carry it unnoticed. */
export const blob = Buffer.from(
  Uint8Array.from({ length: 5 * 1024 * 1024 }, (_, i) => i * 31 + (i >> 8)),
);

export const weather = { place: 'Lisbon', celsius: 21.5, note: 'sunny – “really”' };

// What each route costs, in millionths; a route that is not listed is free.
export const prices = {
  'GET /weather': 10_000,
  'GET /page': 10_000,
  'GET /blob': 25_000,
  'GET /broken': 10_000,
  'GET /identified': 10_000,
  'GET /dear': 5_000_000,
  'POST /echo': 2_000,
};

const dollars = (units) => `$${(units / 1e6).toFixed(6)}`;

/** So many millionths of the play token, moved by Permit2. */
export const byPermit2 = (units) => ({
  asset: chains.tokenAddress,
  amount: String(units),
  extra: { name: 'USDC', version: '2', assetTransferMethod: 'permit2' },
});

/**
 * The official seller of version 2, paid at `payee`, settling through `facilitator`; in dollars
 * unless `priceOf` makes another price of so many millionths. By `scheme` "upto" it takes `charge`
 * millionths of each price. `extensions` are the server's own, made for the address that it is
 * reached at, and `declared` what its routes say of them; `free` are routes without a price.
 */
export async function startSellerV2({
  facilitator,
  payee,
  maxTimeoutSeconds = 60,
  network = chains.network,
  priceOf = dollars,
  scheme = 'exact',
  charge,
  extensions = [],
  declared,
  free = {},
}) {
  const server = new v2.x402ResourceServer(new v2.HTTPFacilitatorClient({ url: facilitator.url }))
    .register(network, new v2.ExactEvmSeller())
    .register(network, new v2.UptoEvmSeller())
    .registerExtension(v2.paymentIdentifierResourceServerExtension)
    .registerExtension(v2.bazaarResourceServerExtension);
  const route = ([name, units]) => {
    const accepts = {
      scheme,
      price: priceOf(units),
      network,
      payTo: payee,
      maxTimeoutSeconds,
    };
    const terms = { accepts, description: `Try ${name}`, mimeType: 'application/json' };
    return [name, declared ? { ...terms, extensions: declared } : terms];
  };
  const routes = { ...Object.fromEntries(Object.entries(prices).map(route)), ...free };
  routes['GET /identified'].extensions = {
    [v2.PAYMENT_IDENTIFIER]: v2.declarePaymentIdentifierExtension(true),
    ...v2.declareDiscoveryExtension({ input: { city: 'Lisbon' }, output: { example: weather } }),
  };
  const metering = (request, response, next) => {
    if (charge !== undefined) v2.setSettlementOverrides(response, { amount: String(charge) });
    next();
  };
  let payment;
  const seller = await listen((...call) => payment(...call), metering);
  for (const make of extensions) server.registerExtension(make(seller.url));
  payment = v2.paymentMiddleware(routes, server);
  return seller;
}

/** The official seller of version 1, with the same routes. */
export function startSellerV1({ facilitator, payee, maxTimeoutSeconds = 60 }) {
  const route = ([name, units]) => [
    name,
    {
      price: dollars(units),
      network: 'base-sepolia',
      config: { description: `Try ${name}`, maxTimeoutSeconds },
    },
  ];
  const routes = Object.fromEntries(Object.entries(prices).map(route));
  return listen(v1.paymentMiddleware(payee, routes, { url: facilitator.url }));
}

/** What is sold there; `delay` of a seller is waited for before it looks at a request. */
async function listen(...payments) {
  const requests = [];
  const app = express();
  app.disable('x-powered-by');
  app.use(express.raw({ type: () => true, limit: '8mb' }));
  const seller = { requests };
  app.use((request, response, next) => {
    const { method, path, headers, body } = request;
    requests.push({ method, path, headers, body });
    void Promise.resolve(seller.delay?.(request)).then(() => next());
  });
  app.use(...payments);
  addRoutes(app);
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    return closed;
  };
  return Object.assign(seller, { url: `http://127.0.0.1:${server.address().port}`, stop });
}

function addRoutes(app) {
  const answer = (request, response) => response.json(weather);
  app.get(['/weather', '/identified', '/dear', '/free', '/members'], answer);
  app.get('/page', (request, response) => response.type('html').send('<p>paid</p>'));
  app.get('/blob', (request, response) => response.type('application/octet-stream').send(blob));
  app.get('/broken', (request, response) => response.status(500).json({ error: 'out of order' }));
  app.post('/echo', (request, response) => {
    const type = request.get('content-type') ?? 'application/octet-stream';
    response.set('content-type', type).end(request.body);
  });
}

/** The facilitator and both official sellers on `chain`, stopped together. */
export async function startMarket({ chain, payee, maxTimeoutSeconds }) {
  const facilitator = await startFacilitator(chain);
  const v2Seller = await startSellerV2({ facilitator, payee, maxTimeoutSeconds });
  const v1Seller = await startSellerV1({ facilitator, payee, maxTimeoutSeconds });
  const stop = () => Promise.all([v2Seller, v1Seller, facilitator].map((part) => part.stop()));
  return { facilitator, v1: v1Seller, v2: v2Seller, payee, stop };
}
