// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { until } from './lib/processes.mjs';
import { setScene } from './lib/scene.mjs';
import { prices, weather } from './lib/sellers.mjs';

const scene = setScene();
const weatherText = JSON.stringify(weather);

test('what the owner refuses is not paid', async (t) => {
  const wallet = await scene.openWallet(t);
  const paying = wallet.launch(['pay', `${scene.market.v2.url}/weather`, '--json']);
  const { id } = await wallet.nextRequest();
  await wallet.run('refuse', id, '--reason', 'not today');

  const { code, stdout } = await paying.result;
  const report = JSON.parse(stdout);
  assert.equal(code, 10);
  assert.equal(report.status, 'refused');
  assert.equal(report.response, null);
  assert.match(JSON.stringify(report.error), /not today/);
  assert.deepEqual(await wallet.requests(), []);
  assert.deepEqual(await scene.spent(wallet), []);
});

test('a price above --max is refused without asking, a price at it is asked', async (t) => {
  const wallet = await scene.openWallet(t);
  const url = `${scene.market.v2.url}/weather`;

  const dear = await wallet.run('pay', url, '--max', '0.009999');
  assert.equal(dear.code, 10);
  assert.equal(dear.stdout.length, 0);
  assert.deepEqual(await wallet.requests(), []);

  const fair = await wallet.payApproved(url, '--max', '0.01');
  assert.equal(fair.code, 0, fair.stderr);
  assert.deepEqual(await scene.spent(wallet), [prices['GET /weather']]);
});

test('what is free is passed on and asks nobody', async (t) => {
  const wallet = await scene.openWallet(t);
  const { code, stdout } = await wallet.run('pay', `${scene.market.v2.url}/free`);
  assert.equal(stdout.toString(), weatherText);
  assert.equal(code, 0);
  assert.deepEqual(await wallet.requests(), []);
  const report = await wallet.json('pay', `${scene.market.v2.url}/free`);
  assert.equal(report.status, 'free');
  assert.equal(report.payment, null);
});

test('an error that is not about money is passed on', async (t) => {
  const wallet = await scene.openWallet(t);
  const url = `${scene.market.v2.url}/nowhere`;
  const passed = await wallet.run('pay', url);
  assert.equal(passed.code, 0);
  assert.match(passed.stdout.toString(), /Cannot GET \/nowhere/);
  const failed = await wallet.run('pay', '-f', url);
  assert.notEqual(failed.code, 0);
  assert.equal(failed.stdout.length, 0);
});

test('nobody answers in time: it is pending, and can still be approved and fetched', async (t) => {
  const wallet = await scene.openWallet(t);
  const url = `${scene.market.v2.url}/weather`;
  const pending = await wallet.launch(['pay', url, '--wait', '1', '--id', 'slow', '--json']).result;
  const report = JSON.parse(pending.stdout);
  assert.equal(pending.code, 11);
  assert.equal(report.status, 'pending');
  assert.equal(report.response, null);

  await wallet.approveNext();
  await scene.anyTransfer(wallet);
  const answer = await until(async () => {
    const tried = await wallet.run('answer', report.purchase);
    return tried.code === 0 && tried;
  });
  assert.equal(answer.stdout.toString(), weatherText);
  const again = await wallet.run('pay', url, '--id', 'slow');
  assert.equal(again.code, 0);
  assert.equal(again.stdout.toString(), weatherText);
  assert.deepEqual(await scene.spent(wallet), [prices['GET /weather']]);
});

test('interrupted before anything is signed, the request is withdrawn', async (t) => {
  const wallet = await scene.openWallet(t);
  const paying = wallet.launch(['pay', `${scene.market.v2.url}/weather`]);
  const { id } = await wallet.nextRequest();
  paying.kill('SIGINT');
  const { code, stdout } = await paying.result;
  assert.equal(code, 12);
  assert.equal(stdout.length, 0);
  await until(async () => (await wallet.requests()).length === 0);
  assert.notEqual((await wallet.tryOwner('approve', id)).code, 0);
  assert.deepEqual(await scene.spent(wallet), []);
});

test('an agent that dies while it waits asks again and joins its own request', async (t) => {
  const wallet = await scene.openWallet(t);
  const args = ['pay', `${scene.market.v2.url}/weather`, '--id', 'agent-1'];
  const first = wallet.launch(args);
  const before = await wallet.nextRequest();
  first.kill('SIGKILL');
  await first.ended;

  const second = wallet.launch(args);
  const [request, ...others] = await wallet.requests();
  assert.deepEqual([request.id, others], [before.id, []]);
  await wallet.approveNext();
  const { code, stdout } = await second.result;
  assert.equal(code, 0);
  assert.equal(stdout.toString(), weatherText);
  assert.deepEqual(await scene.spent(wallet), [prices['GET /weather']]);
});

test('an agent that dies after the owner agreed gets its answer by asking again', async (t) => {
  const wallet = await scene.openWallet(t);
  const args = ['pay', `${scene.market.v2.url}/weather`, '--id', 'agent-2'];
  const first = wallet.launch(args);
  await wallet.nextRequest();
  first.kill('SIGKILL');
  await first.ended;
  await wallet.approveNext();
  await scene.anyTransfer(wallet);

  const again = await wallet.run(...args);
  assert.equal(again.code, 0, again.stderr);
  assert.equal(again.stdout.toString(), weatherText);
  assert.deepEqual(await scene.spent(wallet), [prices['GET /weather']]);
});

test('a wrong passphrase approves nothing', async (t) => {
  const wallet = await scene.openWallet(t);
  const paying = wallet.launch(['pay', `${scene.market.v2.url}/weather`, '--wait', '5']);
  const { id } = await wallet.nextRequest();
  const wrong = wallet.launch(['approve', id, '--passphrase-fd', '3'], { secret: 'wrong' });
  assert.notEqual((await wrong.result).code, 0);
  assert.equal((await wallet.requests()).length, 1);
  assert.equal((await paying.result).code, 11);
  assert.deepEqual(await scene.spent(wallet), []);
});

test('a quote costs nothing and asks nobody', async (t) => {
  const wallet = await scene.openWallet(t);
  const { code, stdout } = await wallet.run('quote', `${scene.market.v2.url}/weather`, '--json');
  assert.equal(code, 0);
  const [offer, ...others] = JSON.parse(stdout).offers;
  assert.deepEqual([offer.amount.units, offer.chosen, others], ['10000', true, []]);
  assert.deepEqual(await wallet.requests(), []);
  assert.deepEqual(await scene.spent(wallet), []);
});

test('a locked wallet pays nothing', async (t) => {
  const wallet = await scene.openWallet(t);
  await wallet.run('lock');
  const { code, stdout } = await wallet.run('pay', `${scene.market.v2.url}/weather`, '--wait', '1');
  assert.equal(code, 14);
  assert.equal(stdout.length, 0);
  assert.deepEqual(await scene.spent(wallet), []);
});

test('an account that holds too little signs nothing', async (t) => {
  const wallet = await scene.openWallet(t, { units: 9_999 });
  const { code, stdout } = await wallet.run('pay', `${scene.market.v2.url}/weather`, '--json');
  const report = JSON.parse(stdout);
  assert.equal(code, 10, stdout.toString());
  assert.equal(report.response, null);
  assert.equal(scene.market.v2.requests.at(-1).headers['payment-signature'], undefined);
  assert.equal(await scene.chain.balance(wallet.address), 9_999n);
});

test('wrong usage is told as such', async (t) => {
  const wallet = await scene.openWallet(t);
  for (const args of [['pay'], ['pay', '--no-such-option', 'http://x/'], ['no-such-command'], []]) {
    const { code, stdout, stderr } = await wallet.run(...args);
    assert.equal(code, 2, args.join(' '));
    assert.equal(stdout.length, 0);
    assert.notEqual(stderr, '');
  }
});

test('only the web is fetched', async (t) => {
  const wallet = await scene.openWallet(t);
  writeFileSync(join(wallet.home, 'secret.txt'), 'the content of a file');
  for (const url of [
    `file://${wallet.home}/secret.txt`,
    'ftp://127.0.0.1/',
    'data:,x',
    'http://192.168.0.1/',
  ]) {
    const { code, stdout } = await wallet.run('pay', url);
    assert.ok([2, 10].includes(code), `${url}: ${code}`);
    assert.equal(stdout.length, 0);
  }
});
