// SPDX-License-Identifier: MIT

// ClawdNet: the wallet's own transaction is out before the seller says anything to it.
import { setTimeout as delay } from 'node:timers/promises';

import { hangsUp, replies, settlesThen, stalls } from '../lib/moves.mjs';
import { paidForNothing } from '../lib/outcomes.mjs';
import { headers } from '../lib/ways.mjs';

const thief = `0x${'9'.repeat(40)}`;
const { asks } = headers;
const delivered = { delivered: true };
const costs = (cost) => settlesThen(replies(200, delivered, { 'x-cost-actual': cost }));
const paid = (entry) => ({ words: 'Paid 0.01 USDC', outcome: 'paid', moved: 'price', ...entry });
const refused = (entry) => ({ outcome: 'refused', moved: 'nothing', ...entry });
/** The money is gone; asked again, the same hash is shown once more, and no second payment made. */
const withheld = ({ words, ...entry }) => ({
  words: [words, 'It may have been paid'],
  outcome: 'unknown',
  answer: 'withheld',
  moved: 'price',
  later: { ...paidForNothing, words: [words, paidForNothing.words], proofs: 2 },
  ...entry,
});
const changed =
  'The seller now wants something else than what was approved and signed. Nothing new was signed.';
const again = (change) =>
  settlesThen((visit) => asks()({ ...visit, offer: { ...visit.offer, ...change } }));

/** The honest price in the network's own coin. */
const inCoins = { offer: { amount: '0.001', currency: 'ETH' }, coins: 10n ** 15n };
const seconds = 1000;
/** An offer that may be signed for another five seconds, and whose end is waited for. */
const ending = {
  offer: () => ({ deadline: new Date((ending.at = Date.now() + 20 * seconds)).toISOString() }),
  thinks: () => delay(ending.at - 14 * seconds - Date.now()),
};

export default [
  paid({ name: 'headers-honest', about: 'it is honest', hidden: 'for 0 s' }),
  withheld({
    name: 'headers-other-payee-later',
    about: 'it names another payee once it was paid',
    paid: again({ recipient: thief }),
    words: changed,
  }),
  withheld({
    name: 'headers-dearer-later',
    about: 'it is dearer once it was paid',
    paid: again({ amount: '0.02' }),
    words: changed,
  }),
  withheld({
    name: 'headers-other-coin-later',
    about: 'it wants the same number of another coin once it was paid',
    paid: again({ currency: 'ETH' }),
    words: changed,
  }),
  withheld({
    name: 'headers-new-memo',
    about: 'it asks for the same under a new memo, as if nothing had been paid',
    paid: again({ memo: 'req_other' }),
    words: 'The seller asks for the same payment again and says: “odd”.',
  }),
  withheld({
    name: 'headers-unused-called-used',
    about: 'it calls a hash used that nobody has used',
    paid: settlesThen(replies(409, { error: 'Payment Conflict', message: 'used before' })),
    words: 'The seller says that this payment was used before: “used before”.',
  }),
  withheld({
    name: 'headers-markup',
    about: 'its reason clears the screen and turns text around',
    paid: settlesThen(replies(422, { message: '\u001b[2J\u202eodd' })),
    words: 'is not what it asked for: “⟨U+001B⟩[2J⟨U+202E⟩odd”.',
  }),
  withheld({
    name: 'headers-disagree-later',
    about: 'headers and body disagree once it was paid',
    paid: settlesThen(asks({ body: { recipient: thief } })),
    words: 'breaks the rules of asking: “odd”. Tuppence stops here and does not pay a second time.',
  }),
  refused({
    name: 'headers-two-payees',
    about: 'headers and body name two payees',
    asks: asks({ body: { recipient: thief } }),
    words: 'its “recipient” is “0x',
  }),
  refused({
    name: 'headers-two-prices',
    about: 'headers and body name two prices',
    asks: asks({ body: { amount: '0.010000001' } }),
    words: 'its “amount” is “0.01” in one place and “0.010000001” in another. Nothing was paid.',
  }),
  paid({
    name: 'headers-cheaper-alternative',
    about: 'its other way to pay names nobody else, and costs the owner another coin',
    asks: asks({ alternatives: [{ amount: '0.001', currency: 'ETH', network: 'base-sepolia' }] }),
    shown: 'asks to pay 0.01 USDC',
  }),
  paid({
    name: 'headers-in-coins',
    about: 'the price is in a coin whose worth nobody knows',
    ...inCoins,
    args: ['--max', '0.001 ETH'],
    shown: ['asks to pay 0.001 ETH', '! '],
    words: 'Paid 0.001 ETH',
  }),
  refused({
    name: 'headers-in-coins-above-max',
    about: 'the price is in a coin whose worth nobody knows, and the caller named dollars',
    ...inCoins,
    args: ['--max', '1000'],
    words:
      'The price is 0.001 ETH. What that is worth in dollars is not known, so it cannot be held against the 1000 that was allowed. Nothing was paid.',
  }),
  {
    name: 'headers-over-meanwhile',
    about: 'its offer ends while the owner thinks',
    ...ending,
    words: "The seller's offer ends in less than 15 seconds, too soon for the network.",
    outcome: 'released',
    moved: 'nothing',
  },
  refused({
    name: 'headers-over',
    about: 'its offer is over',
    offer: { deadline: '2020-01-01T00:00:00Z' },
    words: "The seller's offer ends in less than 15 seconds, too soon for the network.",
  }),
  refused({
    name: 'headers-no-time',
    about: 'its offer ends at no time',
    offer: { deadline: 'tomorrow' },
    words: '“tomorrow”',
  }),
  paid({
    name: 'headers-cost-above',
    about: 'it says that the work cost more than was paid',
    paid: costs('0.02'),
    words: 'The seller says that the answer cost 0.02, more than the 0.01 that were paid.',
  }),
  paid({
    name: 'headers-cost-astronomic',
    about: 'what it says of the cost has a billion digits, written short',
    paid: costs('1e999999999'),
    words: 'but not readably: “1e999999999”.',
  }),
  paid({
    name: 'headers-redirect',
    about: 'it sends to another origin once it was paid; the hash does not go along',
    args: ['-L'],
    paid: settlesThen(
      replies(307, {}, ({ elsewhere, url }) => ({
        location: `${elsewhere ?? url}/redirect-target`,
      })),
    ),
    body: '{}',
  }),
  {
    name: 'headers-hangs-up',
    about: 'it hangs up once it was paid',
    paid: settlesThen(hangsUp),
    words: 'It may have been paid',
    outcome: 'unknown',
    answer: 'lost',
    moved: 'price',
    later: { ...paidForNothing, proofs: 2 },
  },
  {
    name: 'headers-silent',
    about: 'it never answers once it was paid, and the caller gives up',
    paid: settlesThen(stalls()),
    words: 'It may have been paid; the chain will say so once the transaction is final.',
    outcome: 'unknown',
    answer: 'waiting',
    moved: 'price',
  },
].map((entry) => ({ way: headers, ...entry }));
