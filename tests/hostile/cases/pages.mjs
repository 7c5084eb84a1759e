// SPDX-License-Identifier: MIT

// The X402 reference page: the wallet's own transaction, and a receipt that nobody has to believe.
import { network } from '../../journeys/lib/chain.mjs';
import { delivers, replies, settlesThen } from '../lib/moves.mjs';
import { paidForNothing } from '../lib/outcomes.mjs';
import { page } from '../lib/ways.mjs';

const thief = `0x${'9'.repeat(40)}`;
const { asks } = page;
const paid = (entry) => ({ words: 'Paid 0.01 USDC', outcome: 'paid', moved: 'price', ...entry });
const refused = (entry) => ({ outcome: 'refused', moved: 'nothing', ...entry });
const final = { words: 'Paid 0.01 USDC', outcome: 'paid', moved: 'price' };
const receipt = (change) => settlesThen(delivers((own) => ({ ...own, ...change })));
const withheld = ({ words, ...entry }) => ({
  words: [words, 'It may have been paid'],
  outcome: 'unknown',
  answer: 'withheld',
  moved: 'price',
  later: { ...paidForNothing, words: [words, paidForNothing.words], proofs: 2 },
  ...entry,
});
const again = (change) => settlesThen((visit) => asks(change)(visit));
const changed =
  'The seller now wants something else than what was approved and signed. Nothing new was signed.';

export default [
  paid({ name: 'pages-honest', about: 'it is honest', later: final }),
  paid({
    name: 'pages-other-transaction',
    about: "its receipt names somebody else's transaction; the chain knows the true one",
    paid: receipt({ transaction: `0x${'ab'.repeat(32)}` }),
    later: final,
  }),
  paid({
    name: 'pages-no-transaction',
    about: 'its receipt claims success, and no transaction',
    paid: receipt({ success: true, transaction: undefined }),
    later: final,
  }),
  paid({
    name: 'pages-other-network',
    about: 'it was paid on one network, and its receipt names another',
    paid: receipt({ network: 'eip155:1' }),
    words: 'names another network than the one that you paid on: “eip155:1”.',
    later: final,
  }),
  paid({
    name: 'pages-denies',
    about: 'it delivers and denies that it was paid; the chain knows better',
    paid: receipt({ success: false, transaction: '' }),
    words: 'The seller delivered, but its receipt says that it did not take the payment.',
    later: final,
  }),
  withheld({
    name: 'pages-denies-and-keeps',
    about: 'it keeps its answer and denies that it was paid',
    paid: settlesThen(
      replies(
        402,
        {},
        {
          'payment-response': Buffer.from(
            JSON.stringify({ success: false, errorReason: 'not found', network }),
          ).toString('base64'),
        },
      ),
    ),
    words: 'The seller refused the payment and says: “not found”.',
  }),
  withheld({
    name: 'pages-other-payee-later',
    about: 'it names another payee once it was paid',
    paid: again({ recipient: thief }),
    words: changed,
  }),
  withheld({
    name: 'pages-dearer-later',
    about: 'it is dearer once it was paid',
    paid: again({ amount: '10001' }),
    words: changed,
  }),
  refused({
    name: 'pages-payee-is-payer',
    about: "the payee is the wallet's own account",
    offer: ({ payer }) => ({ recipient: payer }),
    words: 'The payee is an account of this wallet itself. Nothing was paid.',
  }),
  refused({
    name: 'pages-facilitator-is-payer',
    about: "its facilitator is the wallet's own account, which is no web address",
    offer: ({ payer }) => ({ facilitator: payer }),
    words: 'but its address is not valid: “0x',
  }),
  refused({
    name: 'pages-network-off',
    about: 'it wants real money, on a network that is not switched on',
    offer: { network: 'eip155:8453' },
    words: 'on Base, which is not enabled. Nothing was paid.',
  }),
  refused({
    name: 'pages-coin-of-another-network',
    about: 'it calls the coin by a name that it has elsewhere',
    offer: { currency: 'POL' },
    words: 'The price is in “POL”',
  }),
  paid({
    name: 'pages-two-offers',
    about: 'its second offer is the same for somebody else, and is not taken',
    asks: asks({}, { recipient: thief, amount: '1' }),
  }),
  paid({
    name: 'pages-in-coins',
    about: 'the price is in a coin whose worth nobody knows',
    offer: { currency: 'native', amount: '1000000000000000' },
    coins: 10n ** 15n,
    shown: 'asks to pay 0.001 ETH',
    words: 'Paid 0.001 ETH',
  }),
].map((entry) => ({ way: page, ...entry }));
