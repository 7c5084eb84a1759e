// SPDX-License-Identifier: MIT

// Every hostile seller, by group. A group is a file of cases/, each case a plain object:
//   name     the path it is served at, and the id of the purchase
//   about    what the seller does, in one line
//   way      how it is paid: one of lib/ways.mjs, official x402 by default
//   coins    the price in the network's own coin, in wei, where it is not the price in the token
//   offer    members of the honest offer that it changes (undefined leaves one out)
//   asks     how it answers a request without a proof, where it is not only the offer
//   paid     how it answers one with a proof; without it, it settles and delivers
//   opens    how it answers with the token that it gave for a proof, where the way has such a thing
//   thinks   what happens between the question to the owner and the answer
//   chain    what is done to the chain itself before; gives what undoes it
//   lies     what the chain's RPC server claims meanwhile, garbles: what becomes of its answers
//   args     more arguments of `tuppence-cli pay`
//   shown    texts that the owner has to see before agreeing, hidden: texts that may not stand there
//   to       the case whose payee is to be paid, elsewhere; else it is its own
//   proofGoesTo  "elsewhere": the proof is meant for the other origin
//   words    what is said on stderr, a text or several; body: what stands on stdout
//   proofs   how often its proof arrived, where that is not once
//   outcome  one of lib/outcomes.mjs, answer: what became of the answer where that leaves it open
//   moved    what the chain says afterwards: "nothing", or "price": one transfer, as agreed
//   later    words, outcome and moved once the chain has the payment for good and it is asked again
import amounts from './cases/amounts.mjs';
import answers from './cases/answers.mjs';
import extensions from './cases/extensions.mjs';
import headers from './cases/headers.mjs';
import money from './cases/money.mjs';
import mpp from './cases/mpp.mjs';
import notes from './cases/notes.mjs';
import offers from './cases/offers.mjs';
import pages from './cases/pages.mjs';
import payees from './cases/payees.mjs';
import permits from './cases/permits.mjs';
import receipts from './cases/receipts.mjs';
import redirects from './cases/redirects.mjs';
import refusals from './cases/refusals.mjs';
import texts from './cases/texts.mjs';
import tokens from './cases/tokens.mjs';
import transport from './cases/transport.mjs';
import witnesses from './cases/witnesses.mjs';

export const groups = {
  amounts,
  answers,
  extensions,
  headers,
  money,
  mpp,
  notes,
  offers,
  pages,
  payees,
  permits,
  receipts,
  redirects,
  refusals,
  texts,
  tokens,
  transport,
  witnesses,
};

/** Which groups each test file plays, with a chain and a wallet of its own; two run at a time. */
export const played = {
  before: ['amounts', 'extensions', 'notes', 'offers', 'payees', 'texts', 'transport'],
  after: ['answers', 'money', 'receipts', 'redirects', 'refusals', 'witnesses'],
  ways: ['headers', 'mpp', 'pages', 'permits', 'tokens'],
};

/** The cases that the test file of that name plays. */
export const casesOf = (file) => played[file].flatMap((name) => groups[name]);

export const cases = Object.values(groups).flat();
