// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';

import { startChain, tokenAddress } from './lib/chain.mjs';
import { startFacilitator } from './lib/facilitator.mjs';
import { payee } from './lib/scene.mjs';
import { prices, startSellerV2, weather } from './lib/sellers.mjs';
import { Terminal } from './lib/terminal.mjs';
import { Wallet, passphrase } from './lib/wallet.mjs';

// A number that no network of the program has.
const chainId = 987_654_321;
const network = `eip155:${chainId}`;
const token = `${network}/erc20:${tokenAddress}`;
const price = prices['GET /weather'];
const entry = { id: network, name: 'Home', test: true, finalDepth: 64 };

let chain;
let facilitator;
let seller;

before(async () => {
  chain = await startChain({ id: chainId });
  facilitator = await startFacilitator(chain);
  const extra = { name: 'USDC', version: '2' };
  const priceOf = (units) => ({ asset: tokenAddress, amount: String(units), extra });
  const maxTimeoutSeconds = 300;
  seller = await startSellerV2({ facilitator, payee, maxTimeoutSeconds, network, priceOf });
});

after(async () => {
  await seller?.stop();
  await facilitator?.stop();
  await chain?.stop();
});

/** A wallet with keys and nothing said about networks. */
async function emptyWallet(t) {
  const wallet = new Wallet();
  t.after(() => wallet.close());
  await wallet.startDaemon();
  await wallet.createKeys();
  await wallet.owner('settings', 'set', 'developer-networks', 'on');
  wallet.url = `${seller.url}/weather`;
  wallet.file = (content) => {
    const file = join(wallet.home, 'entry.json');
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  };
  wallet.add = (content) => wallet.tryOwner('networks', 'add', wallet.file(content));
  return wallet;
}

/** The same with the chain as a network of the owner's, and some of its money. */
async function walletAtHome(t) {
  const wallet = await emptyWallet(t);
  await wallet.owner('networks', 'add', wallet.file(entry));
  await wallet.owner('networks', 'set-rpc', network, chain.url);
  await wallet.owner('networks', 'enable', network);
  await chain.mint(wallet.address, 1_000_000);
  return wallet;
}

const balanceOf = async (wallet) =>
  (await wallet.json('balance')).balances.find(({ amount }) => amount?.asset === token)?.amount;

const listed = async (wallet, list, id) =>
  (await wallet.json(list))[list].find((one) => one.id === id);

/** What the chain says that `wallet` has paid. */
const spent = async (wallet) =>
  (await chain.transfers(wallet.address)).map(({ to, value }) => [to, Number(value)]);

test("an owner's own network and token are used like any other", async (t) => {
  const wallet = await emptyWallet(t);
  const unknown = await wallet.run('pay', wallet.url, '--wait', '0');
  assert.match(unknown.stderr, /does not know \(eip155:987654321\)/);

  const added = await wallet.owner('networks', 'add', wallet.file(entry));
  assert.match(added, /Home is added\. .*networks enable eip155:987654321/);
  const { own, enabled } = await listed(wallet, 'networks', network);
  assert.deepEqual([own, enabled], [true, false]);
  const off = await wallet.run('pay', wallet.url, '--wait', '0');
  assert.match(off.stderr, /not enabled/);
  await wallet.owner('networks', 'set-rpc', network, chain.url);
  await wallet.owner('networks', 'enable', network);
  const tokenless = await wallet.run('pay', wallet.url, '--wait', '0');
  assert.notEqual(tokenless.code, 0);
  assert.deepEqual(await wallet.requests(), []);

  const said = await wallet.owner('tokens', 'add', network, tokenAddress);
  assert.match(said, /^Added: USDC .*6 decimals, signed as "USDC" "2" \(eip3009\), worth not/);
  const { decimals, worth, method } = await listed(wallet, 'tokens', token);
  assert.deepEqual([decimals, worth, method], [6, null, 'eip3009']);

  await chain.mint(wallet.address, 1_000_000);
  const held = await balanceOf(wallet);
  assert.deepEqual([held.units, held.symbol, held.usd], ['1000000', 'USDC', null]);
  assert.match((await wallet.run('balance')).stdout.toString(), /1 USDC/);

  const { code, stdout, stderr } = await wallet.payApproved(wallet.url);
  assert.equal(code, 0, stderr);
  assert.equal(stdout.toString(), JSON.stringify(weather));
  assert.deepEqual(await spent(wallet), [[payee, price]]);
  await chain.finalize();
  await wallet.moneyIs('settled');
});

test('they are kept, and a payment in them is seen to its end by the next run', async (t) => {
  const wallet = await walletAtHome(t);
  await wallet.owner('tokens', 'add', network, tokenAddress);
  assert.equal((await wallet.payApproved(wallet.url)).code, 0);
  await wallet.restartDaemon();
  assert.equal((await listed(wallet, 'networks', network)).enabled, true);
  assert.equal((await balanceOf(wallet)).units, String(1_000_000 - price));
  const busy = await wallet.tryOwner('networks', 'remove', network);
  assert.match(busy.stderr, /Remove it first/);
  await chain.finalize();
  await wallet.moneyIs('settled');
  assert.equal((await wallet.payApproved(wallet.url)).code, 0);
  assert.deepEqual(await spent(wallet), [
    [payee, price],
    [payee, price],
  ]);
  const { warnings } = await wallet.json('status');
  assert.ok(!warnings.some(({ code }) => code === 'gateway.left_out'), JSON.stringify(warnings));
});

test('a token that somebody else wrote into the ledger is not paid with', async (t) => {
  const wallet = await walletAtHome(t);
  await wallet.owner('tokens', 'add', network, tokenAddress);
  await wallet.stopDaemon();
  const database = new DatabaseSync(join(wallet.home, 'ledger.db'));
  const value = `CAST(replace(CAST(value AS TEXT), '"decimals":6', '"decimals":12') AS BLOB)`;
  database.exec(`UPDATE settings SET value = ${value} WHERE key = 'own-tokens'`);
  database.close();

  await wallet.startDaemon();
  const paying = wallet.launch(['pay', wallet.url, '--wait', '60']);
  const request = await wallet.nextRequest(); // of the locked wallet
  const approved = await wallet.tryOwner('approve', request.id);
  assert.match(approved.stderr, /asks to pay 0\.00000001 USDC/);
  assert.notEqual(approved.code, 0);
  const { code, stderr } = await paying.result;
  assert.notEqual(code, 0);
  assert.match(stderr, /does not know the token .* Nothing was signed/);
  assert.deepEqual(await spent(wallet), []);
  assert.equal(await listed(wallet, 'tokens', token), undefined);
  const { warnings } = await wallet.json('status');
  assert.deepEqual(
    warnings.filter(({ code }) => code === 'gateway.unsealed').map(({ data }) => data.entry),
    [token],
  );

  await wallet.owner('tokens', 'add', network, tokenAddress);
  assert.equal((await wallet.payApproved(wallet.url)).code, 0);
  await wallet.restartDaemon();
  assert.equal((await listed(wallet, 'tokens', token)).decimals, 6);
});

test('no limit in dollars or by symbol lets them through; one for the token does', async (t) => {
  const wallet = await walletAtHome(t);
  await wallet.owner('tokens', 'add', network, tokenAddress);
  await wallet.owner('agents', 'pair', 'research');
  const agent = ['--agent', 'research'];
  await wallet.payApproved(wallet.url, ...agent); // a new site asks anyway
  const limit = (amount) => {
    const caps = ['--per-payment', amount, '--per-day', amount];
    return wallet.owner('limits', 'set', '--site', seller.url, ...caps);
  };
  for (const amount of ['5', '5 USDC']) {
    await limit(amount);
    const { code, stderr } = await wallet.run('pay', wallet.url, ...agent, '--wait', '0');
    assert.equal(code, 11, stderr);
    await wallet.run('refuse', (await wallet.nextRequest()).id);
  }
  assert.equal((await spent(wallet)).length, 1);
  await limit(`0.10 ${token}`);
  const { code, stderr } = await wallet.run('pay', wallet.url, ...agent, '--wait', '0');
  assert.equal(code, 0, stderr);
  const most = ['--wait', '0', '--max', '9 USDC'];
  const capped = await wallet.run('pay', wallet.url, ...agent, ...most);
  assert.equal(capped.code, 10, capped.stderr);
  assert.equal((await spent(wallet)).length, 2);
});

test('what is typed and not so is refused, and nothing is added', async (t) => {
  const wallet = await walletAtHome(t);
  const add = async (...args) => {
    const { code, stderr } = await wallet.tryOwner('tokens', 'add', network, ...args);
    assert.notEqual(code, 0, args.join(' '));
    return stderr;
  };
  assert.match(await add(tokenAddress, '--decimals', '18'), /"18" as the token's decimals.*"6"/);
  assert.match(await add(tokenAddress, '--symbol', 'USDT'), /"USDT".*"USDC"/);
  assert.match(await add(tokenAddress, '--name', 'USD Coin'), /"USD Coin".*"USDC"/);
  assert.match(await add(tokenAddress, '--method', 'permit3'), /"method"/);
  assert.match(await add(tokenAddress, '--worth', 'usd'), /--worth/);
  assert.match(await add(tokenAddress.replace('0x036C', '0x036c')), /checksum|slip|letter/i);
  assert.match(await add(`0x${'0'.repeat(40)}`), /address zero/);
  assert.match(await add(payee), /No token stands at 0x209693/);
  const elsewhere = await wallet.tryOwner('tokens', 'add', 'eip155:8453', tokenAddress);
  assert.match(elsewhere.stderr, /--symbol, --name, --version, --decimals, --method/);
  const all = ['--name', 'x', '--version', '1', '--decimals', '6', '--method', 'eip3009'];
  const like = ['tokens', 'add', 'eip155:8453', tokenAddress, '--symbol', 'usdc', ...all];
  assert.match((await wallet.tryOwner(...like)).stderr, /Another token of Base is called USDC/);
  assert.equal(await listed(wallet, 'tokens', token), undefined);
});

test('a token that nobody was asked about, and that is none, hides no balance', async (t) => {
  const wallet = await emptyWallet(t);
  const coin = { slip44: 1, symbol: 'HOME', decimals: 18 };
  await wallet.owner('networks', 'add', wallet.file({ ...entry, coin }));
  const words = ['--symbol', 'GONE', '--name', 'Gone', '--version', '1', '--decimals', '6'];
  await wallet.owner('tokens', 'add', network, payee, ...words, '--method', 'eip3009');
  await wallet.owner('networks', 'set-rpc', network, chain.url);
  await wallet.owner('networks', 'enable', network);
  const { balances } = await wallet.json('balance');
  assert.deepEqual(
    balances.map(({ amount, error }) => [amount?.symbol, error?.code]),
    [
      ['HOME', undefined],
      [undefined, 'rpc.malformed'],
    ],
  );
  await wallet.owner('tokens', 'remove', `${network}/erc20:${payee}`);
  assert.equal((await wallet.json('balance')).balances.length, 1);
});

test('a file that is no network is refused in words', async (t) => {
  const wallet = await emptyWallet(t);
  const { finalDepth, ...shallow } = entry;
  for (const [content, words] of [
    ['{', /is not JSON/],
    ['', /is not JSON/],
    [[entry], /was not added/],
    [shallow, /eip155:987654321 was not added: "finalDepth"/],
    [{ ...entry, worth: 'usd' }, /"worth"/],
    [{ ...entry, id: 'eip155:8453' }, /knows the network eip155:8453 already, as Base/],
    [{ ...entry, name: 'base' }, /called Base already/],
    [{ ...entry, name: 'Ho\u202eme' }, /cannot be seen/],
    [{ ...entry, publicRpc: [{ url: chain.url, operator: 'me' }] }, /"url"/],
  ]) {
    const { code, stderr } = await wallet.add(content);
    assert.notEqual(code, 0, String(words));
    assert.match(stderr, words);
  }
  const missing = await wallet.tryOwner('networks', 'add', join(wallet.home, 'nothing'));
  assert.match(missing.stderr, /nothing cannot be read/);
  assert.equal(await listed(wallet, 'networks', network), undefined);
  const wrong = ['networks', 'add', wallet.file(entry), '--passphrase-fd', '3'];
  assert.equal((await wallet.launch(wrong, { secret: 'not this one' }).result).code, 10);
  assert.equal(await listed(wallet, 'networks', network), undefined);
  const piped = ['networks', 'add', '-', '--passphrase-fd', '3'];
  const input = JSON.stringify(entry);
  assert.equal((await wallet.launch(piped, { secret: passphrase, input }).result).code, 0);
  assert.equal((await listed(wallet, 'networks', network)).name, 'Home');
});

test('what the owner added can be taken away, and nothing else', async (t) => {
  const wallet = await walletAtHome(t);
  await wallet.owner('tokens', 'add', network, tokenAddress);
  for (const args of [
    ['networks', 'remove', 'eip155:8453'],
    ['tokens', 'remove', 'eip155:8453/erc20:0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913'],
  ])
    assert.match((await wallet.tryOwner(...args)).stderr, /is not one that you added/);
  await wallet.owner('tokens', 'remove', token.toLowerCase());
  assert.equal(await balanceOf(wallet), undefined);
  await wallet.owner('networks', 'remove', network);
  assert.equal(await listed(wallet, 'networks', network), undefined);
  await wallet.restartDaemon();
  assert.equal(await listed(wallet, 'networks', network), undefined);
  await wallet.owner('networks', 'add', wallet.file(entry));
  const { enabled, servers } = await listed(wallet, 'networks', network);
  assert.deepEqual([enabled, servers], [false, []]);
});

test('at a terminal, what the contract says is shown before the passphrase is asked', async (t) => {
  const wallet = await walletAtHome(t);
  const terminal = new Terminal(wallet, `tokens add ${network} ${tokenAddress}`);
  await terminal.sees(/This would be added:\r?\nUSDC .*6 decimals/);
  await terminal.answers(/Passphrase: /, passphrase);
  await terminal.sees(/Added: USDC /);
  assert.equal(await terminal.end(), 0);
});
