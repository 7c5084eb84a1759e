#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// Writes signed-words.json beside itself: offers in JWS as the official package writes them, signed
// with another implementation of the curves than ours, and texts in base58. Run it after `npm ci` in tests/journeys/parts.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../journeys/parts/package.json', import.meta.url));
const { createJWS } = require('@x402/extensions/offer-receipt');
const { base58 } = require('@scure/base');
const { ed25519 } = require('@noble/curves/ed25519');
const { secp256k1 } = require('@noble/curves/secp256k1');
const { sha256 } = require('@noble/hashes/sha2');
const { p256 } = require('@noble/curves/nist');
const { privateKeyToAccount } = require('viem/accounts');

// The key of x402-vectors.json: its address is paid.
const payeeKey = Buffer.alloc(32, 1);
const account = privateKeyToAccount(`0x${payeeKey.toString('hex')}`);
const other = Buffer.alloc(32, 7);

const payload = {
  version: 1,
  resourceUrl: 'https://api.example.com/weather',
  scheme: 'exact',
  network: 'eip155:84532',
  asset: '0x036CbD53842c5426634e7929541eC2318f3dCF7e',
  payTo: account.address,
  amount: '10000',
  validUntil: 1700000300,
};

const did = (mark, key) => `did:key:z${base58.encode(Uint8Array.from([...mark, ...key]))}`;
const url = (bytes) => Buffer.from(bytes).toString('base64url');
const es256k = (key) => async (text) => url(secp256k1.sign(sha256(text), key).toCompactRawBytes());
const es256 = async (text) => url(p256.sign(sha256(text), other).toCompactRawBytes());
const eddsa = async (text) => url(ed25519.sign(text, other));

const didKey = did([0xe7, 0x01], secp256k1.getPublicKey(payeeKey, true));
const rows = [
  ['did:key of the payee', 'ES256K', `${didKey}#key-1`, es256k(payeeKey), ''],
  ['did:pkh of the payee', 'ES256K', `did:pkh:eip155:1:${account.address}`, es256k(payeeKey), ''],
  ['did:pkh of somebody else', 'ES256K', 'did:pkh:eip155:1:0x036CbD53842c5426634e7929541eC2318f3dCF7e', es256k(payeeKey), 'x402.not_payees'],
  ['did:pkh of the payee, another key', 'ES256K', `did:pkh:eip155:1:${account.address}`, es256k(other), 'x402.not_payees'],
  ['did:key of somebody else', 'ES256K', did([0xe7, 0x01], secp256k1.getPublicKey(other, true)), es256k(other), 'x402.not_payees'],
  ['Ed25519', 'EdDSA', did([0xed, 0x01], ed25519.getPublicKey(other)), eddsa, 'x402.signer_no_account'],
  ['Ed25519 in the name of the payee', 'EdDSA', `did:pkh:eip155:1:${account.address}`, eddsa, 'x402.not_payees'],
  ['P-256', 'ES256', did([0x80, 0x24], p256.getPublicKey(other, true)), es256, 'x402.signature_algorithm'],
  ['a document elsewhere', 'ES256K', 'did:web:api.example.com#key-1', es256k(payeeKey), 'x402.signer_unknown'],
  ['did:pkh on another family', 'ES256K', 'did:pkh:solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:AKnL4NNf3DGWZJS6cPknBuEGnVsV4A4m5tgebLHaRSZ9', es256k(payeeKey), 'x402.signer_unknown'],
];

const jws = [];
for (const [name, algorithm, kid, signer, doubt] of rows)
  jws.push({ name, text: await createJWS(payload, { kid, algorithm, format: 'jws', sign: signer }), doubt });
const base58Rows = ['', '00', '0000', '61', '626262', '00eb15231dfceb60925886b67d065299925915aeb172c06647', 'ff'.repeat(64)].map(
  (hex) => ({ hex, text: base58.encode(Buffer.from(hex, 'hex')) }),
);
writeFileSync(
  new URL('signed-words.json', import.meta.url),
  `${JSON.stringify({ source: 'make-signedwords.mjs', payee: account.address, jws, base58: base58Rows }, null, 2)}\n`,
);
