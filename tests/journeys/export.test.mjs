// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { until } from './lib/processes.mjs';
import { setScene } from './lib/scene.mjs';
import { prices } from './lib/sellers.mjs';
import { passphrase, programs } from './lib/wallet.mjs';

const scene = setScene();
const price = prices['GET /weather'];

/** The records of a CSV text as RFC 4180 has them, by column. */
function recordsOf(text) {
  const records = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (let found; (found = cell.exec(text)); ) {
    records.at(-1).push(found[1]?.replaceAll('""', '"') ?? found[2]);
    if (found[3] !== ',') records.push([]);
    if (cell.lastIndex === text.length) break;
  }
  const [names, ...rows] = records.filter((record) => record.length > 0);
  return rows.map((row) => {
    assert.equal(row.length, names.length);
    return Object.fromEntries(names.map((name, i) => [name, row[i]]));
  });
}

test('the whole history goes out, as the chain and the wallet have it', async (t) => {
  const wallet = await scene.openWallet(t);
  await wallet.owner('agents', 'pair', 'research');
  const url = `${scene.market.v2.url}/weather?city=%22Lisbon%22,x`;
  await wallet.payApproved(url, '--agent', 'research');
  await wallet.payApproved(`${scene.market.v1.url}/weather`);
  const asking = wallet.launch(['pay', url]);
  await wallet.run('refuse', (await wallet.nextRequest()).id, '--reason', '=1+1 "no", thanks');
  await asking.result;
  await scene.chain.finalize();
  await until(async () => (await wallet.history()).every(({ money }) => money !== 'open'));
  const known = (await wallet.history()).toReversed();
  await wallet.run('lock');

  const file = join(wallet.home, 'history.csv');
  const said = await wallet.owner('export', '--csv', file);
  assert.match(said, /^3 payments, oldest first/);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  const rows = recordsOf(readFileSync(file, 'utf8'));
  assert.deepEqual(rows.map(({ id }) => id), known.map(({ id }) => id));
  const [first, second, third] = rows;
  assert.equal(first.requester, 'research');
  assert.match(second.requester, /^[0-9a-f]{4}(-[0-9a-f]{4}){3}$/);
  assert.equal(first.url, new URL(url).href);
  assert.equal(third.reason, `'=1+1 "no", thanks`);
  assert.equal(third.status, 'refused');
  assert.equal(third.paid, '');
  const transfers = await scene.chain.transfers(wallet.address);
  for (const [i, row] of [first, second].entries()) {
    assert.equal(row.transaction, transfers[i].transaction);
    assert.equal(row.units, String(transfers[i].value));
    assert.equal(row.amount, '0.01');
    assert.equal(row.dollars, '0.01');
    assert.equal(row.payee, transfers[i].to);
    assert.equal(row.account, `eip155:84532:${wallet.address}`);
    assert.equal(row.status, 'paid');
    assert.equal(row.approved_by, 'owner');
    assert.ok(Math.abs(Date.parse(row.paid) - Date.now()) < 600_000, row.paid);
  }
  assert.deepEqual([first.dialect, second.dialect], ['x402-v2', 'x402-v1']);

  const again = await wallet.tryOwner('export', '--csv', file);
  assert.notEqual(again.code, 0);
  assert.match(again.stderr, /is there already and is not overwritten/);
  assert.equal((await wallet.json('status')).wallet, 'locked');

  const object = join(wallet.home, 'history.json');
  await wallet.owner('export', '--json', object);
  const { schema, payments } = JSON.parse(readFileSync(object, 'utf8'));
  assert.equal(schema, 1);
  // What the seller signed is checked anew whenever the history is shown.
  const kept = ([key]) => !['signedOffer', 'signedReceipt'].includes(key);
  for (const [i, payment] of payments.entries())
    for (const [key, value] of Object.entries(known[i]).filter(kept))
      assert.deepEqual(payment[key], value, `${i} ${key}`);
  const text = readFileSync(object, 'utf8');
  for (const word of ['signature', 'authorization', 'nonce', 'validBefore'])
    assert.ok(!text.includes(word), word);

  const printed = await wallet.owner('export', '--csv', '-');
  assert.equal(printed, readFileSync(file, 'utf8'));
});

test('a page that is full of formulas gives none', async (t) => {
  const wallet = await scene.openWallet(t);
  const url = `${scene.market.v2.url}/weather`;
  const asking = wallet.launch(['pay', url]);
  await wallet.run('refuse', (await wallet.nextRequest()).id, '--reason', '＝HYPERLINK("http://x","y")');
  await asking.result;
  const [record] = recordsOf(await wallet.owner('export', '--csv', '-'));
  assert.equal(record.reason, `'＝HYPERLINK("http://x","y")`);
  for (const cell of Object.values(record)) assert.doesNotMatch(cell, /^[\s\p{C}]*[=+\-@＝＋－＠]/u);
});

test('what goes wrong leaves nothing behind', async (t) => {
  const wallet = await scene.openWallet(t, { units: 0 });
  const file = join(wallet.home, 'history.csv');
  const before = readdirSync(wallet.home);
  const noFormat = await wallet.tryOwner('export', file);
  assert.match(noFormat.stderr, /either --csv or --json/);
  const wrong = await wallet.launch(['export', '--csv', file, '--passphrase-fd', '3'], {
    secret: 'not the passphrase',
  }).result;
  assert.notEqual(wrong.code, 0);
  const nowhere = await wallet.tryOwner('export', '--csv', join(wallet.home, 'no', 'file'));
  assert.match(nowhere.stderr, /cannot be written/);
  assert.ok(!existsSync(file));
  assert.deepEqual(readdirSync(wallet.home), before);
  writeFileSync(file, 'mine');
  await wallet.owner('export', '--csv', file, '--force');
  assert.match(readFileSync(file, 'utf8'), /^id,asked,paid,/);
  const device = await wallet.tryOwner('export', '--csv', '/dev/full', '--force');
  assert.match(device.stderr, /is not a file/);
});

const mayMount = spawnSync('unshare', ['--mount', 'true']).status === 0;

test('a full disk leaves nothing behind', { skip: !mayMount }, async (t) => {
  const wallet = await scene.openWallet(t, { units: 0 });
  const folder = join(wallet.home, 'full');
  mkdirSync(folder);
  const script = `mount -t tmpfs -o size=4k none "$0"; head -c 4096 /dev/zero >"$0/filler"; "$@" >&2 || echo "ended $?"; ls -A "$0"`;
  const command = [programs.cli, 'export', '--csv', join(folder, 'history.csv'), '--passphrase-fd', '0'];
  const { stdout, stderr } = spawnSync('unshare', ['--mount', 'sh', '-ec', script, folder, ...command], {
    env: wallet.env,
    input: `${passphrase}\n`,
    encoding: 'utf8',
  });
  assert.match(stderr, /cannot be written: No space left on device/);
  assert.match(stdout, /^ended \d+\nfiller\n$/);
});
