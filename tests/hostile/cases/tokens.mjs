// SPDX-License-Identifier: MIT

// x402-mock: whoever has the permit has the money, whether it gives a token for it or not.
import { fundedAccount } from '../../journeys/lib/chain.mjs';
import { readPermit2 } from '../../journeys/lib/tokenpermit2.mjs';
import {
  hangsUp,
  keepsThen,
  noteOf,
  replies,
  settlesThen,
  stalls,
  toBase64,
} from '../lib/moves.mjs';
import { paidForNothing, withoutTheirs } from '../lib/outcomes.mjs';
import { gives, settlePermitAs, token, x402 } from '../lib/ways.mjs';

const { asks } = token;
const thief = fundedAccount(6).address;
const paid = (entry) => ({ words: 'Paid 0.01 USDC', outcome: 'paid', moved: 'price', ...entry });
const final = { words: 'Paid 0.01 USDC', outcome: 'paid', moved: 'price' };
const withheld = ({ words, paid: move, ...entry }) => ({
  paid: settlesThen(move),
  words: [words, 'It may have been paid'],
  outcome: 'unknown',
  answer: 'withheld',
  moved: 'price',
  later: { ...paidForNothing, words: [withoutTheirs(words), paidForNothing.words] },
  ...entry,
});
const noToken =
  'The seller took the payment note and gave no usable token for it. Whether the money moved is asked on the network.';
const elsewhere = ({ elsewhere: origin, url, name }) => `${origin ?? url}/${name}/token`;
/** To another currency's name, which is moved by Permit2. */
const byPermit2 = { offer: { currency: 'DAI' } };
/** Has the permit taken as it was not signed; the network is to refuse it. */
const steals = (account, change) => async (visit) => {
  const permit = readPermit2(visit.proof);
  const { success } = await settlePermitAs(visit.chain, account(visit), { ...permit, ...change });
  if (success) throw new Error('the network took what was not signed');
  return hangsUp(visit);
};
const stolen = (entry) => ({
  ...byPermit2,
  words: 'It may have been paid',
  outcome: 'unknown',
  answer: 'lost',
  moved: 'nothing',
  ...entry,
});

export default [
  paid({ name: 'tokens-honest', about: 'it is honest', later: final }),
  paid({
    name: 'tokens-elsewhere',
    about: 'its endpoint is at another origin, which the owner is told',
    asks: asks({ endpoint: elsewhere }),
    proofGoesTo: 'elsewhere',
    shown: ({ elsewhere: { url } }) => `! The payment would be handed to ${url}`,
  }),
  ...[302, 303, 307, 308].map((status) =>
    withheld({
      name: `tokens-redirect-${status}`,
      about: `its endpoint sends the permit to another origin, by ${status}`,
      args: ['-L'],
      paid: replies(status, {}, (visit) => ({ location: elsewhere(visit) })),
      words: `The seller wants the payment sent elsewhere (status ${status}).`,
    }),
  ),
  {
    name: 'tokens-silent',
    about: 'its endpoint never answers, the caller gives up, and it takes the money later',
    paid: keepsThen(stalls()),
    words: 'It may have been paid',
    outcome: 'unknown',
    answer: 'waiting',
    moved: 'nothing',
    later: paidForNothing,
  },
  withheld({
    name: 'tokens-escapes',
    about: 'its token would end the header and begin another',
    paid: gives({ access_token: 'odd\r\nset-cookie: a=b' }),
    words: noToken,
  }),
  withheld({
    name: 'tokens-spaces',
    about: 'its token is two words',
    paid: gives({ access_token: 'odd token' }),
    words: noToken,
  }),
  withheld({
    name: 'tokens-huge',
    about: 'its token has 70 KB',
    paid: gives({ access_token: 'x'.repeat(70_000) }),
    words: noToken,
  }),
  withheld({
    name: 'tokens-none',
    about: 'it takes the money and gives no token',
    paid: replies(200, {}),
    words: noToken,
  }),
  {
    ...withheld({
      name: 'tokens-endless',
      about: 'the answer with its token has 300 KB',
      paid: gives({ odd: 'x'.repeat(300_000) }),
      words: "The server's answer is too large",
    }),
    answer: 'lost',
  },
  withheld({
    name: 'tokens-not-taken',
    about: 'it does not take the token that it has given, and asks for money again',
    paid: gives(),
    opens: asks(),
    words: 'The seller gave a token for the payment and then did not take it: “odd”.',
  }),
  withheld({
    name: 'tokens-dearer-later',
    about: 'it does not take its own token, and has become dearer',
    paid: gives(),
    opens: (visit) => asks()({ ...visit, offer: { ...visit.offer, amount: 0.02 } }),
    words: 'Tuppence stops here and does not pay a second time.',
  }),
  paid({
    name: 'tokens-over-at-once',
    about: 'its token ends at once, and is used once',
    paid: settlesThen(gives({ expires_in: 0 })),
    later: final,
  }),
  paid({
    name: 'tokens-redirect-later',
    about: 'it sends the bearer of its token to another origin, where the token does not go',
    args: ['-L'],
    opens: replies(307, {}, (visit) => ({
      location: `${visit.elsewhere ?? visit.url}/redirect-target`,
    })),
    body: '{}',
  }),
  paid({
    name: 'tokens-two-prices',
    about:
      'its body names one price and its header, in official x402, another: one is shown, and paid',
    way: x402,
    asks: (visit) => {
      const official = { 'payment-required': toBase64(JSON.stringify(noteOf(visit))) };
      const dearer = { ...token.offer(visit), amount: 0.02 };
      return asks({ headers: official })({ ...visit, offer: dearer });
    },
  }),
  paid({
    name: 'tokens-permit2',
    about: 'it is honest, and takes by Permit2 what only it may take',
    ...byPermit2,
    later: final,
  }),
  stolen({
    name: 'tokens-permit2-other-spender',
    about: 'somebody else hands in the permit',
    paid: steals(() => thief),
  }),
  stolen({
    name: 'tokens-permit2-more',
    about: 'it hands in the permit for more than was signed',
    paid: steals(({ payee }) => payee, { amount: 100_000 }),
  }),
  stolen({
    name: 'tokens-permit2-longer',
    about: 'it hands in the permit with a later end',
    paid: steals(({ payee }) => payee, { deadline: 99_999_999_999 }),
  }),
].map((entry) => ({ way: token, ...entry }));
