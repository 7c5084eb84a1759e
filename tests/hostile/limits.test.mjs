// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { serve } from '../journeys/lib/servers.mjs';
import { asks, honest, honestOffer } from './lib/moves.mjs';
import { payeeOf } from './lib/seller.mjs';
import { Stage } from './lib/stage.mjs';
import { x402 } from './lib/ways.mjs';

// What a seller tries whom the owner allows to be paid without asking, once it was paid honestly.
//   changes  members of the honest offer that it changes
//   date     what its clock says
//   resource what it says is for sale
//   asked    the warnings with which the owner is asked; nothing moves
//   paid     how many units move without asking
const price = 10_000;
const farDay = new Date(Date.now() + 365 * 86_400_000).toUTCString();
const tricks = {
  'stays honest': { paid: price },
  'asks for less': { changes: { amount: '9000' }, paid: 9_000 },
  'asks for three times as much': { changes: { amount: '30000' }, paid: 30_000 },
  'asks for a little more than that': {
    changes: { amount: '30001' },
    asked: ['warning.price_history'],
  },
  'asks for five thousand times as much': {
    changes: { amount: '50000000' },
    asked: [
      'limit.per_payment',
      'limit.day',
      'warning.price_history',
    ],
  },
  'names another payee': {
    changes: { payTo: payeeOf('somebody else') },
    asked: ['warning.payee_changed'],
  },
  'calls the token by another name': {
    changes: { extra: { name: 'Real USDC', version: '2' } },
    asked: ['warning.token_name'],
  },
  'sells what belongs to another site': {
    resource: 'https://bank.example/account',
    asked: ['warning.other_resource'],
  },
  'has a clock that is a year ahead': { date: farDay, asked: ['warning.clock'] },
};

let stage;
before(async () => {
  stage = await Stage.open();
  await stage.wallet.owner('agents', 'pair', 'agent');
});
after(() => stage?.close());

/** A seller on an origin of its own, which plays `trick` from its second purchase on. */
async function startTrickster(t, trick) {
  const seller = { isHonest: true };
  const server = await serve(async (request, response, seen) => {
    for await (const chunk of request) void chunk;
    const proof = seen.headers['payment-signature'];
    const { chain, facilitator } = stage;
    const visit = { way: x402, request, response, proof, chain, facilitator, name: t.name };
    visit.payee = payeeOf(t.name);
    visit.url = `http://${seen.headers.host}${seen.path}`;
    const played = seller.isHonest ? {} : trick;
    visit.offer = { ...honestOffer({ payee: visit.payee, maxTimeoutSeconds: 300 }), ...played.changes };
    if (played.date) response.setHeader('date', played.date);
    if (played.resource) visit.url = played.resource;
    await (proof ? honest : asks())(visit);
  });
  t.after(() => server.stop());
  return Object.assign(seller, { url: `${server.url}/page`, origin: server.url });
}

for (const [name, trick] of Object.entries(tricks)) {
  test(`a seller that is paid without asking ${name}`, async (t) => {
    const { wallet } = stage;
    const seller = await startTrickster(t, trick);
    const agent = ['--agent', 'agent'];
    const first = await wallet.payApproved(seller.url, ...agent);
    assert.equal(first.code, 0, first.stderr);
    const limit = ['--per-payment', '1', '--per-day', '5'];
    await wallet.owner('limits', 'set', '--site', seller.origin, ...limit);
    const before = await stage.moves();
    seller.isHonest = false;
    const wait = ['--wait', trick.asked ? '0' : '20'];
    const { code, stderr } = await wallet.run('pay', seller.url, ...agent, ...wait);
    if (trick.asked) {
      const [request] = await wallet.requests();
      assert.deepEqual(request.warnings.map((warning) => warning.code).sort(), trick.asked.toSorted());
      assert.equal(code, 11, stderr);
      await wallet.run('refuse', request.id);
    } else {
      assert.equal(code, 0, stderr);
    }
    const moves = (await stage.moves()).slice(before.length);
    assert.deepEqual(moves, trick.paid ? [`${trick.paid} to ${payeeOf(t.name)}`] : []);
  });
}

test('eleven payments within a minute are one too many to go unasked', async (t) => {
  const { wallet } = stage;
  const seller = await startTrickster(t, {});
  await wallet.payApproved(seller.url, '--agent', 'agent');
  await wallet.owner('limits', 'set', '--site', seller.origin, '--per-day', '5');
  const runs = [];
  for (let i = 0; i < 11; ++i)
    runs.push(
      await wallet.run('pay', seller.url, '--agent', 'agent', '--wait', i < 10 ? '20' : '0'),
    );
  assert.deepEqual(
    runs.map(({ code }) => code),
    [...Array(10).fill(0), 11],
  );
  const [request] = await wallet.requests();
  assert.deepEqual(
    request.warnings.map((warning) => warning.code),
    ['limit.per_minute'],
  );
});
