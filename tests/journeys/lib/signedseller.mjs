// SPDX-License-Identifier: MIT
import { createHash } from 'node:crypto';

import { privateKeyToAccount, sign } from '../parts/viem.mjs';

/** The key that is made of that byte, and its account. */
export function keyOf(byte) {
  const secret = `0x${Buffer.alloc(32, byte).toString('hex')}`;
  return { secret, account: privateKeyToAccount(secret) };
}

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** The first byte is not 0. */
function base58(bytes) {
  let text = '';
  for (let rest = BigInt(`0x${bytes.toString('hex')}`); rest > 0n; rest /= 58n)
    text = alphabet[Number(rest % 58n)] + text;
  return text;
}

export function didOf({ account }) {
  const point = Buffer.from(account.publicKey.slice(2), 'hex'); // 4, x, y
  const parity = 2 + (point.at(-1) & 1);
  const mark = [0xe7, 0x01]; // secp256k1
  return `did:key:z${base58(Buffer.from([...mark, parity, ...point.subarray(1, 33)]))}`;
}

/** Signs JWS for the official package, naming itself as `kid`. */
export function signerOf({ secret }, kid) {
  const signText = async (text) => {
    const hash = `0x${createHash('sha256').update(text).digest('hex')}`;
    const { r, s } = await sign({ hash, privateKey: secret });
    return Buffer.from(r.slice(2) + s.slice(2), 'hex').toString('base64url');
  };
  return { kid, algorithm: 'ES256K', format: 'jws', sign: signText };
}
