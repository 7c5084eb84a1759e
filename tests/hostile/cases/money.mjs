// SPDX-License-Identifier: MIT

// What a seller tries to do with the proof that it was given.
import { tokenAddress } from '../../journeys/lib/chain.mjs';
import { loadContracts } from '../../journeys/parts/contracts.mjs';
import {
  asks,
  delivers,
  fromBase64,
  hangsUp,
  keepsThen,
  replies,
  settle,
  settlesThen,
} from '../lib/moves.mjs';
import { paidForNothing } from '../lib/outcomes.mjs';

const { abi } = loadContracts().PlayToken;

/** Hands the token something else than was signed, as anybody can; the network is to refuse it. */
const steals = (changes) => async (visit) => {
  const { authorization, signature } = fromBase64(visit.proof).payload;
  const claimed = { ...authorization, ...changes };
  const { from, to, value, validAfter, validBefore, nonce } = claimed;
  const { client } = visit.chain;
  const hash = await client.writeContract({
    address: tokenAddress,
    abi,
    functionName: 'transferWithAuthorization',
    args: [from, to, BigInt(value), BigInt(validAfter), BigInt(validBefore), nonce, signature],
    gas: 500_000n,
  });
  const { status } = await client.waitForTransactionReceipt({ hash });
  if (status !== 'reverted') throw new Error('the network took what was not signed');
  return hangsUp(visit);
};

const stolen = (entry) => ({
  words: 'It may have been paid',
  outcome: 'unknown',
  answer: 'lost',
  moved: 'nothing',
  ...entry,
});
const thief = `0x${'9'.repeat(40)}`;

export default [
  stolen({
    name: 'steals-more',
    about: 'it takes ten times what was signed',
    paid: steals({ value: '100000' }),
  }),
  stolen({
    name: 'steals-less',
    about: 'it takes less than was signed',
    paid: steals({ value: '1' }),
  }),
  stolen({
    name: 'steals-elsewhere',
    about: 'it has the money sent to somebody else',
    paid: steals({ to: thief }),
  }),
  stolen({
    name: 'steals-anew',
    about: 'it makes a second proof out of the first',
    paid: steals({ nonce: `0x${'77'.repeat(32)}` }),
  }),
  stolen({
    name: 'steals-longer',
    about: 'it makes the proof valid for longer',
    paid: steals({ validBefore: '99999999999' }),
  }),
  {
    name: 'settles-twice',
    about: 'it has the same proof settled twice',
    paid: settlesThen(async (visit) => {
      const { success } = await settle(visit);
      if (success) throw new Error('the network took it twice');
      return delivers()(visit);
    }),
    words: 'Paid 0.01 USDC',
    outcome: 'paid',
    moved: 'price',
    later: { words: 'Paid 0.01 USDC', outcome: 'paid', moved: 'price' },
  },
  {
    name: 'settles-at-once-twice',
    about: 'it has the same proof settled twice at the same time',
    paid: async (visit) => {
      const receipts = await Promise.all([settle(visit), settle(visit)]);
      visit.receipt = receipts.find(({ success }) => success);
      return delivers()(visit);
    },
    words: 'Paid 0.01 USDC',
    outcome: 'paid',
    moved: 'price',
  },
  {
    ...stolen({
      name: 'keeps-and-refuses',
      about: 'it keeps the proof, asks again, and takes the money later',
    }),
    answer: 'withheld',
    paid: keepsThen(asks()),
    later: paidForNothing,
  },
  {
    ...stolen({
      name: 'keeps-and-hangs-up',
      about: 'it keeps the proof, hangs up, and takes the money later',
    }),
    paid: keepsThen(hangsUp),
    later: paidForNothing,
  },
  {
    name: 'keeps-and-delivers',
    about: 'it delivers, and takes the money later',
    paid: keepsThen(replies(200, { delivered: true })),
    words: 'Paid 0.01 USDC',
    outcome: 'paid',
    moved: 'nothing',
    later: { words: 'Paid 0.01 USDC', outcome: 'paid', moved: 'price' },
  },
  {
    name: 'declined',
    about: 'the owner does not agree',
    words: 'The owner refused this payment. Nothing was paid.',
    outcome: 'declined',
    moved: 'nothing',
  },
];
