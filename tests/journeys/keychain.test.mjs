// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { createHmac, pbkdf2Sync } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { setScene } from './lib/scene.mjs';
import { Session } from './lib/session.mjs';
import { Wallet } from './lib/wallet.mjs';

const scene = setScene();

/** Everything in the files of `folder`. */
const bytesIn = (folder) =>
  Buffer.concat(
    readdirSync(folder, { recursive: true })
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).isFile())
      .map((path) => readFileSync(path)),
  );

/** What would give the money away. */
function secretsOf({ words, keys }) {
  const seed = pbkdf2Sync(words, 'mnemonic', 2048, 64, 'sha512');
  const master = createHmac('sha512', 'Bitcoin seed').update(seed).digest();
  return [Buffer.from(words), seed, master, Buffer.from(keys.privateKey)];
}

const unlock = (wallet) => wallet.tryOwner('unlock');

test('a wallet in the keychain pays, also after a restart', async (t) => {
  const session = await Session.open(t);
  const wallet = await scene.openWallet(t, { env: session.env });
  assert.equal((await wallet.json('status')).keys, 'keychain');
  assert.match((await wallet.run('doctor')).stdout.toString(), /^ok  .*keychain/m);
  assert.equal((await wallet.payApproved(`${scene.market.v2.url}/weather`)).code, 0);
  await wallet.run('lock');
  await wallet.stopDaemon('SIGTERM');
  await wallet.startDaemon();
  assert.equal((await unlock(wallet)).code, 0);
  assert.equal((await wallet.payApproved(`${scene.market.v2.url}/weather`)).code, 0);

  const notes = await session.notes();
  assert.equal(notes.length, 2);
  const everywhere = [bytesIn(wallet.home), ...notes.map(({ bytes }) => bytes)];
  for (const secret of secretsOf(wallet))
    assert.ok(everywhere.every((bytes) => !bytes.includes(secret)));
});

test('an old copy of the ledger that is put back opens no limit', async (t) => {
  const session = await Session.open(t);
  const wallet = await scene.openWallet(t, { env: session.env });
  const url = `${scene.market.v2.url}/weather`;
  const pay = (...args) => wallet.run('pay', url, '--agent', 'agent', ...args);
  await wallet.owner('agents', 'pair', 'agent');
  await wallet.payApproved(url, '--agent', 'agent');
  await wallet.owner('limits', 'set', '--site', new URL(url).origin, '--per-day', '0.01');
  const restart = async (between) => {
    await wallet.stopDaemon('SIGTERM');
    between();
    await wallet.startDaemon();
    await unlock(wallet);
  };
  const files = () => readdirSync(wallet.home).filter((name) => name.startsWith('ledger'));
  const kept = join(wallet.home, 'kept');
  await restart(() => {
    mkdirSync(kept);
    for (const name of files()) copyFileSync(join(wallet.home, name), join(kept, name));
  });
  assert.equal((await pay('--wait', '20')).code, 0);
  await restart(() => {
    for (const name of files()) rmSync(join(wallet.home, name));
    for (const name of readdirSync(kept)) copyFileSync(join(kept, name), join(wallet.home, name));
  });
  const { code, stderr } = await pay('--wait', '0');
  assert.equal(code, 11, stderr);
  const { warnings } = await wallet.nextRequest();
  assert.ok(warnings.some(({ code }) => code === 'limit.unreadable'));
  assert.equal((await scene.spent(wallet)).length, 2);

  // Until the owner sets it anew.
  await wallet.owner('limits', 'set', '--site', new URL(url).origin, '--per-day', '0.01');
  const anew = await pay('--wait', '20');
  assert.equal(anew.code, 0, anew.stderr);
});

test('neither the file nor the keychain opens anything alone', async (t) => {
  const session = await Session.open(t);
  const wallet = await scene.openWallet(t, { env: session.env });
  await wallet.stopDaemon('SIGTERM');

  // The file, with the passphrase, where there is no keychain …
  const thief = new Wallet();
  t.after(() => thief.close());
  copyFileSync(join(wallet.home, 'vault.sealed'), join(thief.home, 'vault.sealed'));
  await thief.startDaemon();
  const outside = await unlock(thief);
  assert.notEqual(outside.code, 0);
  assert.match(outside.stderr, /no keychain here/);

  // … and the keychain's part, with the passphrase and a file that has the same one.
  const [part] = (await session.notes()).filter(({ name }) => name.startsWith('wallet '));
  const other = await scene.openWallet(t, { env: session.env });
  await other.run('lock');
  const { note } = JSON.parse(readFileSync(join(other.home, 'vault.sealed'), 'utf8'));
  await session.replaceNote(`wallet ${note}`, part.bytes);
  assert.match((await unlock(other)).stderr, /opens nothing any more/);
  await session.forgetNote(`wallet ${note}`);
  assert.match((await unlock(other)).stderr, /does not have this wallet's part/);

  await wallet.startDaemon();
  assert.equal((await unlock(wallet)).code, 0);
});

test('a keychain that is locked or gone is said in words, and nothing is lost', async (t) => {
  const session = await Session.open(t);
  const wallet = await scene.openWallet(t, { env: session.env });
  await wallet.run('lock');
  await session.lockKeyring();
  assert.match((await unlock(wallet)).stderr, /keychain is locked/);
  await session.endKeyring();
  assert.match((await unlock(wallet)).stderr, /no keychain here/);
  assert.notEqual((await wallet.tryOwner('wallet', 'create')).code, 0);
  await session.startKeyring();
  assert.equal((await unlock(wallet)).code, 0);
  assert.equal((await wallet.payApproved(`${scene.market.v2.url}/weather`)).code, 0);
});

test('a locked keychain makes no wallet, and the owner may do without it', async (t) => {
  const session = await Session.open(t);
  const first = await scene.openWallet(t, { env: session.env });
  await session.lockKeyring();
  const wallet = new Wallet({ env: session.env });
  t.after(() => wallet.close());
  await wallet.startDaemon();
  const create = ['wallet', 'create', '--words-out'];
  const [one, two] = ['one', 'two'].map((name) => join(wallet.home, name));
  assert.match((await wallet.tryOwner(...create, one)).stderr, /No wallet was made.*--keep file/s);
  assert.equal((await wallet.json('status')).wallet, 'none');
  const made = await wallet.owner(...create, two, '--keep', 'file');
  assert.match(made, /in the data folder/);
  assert.equal((await wallet.json('status')).keys, 'file');
  assert.equal((await first.json('status')).keys, 'keychain');
});

test('removing a wallet removes its notes', async (t) => {
  const session = await Session.open(t);
  const wallet = await scene.openWallet(t, { env: session.env });
  assert.equal((await session.notes()).length, 2);
  await wallet.owner('wallet', 'remove');
  assert.deepEqual(await session.notes(), []);
});

test('without a session the keys are in the file, and it says so', async (t) => {
  const wallet = await scene.openWallet(t);
  assert.equal((await wallet.json('status')).keys, 'file');
  assert.match((await wallet.run('doctor')).stdout.toString(), /^! .*no keychain/m);
});
