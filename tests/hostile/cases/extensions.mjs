// SPDX-License-Identifier: MIT

// Extensions: what a seller may ask besides money.
import { asks } from '../lib/moves.mjs';

const paid = (entry) => ({ words: 'Paid 0.01 USDC', outcome: 'paid', moved: 'price', ...entry });
const demands = (extensions) => asks({ extensions });
const identifier = (info) =>
  demands({ 'payment-identifier': { info, schema: { type: 'object' } } });

export default [
  paid({
    name: 'extension-identifier-preset',
    about: 'it sets the identifier itself',
    asks: identifier({ required: true, id: 'pay_of_somebody_else' }),
  }),
  paid({
    name: 'extension-identifier-list',
    about: 'what it says of the identifier is a list',
    asks: identifier([true, 'odd']),
  }),
  paid({
    name: 'extension-identifier-text',
    about: 'the identifier is a text',
    asks: demands({ 'payment-identifier': 'odd' }),
  }),
  paid({
    name: 'extension-escapes',
    about: 'its names try to end the header',
    asks: demands({ 'odd\r\nset-cookie: a': { info: { 'x"}]': '\r\n\r\n' } } }),
  }),
  paid({
    name: 'extension-of-numbers',
    about: 'its numbers are such as nobody can repeat by heart',
    asks: demands({ odd: { info: { a: 1e-320, b: 12345678901234567890, c: -0.0, d: 1e999 } } }),
  }),
  paid({ name: 'extension-null', about: 'there is none, in so many words', asks: demands(null) }),
  paid({ name: 'extension-list', about: 'they are a list', asks: demands([{ info: {} }]) }),
  {
    name: 'extension-sign-in',
    about: 'it wants a signature that proves who asks, and no money',
    asks: asks({
      accepts: [],
      extensions: { 'sign-in-with-x': { info: { domain: 'bank.example' } } },
    }),
    words:
      'This seller wants you to sign in with your wallet and names no price. The wallet signs in only where it has paid before, while it is unlocked.',
    outcome: 'refused',
    moved: 'nothing',
  },
  {
    name: 'extension-permission',
    about: 'it says that the money needs another permission first',
    asks: asks((visit) => ({
      error: 'permit2_allowance_required',
      accepts: [
        { ...visit.offer, extra: { ...visit.offer.extra, assetTransferMethod: 'permit2' } },
      ],
    })),
    words: 'Permit2',
    outcome: 'refused',
    moved: 'nothing',
  },
];
