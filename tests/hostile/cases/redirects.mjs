// SPDX-License-Identifier: MIT

// Redirects, before a payment and after it: a proof goes to the one seller that was approved.
import { replies, settlesThen } from '../lib/moves.mjs';
import { unknownWay } from '../lib/outcomes.mjs';

const follow = { args: ['-L'] };
const to = (location, status = 302) =>
  replies(status, {}, (visit) => ({
    location: typeof location === 'function' ? location(visit) : location,
  }));

const nowhere = (name, about, location, words, more) => ({
  name: `redirect-${name}`,
  about: `${about}, before the payment`,
  asks: to(location),
  ...follow,
  words: [words, 'Nothing was'],
  outcome: 'refused',
  moved: 'nothing',
  ...more,
});

/** After the payment a redirect is the answer that was bought, and nobody goes along with it. */
const paidFirst = (name, about, location, status) => ({
  name: `paid-redirect-${name}`,
  about: `${about}, after the payment`,
  paid: settlesThen(to(location, status)),
  ...follow,
  words: 'Paid 0.01 USDC',
  body: '{}',
  outcome: 'paid',
  moved: 'price',
});

const elsewhere = ({ elsewhere: origin, url }) => `${origin ?? url}/redirect-target`;

export default [
  {
    name: 'redirect-target',
    about: 'an honest seller, where others send to',
    words: 'Paid 0.01 USDC',
    outcome: 'paid',
    moved: 'price',
  },
  {
    name: 'redirect-elsewhere',
    about: 'it sends to another origin before the payment, which is what the owner sees',
    asks: to(elsewhere),
    ...follow,
    to: 'redirect-target',
    shown: ({ elsewhere: { url } }) => `at          ${url}`,
    words: ({ elsewhere: { url } }) => `Paid 0.01 USDC to ${url}.`,
    outcome: 'paid',
    moved: 'price',
  },
  {
    name: 'redirect-with-note',
    about: 'its 402 names another place too, which nobody goes to',
    asks: to(elsewhere, 402),
    ...follow,
    words: unknownWay,
    body: '{}',
    outcome: 'refused',
    moved: 'nothing',
  },
  nowhere(
    'private',
    'it sends to a private address',
    'https://10.0.0.1/',
    '10.0.0.1 is not an address of the public internet. Nothing was sent.',
  ),
  nowhere(
    'metadata',
    'it sends to where clouds keep their secrets',
    'https://169.254.169.254/latest/meta-data/',
    'is not an address of the public internet. Nothing was sent.',
  ),
  nowhere(
    'odd-spelling',
    'it sends to a private address in an odd spelling',
    'https://0xa.1/',
    'is not an address of the public internet. Nothing was sent.',
  ),
  nowhere(
    'mapped',
    'it sends to a private address in the clothes of IPv6',
    'https://[::ffff:10.0.0.1]/',
    'is not an address of the public internet. Nothing was sent.',
  ),
  nowhere(
    'plain',
    'it sends to another machine without encryption',
    'http://example.com/',
    'example.com would be asked without encryption.',
  ),
  nowhere(
    'file',
    'it sends to a file of this computer',
    'file:///etc/passwd',
    'This one begins with “file”.',
  ),
  nowhere('data', 'it sends to data', 'data:text/plain,odd', 'This one begins with “data”.'),
  nowhere(
    'script',
    'it sends to a script',
    'javascript:alert(1)',
    'This one begins with “javascript”.',
  ),
  nowhere(
    'empty',
    'it sends to no address',
    '',
    'sends elsewhere, but does not say clearly where',
    { outcome: 'failed' },
  ),
  nowhere(
    'user',
    'it sends to an address with a password',
    ({ elsewhere: origin }) => `${origin?.replace('//', '//odd:secret@')}/redirect-target`,
    'It needs a host, and no name or password in it.',
    { outcome: 'failed' },
  ),
  nowhere(
    'loop',
    'it sends to itself',
    ({ url }) => url,
    'The server redirected more than 10 times. Nothing was paid.',
    { outcome: 'failed' },
  ),
  paidFirst('elsewhere', 'it sends to another origin', elsewhere),
  paidFirst('elsewhere-307', 'it sends to another origin, with the same request', elsewhere, 307),
  paidFirst('elsewhere-308', 'it sends to another origin for ever', elsewhere, 308),
  paidFirst('home', 'it sends to another path of its own', '/redirect-target'),
  paidFirst('private', 'it sends to a private address', 'https://10.0.0.1/'),
  paidFirst('file', 'it sends to a file of this computer', 'file:///etc/passwd'),
];
