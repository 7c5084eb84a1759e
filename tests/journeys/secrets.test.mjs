// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { createHmac, pbkdf2Sync } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { setScene } from './lib/scene.mjs';
import { passphrase } from './lib/wallet.mjs';

const scene = setScene();
const isRoot = process.getuid() === 0;

/**
 * Every secret of `wallet` in every form that a program might leave it in, by name.
 *
 * Pieces of it, not the whole: what is freed keeps all but its first bytes.
 */
async function traces(wallet) {
  const words = wallet.words.split(' ');
  const someWords = [words.slice(2, 5), words.slice(8, 11)].map((some) => some.join(' '));
  const texts = { passphrase: halves(passphrase), words: someWords };
  const seed = pbkdf2Sync(wallet.words, 'mnemonic', 2048, 64, 'sha512');
  const master = createHmac('sha512', 'Bitcoin seed').update(seed).digest();
  const bytes = { seed, 'master key': master, 'key of the account': wallet.keys.privateKey };
  const found = new Map();
  for (const [name, pieces] of Object.entries(texts)) {
    pieces.forEach((piece, i) => {
      found.set(`${name} (part ${i})`, Buffer.from(piece, 'utf8'));
      found.set(`${name} (part ${i}, UTF-16)`, Buffer.from(piece, 'utf16le'));
    });
  }
  for (const [name, secret] of Object.entries(bytes)) {
    halves(Buffer.from(secret)).forEach((piece, i) => {
      found.set(`${name} (part ${i})`, piece);
      found.set(`${name} (part ${i}, hex)`, Buffer.from(piece.toString('hex')));
    });
  }
  return found;
}

const halves = (whole) => [whole.slice(0, whole.length / 2), whole.slice(whole.length / 2)];

const namesIn = (bytes, needles) =>
  [...needles].filter(([, piece]) => bytes.includes(piece)).map(([name]) => name);

function inFiles(folder, needles) {
  const found = [];
  for (const name of readdirSync(folder, { recursive: true })) {
    const path = join(folder, name);
    if (!statSync(path).isFile()) continue;
    for (const what of namesIn(readFileSync(path), needles)) found.push(`${what} in ${name}`);
  }
  return found;
}

function inMemory(pid, needles) {
  const memory = openSync(`/proc/${pid}/mem`);
  const found = new Set();
  try {
    for (const line of readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')) {
      const [range, mode] = line.split(' ');
      if (!mode?.startsWith('r') || /\[v(var|syscall)/.test(line)) continue;
      const [from, to] = range.split('-').map((address) => BigInt(`0x${address}`));
      for (const what of namesIn(readMemory(memory, from, to), needles)) found.add(what);
    }
  } finally {
    closeSync(memory);
  }
  return [...found];
}

function readMemory(memory, from, to) {
  const bytes = Buffer.alloc(Number(to - from));
  let length = 0;
  try {
    while (length < bytes.length) {
      const read = readSync(memory, bytes, length, bytes.length - length, from + BigInt(length));
      if (read === 0) break;
      length += read;
    }
  } catch (error) {
    // A guard page says it may be read and cannot.
    if (error.code !== 'EIO') throw error;
  }
  return bytes.subarray(0, length);
}

test('created, paid with and locked, a wallet leaves no secret behind', async (t) => {
  const wallet = await scene.openWallet(t);
  const needles = await traces(wallet);
  const { code } = await wallet.payApproved(`${scene.market.v2.url}/weather`);
  assert.equal(code, 0);
  assert.deepEqual(inFiles(wallet.home, needles), []);

  // A search that finds nothing proves something only where it would have found it.
  const key = ['key of the account (part 0)', 'key of the account (part 1)'];
  if (isRoot) assert.deepEqual(inMemory(wallet.daemon.pid, needles), key);
  await wallet.run('lock');
  if (isRoot) {
    assert.deepEqual(inMemory(wallet.daemon.pid, needles), []);
  } else {
    assert.throws(() => openSync(`/proc/${wallet.daemon.pid}/mem`), { code: 'EACCES' });
  }

  await wallet.stopDaemon('SIGTERM');
  assert.deepEqual(namesIn(Buffer.from(await wallet.daemon.said), needles), []);
  assert.deepEqual(inFiles(wallet.home, needles), []);
});

test('a process that dies leaves no core', async (t) => {
  const wallet = await scene.openWallet(t);
  const limits = readFileSync(`/proc/${wallet.daemon.pid}/limits`, 'utf8');
  assert.match(limits, /^Max core file size +0 +0 /m);
});
