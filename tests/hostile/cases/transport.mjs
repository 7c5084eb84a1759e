// SPDX-License-Identifier: MIT

// HTTP that is none, or too much of it, before anything is paid.
import { gzipSync } from 'node:zlib';

import {
  asks,
  drips,
  hangsUp,
  noteOf,
  repeats,
  replies,
  stalls,
  toBase64,
  writes,
} from '../lib/moves.mjs';
import { silence, unknownWay } from '../lib/outcomes.mjs';

const failed = ({ words, ...entry }) => ({
  words: [words, 'Nothing was paid.'],
  outcome: 'failed',
  moved: 'nothing',
  ...entry,
});
const notHttp = (entry) => failed({ words: "The server's answer is not valid HTTP.", ...entry });
const paid = (entry) => ({ words: 'Paid 0.01 USDC', outcome: 'paid', moved: 'price', ...entry });
const takenBack = (entry) =>
  failed({ words: 'The request was withdrawn. Nothing was paid.', ...entry });

const noteIn = (visit) => toBase64(JSON.stringify(noteOf(visit)));
/** A 402 with the honest price note, and `lines` before the end of its head. */
const written = (lines, body = '{}') =>
  writes(
    (visit) =>
      `HTTP/1.1 402 Payment Required\r\npayment-required: ${noteIn(visit)}\r\n${lines}\r\n${body}`,
  );

const zeros = gzipSync(Buffer.alloc(64 * 1024 * 1024));

export default [
  failed({
    name: 'http-hangs-up',
    about: 'it hangs up without a word',
    asks: hangsUp,
    words: 'closed the connection before its answer was whole.',
  }),
  failed({
    name: 'http-half-head',
    about: 'it hangs up in the middle of the head',
    asks: writes('HTTP/1.1 402 Payment Required\r\npayment-req'),
    words: 'closed the connection before its answer was whole.',
  }),
  takenBack({
    name: 'http-silent',
    about: 'it never answers, and the caller gives up',
    asks: stalls(),
  }),
  takenBack({
    name: 'http-drips',
    about: 'its head drips for ever, and the caller gives up',
    asks: drips(`HTTP/1.1 402 Payment Required\r\nx-odd: ${'x'.repeat(10_000)}\r\n\r\n`),
  }),
  takenBack({
    name: 'http-body-drips',
    about: 'the body of its 402 never ends, and the caller gives up',
    asks: stalls('HTTP/1.1 402 Payment Required\r\n\r\n{'),
  }),
  failed({
    name: 'http-giant-header',
    about: 'one header has 300 KiB',
    asks: writes(`HTTP/1.1 402 Payment Required\r\nx-odd: ${'x'.repeat(300 * 1024)}\r\n\r\n`),
    words: "The server's answer begins with too many headers",
  }),
  failed({
    name: 'http-many-headers',
    about: 'there are 201 headers',
    asks: written('x-odd: x\r\n'.repeat(201)),
    words: "The server's answer begins with too many headers",
  }),
  failed({
    name: 'http-endless-head',
    about: 'the head never ends',
    asks: repeats(
      'HTTP/1.1 402 Payment Required\r\n',
      'x-odd: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n',
    ),
    words: "The server's answer begins with too many headers",
  }),
  failed({
    name: 'http-endless-hundreds',
    about: 'it says 100 Continue for ever',
    asks: repeats('', `HTTP/1.1 100 Continue\r\nx-odd: ${'x'.repeat(1000)}\r\n\r\n`),
    words: "The server's answer begins with too many headers",
  }),
  failed({
    name: 'http-endless-body',
    about: 'the body of its 402 never ends, fast',
    asks: repeats('HTTP/1.1 402 Payment Required\r\n\r\n', 'x'.repeat(64 * 1024)),
    words: "The server's answer is too large",
  }),
  notHttp({
    name: 'http-garbage',
    about: 'it speaks another protocol',
    asks: writes('220 odd ESMTP\r\n'),
  }),
  notHttp({
    name: 'http-status-999',
    about: 'the status is 999',
    asks: writes('HTTP/1.1 999 Odd\r\n\r\n'),
  }),
  notHttp({
    name: 'http-status-upgrade',
    about: 'it changes the protocol unasked',
    asks: writes('HTTP/1.1 101 Switching Protocols\r\nupgrade: odd\r\n\r\n'),
  }),
  notHttp({
    name: 'http-version-9',
    about: 'it claims version 9 of HTTP',
    asks: writes('HTTP/9.0 402 Payment Required\r\n\r\n'),
  }),
  notHttp({
    name: 'http-folded-header',
    about: 'a header goes on in the next line',
    asks: written('x-odd: a\r\n b\r\n'),
  }),
  notHttp({
    name: 'http-lone-return',
    about: 'a line end of another kind stands in a header',
    asks: written('x-odd: a\rset-cookie: b\r\n'),
  }),
  notHttp({
    name: 'http-nul',
    about: 'a byte of zero stands in a header',
    asks: written('x-odd: a\0b\r\n'),
  }),
  notHttp({
    name: 'http-header-without-name',
    about: 'a header has no name',
    asks: written(': odd\r\n'),
  }),
  notHttp({
    name: 'http-space-before-colon',
    about: 'a space stands before the colon of a header',
    asks: written('content-length : 2\r\n'),
  }),
  notHttp({
    name: 'http-two-lengths',
    about: 'it names two lengths',
    asks: written('content-length: 2\r\ncontent-length: 3\r\n'),
  }),
  notHttp({
    name: 'http-negative-length',
    about: 'it names a negative length',
    asks: written('content-length: -2\r\n'),
  }),
  notHttp({
    name: 'http-bad-chunks',
    about: 'its chunks are garbage',
    asks: written('transfer-encoding: chunked\r\n', 'odd\r\n'),
  }),
  notHttp({
    name: 'http-negative-chunk',
    about: 'a chunk has a negative size',
    asks: written('transfer-encoding: chunked\r\n', '-2\r\n{}\r\n'),
  }),
  notHttp({
    name: 'http-odd-coding',
    about: 'the body is coded in a way that was not asked for',
    asks: written('transfer-encoding: gzip, chunked\r\n'),
  }),
  failed({
    name: 'http-length-too-long',
    about: 'it names a longer length than it sends',
    asks: written('content-length: 999\r\n'),
    words: 'closed the connection before its answer was whole.',
  }),
  paid({
    name: 'http-length-too-short',
    about: 'it sends more than the length that it names',
    asks: written('content-length: 2\r\n', '{}HTTP/1.1 200 OK\r\n\r\nfree'),
  }),
  paid({
    name: 'http-length-and-chunks',
    about: 'it names a length and sends chunks',
    asks: written('content-length: 999\r\ntransfer-encoding: chunked\r\n', '2\r\n{}\r\n0\r\n\r\n'),
  }),
  paid({
    name: 'http-cookie',
    about: 'it sets a cookie, which is not brought back',
    asks: written('set-cookie: track=1; Path=/\r\ncontent-length: 2\r\n'),
  }),
  paid({
    name: 'http-gzip-bomb',
    about: 'the body of its 402 is packed, and has 64 MiB unpacked',
    asks: (visit) =>
      replies(402, undefined, {
        'payment-required': noteIn(visit),
        'content-encoding': 'gzip',
        'content-length': zeros.length,
      })({ ...visit, response: packed(visit.response, zeros) }),
  }),
  {
    name: 'http-free-with-note',
    about: 'it answers 200 with a price note; what is handed out is not paid',
    asks: replies(200, { free: true }, (visit) => ({ 'payment-required': noteIn(visit) })),
    words: silence,
    body: '{"free":true}',
    outcome: 'free',
    moved: 'nothing',
  },
  {
    name: 'http-402-without-note',
    about: 'a 402 that does not say how to pay is handed over, and not free',
    asks: replies(402, { odd: true }),
    words: unknownWay,
    body: '{"odd":true}',
    outcome: 'refused',
    moved: 'nothing',
  },
  {
    name: 'http-503',
    about: 'it is out of order, and wants no money for that',
    asks: replies(503, { odd: true }),
    args: ['-f'],
    words: 'the server answered 503',
    outcome: 'httpError',
    moved: 'nothing',
  },
  {
    name: 'http-packed-note',
    about: 'its price note stands in a packed body, which nobody asked for and nobody unpacks',
    asks: (visit) => {
      visit.response.writeHead(402, { 'content-encoding': 'gzip' });
      visit.response.end(gzipSync(JSON.stringify(noteOf(visit))));
    },
    args: ['-f'],
    words: [unknownWay, 'the server answered 402'],
    body: '',
    outcome: 'refused',
    moved: 'nothing',
  },
  paid({
    name: 'http-old-date',
    about: 'its clock is a year behind, and ours counts',
    shown: "! The seller's clock says ",
    asks: (visit) => asks()({ ...visit, response: dated(visit.response, -365) }),
  }),
  paid({
    name: 'http-far-date',
    about: 'its clock is a year ahead, and ours counts',
    shown: "! The seller's clock says ",
    asks: (visit) => asks()({ ...visit, response: dated(visit.response, 365) }),
  }),
];

/** A response whose body is `bytes`, whatever is sent. */
function packed(response, bytes) {
  return { writeHead: (...head) => response.writeHead(...head), end: () => response.end(bytes) };
}

function dated(response, days) {
  response.setHeader('date', new Date(Date.now() + days * 86_400_000).toUTCString());
  return response;
}
