// SPDX-License-Identifier: MIT

// What stands in `amount`: a whole number of smallest units, in decimal digits, as a text.
import { asks, asksInVersionOne, asksText } from '../lib/moves.mjs';

const refused = (entry) => ({
  words: "The price is not a whole number of the token's smallest unit",
  outcome: 'refused',
  moved: 'nothing',
  ...entry,
});

const unsaid = (entry) =>
  refused({ words: 'does not say how much it is. Nothing was paid.', ...entry });

const tooLarge = (entry) =>
  refused({ words: 'is more than any token can count. Nothing was paid.', ...entry });

const noAmount = (name, about, amount) =>
  refused({
    name,
    about,
    offer: { amount },
    words: `The price is not a whole number of the token's smallest unit: “${amount}”. Nothing was paid.`,
  });

const mostUnits = 2n ** 256n - 1n;

export default [
  noAmount('amount-negative', 'a negative amount', '-10000'),
  noAmount('amount-plus', 'an amount with a plus sign', '+10000'),
  noAmount('amount-hexadecimal', 'an amount in hexadecimal', '0x2710'),
  noAmount('amount-exponent', 'an amount with an exponent', '1e4'),
  noAmount('amount-fraction', 'an amount in whole tokens', '0.01'),
  noAmount('amount-zero-fraction', 'an amount with a fraction of zero', '10000.0'),
  noAmount('amount-leading-zeros', 'an amount with leading zeros', '0010000'),
  noAmount('amount-spaces', 'an amount with spaces around it', ' 10000 '),
  noAmount('amount-grouped', 'an amount with groups of digits', '10,000'),
  noAmount('amount-wide-digits', 'an amount in digits of another script', '１００００'),
  noAmount('amount-dollars', 'an amount with a sign of a currency', '$0.01'),
  noAmount('amount-infinite', 'an endless amount', 'Infinity'),
  tooLarge({
    name: 'amount-above-most',
    about: 'an amount of 2^256',
    offer: { amount: String(mostUnits + 1n) },
  }),
  tooLarge({
    name: 'amount-thousand-digits',
    about: 'an amount of a thousand digits',
    offer: { amount: '9'.repeat(1000) },
  }),
  refused({ name: 'amount-number', about: 'the amount is a number', offer: { amount: 10000 } }),
  refused({
    name: 'amount-large-number',
    about: 'the amount is a number that a double rounds',
    asks: asksText((text) => text.replace('"10000"', '9007199254740993')),
  }),
  refused({ name: 'amount-true', about: 'the amount is true', offer: { amount: true } }),
  refused({ name: 'amount-list', about: 'the amount is a list', offer: { amount: ['10000'] } }),
  unsaid({ name: 'amount-empty', about: 'an empty amount', offer: { amount: '' } }),
  unsaid({ name: 'amount-null', about: 'the amount is null', offer: { amount: null } }),
  unsaid({ name: 'amount-missing', about: 'there is no amount', offer: { amount: undefined } }),
  unsaid({
    name: 'amount-other-name',
    about: 'version 2 with the amount where version 1 has it',
    offer: { amount: undefined, maxAmountRequired: '10000' },
  }),
  refused({
    name: 'amount-version-one',
    about: 'version 1 with a negative amount',
    asks: asksInVersionOne({ maxAmountRequired: '-1' }),
  }),
  refused({
    name: 'amount-most',
    about: 'the largest amount that there is',
    offer: { amount: String(mostUnits) },
    words: ['The price is 1157920892373', 'Nothing was paid.'],
  }),
  refused({
    name: 'amount-wrong-decimals',
    about: 'the seller counts in 18 decimals, the token in 6',
    offer: { amount: '10000000000000000' },
    words: ['The price is 10000000000 USDC', 'Nothing was paid.'],
  }),
  {
    name: 'amount-claims-decimals',
    about: 'the seller says that the token has 2 decimals; the wallet knows better',
    offer: { extra: { name: 'USDC', version: '2', decimals: 2 } },
    shown: 'asks to pay 0.01 USDC',
    words: 'Paid 0.01 USDC',
    outcome: 'paid',
    moved: 'price',
  },
  refused({
    name: 'amount-above-max',
    about: 'it costs more than the caller allowed',
    args: ['--max', '0.009'],
    words:
      'The price is 0.01 USDC, above the 0.009 that was allowed for this request. Nothing was paid.',
  }),
  {
    name: 'amount-bad-and-good',
    about: 'the first offer is negative; the second one is paid',
    asks: asks((visit) => ({ accepts: [{ ...visit.offer, amount: '-1' }, visit.offer] })),
    words: 'Paid 0.01 USDC',
    outcome: 'paid',
    moved: 'price',
  },
];
