// SPDX-License-Identifier: MIT

// What the journeys use of the official packages that speak x402 version 1.
export { paymentMiddleware } from 'x402-express';
export { getPaywallHtml } from 'x402/paywall';
