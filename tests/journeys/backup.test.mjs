// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { oddPrice } from './lib/oddsellers.mjs';
import { setScene } from './lib/scene.mjs';
import { prices } from './lib/sellers.mjs';
import { Wallet } from './lib/wallet.mjs';

const scene = setScene();
const price = prices['GET /weather'];
const dollars = (millionths) => (millionths / 1_000_000).toFixed(6);

/** A second machine: an empty data folder, and the words in a file there. */
async function secondMachine(t, words) {
  const wallet = new Wallet();
  t.after(() => wallet.close());
  await wallet.startDaemon();
  const file = join(wallet.home, 'words.txt');
  writeFileSync(file, `${words}\n`);
  return { wallet, wordsFile: file };
}

async function backupOf(wallet, name = 'tuppence.backup') {
  const file = join(wallet.home, name);
  const said = await wallet.owner('backup', file);
  return { file, said };
}

const idsOf = (payments) => payments.map(({ id }) => id);

test('history, limits and pairings come along, and what was spent counts', async (t) => {
  const old = await scene.openWallet(t);
  await old.owner('agents', 'pair', 'research');
  const url = `${scene.market.v2.url}/weather`;
  const site = new URL(url).origin;
  await old.payApproved(url, '--agent', 'research');
  await old.owner('limits', 'set', '--site', site, '--total', dollars(3 * price));
  const paid = await old.run('pay', url, '--agent', 'research');
  assert.equal(paid.code, 0, paid.stderr);
  const { file, said } = await backupOf(old);
  assert.match(said, /^2 payments, 1 limit and 1 agent are in /);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  const bytes = readFileSync(file);
  for (const word of ['weather', 'research', old.address, '127.0.0.1'])
    assert.ok(!bytes.includes(word), word);

  const { wallet, wordsFile } = await secondMachine(t, old.words);
  const told = await wallet.owner('restore', '--backup', file, '--words-file', wordsFile);
  assert.match(told, /2 payments and 1 agent came from the backup\./);
  assert.match(told, /New limits:\n {2}site http:.*: Up to \$0\.03 in all/);
  assert.deepEqual(idsOf(await wallet.history()), idsOf(await old.history()));
  const [limit] = (await wallet.json('limits')).limits;
  const [theirs] = (await old.json('limits')).limits;
  assert.deepEqual(limit, theirs);
  assert.equal((await wallet.json('agents', 'list')).agents[0].name, 'research');

  const again = await wallet.owner('restore', '--backup', file);
  assert.match(again, /^0 payments and 0 agents came from the backup\.\nThe backup was made on [-0-9TZ:]+: .* in no limit\.\n?$/);
  assert.deepEqual((await wallet.json('limits')).limits, [limit]);
  assert.equal((await wallet.history()).length, 2);
});

test('limits become the stricter of both, and the summary says which', async (t) => {
  const old = await scene.openWallet(t);
  const site = 'https://shop.example';
  await old.owner('limits', 'set', '--site', site, '--per-day', '1', '--above', 'refuse');
  await old.owner('limits', 'set', '--wallet', '--per-month', '20', '--rolling');
  const { file } = await backupOf(old);
  const { wallet, wordsFile } = await secondMachine(t, old.words);
  await wallet.owner('wallet', 'restore', '--words-file', wordsFile);
  await wallet.owner('limits', 'set', '--site', site, '--per-day', '5', '--per-payment', '0.10');
  await wallet.owner('limits', 'set', '--wallet', '--per-month', '30');
  const told = await wallet.owner('restore', '--backup', file);
  assert.match(told, /Made stricter:\n {2}site https:\/\/shop\.example: Up to \$1\.00 a day/);
  assert.match(told, /Ended, because the two could not be compared;.*\n {2}the whole wallet:/);
  const { limits } = await wallet.json('limits');
  const ofSite = limits.find(({ subject }) => subject.kind === 'site');
  assert.deepEqual([ofSite.perDay, ofSite.perPayment, ofSite.above], ['1', '0.1', 'refuse']);
});

test('what is open is asked about on the second machine, and never sent again', async (t) => {
  const old = await scene.openWallet(t);
  const url = `${scene.odd.url}/settles-then-drops`;
  const asking = old.launch(['pay', url, '--id', 'order-1']);
  await old.approveNext();
  await asking.result;
  await scene.anyTransfer(old);
  const { file } = await backupOf(old);
  await old.stopDaemon();

  const { wallet, wordsFile } = await secondMachine(t, old.words);
  const told = await wallet.owner('restore', '--backup', file, '--words-file', wordsFile);
  assert.match(told, /The chain is asked about 1 payment that may still take money/);
  const [open] = await wallet.history();
  assert.equal(open.money, 'open');
  await wallet.allowTestChain([scene.chain.url]);
  await scene.chain.finalize();
  await wallet.moneyIs('settled');
  const [settled] = await wallet.history();
  const transfers = await scene.chain.transfers(old.address);
  assert.equal(settled.transaction, transfers[0].transaction);
  assert.deepEqual(transfers.map(({ value }) => Number(value)), [oddPrice]);

  // What was paid over there after the backup is not known here.
  const [paying] = (await wallet.json('accounts')).accounts;
  await scene.chain.mint(paying.address, 1_000_000);
  await wallet.run('pay', `${scene.market.v2.url}/weather`, '--wait', '0');
  const codes = (await wallet.nextRequest()).warnings.map(({ code }) => code);
  assert.ok(codes.includes('warning.restored'), String(codes));
});

test('a backup that is not whole, not ours or not a backup changes nothing', async (t) => {
  const old = await scene.openWallet(t, { units: 0 });
  await old.owner('limits', 'set', '--wallet', '--per-day', '1');
  const { file } = await backupOf(old);
  const whole = readFileSync(file);
  const { wallet, wordsFile } = await secondMachine(t, old.words);
  await wallet.owner('wallet', 'restore', '--words-file', wordsFile);
  const refused = async (words, bytes) => {
    const bad = join(wallet.home, 'bad.backup');
    writeFileSync(bad, bytes);
    const { code, stderr } = await wallet.tryOwner('restore', '--backup', bad);
    assert.notEqual(code, 0);
    assert.match(stderr, words);
    assert.deepEqual((await wallet.json('limits')).limits, []);
  };
  await refused(/That backup is damaged/, whole.subarray(0, -1));
  const changed = Buffer.from(whole);
  changed[100] ^= 1;
  await refused(/That backup is damaged/, changed);
  await refused(/is no backup of Tuppence/, 'id,asked,paid');
  await refused(/is no backup of Tuppence/, '');
  const newer = Buffer.from(whole);
  newer[19] = 2;
  await refused(/A newer version of Tuppence made that backup/, newer);
  const other = await scene.openWallet(t, { units: 0 });
  await refused(/is of another wallet/, readFileSync((await backupOf(other)).file));
  await wallet.owner('restore', '--backup', file);
  assert.equal((await wallet.json('limits')).limits.length, 1);
  const piped = await old.tryOwner('backup', '-');
  assert.notEqual(piped.code, 0);
  assert.equal(piped.stdout.length, 0); // its own words must not stand behind the bytes
  assert.match(piped.stderr, /Say the name of a file/);
});

test('on a full disk no backup is made, and none taken in by half', async (t) => {
  const old = await scene.openWallet(t, { units: 0 });
  for (let i = 0; i < 12; ++i)
    await old.owner('limits', 'set', '--site', `https://shop${i}.example`, '--per-day', '1');
  const roomFor = (wallet, bytes) =>
    execFileSync('prlimit', ['--pid', String(wallet.daemon.pid), `--fsize=${bytes}:unlimited`]);
  const name = join(old.home, 'small.backup');
  roomFor(old, 1024);
  const unmade = await old.tryOwner('backup', name);
  assert.notEqual(unmade.code, 0);
  assert.match(unmade.stderr, /sealed file could not be written|cannot be put aside/);
  assert.ok(!existsSync(name));
  roomFor(old, 'unlimited');
  const { file } = await backupOf(old);

  const { wallet, wordsFile } = await secondMachine(t, old.words);
  await wallet.owner('wallet', 'restore', '--words-file', wordsFile);
  for (const bytes of [1024, statSync(file).size + 1024]) {
    roomFor(wallet, bytes);
    const { code, stderr } = await wallet.tryOwner('restore', '--backup', file);
    assert.notEqual(code, 0);
    assert.match(stderr, /cannot be put aside|disk/);
    assert.deepEqual((await wallet.json('limits')).limits, []);
  }
  roomFor(wallet, 'unlimited');
  await wallet.owner('restore', '--backup', file);
  assert.equal((await wallet.json('limits')).limits.length, 12);
});

test('a backup needs the passphrase, a free name, and leaves nothing where it fails', async (t) => {
  const wallet = await scene.openWallet(t, { units: 0 });
  const file = join(wallet.home, 'tuppence.backup');
  const wrong = await wallet.launch(['backup', file, '--passphrase-fd', '3'], {
    secret: 'not the passphrase',
  }).result;
  assert.match(wrong.stderr, /passphrase/);
  assert.ok(!existsSync(file));
  await wallet.run('lock');
  await wallet.owner('backup', file);
  const twice = await wallet.tryOwner('backup', file);
  assert.match(twice.stderr, /is there already and is not overwritten/);
  await wallet.owner('backup', file, '--force');
  assert.deepEqual(
    readdirSync(wallet.home).filter((name) => /backup/.test(name)),
    ['tuppence.backup'],
  );
  const nothing = await wallet.tryOwner('restore');
  assert.match(nothing.stderr, /needs --backup FILE/);
});
