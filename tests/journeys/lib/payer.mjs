// SPDX-License-Identifier: MIT
import * as viem from '../parts/viem.mjs';
import * as x402 from '../parts/x402v2.mjs';
import { network } from './chain.mjs';

/** Pays with the official client, which proves the sellers before any wallet meets them. */
export function createPayer() {
  const account = viem.privateKeyToAccount(viem.generatePrivateKey());
  const core = new x402.x402Client()
    .register(network, new x402.ExactEvmClient(account))
    .register(network, new x402.UptoEvmClient(account))
    .registerV1('base-sepolia', new x402.ExactEvmClientV1(account));
  const client = new x402.x402HTTPClient(core);
  return { address: account.address, pay: (url, options) => pay(client, url, options) };
}

async function pay(client, url, { withExtensions = (given) => given, ...options } = {}) {
  const first = await fetch(url, options);
  if (first.status !== 402) return { first, answer: first };
  const body = await first.json();
  const challenge = client.getPaymentRequiredResponse((name) => first.headers.get(name), body);
  const payload = await client.createPaymentPayload(challenge);
  if (payload.extensions) payload.extensions = withExtensions(payload.extensions);
  const proof = client.encodePaymentSignatureHeader(payload);
  const headers = { ...options.headers, ...proof };
  const answer = await fetch(url, { ...options, headers });
  return { first, challenge, proof, answer, receipt: receiptOf(answer) };
}

function receiptOf(answer) {
  const header = answer.headers.get('payment-response') ?? answer.headers.get('x-payment-response');
  return header && JSON.parse(Buffer.from(header, 'base64').toString());
}
