// SPDX-License-Identifier: MIT

// Every hostile seller, by group. A group is a file of cases/, each case a plain object:
//   name     the path it is served at, and the id of the purchase
//   about    what the seller does, in one line
//   offer    members of the honest offer that it changes (undefined leaves one out)
//   asks     how it answers a request without a proof, where it is not only the offer
//   paid     how it answers one with a proof; without it, it settles and delivers
//   chain    what is done to the chain itself before; gives what undoes it
//   lies     what the chain's RPC server claims meanwhile, garbles: what becomes of its answers
//   args     more arguments of `tuppence-cli pay`
//   shown    texts that the owner has to see before agreeing, hidden: texts that may not stand there
//   to       the case whose payee is to be paid, elsewhere; else it is its own
//   words    what is said on stderr, a text or several; body: what stands on stdout
//   proofs   how often its proof arrived, where that is not once
//   outcome  one of lib/outcomes.mjs, answer: what became of the answer where that leaves it open
//   moved    what the chain says afterwards: "nothing", or "price": one transfer, as agreed
//   later    words, outcome and moved once the chain has the payment for good and it is asked again
import amounts from './cases/amounts.mjs';
import answers from './cases/answers.mjs';
import extensions from './cases/extensions.mjs';
import money from './cases/money.mjs';
import notes from './cases/notes.mjs';
import offers from './cases/offers.mjs';
import payees from './cases/payees.mjs';
import receipts from './cases/receipts.mjs';
import redirects from './cases/redirects.mjs';
import refusals from './cases/refusals.mjs';
import texts from './cases/texts.mjs';
import transport from './cases/transport.mjs';
import witnesses from './cases/witnesses.mjs';

export const groups = {
  amounts,
  answers,
  extensions,
  money,
  notes,
  offers,
  payees,
  receipts,
  redirects,
  refusals,
  texts,
  transport,
  witnesses,
};

/** Which groups each test file plays, with a chain and a wallet of its own; two run at a time. */
export const played = {
  before: ['amounts', 'extensions', 'notes', 'offers', 'payees', 'texts', 'transport'],
  after: ['answers', 'money', 'receipts', 'redirects', 'refusals', 'witnesses'],
};

/** The cases that the test file of that name plays. */
export const casesOf = (file) => played[file].flatMap((name) => groups[name]);

export const cases = Object.values(groups).flat();
