// SPDX-License-Identifier: MIT

// What the seller says about the settlement is its word; the chain has the money's.
import { network } from '../../journeys/lib/chain.mjs';
import { delivers, replies, settlesThen, toBase64 } from '../lib/moves.mjs';
import { paidForNothing } from '../lib/outcomes.mjs';

const paid = (entry) => ({ words: 'Paid 0.01 USDC', outcome: 'paid', moved: 'price', ...entry });
const final = { words: 'Paid 0.01 USDC', outcome: 'paid', moved: 'price' };
const changed = (change) => settlesThen(delivers((receipt) => ({ ...receipt, ...change })));
const header = (text) => settlesThen(delivers(text));
const unreadable = (entry) =>
  paid({
    words: "The seller's receipt cannot be read. The answer was delivered all the same.",
    ...entry,
  });

const otherTransaction = `0x${'ab'.repeat(32)}`;
const lie = { success: true, transaction: otherTransaction, network, payer: `0x${'9'.repeat(40)}` };
const unsettled = 'The seller delivered, but its receipt says that it did not take the payment.';

export default [
  paid({
    name: 'receipt-none',
    about: 'there is none',
    paid: settlesThen(delivers(() => undefined)),
    later: final,
  }),
  paid({
    name: 'receipt-other-transaction',
    about: "it names somebody else's transaction; the chain knows the true one",
    paid: changed(lie),
    later: final,
  }),
  paid({
    name: 'receipt-other-amount',
    about: 'it claims that more was taken',
    paid: changed({ amount: '99000000' }),
    words: 'Paid 0.01 USDC',
    later: final,
  }),
  paid({
    name: 'receipt-other-network',
    about: 'it names another network',
    paid: changed({ network: 'eip155:1' }),
    later: final,
  }),
  paid({
    name: 'receipt-denies',
    about: 'it denies a settlement that there was',
    paid: changed({ success: false, transaction: '' }),
    words: unsettled,
    later: final,
  }),
  {
    name: 'receipt-invents',
    about: 'it claims a settlement that there was not',
    paid: delivers(lie),
    words: 'Paid 0.01 USDC',
    outcome: 'paid',
    moved: 'nothing',
  },
  {
    name: 'receipt-honest-failure',
    about: 'it delivers all the same and says that it took nothing',
    paid: delivers({ success: false, errorReason: 'odd', transaction: '', network }),
    words: unsettled,
    outcome: 'paid',
    moved: 'nothing',
  },
  unreadable({ name: 'receipt-garbage', about: 'it is no base64', paid: header('!not base64!') }),
  unreadable({
    name: 'receipt-not-json',
    about: 'it is no JSON',
    paid: header(toBase64('paid, thank you')),
  }),
  unreadable({ name: 'receipt-empty', about: 'it is empty', paid: header('') }),
  unreadable({
    name: 'receipt-too-large',
    about: 'it has more than 64 KiB',
    paid: header(toBase64(`{"success":true,"odd":"${'x'.repeat(65_536)}"}`)),
  }),
  unreadable({
    name: 'receipt-success-in-quotes',
    about: 'it says "true" and not true',
    paid: header(toBase64('{"success":"true"}')),
  }),
  unreadable({
    name: 'receipt-not-utf8',
    about: 'it is not UTF-8',
    paid: header(
      toBase64(Buffer.from([...Buffer.from('{"success":true,"x":"'), 0xff, 0x22, 0x7d])),
    ),
  }),
  paid({
    name: 'receipt-markup',
    about: 'its transaction has markup and escapes, and is not shown',
    paid: changed({ transaction: '<b>\u001b[2J\u202e', errorReason: '\u001b[2J' }),
    later: final,
  }),
  {
    name: 'receipt-and-refusal',
    about: 'a 402 that says that it was paid',
    paid: settlesThen((visit) =>
      replies(402, {}, { 'payment-response': toBase64(JSON.stringify(visit.receipt)) })(visit),
    ),
    words:
      'The seller answered with status 402 instead of what was bought. Whether the money moved is asked on the network.',
    outcome: 'unknown',
    answer: 'withheld',
    moved: 'price',
    later: paidForNothing,
  },
];
