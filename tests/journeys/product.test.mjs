// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { test } from 'node:test';

import { Wallet, programs } from './lib/wallet.mjs';

test('only the test build can be told to die', () => {
  const mentions = (program) => readFileSync(programs[program]).includes('TUPPENCE_STOP_AT');
  assert.deepEqual(
    Object.keys(programs).map((program) => [program, mentions(program)]),
    [
      ['cli', false],
      ['tuppenced', false],
      ['tuppenced-test', true],
    ],
  );
});

test('tuppence-cli brings no network along', () => {
  const links = (program) => readFileSync(programs[program]).includes('libQt6Network.so');
  assert.deepEqual(
    Object.keys(programs).map((program) => [program, links(program)]),
    [
      ['cli', false],
      ['tuppenced', true],
      ['tuppenced-test', true],
    ],
  );
});

// Nobody but root may look into a program that holds keys.
const isRoot = process.getuid() === 0;

test('tuppenced listens on no network', { skip: !isRoot }, async (t) => {
  const wallet = new Wallet();
  t.after(() => wallet.close());
  const { pid } = await wallet.startDaemon();
  const descriptors = readdirSync(`/proc/${pid}/fd`).map((fd) =>
    readlinkSync(`/proc/${pid}/fd/${fd}`),
  );
  const inodes = descriptors.map((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1]).filter(Boolean);
  assert.ok(inodes.length >= 2);
  for (const table of ['tcp', 'tcp6', 'udp', 'udp6']) {
    const rows = readFileSync(`/proc/net/${table}`, 'utf8').trim().split('\n').slice(1);
    const open = rows.map((row) => row.trim().split(/\s+/)[9]);
    assert.deepEqual(
      inodes.filter((inode) => open.includes(inode)),
      [],
      table,
    );
  }
});
