// SPDX-License-Identifier: MIT

// Who is to be paid.
import { tokenAddress } from '../../journeys/lib/chain.mjs';
import { payeeOf } from '../lib/seller.mjs';

const refused = (entry) => ({ outcome: 'refused', moved: 'nothing', ...entry });
const notValid = (entry) => refused({ words: "The payee's address is not valid", ...entry });

const nobody = (entry) =>
  refused({ words: 'does not say who is to be paid. Nothing was paid.', ...entry });

const flipped = (address) =>
  address.replace(/[a-fA-F](?=[^a-fA-F]*$)/, (c) =>
    c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase(),
  );

export default [
  refused({
    name: 'payee-zero',
    about: 'the payee is the address zero',
    offer: { payTo: `0x${'0'.repeat(40)}` },
    words: "The payee's address is zero: money sent there is lost to everybody.",
  }),
  refused({
    name: 'payee-token',
    about: "the payee is the token's own contract",
    offer: { payTo: tokenAddress },
    words: "The payee is the token's own contract: money sent there is lost to everybody.",
  }),
  refused({
    name: 'payee-payer',
    about: 'the payee is the account that pays',
    offer: ({ payer }) => ({ payTo: payer }),
    words: 'The payee is an account of this wallet itself. Nothing was paid.',
  }),
  refused({
    name: 'payee-payer-lower-case',
    about: 'the payee is the account that pays, in small letters',
    offer: ({ payer }) => ({ payTo: payer.toLowerCase() }),
    words: 'The payee is an account of this wallet itself. Nothing was paid.',
  }),
  notValid({
    name: 'payee-bad-checksum',
    about: "the letter case of the payee's address does not fit",
    offer: ({ payee }) => ({ payTo: flipped(payee) }),
    words: `The payee's address “${flipped(payeeOf('payee-bad-checksum'))}” is mistyped: its capital and small letters do not fit together.`,
  }),
  {
    name: 'payee-small-letters',
    about: "the payee's address has no checksum, which is allowed",
    offer: ({ payee }) => ({ payTo: payee.toLowerCase() }),
    shown: payeeOf('payee-small-letters'),
    words: 'Paid 0.01 USDC',
    outcome: 'paid',
    moved: 'price',
  },
  notValid({
    name: 'payee-short',
    about: 'a digit of the payee is missing',
    offer: ({ payee }) => ({ payTo: payee.slice(0, -1) }),
  }),
  notValid({
    name: 'payee-long',
    about: 'the payee has 32 bytes',
    offer: ({ payee }) => ({ payTo: `0x${'0'.repeat(24)}${payee.slice(2)}` }),
  }),
  notValid({
    name: 'payee-without-0x',
    about: 'the payee has no 0x',
    offer: ({ payee }) => ({ payTo: payee.slice(2) }),
  }),
  notValid({
    name: 'payee-name',
    about: 'the payee is a name',
    offer: { payTo: 'vitalik.eth' },
    words: "The payee's address is not valid: “vitalik.eth”.",
  }),
  notValid({
    name: 'payee-caip',
    about: 'the payee names a network',
    offer: ({ payee }) => ({ payTo: `eip155:1:${payee}` }),
  }),
  nobody({ name: 'payee-null', about: 'the payee is null', offer: { payTo: null } }),
  nobody({ name: 'payee-empty', about: 'the payee is an empty text', offer: { payTo: '' } }),
  notValid({
    name: 'payee-list',
    about: 'the payees are two',
    offer: ({ payee }) => ({ payTo: [payee, payee] }),
    words: "The payee's address is not valid: “[\"0x",
  }),
  nobody({ name: 'payee-missing', about: 'there is no payee', offer: { payTo: undefined } }),
];
