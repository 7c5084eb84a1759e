// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { network } from './lib/chain.mjs';
import { setScene } from './lib/scene.mjs';
import { prices } from './lib/sellers.mjs';
import { Terminal } from './lib/terminal.mjs';
import { Wallet, passphrase } from './lib/wallet.mjs';
import { mnemonicToAccount } from './parts/viem.mjs';

const scene = setScene();
const price = prices['GET /weather'];
const knownWords = 'test test test test test test test test test test test junk';

/** The accounts that a wallet of `words` has, in order. */
const accountsOf = (words) =>
  [0, 1, 2, 3, 4].map((addressIndex) => mnemonicToAccount(words, { addressIndex }).address);

/** A data folder with tuppenced at it and no wallet in it, and a folder `beside` it. */
async function emptyWallet(t) {
  const wallet = new Wallet();
  t.after(() => wallet.close());
  wallet.beside = join(wallet.home, 'beside');
  mkdirSync(wallet.beside);
  await wallet.startDaemon();
  return wallet;
}

const stateOf = async (wallet) => (await wallet.json('status')).wallet;

const addresses = async (wallet) =>
  (await wallet.json('accounts')).accounts.map(({ address }) => address);

const unlock = (wallet, secret) =>
  wallet.launch(['unlock', '--passphrase-fd', '3'], { secret }).result;

/** The words of a numbered list. */
const listed = (screen) => [...screen.matchAll(/^ +\d+ {2}([a-z]+)\r?$/gm)].map(([, word]) => word);

test('at a terminal, the words are shown and three of them are asked back', async (t) => {
  const wallet = await emptyWallet(t);
  const terminal = new Terminal(wallet, 'wallet create');
  await terminal.answers(/New passphrase: /, passphrase);
  await terminal.answers(/The same once more: /, passphrase);
  const [screen] = await terminal.answers(/[^]*Press Return when you have written them down\./, '');
  const words = listed(screen);
  assert.equal(words.length, 12, screen);
  await terminal.answers(/Word \d+ \(what you type is not shown\): /, 'not-a-word');
  await terminal.answers(/That is not the word\. Press Return to see the list again\./, '');
  const [again] = await terminal.answers(/[^]*Press Return when you have written them down\./, '');
  assert.deepEqual(listed(again), words);
  const places = [];
  for (let i = 0; i < 3; i++) {
    const [, place] = await terminal.sees(/Word (\d+) \(what you type is not shown\): /);
    places.push(Number(place));
    terminal.type(words[place - 1]);
  }
  await terminal.sees(/The wallet is made and unlocked\./);
  assert.equal(await terminal.end(), 0);
  assert.equal(new Set(places).size, 3);
  assert.equal(terminal.seen.includes(passphrase), false);
  // The words stood on a screen of their own, which is gone with all that was on it.
  const left = terminal.seen.replaceAll(/\x1b\[\?1049h[^]*?\x1b\[\?1049l/g, '');
  assert.deepEqual(listed(left), []);
  assert.deepEqual(await addresses(wallet), accountsOf(words.join(' ')));
  await wallet.owner('unlock');
});

test('at a terminal, two passphrases that differ make no wallet', async (t) => {
  const wallet = await emptyWallet(t);
  const terminal = new Terminal(wallet, 'wallet create');
  await terminal.answers(/New passphrase: /, passphrase);
  await terminal.answers(/The same once more: /, `${passphrase}.`);
  await terminal.sees(/The two passphrases differ\. Nothing was changed\./);
  assert.equal(await terminal.end(), 2);
  assert.equal(await stateOf(wallet), 'none');
});

test('a wallet of 24 words', async (t) => {
  const wallet = await emptyWallet(t);
  const file = join(wallet.beside, 'words');
  await wallet.owner('wallet', 'create', '--words', '24', '--words-out', file);
  const words = readFileSync(file, 'utf8').trim();
  assert.equal(words.split(' ').length, 24);
  assert.deepEqual(await addresses(wallet), accountsOf(words));
  const more = await wallet.tryOwner('wallet', 'create', '--words-out', file);
  assert.equal(more.code, 10, more.stderr);
  assert.equal(readFileSync(file, 'utf8').trim(), words);
});

/** The same once it was restored: the second one pays, for the first may pay on another machine. */
const restoredOf = (words) => {
  const [first, second, ...others] = accountsOf(words);
  return [second, first, ...others];
};

test('restored from a file of words, it has their accounts, and the second one pays', async (t) => {
  const wallet = await emptyWallet(t);
  const file = join(wallet.beside, 'words');
  writeFileSync(file, knownWords.replace('junk', 'test'));
  const wrong = await wallet.tryOwner('wallet', 'restore', '--words-file', file);
  assert.notEqual(wrong.code, 0);
  assert.equal(await stateOf(wallet), 'none');

  writeFileSync(file, ` ${knownWords.split(' ').join('\r\n')}\n\n`);
  const told = await wallet.owner('wallet', 'restore', '--words-file', file);
  assert.match(told, /did not come along/);
  assert.equal(await stateOf(wallet), 'unlocked');
  const { accounts } = await wallet.json('accounts');
  const [payer, ...others] = restoredOf(knownWords);
  assert.deepEqual(
    accounts.map((account) => [account.address, account.default]),
    [[payer, true], ...others.map((address) => [address, false])],
  );
  assert.match(told, new RegExp(`It pays from ${payer}\\.`));
});

test('a new passphrase opens the wallet, and the old one no more', async (t) => {
  const wallet = await scene.openWallet(t);
  const fresh = 'other crumbs, 28';
  const change = (old) =>
    wallet.launch(['wallet', 'passphrase', '--passphrase-fd', '3'], { secret: `${old}\n${fresh}` })
      .result;
  assert.equal((await change('not this one')).code, 10);
  const { code, stderr } = await change(passphrase);
  assert.equal(code, 0, stderr);
  await wallet.run('lock');
  assert.equal((await unlock(wallet, passphrase)).code, 10);
  assert.equal(await stateOf(wallet), 'locked');
  assert.equal((await unlock(wallet, fresh)).code, 0);
  assert.equal(await stateOf(wallet), 'unlocked');
  assert.deepEqual(await addresses(wallet), accountsOf(wallet.words));
});

test('a wallet that is removed is gone, and its words bring it back', async (t) => {
  const wallet = await scene.openWallet(t);
  const remove = ['wallet', 'remove', '--passphrase-fd', '3'];
  assert.equal((await wallet.launch(remove, { secret: 'not this one' }).result).code, 10);
  assert.equal(await stateOf(wallet), 'unlocked');

  await wallet.owner('wallet', 'remove');
  assert.equal(await stateOf(wallet), 'none');
  assert.equal((await wallet.run('accounts')).code, 16);
  const unpaid = await wallet.json('pay', `${scene.market.v2.url}/weather`);
  assert.equal(unpaid.status, 'no_wallet');
  const file = join(wallet.home, 'words');
  writeFileSync(file, wallet.words);
  await wallet.owner('wallet', 'restore', '--words-file', file);
  assert.deepEqual(await addresses(wallet), restoredOf(wallet.words));
});

test('tuppenced unlocks itself with the newest unlock secret, and with no other', async (t) => {
  const wallet = await scene.openWallet(t);
  const old = join(wallet.home, 'secret.old');
  const file = join(wallet.home, 'secret');
  await wallet.owner('wallet', 'unlock-file', old);
  await wallet.owner('wallet', 'unlock-file', file);
  const twice = await wallet.tryOwner('wallet', 'unlock-file', file);
  assert.equal(twice.code, 10, twice.stderr);
  const started = (options) => ['sh', '-c', `exec "$@" ${options}`, 'sh'];

  for (const options of [`--unlock-file '${file}'`, `--unlock-fd 5 5<'${file}'`]) {
    await wallet.stopDaemon('SIGTERM');
    await wallet.startDaemon({ prefix: started(options) });
    assert.equal(await stateOf(wallet), 'unlocked', options);
  }
  await wallet.stopDaemon('SIGTERM');
  const prefix = started(`--unlock-file '${old}'`);
  await assert.rejects(wallet.startDaemon({ prefix }), /tuppenced ended/);
  chmodSync(file, 0o644);
  const readable = started(`--unlock-file '${file}'`);
  await assert.rejects(wallet.startDaemon({ prefix: readable }), /nobody else can read/);
  await wallet.startDaemon();
  assert.equal(await stateOf(wallet), 'locked');
});

test('the newest of many requests can be approved', async (t) => {
  const wallet = await scene.openWallet(t);
  const url = `${scene.market.v2.url}/weather`;
  for (let i = 0; i < 12; i++) await wallet.run('pay', url, '--wait', '0');
  const requests = await wallet.requests();
  assert.equal(requests.length, 12);
  await wallet.owner('approve', requests.at(-1).id);
  await scene.anyTransfer(wallet);
  assert.equal((await wallet.requests()).length, 11);
  assert.equal((await wallet.tryOwner('approve', 'nobody')).code, 10);
  assert.deepEqual(await scene.spent(wallet), [price]);
});

test('networks are listed, and nothing is paid on one that is disabled', async (t) => {
  const wallet = await scene.openWallet(t);
  const ofTest = async () =>
    (await wallet.json('networks')).networks.find(({ id }) => id === network);
  assert.equal((await ofTest()).enabled, true);
  assert.match((await wallet.run('networks')).stdout.toString(), /eip155:8453 .*real money/);

  await wallet.owner('networks', 'disable', network);
  assert.equal((await ofTest()).enabled, false);
  const { code, stdout } = await wallet.run('pay', `${scene.market.v2.url}/weather`, '--json');
  assert.equal(code, 10, stdout.toString());
  assert.deepEqual(await wallet.requests(), []);
  const unknown = await wallet.tryOwner('networks', 'disable', 'eip155:1234567');
  assert.notEqual(unknown.code, 0);
  assert.deepEqual(await scene.spent(wallet), []);
});

test('settings are listed as they were set', async (t) => {
  const wallet = await scene.openWallet(t);
  const setting = async () =>
    (await wallet.json('settings', 'list')).settings.find(
      ({ name }) => name === 'developer-networks',
    );
  assert.equal((await setting()).value, 'on');
  await wallet.owner('settings', 'set', 'developer-networks', 'off');
  assert.equal((await setting()).value, 'off');
  const { stdout } = await wallet.run('settings', 'list');
  assert.match(stdout.toString(), /developer-networks = off/);
  await wallet.owner('settings', 'set', 'preferred-networks', 'eip155:84532,eip155:8453');
  const preferred = (await wallet.json('settings', 'list')).settings[1];
  assert.deepEqual(preferred, {
    name: 'preferred-networks',
    value: 'eip155:84532,eip155:8453',
  });
  const wrongSettings = [
    ['developer-networks', 'maybe'],
    ['no-such-setting', 'on'],
    ['preferred-networks', 'Base'],
    ['preferred-networks', 'eip155:999999999'],
  ];
  for (const wrong of wrongSettings)
    assert.notEqual((await wallet.tryOwner('settings', 'set', ...wrong)).code, 0);
});

test('the account that pays is named', async (t) => {
  const wallet = await scene.openWallet(t);
  const { accounts } = await wallet.json('accounts');
  const [first, ...others] = accountsOf(wallet.words);
  assert.deepEqual(
    accounts.map((account) => [account.address, account.default]),
    [[first, true], ...others.map((address) => [address, false])],
  );
  const { stdout } = await wallet.run('accounts');
  assert.equal(stdout.toString(), [`${first}  pays`, ...others, ''].join('\n'));
});

test('the doctor says what it finds', async (t) => {
  const wallet = await scene.openWallet(t);
  const { findings, error } = await wallet.json('doctor');
  assert.equal(error, null);
  for (const finding of findings) {
    assert.match(finding.code, /^gateway\./);
    assert.notEqual(finding.message, '');
    assert.equal(typeof finding.good, 'boolean');
  }
  const codes = findings.map(({ code }) => code);
  for (const code of ['gateway.doctor_same_user', 'gateway.doctor_clock_good'])
    assert.ok(codes.includes(code), codes.join(' '));
});

test('help is printed where it is asked for, and a value is a value', async (t) => {
  const wallet = await scene.openWallet(t);
  for (const args of [['--help'], ['wallet', '--help'], ['networks', '-h'], ['pay', '-sh']]) {
    const { code, stdout } = await wallet.run(...args);
    assert.equal(code, 0, args.join(' '));
    assert.match(stdout.toString(), /^tuppence-cli /);
  }
  const url = `${scene.market.v2.url}/free`;
  const { stdout } = await wallet.run('pay', url, '-X', 'GET', '-H', 'X-Word: y', '-d', '-h');
  assert.doesNotMatch(stdout.toString(), /OPTION/);
});

test('a free answer that cannot be written was not paid for', async (t) => {
  const wallet = await scene.openWallet(t);
  const args = ['pay', `${scene.market.v2.url}/free`, '-o', '/dev/full'];
  const { code, stderr } = await wallet.run(...args);
  assert.equal(code, 12, stderr);
  assert.doesNotMatch(stderr, /is kept/);
  const report = await wallet.json(...args);
  assert.deepEqual([report.status, report.payment], ['failed', null]);
});
