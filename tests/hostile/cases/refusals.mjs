// SPDX-License-Identifier: MIT

// A seller that was paid and asks for money again. Nothing is signed twice.
import { asks, replies, settlesThen, stalls, toBase64 } from '../lib/moves.mjs';
import { paidForNothing } from '../lib/outcomes.mjs';

const unpaid = (entry) => ({ outcome: 'unknown', answer: 'withheld', moved: 'nothing', ...entry });
const taken = ({ paid, words, ...entry }) => ({
  paid: settlesThen(paid),
  outcome: 'unknown',
  answer: 'withheld',
  moved: 'price',
  words: [words, 'It may have been paid'],
  later: { ...paidForNothing, words: [words, paidForNothing.words] },
  ...entry,
});
const offering = (change, error = 'Payment required') =>
  asks((visit) => ({ error, accepts: [{ ...visit.offer, ...change }] }));
const says = (error) => asks({ error });

const changed =
  'The seller now wants something else than what was approved and signed. Nothing new was signed.';
const notUnderstood =
  'The seller did not understand the payment and asked for it again. Tuppence stops here and does not pay a second time.';
const escapes = '\u001b[2J\u202eodd\u0007';

export default [
  unpaid({
    name: 'again-same',
    about: 'it asks the same again, for ever',
    paid: asks(),
    words: [notUnderstood, 'It may have been paid'],
  }),
  unpaid({
    name: 'again-dearer',
    about: 'it has become dearer meanwhile',
    paid: offering({ amount: '20000' }),
    words: [changed, 'It may have been paid'],
  }),
  unpaid({
    name: 'again-cheaper',
    about: 'it has become cheaper meanwhile',
    paid: offering({ amount: '1' }),
    words: changed,
  }),
  unpaid({
    name: 'again-other-payee',
    about: 'it names another payee now',
    paid: offering({ payTo: `0x${'9'.repeat(40)}` }),
    words: changed,
  }),
  unpaid({
    name: 'again-other-token',
    about: 'it wants another token now',
    paid: offering({ asset: `0x${'9'.repeat(40)}` }),
    words: changed,
  }),
  unpaid({
    name: 'again-other-network',
    about: 'it wants another network now',
    paid: offering({ network: 'eip155:8453' }),
    words: changed,
  }),
  unpaid({
    name: 'again-no-match',
    about: 'it refuses its own offer',
    paid: says('No matching payment requirements'),
    words: 'refused the payment as unlike its offers, though it still makes the same offer.',
  }),
  unpaid({
    name: 'again-unsettled',
    about: 'it says that it could not settle, which is true',
    paid: replies(
      402,
      {},
      {
        'payment-response': toBase64(
          JSON.stringify({ success: false, errorReason: 'insufficient_funds' }),
        ),
      },
    ),
    words: 'The seller says that the account does not hold enough of this token.',
  }),
  unpaid({
    name: 'again-markup',
    about: 'its reason clears the screen and turns text around',
    paid: says(escapes),
    words: 'The seller refused the payment and says: “⟨U+001B⟩[2J⟨U+202E⟩odd⟨U+0007⟩”.',
  }),
  unpaid({
    name: 'again-long',
    about: 'its reason is long, and cut',
    paid: says('long '.repeat(500)),
    words: `says: “${'long '.repeat(40)}…”.`,
  }),
  unpaid({
    name: 'again-bare',
    about: 'its 402 says nothing at all',
    paid: replies(402, {}),
    words: 'The seller answered with status 402 instead of what was bought.',
  }),
  unpaid({
    name: 'again-headers',
    about: 'it calls the headers too large',
    paid: replies(431, {}),
    words: 'refused the request because its headers are too large. Tell the seller.',
  }),
  unpaid({
    name: 'again-fails-to-settle',
    about: 'a seller without gas tries, and says so',
    paid: says('invalid_exact_evm_transaction_failed'),
    words: 'Whether the money moved is asked',
  }),
  unpaid({
    name: 'again-drips',
    about: 'its refusal never ends, and the caller gives up',
    paid: stalls('HTTP/1.1 402 Payment Required\r\n\r\n{'),
    answer: 'waiting',
    words: 'It may have been paid',
  }),
  taken({
    name: 'taken-same',
    about: 'it takes the money and asks the same again',
    paid: asks(),
    words: notUnderstood,
  }),
  taken({
    name: 'taken-dearer',
    about: 'it takes the money and wants twice as much',
    paid: offering({ amount: '20000' }),
    words: changed,
  }),
  taken({
    name: 'taken-denies',
    about: 'it takes the money and says that the account is empty',
    paid: says('invalid_exact_evm_insufficient_balance'),
    words: 'The seller says that the account does not hold enough of this token.',
  }),
  taken({
    name: 'taken-used',
    about: 'it takes the money and calls the proof used',
    paid: says('invalid_exact_evm_nonce_already_used'),
    words:
      'The seller says that this payment was used already: most likely it has the money. Do not pay again',
  }),
  taken({
    name: 'taken-bare',
    about: 'it takes the money and answers 402 without a word',
    paid: replies(402, {}),
    words:
      'The seller answered with status 402 instead of what was bought. Whether the money moved is asked on the network.',
  }),
  taken({
    name: 'taken-412',
    about: 'it takes the money and answers 412',
    paid: replies(412, {}),
    words: 'The seller answered with status 412 instead of what was bought.',
  }),
];
