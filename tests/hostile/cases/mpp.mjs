// SPDX-License-Identifier: MIT

// MPP, method evm: an authorisation whose nonce is the seller's challenge.
import { keepsThen, replies, settlesThen, toBase64 } from '../lib/moves.mjs';
import { paidForNothing, withoutTheirs } from '../lib/outcomes.mjs';
import { mpp } from '../lib/ways.mjs';

const { asks } = mpp;
const thief = `0x${'9'.repeat(40)}`;
const paid = (entry) => ({ words: 'Paid 0.01 USDC', outcome: 'paid', moved: 'price', ...entry });
const final = { words: 'Paid 0.01 USDC', outcome: 'paid', moved: 'price' };
const refused = (entry) => ({ outcome: 'refused', moved: 'nothing', ...entry });
/** It keeps the proof and its answer, and has the money taken later. */
const keeps = ({ paid: move, words, ...entry }) => ({
  paid: keepsThen(move),
  words: [words, 'It may have been paid'],
  outcome: 'unknown',
  answer: 'withheld',
  moved: 'nothing',
  later: { ...paidForNothing, words: [withoutTheirs(words), paidForNothing.words] },
  ...entry,
});
const changed =
  'The seller now wants something else than what was approved and signed. Nothing new was signed.';
const problem = (type, detail) =>
  replies(
    402,
    { type: `https://paymentauth.org/problems/${type}`, detail },
    {
      'content-type': 'application/problem+json',
    },
  );
const receipt = (change) =>
  settlesThen((visit) => {
    const { transaction: reference } = visit.receipt;
    const said = {
      method: 'evm',
      status: 'success',
      reference,
      timestamp: '2026-01-01T00:00:00Z',
      ...change,
    };
    return replies(
      200,
      { delivered: true },
      { 'payment-receipt': toBase64(JSON.stringify(said)) },
    )(visit);
  });
const aYear = new Date(Date.now() + 31_536_000_000).toISOString();
const another =
  "The seller's receipt is for something else than what was paid, or claims no success.";

export default [
  paid({ name: 'mpp-honest', about: 'it is honest', paid: receipt({}), later: final }),
  keeps({
    name: 'mpp-new-id',
    about: 'it asks for the same again under a new id, and takes the money of the old one later',
    paid: asks(),
    words: 'The seller did not take the payment and only asks for the same again.',
  }),
  keeps({
    name: 'mpp-dearer-later',
    about: 'it has become dearer, and takes the money of the old price later',
    paid: asks({ request: { amount: '20000' } }),
    words: changed,
  }),
  keeps({
    name: 'mpp-other-payee-later',
    about: 'it names another payee now, and takes the money later',
    paid: asks({ request: { recipient: thief } }),
    words: changed,
  }),
  keeps({
    name: 'mpp-says-over',
    about: 'it says that its offer was over, and takes the money later',
    paid: problem('payment-expired', 'The challenge has expired'),
    words: 'The seller says that its offer is over: “The challenge has expired”.',
  }),
  keeps({
    name: 'mpp-markup',
    about: 'its reason clears the screen and turns text around, and it takes the money later',
    paid: problem('verification-failed', '\u001b[2J\u202eodd'),
    words: 'could not verify the payment: “⟨U+001B⟩[2J⟨U+202E⟩odd”.',
  }),
  refused({
    name: 'mpp-over',
    about: 'its offer is over',
    asks: asks({ expires: '2020-01-01T00:00:00Z' }),
    words: "The seller's offer ends in less than 30 seconds, too soon for the network.",
  }),
  paid({
    name: 'mpp-one-year',
    about: 'its offer lasts for a year; no signature does',
    asks: asks({ expires: aYear }),
  }),
  paid({
    name: 'mpp-other-receipt',
    about: "its receipt names somebody else's transaction; the chain knows the true one",
    paid: receipt({ reference: `0x${'ab'.repeat(32)}` }),
    later: final,
  }),
  paid({
    name: 'mpp-receipt-of-another',
    about: 'its receipt is for another challenge',
    paid: receipt({ challengeId: 'somebody-elses' }),
    words: another,
    later: final,
  }),
  paid({
    name: 'mpp-receipt-other-chain',
    about: 'its receipt names another network',
    paid: receipt({ chainId: 1 }),
    words: another,
    later: final,
  }),
  paid({
    name: 'mpp-contradiction',
    about: 'two challenges of one id name two prices: what is shown is what is paid',
    asks: asks({ id: 'odd' }, { id: 'odd', request: { amount: '20000' } }),
    shown: 'asks to pay 0.01 USDC',
  }),
  paid({
    name: 'mpp-two-payees',
    about: 'two challenges of one id name two payees: who is shown is paid',
    asks: asks({ id: 'odd-two' }, { id: 'odd-two', request: { recipient: thief } }),
  }),
  refused({
    name: 'mpp-paid-before',
    about: 'it asks once more for what was paid',
    asks: asks({ id: 'odd' }),
    words: 'What the seller asks for was paid already',
  }),
  refused({
    name: 'mpp-doubled-parameter',
    about: 'its challenge says two things under one name',
    asks: asks({ realm: 'odd", request="e30' }),
    words: 'its price note is damaged and cannot be read. Nothing was paid.',
  }),
  refused({
    name: 'mpp-cookie',
    about: 'it wants the proof of payment in a cookie',
    asks: asks({ header: 'Cookie' }),
    words: '“Cookie”',
  }),
  refused({
    name: 'mpp-splits',
    about: 'a part of the price is for somebody else',
    offer: ({ payee }) => ({
      methodDetails: {
        chainId: 84532,
        credentialTypes: ['authorization'],
        splits: [{ recipient: payee, amount: '1' }],
      },
    }),
    words: 'split between several payees',
  }),
  paid({
    name: 'mpp-redirect',
    about: 'it sends to another origin once it was paid; the proof does not go along',
    args: ['-L'],
    paid: settlesThen(
      replies(307, {}, ({ elsewhere, url }) => ({
        location: `${elsewhere ?? url}/redirect-target`,
      })),
    ),
    body: '{}',
  }),
].map((entry) => ({ way: mpp, ...entry }));
