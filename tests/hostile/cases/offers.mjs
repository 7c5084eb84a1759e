// SPDX-License-Identifier: MIT

// Scheme, network, asset, time and the rest of an offer.
import { lieAboutDecimals } from '../lib/lyingtoken.mjs';
import { asks, asksInVersionOne } from '../lib/moves.mjs';

const refused = (entry) => ({ outcome: 'refused', moved: 'nothing', ...entry });
const paid = (entry) => ({ words: 'Paid 0.01 USDC', outcome: 'paid', moved: 'price', ...entry });
const timeless = (name, about, maxTimeoutSeconds) =>
  refused({
    name,
    about,
    offer: { maxTimeoutSeconds },
    words: 'The seller does not say how long the payment may stay valid.',
  });

const other = '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913';
const noScheme = {
  accepts: [
    {
      scheme: null,
      network: null,
      amount: null,
      asset: null,
      payTo: null,
      maxTimeoutSeconds: null,
      extra: null,
    },
  ],
};

export default [
  refused({
    name: 'scheme-unknown',
    about: 'an unknown scheme',
    offer: { scheme: 'exactly' },
    words: 'This way of paying (“exactly”) is not supported yet.',
  }),
  refused({
    name: 'scheme-upto',
    about: 'a scheme with a ceiling, and nobody who settles it',
    offer: { scheme: 'upto' },
    words: 'The seller takes up to a sum, but does not say who settles it.',
  }),
  refused({
    name: 'network-unknown',
    about: 'a network that the wallet does not know',
    offer: { network: 'eip155:424242' },
    words: 'on a network that this wallet does not know (eip155:424242). Nothing was paid.',
  }),
  refused({
    name: 'network-disabled',
    about: 'a network that the owner has not enabled, with real money',
    offer: { network: 'eip155:8453', asset: other },
    words: ['which is not enabled. Nothing was paid.', 'tuppence-cli networks enable eip155:8453'],
  }),
  refused({
    name: 'network-chain-zero',
    about: 'chain 0',
    offer: { network: 'eip155:0' },
    words: 'eip155:0',
  }),
  refused({
    name: 'network-huge-chain',
    about: 'a chain whose number has 80 digits',
    offer: { network: `eip155:${'9'.repeat(32)}` },
    words: 'Tuppence cannot pay on the network',
  }),
  refused({
    name: 'network-other-family',
    about: 'a network of another family',
    offer: { network: 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp' },
    words: 'Tuppence cannot pay on the network “solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp” yet.',
  }),
  refused({
    name: 'network-no-name',
    about: 'a network that is no name of one',
    offer: { network: 'base sepolia' },
    words: '“base sepolia” is not the name of a network.',
  }),
  refused({
    name: 'network-unknown-name',
    about: 'version 1 with a network that nobody knows',
    asks: asksInVersionOne({ network: 'nowhere' }),
    words: 'The seller names a network that nobody knows: “nowhere”. Nothing was paid.',
  }),
  refused({
    name: 'asset-unknown',
    about: 'a token that the wallet does not know',
    offer: { asset: other },
    words: ['The seller wants a token that this wallet does not know', 'Nothing was paid.'],
  }),
  refused({
    name: 'asset-no-address',
    about: 'the token is a symbol',
    offer: { asset: 'USDC' },
    words: "The token's address is not valid: “USDC”.",
  }),
  paid({
    name: 'asset-lies',
    about: "the token's own contract says that it has 18 decimals; the wallet knows better",
    chain: lieAboutDecimals,
    shown: 'asks to pay 0.01 USDC',
  }),
  refused({
    name: 'offer-all-null',
    about: 'every member of the offer is null',
    asks: asks(noScheme),
    words: 'does not say on which network it is to be paid. Nothing was paid.',
  }),
  refused({
    name: 'offer-empty',
    about: 'the offer is empty',
    asks: asks({ accepts: [{}] }),
    words: 'does not say on which network it is to be paid. Nothing was paid.',
  }),
  refused({
    name: 'method-delegation',
    about: 'it wants the right to move the money by another contract',
    offer: { extra: { name: 'USDC', version: '2', assetTransferMethod: 'erc7710' } },
    words: 'This offer needs a delegation (ERC-7710), which is not supported.',
  }),
  refused({
    name: 'method-unknown',
    about: 'it moves the money in an unknown way',
    offer: { extra: { assetTransferMethod: 'approve-all' } },
    words: 'This offer moves money in an unknown way (“approve-all”).',
  }),
  refused({
    name: 'flow-unknown',
    about: 'the payment runs in an unknown way',
    offer: { extra: { paymentFlow: 'trust-me' } },
    words: 'The seller wants the payment to run in an unknown way (“trust-me”).',
  }),
  paid({
    name: 'flow-upfront',
    about: 'it charges before it delivers, and the owner is told',
    offer: { extra: { name: 'USDC', version: '2', paymentFlow: 'upfront' } },
    shown: '! You are charged before the seller delivers, even if it then fails.',
  }),
  timeless('time-negative', 'the payment ends before it begins', -60),
  timeless('time-zero', 'the payment is valid for no time', 0),
  timeless('time-text', 'the time is a text', '60'),
  timeless('time-null', 'the time is null', null),
  timeless('time-missing', 'there is no time', undefined),
  paid({
    name: 'time-one-second',
    about: 'one second is held to the 30 of the wallet',
    offer: { maxTimeoutSeconds: 1 },
    shown: 'for 30 s',
  }),
  paid({
    name: 'time-one-year',
    about: 'a year is held to the hour of the wallet',
    offer: { maxTimeoutSeconds: 31_536_000 },
    shown: 'for 3600 s',
  }),
  paid({
    name: 'time-astronomic',
    about: 'a time of 309 digits is held to the hour of the wallet',
    offer: { maxTimeoutSeconds: 1e308 },
    shown: 'for 3600 s',
  }),
  paid({
    name: 'token-other-name',
    about: 'the seller calls the token by another name; what is signed has the true one',
    offer: { extra: { name: 'Tether', version: '2' } },
    shown: '! The seller calls the token “Tether”; this wallet knows it as “USDC”.',
  }),
  paid({
    name: 'token-no-name',
    about: 'the seller says nothing of the token; the wallet knows it',
    offer: { extra: null },
  }),
  paid({
    name: 'site-other',
    about: 'it asks for money in the name of another site',
    asks: asks({ resource: { url: 'https://bank.example/account' } }),
    shown: ({ seller }) => `! ${seller.url} asks for money for something at https://bank.example.`,
  }),
  paid({
    name: 'site-file',
    about: 'what is for sale is a file of this computer',
    asks: asks({ resource: { url: 'file:///etc/passwd' } }),
  }),
  paid({
    name: 'site-script',
    about: 'what is for sale is a script',
    asks: asks({ resource: { url: 'javascript:alert(1)' } }),
    hidden: 'javascript',
  }),
  paid({
    name: 'site-not-an-address',
    about: 'what is for sale is no address',
    asks: asks({ resource: { url: 'http://[::1' } }),
  }),
  {
    name: 'site-missing',
    about: 'what is for sale is not said',
    asks: asks({ resource: { url: '' } }),
    words: 'The seller does not say what the payment is for.',
    outcome: 'failed',
    moved: 'nothing',
  },
];
