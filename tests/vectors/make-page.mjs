#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// Writes reference-page.json beside itself: headers of the "X402 Payment Protocol Reference" as its
// two sides exchange them, with transactions that viem signed. Run it after `npm ci` in
// tests/journeys/parts.
import { writeFileSync } from 'node:fs';
import * as viem from '../journeys/parts/viem.mjs';

const account = viem.privateKeyToAccount(`0x${'01'.repeat(32)}`);
const recipient = '0x209693Bc6afc0C5328bA36FaF03C514EF312287C';
const token = '0x036CbD53842c5426634e7929541eC2318f3dCF7e';
const abi = viem.parseAbi(['function transfer(address to, uint256 value) returns (bool)']);
const encoded = (value) => Buffer.from(JSON.stringify(value)).toString('base64');

async function vector(name, offer, message) {
  const transaction = await account.signTransaction({
    chainId: 84532, nonce: 7, gas: 60_000n, maxFeePerGas: 2_000_000_000n, maxPriorityFeePerGas: 1_000_000n, ...message,
  });
  const transactionHash = viem.keccak256(transaction);
  const { network, currency } = offer;
  const payload = { transaction, transactionHash, from: account.address, to: offer.recipient, amount: String(offer.amount), currency };
  return {
    name,
    required: encoded(offer),
    signed: { transaction, transactionHash, from: account.address },
    proof: encoded({ x402Version: 1, scheme: 'exact', network, payload }),
  };
}

const data = viem.encodeFunctionData({ abi, functionName: 'transfer', args: [recipient, 10_000n] });
const valid = [
  await vector('a token', { amount: '10000', currency: token, network: 'eip155:84532', recipient }, { to: token, data }),
  await vector('in small letters', { amount: 10000, currency: token.toLowerCase(), network: 'eip155:84532', recipient: recipient.toLowerCase() }, { to: token, data }),
  await vector('the own coin', { amount: '1000000000000000', currency: 'native', network: 'eip155:84532', recipient, facilitator: 'https://pay.example' }, { to: recipient, value: 10n ** 15n }),
];
const file = new URL('reference-page.json', import.meta.url);
writeFileSync(file, `${JSON.stringify({ source: 'tests/vectors/make-page.mjs', valid }, null, 1)}\n`);
