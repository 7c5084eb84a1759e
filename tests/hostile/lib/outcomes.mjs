// SPDX-License-Identifier: MIT

/**
 * The outcomes that callers are told (docs/trust.md): the exit code, and what the history has to
 * say about the payment; null: it has none. A case says itself what became of the `answer` where
 * an outcome leaves that open.
 */
export const outcomes = {
  paid: { exit: 0, money: ['open', 'settled'], answer: 'delivered' },
  free: { exit: 0, payment: null },
  httpError: { exit: 22, payment: null },
  paidHttpError: { exit: 22, money: ['open', 'settled'], answer: 'delivered' },
  refused: { exit: 10, payment: null },
  declined: { exit: 10, stage: 'declined', money: [null] },
  failed: { exit: 12, payment: null },
  released: { exit: 12, stage: 'released', money: [null] },
  paid_not_delivered: { exit: 13, money: ['settled'] },
  unknown: { exit: 15, money: ['open'] },
};

/** What the chain may say of a case afterwards. */
export const movements = ['nothing', 'price'];

/** For `words`: nothing is said at all. */
export const silence = '';

/** For `words`: a 402 that no dialect reads, whose body is handed over all the same. */
export const unknownWay =
  '127.0.0.1 asks for a payment in a way that this wallet does not know. Nothing was paid.';

/** For `later`: the seller took the money and kept the answer, and the network knows it. */
export const paidForNothing = {
  words: 'The network says that 0.01 USDC was paid to http://127.0.0.1:',
  outcome: 'paid_not_delivered',
  moved: 'price',
};

/** What is said later of `words`: what the seller itself wrote is kept nowhere. */
export const withoutTheirs = (words) => words.split('“')[0];
