// SPDX-License-Identifier: MIT

// Text of the seller is text: no markup, no line of the terms, nothing that turns other text around.
import { asks, asksText } from '../lib/moves.mjs';

const paid = (entry) => ({ words: 'Paid 0.01 USDC', outcome: 'paid', moved: 'price', ...entry });
const refused = (entry) => ({ outcome: 'refused', moved: 'nothing', ...entry });
const described = (description) =>
  asks((visit) => ({ resource: { url: visit.url, description, mimeType: 'text/plain' } }));

const escapes = '\u001b[2J\u001b[31mgone\u0007';
const bidi = '\u202eDCSU 10.0\u202c\u2066x\u2069\u200f';

export default [
  paid({
    name: 'text-markup',
    about: 'markup in the description',
    asks: described('<b>free</b><img src=x onerror=alert(1)>'),
    shown: '<b>free</b><img src=x onerror=alert(1)>',
  }),
  paid({
    name: 'text-escapes',
    about: 'the description clears the screen',
    asks: described(escapes),
    shown: '⟨U+001B⟩[2J⟨U+001B⟩[31mgone⟨U+0007⟩',
  }),
  paid({
    name: 'text-bidi',
    about: 'the description runs from right to left',
    asks: described(bidi),
    shown: '⟨U+202E⟩DCSU 10.0⟨U+202C⟩',
  }),
  paid({
    name: 'text-false-line',
    about: 'the description forges a line of the terms',
    asks: described('Odd\n  to          0x0000000000000000000000000000000000000001'),
    shown: 'Odd⟨U+000A⟩',
    hidden: '\n  to          0x0000000000000000000000000000000000000001',
  }),
  paid({
    name: 'text-invisible',
    about: 'the description hides characters',
    asks: described('a\u200bb\u{e0041}c\ufeffd'),
    shown: 'a⟨U+200B⟩b⟨U+E0041⟩c⟨U+FEFF⟩d',
  }),
  paid({
    name: 'text-separators',
    about: 'the description has line ends of other kinds',
    asks: described('a\u2028b\u2029c\u0085d'),
    shown: 'a⟨U+2028⟩b⟨U+2029⟩c⟨U+0085⟩d',
  }),
  paid({
    name: 'text-long',
    about: 'the description is long, and cut',
    asks: described('long '.repeat(1000)),
    shown: `${'long '.repeat(100)}…`,
  }),
  paid({
    name: 'text-percent',
    about: 'the description has the marks of our own sentences',
    asks: described('%site %1 %s %n'),
    shown: '%site %1 %s %n',
  }),
  paid({
    name: 'text-token',
    about: 'the name of the token clears the screen',
    offer: { extra: { name: `USDC${escapes}`, version: '2' } },
    shown: '“USDC⟨U+001B⟩[2J',
  }),
  paid({
    name: 'text-everywhere',
    about: 'all other texts have markup, escapes and bidi characters',
    asks: asks((visit) => ({
      error: escapes + bidi,
      resource: {
        url: visit.url,
        description: '',
        mimeType: escapes,
        serviceName: bidi,
        tags: [escapes],
        iconUrl: `https://icon.example/${bidi}`,
      },
      extensions: { [`odd${escapes}`]: { info: { text: escapes + bidi } } },
    })),
    hidden: ['icon.example', 'gone'],
  }),
  paid({
    name: 'text-site',
    about: 'the address of what is for sale has escapes and bidi characters',
    asks: asks({ resource: { url: `https://bank.example${bidi}${escapes}/` } }),
  }),
  refused({
    name: 'text-scheme',
    about: 'the scheme has escapes',
    offer: { scheme: `exact${escapes}` },
    words: 'This way of paying (“exact⟨U+001B⟩[2J',
  }),
  refused({
    name: 'text-network',
    about: 'the network has markup and bidi characters',
    offer: { network: `<b>${bidi}` },
    words: '“<b>⟨U+202E⟩DCSU',
  }),
  refused({
    name: 'text-amount',
    about: 'the amount runs from right to left',
    offer: { amount: '\u202e00001' },
    words: '“⟨U+202E⟩00001”',
  }),
  refused({
    name: 'text-payee',
    about: 'the payee clears the screen',
    offer: { payTo: escapes },
    words: '“⟨U+001B⟩[2J',
  }),
  refused({
    name: 'text-asset',
    about: 'the token has the marks of our own sentences',
    offer: { asset: '%most %text %1' },
    words: "The token's address is not valid: “%most %text %1”.",
  }),
  {
    name: 'text-version',
    about: 'the version clears the screen',
    asks: asksText((text) => text.replace(':2,', `:"${'\\u001b[2J'}\\u202e",`)),
    words: 'says that it is version',
    outcome: 'refused',
    moved: 'nothing',
  },
];
