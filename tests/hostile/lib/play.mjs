// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { until } from '../../journeys/lib/processes.mjs';
import { price } from './moves.mjs';
import { outcomes, silence } from './outcomes.mjs';
import { payeeOf, proofsIn } from './seller.mjs';
import { Stage } from './stage.mjs';
import { x402 } from './ways.mjs';

/**
 * A test for each of `cases`, all with one wallet on a Stage opened with `options`. Then the money
 * is let settle for good, and whoever has a `later` is asked again; in the end the chain is asked
 * about them all.
 */
export function playAll(cases, options) {
  let stage;
  before(async () => (stage = await Stage.open(options)));
  after(() => stage?.close());
  for (const entry of cases) {
    test(`${entry.name}: ${entry.about}`, async (t) => {
      t.after(() => tidyUp(stage));
      const undo = await entry.chain?.(stage.chain);
      if (undo) t.after(undo);
      await play(stage, entry);
    });
  }
  test('the wallet is still the one that was started, and small', () => checkDaemon(stage));
  const again = cases.filter(({ later }) => later);
  test('what the sellers took is taken for good', () => settleForGood(stage, again));
  for (const entry of again)
    test(`${entry.name}, asked again later`, () => playLater(stage, entry));
  test('all in all, the chain took what the cases say and nothing else', async () => {
    const expected = cases.flatMap((entry) => movesOf(entry.later ?? entry, entry));
    assert.deepEqual((await stage.moves()).sort(), expected.sort());
  });
}

/** What a test that failed half-way leaves behind must not fail the next one. */
async function tidyUp(stage) {
  stage.liar.beHonest();
  stage.paying?.kill('SIGKILL');
  for (const socket of stage.seller.stalled.values()) socket.destroy();
  for (const { id } of await stage.wallet.requests()) await stage.wallet.run('refuse', id);
}

const textOf = (given, stage) => (typeof given === 'function' ? given(stage) : given);

function movesOf({ moved }, { name, to = name, coins }) {
  const sum = coins ? `${coins} wei` : price;
  return moved === 'nothing' ? [] : [`${sum} to ${payeeOf(to)}`];
}

async function play(stage, entry) {
  const { wallet, seller, elsewhere } = stage;
  const [before, known] = [await stage.moves(), await wallet.history()];
  const seen = [seller.requests.length, elsewhere.requests.length];
  Object.assign(stage.liar, { lies: entry.lies?.(stage), garbles: entry.garbles });

  checkTold(await buy(stage, entry), entry, stage);
  await checkHistory(stage, entry, known);
  const moves = (await stage.moves()).slice(before.length);
  assert.deepEqual(moves, movesOf(entry, entry), 'what the chain took');
  await checkProofs(
    stage,
    entry,
    seller.requests.slice(seen[0]),
    elsewhere.requests.slice(seen[1]),
  );
}

/** A new tuppenced asks the chain at once about everything that is open. */
async function settleForGood({ seller, chain, wallet }, cases) {
  for (const { name } of cases) await seller.kept.get(name)?.();
  await chain.finalize();
  const isThere = ({ answer }) => answer !== 'waiting';
  await until(async () => (await payments(wallet)).every(isThere), {
    what: 'no answer is awaited',
  });
  await wallet.restartDaemon();
  const payees = cases.map(({ name }) => payeeOf(name));
  const isOpen = ({ payee, money }) => payees.includes(payee) && money === 'open';
  await until(async () => !(await payments(wallet)).some(isOpen), { what: 'the money is settled' });
}

/** All there are; a page of the history has no more than 200. */
async function payments(wallet, after = []) {
  const page = await wallet.json('history', '--limit', '200', ...after);
  const rest = page.next ? await payments(wallet, ['--after', page.next]) : [];
  return [...page.payments, ...rest];
}

async function playLater(stage, entry) {
  const { wallet, chain, seller } = stage;
  checkTold(await wallet.run('pay', '--id', entry.name, urlOf(stage, entry)), entry.later, stage);
  const payee = payeeOf(entry.name);
  const moves = (await stage.moves()).filter((move) => move.endsWith(payee));
  assert.deepEqual(moves, movesOf(entry.later, entry), 'what the chain took');
  const transfer = (await chain.transfers(wallet.address)).find(({ to }) => to === payee);
  const payment = (await payments(wallet)).find((one) => one.payee === payee);
  assert.equal(payment.money, 'settled');
  assert.equal(payment.transaction, transfer.transaction);
  const requests = seller.requests.filter(({ path }) => path.split('/')[1] === entry.name);
  const proofs = requests.flatMap(proofsIn);
  assert.equal(proofs.length, entry.later.proofs ?? 1, 'how often a proof was sent');
  assert.equal(new Set(proofs).size, 1, 'one proof, however often it was sent');
}

// Far below what the bombs of the sellers unpack to, or their endless answers come to.
const mostKilobytes = 256 * 1024;

async function checkDaemon({ wallet }) {
  const { pid, exitCode, signalCode } = wallet.daemon;
  assert.deepEqual([exitCode, signalCode], [null, null]);
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const [, peak] = /VmHWM:\s+(\d+) kB/.exec(status);
  assert.ok(Number(peak) < mostKilobytes, `it took ${peak} kB`);
  checkReadable((await wallet.run('history')).stdout.toString());
}

const urlOf = (stage, entry) => `${stage.seller.url}/${entry.name}`;

/** Asks for what the case sells; where the owner is asked, looks at the terms, and agrees. */
async function buy(stage, entry) {
  const { wallet, seller } = stage;
  const args = ['pay', '--id', entry.name, ...(entry.args ?? []), urlOf(stage, entry)];
  stage.paying = wallet.launch(args);
  let ended = false;
  void stage.paying.ended.then(() => (ended = true));
  let heard = entry.body === undefined;
  stage.paying.stdout.once('data', () => (heard = true));
  const stalled = () => seller.stalled.has(entry.name) && heard;
  const request = await until(async () => ended || stalled() || (await wallet.requests())[0], {
    what: 'it ends or asks the owner',
  });
  if (request.id) await agree(stage, entry, request);
  stage.approved = request;
  await until(() => ended || stalled(), { what: 'it ends' });
  if (!ended) stage.paying.kill('SIGINT');
  return stage.paying.result;
}

async function agree(stage, entry, request) {
  const { wallet } = stage;
  const { to = entry.name } = entry;
  assert.ok(asksOwner(entry), `it asked the owner: ${JSON.stringify(request)}`);
  assert.equal(request.payee, payeeOf(to), 'the payee that is shown');
  assert.equal(request.amount.units, String(entry.coins ?? price), 'the amount that is shown');
  const { stdout } = await wallet.run('requests');
  checkReadable(stdout.toString());
  for (const part of [entry.shown ?? []].flat())
    assert.ok(stdout.includes(textOf(part, stage)), `“${textOf(part, stage)}” in ${stdout}`);
  for (const part of [entry.hidden ?? []].flat())
    assert.ok(!stdout.includes(textOf(part, stage)), `“${textOf(part, stage)}” in ${stdout}`);
  await entry.thinks?.(request);
  await (entry.outcome === 'declined'
    ? wallet.run('refuse', request.id)
    : approve(wallet, request, entry));
}

/** Whoever agrees too late reads why as well. */
async function approve(wallet, { id }, { outcome }) {
  const { code, stderr } = await wallet.tryOwner('approve', id);
  assert.equal(code === 0, outcome !== 'released', stderr);
}

const asksOwner = ({ outcome }) => outcomes[outcome].payment !== null;

/** Nothing that a seller writes may move the cursor or turn text around. */
function checkReadable(text) {
  assert.doesNotMatch(text, /[^\n\P{C}]/u);
}

function checkTold({ code, signal, stdout, stderr }, { words, outcome, body }, stage) {
  assert.equal(signal, null);
  if (words === silence) assert.equal(stderr, '');
  for (const part of [words].flat())
    assert.ok(stderr.includes(textOf(part, stage)), `“${textOf(part, stage)}” in: ${stderr}`);
  checkReadable(stderr);
  assert.equal(code, outcomes[outcome].exit, stderr);
  const usual = outcome === 'paid' ? '{"delivered":true}' : '';
  const wanted = body ?? usual;
  if (typeof wanted === 'function')
    return assert.ok(wanted(stdout), `stdout: ${stdout.subarray(0, 200)}`);
  assert.equal(stdout.toString(), wanted);
}

async function checkHistory(stage, entry, known) {
  const ids = new Set(known.map(({ id }) => id));
  const fresh = (await stage.wallet.history()).filter(({ id }) => !ids.has(id));
  const { payment, money, answer = entry.answer, stage: ended } = outcomes[entry.outcome];
  assert.equal(fresh.length, payment === null ? 0 : 1, JSON.stringify(fresh));
  if (payment === null) return;
  assert.ok(money.includes(fresh[0].money), `the money is ${fresh[0].money}`);
  if (ended) assert.equal(fresh[0].stage, ended);
  else assert.equal(fresh[0].answer, answer, 'what became of the answer');
}

/** One proof goes to the one seller that was approved, and no trace of it to anybody else. */
async function checkProofs({ approved, chain }, entry, here, there) {
  const [own, other] = entry.to || entry.proofGoesTo ? [there, here] : [here, there];
  const proofs = own.flatMap(proofsIn);
  const wanted = outcomes[entry.outcome].money?.[0] ? (entry.proofs ?? 1) : 0;
  assert.equal(proofs.length, wanted, 'how often a proof was sent');
  assert.ok(new Set(proofs).size <= 1, 'one proof, however often it was sent');
  const { way = x402 } = entry;
  for (const proof of proofs) checkSigned(await way.signed(proof, chain), approved);
  assert.deepEqual(other.flatMap(proofsIn), []);
  for (const { headers } of other)
    for (const proof of proofs) assert.ok(!JSON.stringify(headers).includes(proof.slice(0, 64)));
  for (const { headers } of [...here, ...there]) assert.equal(headers.cookie, undefined);
  for (const { headers } of there) assert.equal(headers.authorization, undefined);
}

/** What is signed is what was shown, and ends by our own clock, where it ends. */
function checkSigned({ from, to, value, until }, { account, payee, amount, validity }) {
  assert.equal(from, account.split(':').pop());
  assert.equal(to, payee);
  assert.equal(value, amount.units);
  if (until === undefined) return;
  const left = Number(until) - Date.now() / 1000;
  assert.ok(left > validity - 120 && left <= validity + 1, `valid for ${left} s`);
}
