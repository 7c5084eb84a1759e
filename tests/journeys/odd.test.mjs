// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { oddPrice } from './lib/oddsellers.mjs';
import { setScene } from './lib/scene.mjs';

const scene = setScene();

// For each bad habit of a seller: how the command ends, what it reports, and what the chain took.
const outcomes = [
  // Hung up on, not settled: nobody can know yet.
  { path: '/closes', exit: 15, status: 'unknown', money: 'open', answer: 'lost', taken: [] },
  {
    path: '/settles-then-drops',
    exit: 15,
    status: 'unknown',
    money: 'open',
    answer: 'lost',
    taken: [oddPrice],
  },
  {
    path: '/settles-then-denies',
    exit: 15,
    status: 'unknown',
    money: 'open',
    answer: 'withheld',
    taken: [oddPrice],
  },
  { path: '/unchanged', exit: 15, status: 'unknown', money: 'open', answer: 'withheld', taken: [] },
  // Any final answer that is no challenge is an answer, whatever its status.
  {
    path: '/settles-then-fails',
    exit: 0,
    status: 'paid',
    money: 'open',
    answer: 'delivered',
    taken: [oddPrice],
  },
  {
    path: '/no-receipt',
    exit: 0,
    status: 'paid',
    money: 'open',
    answer: 'delivered',
    taken: [oddPrice],
  },
  { path: '/gives-away', exit: 0, status: 'paid', money: 'open', answer: 'delivered', taken: [] },
  {
    path: '/lying-receipt',
    exit: 0,
    status: 'paid',
    money: 'open',
    answer: 'delivered',
    taken: [],
  },
  {
    path: '/body-only',
    exit: 0,
    status: 'paid',
    money: 'open',
    answer: 'delivered',
    taken: [oddPrice],
  },
  {
    path: '/page-only',
    exit: 0,
    status: 'paid',
    money: 'open',
    answer: 'delivered',
    taken: [oddPrice],
  },
  { path: '/redirects', exit: 0, status: 'paid', money: 'open', answer: 'delivered', taken: [] },
];

for (const { path, exit, status, money, answer, taken } of outcomes) {
  test(`a seller that ${path.slice(1)}: ${status}`, async (t) => {
    const wallet = await scene.openWallet(t);
    const { length } = scene.odd.requests;

    const { code, stdout } = await wallet.payApproved(`${scene.odd.url}${path}`, '--json');

    const report = JSON.parse(stdout);
    assert.equal(report.status, status, stdout.toString());
    assert.equal(code, exit);
    assert.deepEqual([report.payment.money, report.payment.answer], [money, answer]);
    assert.ok(Date.parse(report.payment.openUntil) > Date.now());
    assert.equal(report.response === null, answer !== 'delivered');
    assert.equal(scene.odd.requests.length - length, 2);
    assert.deepEqual(await scene.spent(wallet), taken);
  });
}

test('a seller that takes the money and hangs up is told on by the chain', async (t) => {
  const wallet = await scene.openWallet(t);
  const url = `${scene.odd.url}/settles-then-drops`;
  await wallet.payApproved(url, '--id', 'dropped');
  await scene.chain.finalize();
  await wallet.moneyIs('settled');

  const again = await wallet.launch(['pay', url, '--id', 'dropped', '--json']).result;

  assert.equal(again.code, 13);
  assert.equal(JSON.parse(again.stdout).status, 'paid_not_delivered');
  assert.deepEqual(await scene.spent(wallet), [oddPrice]);
});

test('a seller that breaks off half-way has not delivered', async (t) => {
  const wallet = await scene.openWallet(t);
  const { code } = await wallet.payApproved(`${scene.odd.url}/settles-then-breaks-off`);
  assert.equal(code, 15);
  assert.deepEqual(await scene.spent(wallet), [oddPrice]);
});

test('a seller that never answers is waited for no longer than --max-time', async (t) => {
  const wallet = await scene.openWallet(t);
  const { code, stdout } = await wallet.payApproved('--max-time', '2', `${scene.odd.url}/silent`);
  assert.equal(code, 15);
  assert.equal(stdout.length, 0);
  const [payment] = await wallet.history();
  assert.equal(payment.money, 'open');
  assert.deepEqual(await scene.spent(wallet), []);
});

test('a seller that becomes dearer when paid gets no second signature', async (t) => {
  const wallet = await scene.openWallet(t);
  const { length } = scene.odd.requests;
  const { code } = await wallet.payApproved('--wait', '2', `${scene.odd.url}/dearer`);
  assert.equal(code, 15);
  const proofs = scene.odd.requests
    .slice(length)
    .map(({ headers }) => headers['payment-signature']);
  assert.equal(proofs.filter(Boolean).length, 1);
  assert.deepEqual(await scene.spent(wallet), []);
});

test('a seller that wants an approval of its contract is declined in words', async (t) => {
  const wallet = await scene.openWallet(t);
  const { code, stdout, stderr } = await wallet.run('pay', `${scene.odd.url}/needs-approval`);
  assert.equal(code, 10, stderr);
  assert.equal(stdout.length, 0);
  assert.match(stderr, /Permit2/);
  assert.deepEqual(await wallet.requests(), []);
});

test('a challenge that cannot be read is an error in words', async (t) => {
  const wallet = await scene.openWallet(t);
  const { code, stdout, stderr } = await wallet.run('pay', `${scene.odd.url}/garbage`);
  assert.equal(code, 12, stderr);
  assert.equal(stdout.length, 0);
  assert.notEqual(stderr.trim(), '');
});

test('what a seller writes moves no cursor and turns no text around', async (t) => {
  const wallet = await scene.openWallet(t);
  const paying = wallet.launch(['pay', `${scene.odd.url}/markup`, '--wait', '5']);
  await wallet.nextRequest();
  const { stdout } = await wallet.run('requests');
  assert.match(stdout.toString(), /<b>free<\/b>/);
  const text = stdout.toString() + (await paying.result).stderr;
  assert.doesNotMatch(text, /[\u202e\u0007\u001b]/);
});
