// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { start, stop, until } from './lib/processes.mjs';
import { setScene } from './lib/scene.mjs';
import { prices } from './lib/sellers.mjs';
import { Wallet, lockHolders, programs } from './lib/wallet.mjs';

const scene = setScene();
const isRoot = process.getuid() === 0;
const nobody = 65534;

/** A wallet's folder with a tuppenced at it and no keys yet. */
async function openHouse(t, options) {
  const wallet = new Wallet(options);
  t.after(() => wallet.close());
  await wallet.startDaemon();
  return wallet;
}

test('a second tuppenced names the first and leaves', async (t) => {
  const wallet = await openHouse(t);
  const second = start(programs.tuppenced, ['--foreground'], { env: wallet.env });
  second.stdout.resume();
  const said = [];
  second.stderr.on('data', (chunk) => said.push(chunk));
  const { code } = await second.ended;
  assert.notEqual(code, 0);
  assert.match(Buffer.concat(said).toString(), new RegExp(`\\b${wallet.daemon.pid}\\b`));
  assert.deepEqual(lockHolders(wallet.home), [wallet.daemon.pid]);
});

test('a tuppenced that is about to end is waited for', async (t) => {
  const wallet = await openHouse(t);
  await wallet.stopDaemon('SIGTERM');
  const holder = start('flock', [join(wallet.home, 'lock'), 'sleep', '2']);
  t.after(() => stop(holder));
  await until(() => lockHolders(wallet.home).length > 0);
  const { code, stderr } = await wallet.run('status');
  assert.equal(code, 0, stderr);
});

test('a socket that a crash left behind stops nobody', async (t) => {
  const wallet = await openHouse(t);
  await wallet.stopDaemon('SIGKILL');
  assert.ok(readdirSync(wallet.home).includes('owner'));
  await wallet.startDaemon();
  assert.equal((await wallet.run('status')).code, 0);
});

test('told to end, tuppenced ends, also while a payment is open', async (t) => {
  const wallet = await scene.openWallet(t);
  await wallet.payApproved(`${scene.market.v2.url}/weather`);
  await wallet.stopDaemon('SIGTERM');
  assert.deepEqual(await wallet.daemon.ended, { code: 0, signal: null });
});

test('a socket path that is too long is an error in words', async (t) => {
  const wallet = new Wallet();
  t.after(() => wallet.close());
  const home = join(wallet.home, 'x'.repeat(120));
  mkdirSync(home);
  const env = { ...wallet.env, TUPPENCE_HOME: home };
  const daemon = start(programs.tuppenced, ['--foreground'], { env });
  const said = [];
  for (const stream of [daemon.stdout, daemon.stderr])
    stream.on('data', (chunk) => said.push(chunk));
  assert.notEqual((await daemon.ended).code, 0);
  assert.match(Buffer.concat(said).toString(), /107/);
  const { code, stderr } = await wallet.launch(['status'], { env: { TUPPENCE_HOME: home } }).result;
  assert.equal(code, 16);
  assert.match(stderr, /107/);
});

test('nobody else can read the folder or what is in it', async (t) => {
  const wallet = await scene.openWallet(t);
  await wallet.payApproved(`${scene.market.v2.url}/weather`);
  const shared = (path) => (statSync(path).mode & 0o077) !== 0;
  assert.deepEqual([wallet.home, ...list(wallet.home)].filter(shared), []);
});

function list(folder) {
  return readdirSync(folder, { recursive: true }).map((name) => join(folder, name));
}

test('another user is refused, even where the files let it in', { skip: !isRoot }, async (t) => {
  const wallet = await openHouse(t);
  chmodSync(wallet.home, 0o755);
  for (const socket of ['ask', 'owner']) {
    chmodSync(join(wallet.home, socket), 0o777);
    assert.equal(await talkAs(nobody, join(wallet.home, socket)), '');
    assert.match(await talkAs(0, join(wallet.home, socket)), /"welcome"/);
  }
});

/** Runs `script`, with `argument`, in a Node of its own that has become user `uid`. */
function startAs(uid, script, argument) {
  const become = `process.setgroups([]); process.setgid(${uid}); process.setuid(${uid});`;
  return start(process.execPath, ['-e', `if (${uid}) { ${become} } ${script}`, argument]);
}

/** What a program of user `uid` hears first from the socket at `path`; nothing if that hangs up. */
async function talkAs(uid, path) {
  const script = `
    const socket = require('node:net').connect(process.argv[1]);
    socket.on('data', (bytes) => { process.stdout.write(bytes); socket.destroy(); });
    socket.on('error', () => {});`;
  const child = startAs(uid, script, path);
  let heard = '';
  child.stdout.on('data', (chunk) => (heard += chunk));
  await new Promise((resolve) => child.stdout.once('close', resolve));
  return heard;
}

test('a server of another user is not talked to', { skip: !isRoot }, async (t) => {
  const wallet = new Wallet();
  t.after(() => wallet.close());
  chmodSync(wallet.home, 0o777);
  const script = `
    require('node:net').createServer((socket) => {
      process.stdout.write('connected\\n');
      socket.on('data', (bytes) => process.stdout.write('heard ' + bytes.length + '\\n'));
      socket.on('error', () => {});
    }).listen(process.argv[1], () => process.stdout.write('listening\\n'));`;
  const impostor = startAs(nobody, script, join(wallet.home, 'ask'));
  t.after(() => stop(impostor));
  let log = '';
  impostor.stdout.on('data', (chunk) => (log += chunk));
  await until(() => log.includes('listening'));
  const { code, stderr } = await wallet.run('pay', `${scene.market.v2.url}/free`);
  assert.equal(code, 16, stderr);
  assert.doesNotMatch(log, /heard/);
});

// From no room at all to enough of it: the disk runs full at one place after the other.
for (const kibibytes of [0, 32, 36, 48, 64, 96, 192]) {
  test(`room for ${kibibytes} KiB a file: nothing leaves that is not on disk`, async (t) => {
    const wallet = await scene.openWallet(t);
    await wallet.stopDaemon('SIGTERM');

    await payOnFullDisk(wallet, kibibytes * 1024);
    const taken = await scene.spent(wallet);
    await wallet.stopDaemon();
    await wallet.startDaemon();

    const payments = await wallet.history();
    const recorded = payments.filter(({ stage }) => ['signed', 'sent', 'closed'].includes(stage));
    assert.ok(taken.length <= recorded.length, JSON.stringify({ taken, payments }));
    if (kibibytes === 0) assert.deepEqual(taken, []);
    if (kibibytes === 192) assert.deepEqual(taken, [prices['GET /weather']]);
  });
}

async function payOnFullDisk(wallet, bytes) {
  const started = await wallet
    .startDaemon({ prefix: ['prlimit', `--fsize=${bytes}`] })
    .catch(() => null);
  if (!started) return;
  const unlocked = await wallet.tryOwner('unlock');
  if (unlocked.code !== 0) return;
  const paying = wallet.launch(['pay', `${scene.market.v2.url}/weather`, '--wait', '20']);
  // Asked no longer than it pays: asking starts a tuppenced where none is left.
  let ended = false;
  void paying.ended.then(() => (ended = true));
  const request = await until(async () => ended || (await wallet.json('requests')).requests?.[0]);
  if (!ended) await wallet.tryOwner('approve', request.id);
  const { code, stdout } = await paying.result;
  // The answer is handed over before it is noted. Where the disk is full just then, it is there, and
  // the ledger cannot say so: it may have been paid.
  const said = stdout.length > 0 ? [0, 15] : [10, 11, 12, 14, 15, 16];
  assert.ok(said.includes(code), `${code}: ${stdout}`);
}

// A mount of its own that cannot be written to: of a mode alone the owner of a folder can rid it.
const mayMount = spawnSync('unshare', ['--mount', 'true']).status === 0;
const readOnly = (path) => [
  ...['unshare', '--mount', 'sh', '-ec'],
  'mount --bind "$0" "$0"; mount -o remount,ro,bind "$0"; exec "$@"',
  path,
];

test('a ledger that cannot be read is set aside, and each approval says so', async (t) => {
  const wallet = await scene.openWallet(t);
  await wallet.stopDaemon('SIGTERM');
  const unreadable = Buffer.from('no ledger at all');
  writeFileSync(join(wallet.home, 'ledger.db'), unreadable);
  await wallet.startDaemon();
  await wallet.owner('unlock');
  await wallet.allowTestChain([scene.chain.url]);

  const paying = wallet.launch(['pay', `${scene.market.v2.url}/weather`]);
  const { id, warnings } = await wallet.nextRequest();
  assert.ok(warnings.some(({ code }) => code === 'warning.ledger_set_aside'));
  const { stderr } = await wallet.tryOwner('approve', id);
  assert.match(stderr, /earlier payment may still be open/);
  assert.equal((await paying.result).code, 0);

  const kept = readdirSync(wallet.home, { recursive: true })
    .map((name) => join(wallet.home, name))
    .filter((path) => statSync(path).isFile() && /ledger/.test(path));
  assert.ok(kept.some((path) => readFileSync(path).equals(unreadable)), kept.join(' '));
});

test('a folder that cannot be written to is an error in words', { skip: !mayMount }, async (t) => {
  const wallet = await openHouse(t);
  await wallet.stopDaemon('SIGTERM');
  const starting = wallet.startDaemon({ prefix: readOnly(wallet.home) });
  await assert.rejects(starting, /tuppenced ended: tuppenced: .*[Rr]ead-only/);
});

test('a ledger that cannot be written to signs nothing', { skip: !mayMount }, async (t) => {
  const wallet = await scene.openWallet(t);
  await wallet.stopDaemon('SIGTERM');
  const prefix = readOnly(join(wallet.home, 'ledger.db'));
  const started = await wallet.startDaemon({ prefix }).catch(() => null);
  if (started) {
    await wallet.tryOwner('unlock');
    const { code } = await wallet.run('pay', `${scene.market.v2.url}/weather`, '--wait', '1');
    assert.notEqual(code, 0);
  }
  assert.deepEqual(await scene.spent(wallet), []);
});
