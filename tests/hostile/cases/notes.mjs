// SPDX-License-Identifier: MIT

// The price note of a 402: its base64, and the JSON in it.
import {
  asks,
  asksIn,
  asksInVersionOne,
  asksText,
  noteOf,
  replies,
  toBase64,
} from '../lib/moves.mjs';

const unreadable = (entry) => ({
  words: 'its price note is damaged and cannot be read. Nothing was paid.',
  outcome: 'failed',
  moved: 'nothing',
  ...entry,
});

const paid = (entry) => ({ words: 'Paid 0.01 USDC', outcome: 'paid', moved: 'price', ...entry });

const manyExtensions = Object.fromEntries(
  Array.from({ length: 200 }, (_, i) => [`ext${i}`, { info: 'x'.repeat(180) }]),
);

const deep = (levels) => `{"a":${'['.repeat(levels)}${']'.repeat(levels)}}`;
const withExtension = (json) => asksText((text) => text.replace(/}$/, `,"extensions":${json}}`));
const cheaper = (visit) => ({ accepts: [{ ...visit.offer, amount: '1' }] });

export default [
  unreadable({
    name: 'note-garbage',
    about: 'the header is no base64 at all',
    asks: asksIn('!not base64!'),
  }),
  unreadable({
    name: 'note-truncated',
    about: 'the header breaks off in the middle',
    asks: asksIn((header) => header.slice(0, 120)),
  }),
  unreadable({
    name: 'note-lone-character',
    about: 'the header has one character of base64 too many',
    asks: asksIn((header) => `${header.replaceAll('=', '')}AAAAA`.slice(0, 121)),
  }),
  unreadable({
    name: 'note-spaces',
    about: 'spaces stand inside the base64',
    asks: asksIn((header) => `${header.slice(0, 40)} ${header.slice(40)}`),
  }),
  unreadable({
    name: 'note-early-padding',
    about: 'padding stands in the middle of the base64',
    asks: asksIn((header) => `${header.slice(0, 40)}==${header.slice(40)}`),
  }),
  unreadable({ name: 'note-empty', about: 'the header is empty', asks: asksIn('') }),
  paid({
    name: 'note-two-alphabets',
    about: 'the base64 mixes its two alphabets, which says the same',
    // Bytes whose base64 has all of the four characters that differ.
    asks: asksText((text) => text.replace('"Odd"', '"???>>>ÿÿ~~~"')),
    shown: '???>>>ÿÿ~~~',
  }),
  paid({
    name: 'note-url-safe',
    about: 'the base64 is the one of addresses, without padding',
    asks: asksIn((header, visit) =>
      Buffer.from(JSON.stringify(noteOf(visit, { error: '???>>>ÿÿ~~~' }))).toString('base64url'),
    ),
  }),
  unreadable({
    name: 'note-nul-inside',
    about: 'bytes of zero stand behind the JSON',
    asks: asksText((text) => `${text}\0\0`),
  }),
  unreadable({
    name: 'note-not-utf8',
    about: 'a text in the JSON is not UTF-8',
    asks: asksText((text) =>
      Buffer.concat([
        ...text
          .split('Odd')
          .flatMap((part, i) => [Buffer.from(i ? [0xff, 0xc0] : []), Buffer.from(part)]),
      ]),
    ),
  }),
  unreadable({
    name: 'note-lone-surrogate',
    about: 'a text in the JSON has half a character',
    asks: asksText((text) => text.replace('Odd', '\\ud800')),
  }),
  unreadable({
    name: 'note-not-json',
    about: 'it is no JSON',
    asks: asksText(() => 'Pay me 0.01'),
  }),
  unreadable({
    name: 'note-two-values',
    about: 'a second value stands behind the JSON',
    asks: asksText((text) => `${text} ${text}`),
  }),
  unreadable({
    name: 'note-doubled-key',
    about: 'an offer names its amount twice',
    asks: asksText((text) => text.replace('"amount":"10000"', '"amount":"1","amount":"10000"')),
  }),
  unreadable({
    name: 'note-escaped-doubled-key',
    about: 'an offer names its amount twice, once in escapes',
    asks: asksText((text) =>
      text.replace('"amount":"10000"', '"\\u0061mount":"1","amount":"10000"'),
    ),
  }),
  unreadable({
    name: 'note-deep',
    about: 'the JSON is nested 33 levels deep',
    asks: withExtension(deep(33)),
  }),
  unreadable({
    name: 'note-very-deep',
    about: 'the JSON is nested 20 000 levels deep',
    asks: withExtension(deep(20_000)),
  }),
  unreadable({
    name: 'note-many-members',
    about: 'an object has 4 097 members',
    asks: withExtension(`{${Array.from({ length: 4097 }, (_, i) => `"${i}":0`)}}`),
  }),
  unreadable({
    name: 'note-null',
    about: 'the note is null',
    asks: asksText(() => 'null'),
    words: 'does not say of which version of x402 it is. Nothing was paid.',
  }),
  {
    name: 'note-all-null',
    about: 'every member of the note is null',
    asks: asks({ error: null, resource: null, accepts: null, extensions: null }),
    words: 'without saying readably how it can be made. Nothing was paid.',
    outcome: 'failed',
    moved: 'nothing',
  },
  {
    name: 'note-other-version',
    about: 'the note is of a version that nobody knows',
    asks: asks({ x402Version: 3 }),
    words: 'says that it is version 3 of x402',
    outcome: 'refused',
    moved: 'nothing',
  },
  {
    name: 'note-version-in-quotes',
    about: 'the version is a text',
    asks: asks({ x402Version: '2' }),
    words: 'says that it is version "2" of x402',
    outcome: 'refused',
    moved: 'nothing',
  },
  {
    name: 'note-too-large',
    about: 'the header has more than 64 KiB',
    asks: asks({ extensions: { fat: 'x'.repeat(64 * 1024) } }),
    words: 'more than is ever read. Nothing was paid.',
    outcome: 'failed',
    moved: 'nothing',
  },
  {
    name: 'note-long-text',
    about: 'one text has more than 8 KiB',
    asks: asks({ extensions: { fat: { info: 'x'.repeat(9000) } } }),
    words: 'holds a text that is too long to be honest. Nothing was paid.',
    outcome: 'failed',
    moved: 'nothing',
  },
  {
    name: 'note-many-extensions',
    about: 'extensions fill 40 KiB, more than its own server takes back',
    asks: asks({ extensions: manyExtensions }),
    words: [
      'refused the request because its headers are too large. Tell the seller.',
      'It may have been paid',
    ],
    outcome: 'unknown',
    answer: 'withheld',
    moved: 'nothing',
    proofs: 0,
  },
  {
    name: 'note-65-offers',
    about: 'it makes 65 offers',
    asks: asks((visit) => ({ accepts: Array.from({ length: 65 }, () => visit.offer) })),
    words: 'The seller lists more than 64 ways to pay. Nothing was paid.',
    outcome: 'failed',
    moved: 'nothing',
  },
  paid({
    name: 'note-64-offers',
    about: 'it makes 64 offers, all but the last of which nobody can pay',
    asks: asks((visit) => ({
      accepts: [
        ...Array.from({ length: 63 }, () => ({ ...visit.offer, scheme: 'odd' })),
        visit.offer,
      ],
    })),
  }),
  {
    name: 'note-no-offers',
    about: 'it makes no offer',
    asks: asks({ accepts: [] }),
    words: 'asks for a payment but offers no way to make it',
    outcome: 'failed',
    moved: 'nothing',
  },
  {
    name: 'note-offers-not-a-list',
    about: 'its offers are no list',
    asks: asks((visit) => ({ accepts: visit.offer })),
    words: 'without saying readably how it can be made. Nothing was paid.',
    outcome: 'failed',
    moved: 'nothing',
  },
  {
    name: 'note-offers-of-texts',
    about: 'its offers are texts',
    asks: asks({ accepts: ['0.01 USDC'] }),
    words: 'without saying readably how it can be made. Nothing was paid.',
    outcome: 'failed',
    moved: 'nothing',
  },
  {
    name: 'note-twice-different',
    about: 'two headers name two prices',
    asks: asksIn((header, visit) => [
      header,
      toBase64(JSON.stringify(noteOf(visit, cheaper(visit)))),
    ]),
    words: 'The seller named two different prices in one answer',
    outcome: 'failed',
    moved: 'nothing',
  },
  {
    name: 'note-joined-different',
    about: 'one header names two prices, joined by a comma as proxies do',
    asks: asksIn(
      (header, visit) => `${header}, ${toBase64(JSON.stringify(noteOf(visit, cheaper(visit))))}`,
    ),
    words: 'The seller named two different prices in one answer',
    outcome: 'failed',
    moved: 'nothing',
  },
  paid({
    name: 'note-twice-alike',
    about: 'the same header stands there twice',
    asks: asksIn((header) => [header, header]),
  }),
  paid({
    name: 'note-body-disagrees',
    about: 'the body names another payee than the header, which counts',
    asks: (visit) => {
      const accepts = [{ ...visit.offer, payTo: `0x${'9'.repeat(40)}`, amount: '90000' }];
      const header = toBase64(JSON.stringify(noteOf(visit)));
      return replies(402, noteOf(visit, { accepts }), { 'payment-required': header })(visit);
    },
  }),
  paid({
    name: 'note-version-one-shadowed',
    about: 'version 1 with two offers that the seller cannot tell apart; the first one counts',
    asks: asksInVersionOne({}, { maxAmountRequired: '1', payTo: `0x${'9'.repeat(40)}` }),
  }),
  {
    name: 'note-broken-page',
    about: 'version 1 as a page whose terms break off',
    asks: (visit) => {
      visit.response.writeHead(402, { 'content-type': 'text/html' });
      visit.response.end('<script>window.x402 = { paymentRequirements: [{ "scheme": "exact"');
    },
    words:
      'The page asks for a payment, but its terms break off or cannot be read. Nothing was paid.',
    outcome: 'failed',
    moved: 'nothing',
  },
];
