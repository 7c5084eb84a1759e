// SPDX-License-Identifier: MIT

// What comes once the seller has the money: an answer, half of one, or no end of it.
import { gzipSync } from 'node:zlib';

import {
  delivers,
  drips,
  endlessly,
  hangsUp,
  repeats,
  replies,
  settlesThen,
  stalls,
  writes,
} from '../lib/moves.mjs';
import { paidForNothing } from '../lib/outcomes.mjs';

/** The seller took the money and the answer is not whole: the chain has the last word. */
const lost = ({ paid, words, ...entry }) => ({
  paid: settlesThen(paid),
  words: ['It may have been paid', words].flat(),
  outcome: 'unknown',
  answer: 'lost',
  moved: 'price',
  later: { ...paidForNothing, words: [words, paidForNothing.words].flat() },
  ...entry,
});
const delivered = ({ paid, ...entry }) => ({
  paid: settlesThen(paid),
  words: 'Paid 0.01 USDC',
  outcome: 'paid',
  moved: 'price',
  ...entry,
});
const ok = (lines, body) => writes(`HTTP/1.1 200 OK\r\n${lines}\r\n${body}`);
const notWhole = 'closed the connection before its answer was whole.';
const notHttp = "The server's answer is not valid HTTP.";

const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));

export default [
  lost({
    name: 'answer-none',
    about: 'it takes the money and hangs up',
    paid: hangsUp,
    words: notWhole,
  }),
  lost({
    name: 'answer-half-head',
    about: 'it hangs up in the middle of the head',
    paid: writes('HTTP/1.1 200 OK\r\ncont'),
    words: notWhole,
  }),
  lost({
    name: 'answer-cut',
    about: 'it hangs up in the middle of the answer',
    paid: ok('content-length: 1000\r\n', 'half'),
    words: notWhole,
    body: 'half',
  }),
  lost({
    name: 'answer-cut-chunk',
    about: 'it hangs up in the middle of a chunk',
    paid: ok('transfer-encoding: chunked\r\n', '10\r\nhalf'),
    words: notWhole,
    body: 'half',
  }),
  lost({
    name: 'answer-bad-chunks',
    about: 'its chunks turn into garbage',
    paid: ok('transfer-encoding: chunked\r\n', '4\r\nhalf\r\nodd\r\n'),
    words: notHttp,
    body: (bytes) => 'half'.startsWith(bytes.toString()),
  }),
  lost({
    name: 'answer-garbage',
    about: 'it speaks another protocol',
    paid: writes('220 odd ESMTP\r\n'),
    words: notHttp,
  }),
  lost({
    name: 'answer-two-lengths',
    about: 'it names two lengths',
    paid: ok('content-length: 4\r\ncontent-length: 5\r\n', 'half'),
    words: notHttp,
  }),
  lost({
    name: 'answer-lone-return',
    about: 'a line end of another kind stands in a header',
    paid: ok('x-odd: a\rset-cookie: b\r\n', ''),
    words: notHttp,
  }),
  lost({
    name: 'answer-giant-header',
    about: 'one header has 300 KiB',
    paid: ok(`x-odd: ${'x'.repeat(300 * 1024)}\r\n`, ''),
    words: "The server's answer begins with too many headers",
  }),
  lost({
    name: 'answer-silent',
    about: 'it never answers, and the caller gives up',
    paid: stalls(),
    words: [],
    answer: 'waiting',
  }),
  lost({
    name: 'answer-drips',
    about: 'its head drips for ever, and the caller gives up',
    paid: drips(`HTTP/1.1 200 OK\r\nx-odd: ${'x'.repeat(10_000)}\r\n\r\n`),
    words: [],
    answer: 'waiting',
  }),
  lost({
    name: 'answer-endless',
    about: 'its answer never ends, and the caller gives up',
    paid: endlessly(
      repeats(
        'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n',
        '9\r\nfor ever \r\n'.repeat(1000),
      ),
    ),
    words: [],
    answer: 'waiting',
    body: (bytes) => bytes.length > 0,
  }),
  lost({
    name: 'answer-stops',
    about: 'its answer begins and never goes on, and the caller gives up',
    paid: stalls('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nhalf'),
    words: [],
    answer: 'waiting',
    body: 'half',
  }),
  delivered({
    name: 'answer-more',
    about: 'more than the length that it names is left alone',
    paid: ok('content-length: 4\r\n', 'fourHTTP/1.1 402 Payment Required\r\n\r\n'),
    body: 'four',
  }),
  delivered({
    name: 'answer-gzip-bomb',
    about: 'its answer has 64 MiB unpacked, and is handed over packed',
    paid: (visit) => visit.response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
    body: (bytes) => bytes.equals(bomb),
  }),
  delivered({
    name: 'answer-escapes',
    about: 'its answer is handed over as it is, byte for byte',
    paid: ok('content-length: 8\r\n', '\u001b[2J\u0007\0\r\n'),
    body: '\u001b[2J\u0007\0\r\n',
  }),
  delivered({
    name: 'answer-empty',
    about: 'it delivers nothing, and says so',
    paid: writes('HTTP/1.1 204 No Content\r\n\r\n'),
    body: '',
  }),
  lost({
    name: 'answer-escape-header',
    about: 'a header clears the screen',
    args: ['-i'],
    paid: ok('x-odd: \u001b[2J\r\n', 'odd'),
    words: notHttp,
  }),
  delivered({
    name: 'answer-escape-reason',
    about: 'the reason beside the status clears the screen, and -i shows the head without it',
    args: ['-i'],
    paid: writes('HTTP/1.1 200 \u001b[2J\r\ncontent-length: 3\r\n\r\nodd'),
    body: 'HTTP/1.1 200\r\ncontent-length: 3\r\n\r\nodd',
  }),
  delivered({
    name: 'answer-500',
    about: 'it takes the money and answers 500',
    paid: replies(500, { error: 'odd' }),
    body: '{"error":"odd"}',
  }),
  delivered({
    name: 'answer-500-with-f',
    about: 'it takes the money and answers 500, and -f wants to know',
    paid: replies(500, { error: 'odd' }),
    args: ['-f'],
    body: '',
    words: 'the server answered 500',
    outcome: 'paidHttpError',
  }),
  delivered({
    name: 'answer-403',
    about: 'it takes the money and refuses',
    paid: replies(403, { error: 'odd' }),
    body: '{"error":"odd"}',
  }),
  delivered({
    name: 'answer-cookie',
    about: 'it sets a cookie',
    paid: replies(200, { delivered: true }, { 'set-cookie': 'track=1' }),
  }),
  delivered({
    name: 'answer-402-later',
    about:
      'it delivers, and asks for money again when it is asked again: the kept answer is handed over',
    paid: delivers(),
    later: { words: 'Paid 0.01 USDC', outcome: 'paid', moved: 'price' },
  }),
  {
    name: 'answer-given-away',
    about: 'it delivers and does not take the money',
    paid: replies(200, { delivered: true }),
    words: 'Paid 0.01 USDC',
    outcome: 'paid',
    moved: 'nothing',
  },
  {
    name: 'answer-500-unpaid',
    about: 'it answers 500 and does not take the money',
    paid: replies(500, { error: 'odd' }),
    body: '{"error":"odd"}',
    words: 'Paid 0.01 USDC',
    outcome: 'paid',
    moved: 'nothing',
  },
];
