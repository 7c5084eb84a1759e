// SPDX-License-Identifier: MIT

// Official x402 by Permit2: what a permit lets a seller do, and whoever gets hold of it.
import { fundedAccount, tokenAddress } from '../../journeys/lib/chain.mjs';
import { loadContracts } from '../../journeys/parts/contracts.mjs';
import { delivers, fromBase64, hangsUp, settle, settlesThen } from '../lib/moves.mjs';
import { settlePermitAs } from '../lib/ways.mjs';

const thief = fundedAccount(6);
// Whom the official facilitator pays its fees from, and who therefore settles.
const facilitator = fundedAccount(9).address;
const { PlayExactProxy, PlayUptoProxy } = loadContracts();
const exactProxy = '0x402085c248EeA27D92E8b30b2C58ed07f9E20001';
const uptoProxy = '0x4020A4f3b7b90ccA423B9fabCc0CE57C6C240002';

const byPermit2 = (extra) => ({
  extra: { name: 'USDC', version: '2', assetTransferMethod: 'permit2', ...extra },
});
const upTo = (extra) => ({
  scheme: 'upto',
  ...byPermit2({ facilitatorAddress: facilitator, ...extra }),
});
const permit = ({ offer, ...entry }) => ({ offer: { ...byPermit2(), ...offer }, ...entry });
const paid = (entry) => ({ words: 'Paid 0.01 USDC', outcome: 'paid', moved: 'price', ...entry });
const final = { words: 'Paid 0.01 USDC', outcome: 'paid', moved: 'price' };
const refused = (entry) => ({ outcome: 'refused', moved: 'nothing', ...entry });
const stolen = (entry) => ({
  words: 'It may have been paid',
  outcome: 'unknown',
  answer: 'lost',
  moved: 'nothing',
  ...entry,
});

const signedIn = ({ proof }) => {
  const { permit2Authorization: said, signature } = fromBase64(proof).payload;
  return { ...said, signature };
};
const permitOf = ({ permitted, nonce, deadline }) => ({
  permitted: { token: permitted.token, amount: BigInt(permitted.amount) },
  nonce: BigInt(nonce),
  deadline: BigInt(deadline),
});
const witnessOf = ({ witness }) => ({ ...witness, validAfter: BigInt(witness.validAfter) });

/** Calls `settle` of a proxy with what `args` makes of the permit; gives what became of it. */
async function call({ chain: { client }, ...visit }, { address, contract, args, account }) {
  const hash = await client.writeContract({
    ...(account && { account }),
    ...{ address, abi: contract.abi, functionName: 'settle' },
    args: args(signedIn(visit)),
    gas: 500_000n,
  });
  return (await client.waitForTransactionReceipt({ hash })).status;
}

const exact = (args, account) => ({ address: exactProxy, contract: PlayExactProxy, args, account });
const upto = (args, account) => ({ address: uptoProxy, contract: PlayUptoProxy, args, account });
/** The network is to refuse it. */
const steals = (way) => async (visit) => {
  const status = await call(visit, way);
  if (status !== 'reverted') throw new Error('the network took what was not signed');
  return hangsUp(visit);
};
const takes = (way) => async (visit) => {
  const status = await call(visit, way);
  if (status !== 'success') throw new Error('the network did not take what was signed');
  return delivers(() => undefined)(visit);
};
const exactly =
  (change = () => ({})) =>
  (said) => {
    const { witness, from, signature, ...others } = { ...said, ...change(said) };
    return [permitOf(others), from, witnessOf({ witness }), signature];
  };
const taking =
  (amount, change = () => ({})) =>
  (said) => {
    const { witness, from, signature, ...others } = { ...said, ...change(said) };
    return [permitOf(others), amount, from, witnessOf({ witness }), signature];
  };

export default [
  paid(permit({ name: 'permit2-honest', about: 'it is honest', shown: exactProxy, later: final })),
  paid(
    permit({
      name: 'permit2-claims-spender',
      about: 'it names a contract of its own that is to move the money; the true one does',
      offer: byPermit2({ spender: thief.address, permit2Proxy: thief.address }),
      shown: exactProxy,
      hidden: thief.address,
    }),
  ),
  paid(
    permit({
      name: 'permit2-one-year',
      about: 'it wants a permit of a year; none lasts for longer than an hour',
      offer: { maxTimeoutSeconds: 31_536_000 },
    }),
  ),
  paid(
    permit({
      name: 'permit2-anybody',
      about: 'somebody else hands in the permit as it was signed, and its payee gets the money',
      paid: takes(exact(exactly(), thief)),
      later: final,
    }),
  ),
  stolen(
    permit({
      name: 'permit2-other-payee',
      about: 'it hands in the permit for another payee',
      paid: steals(
        exact(exactly(({ witness }) => ({ witness: { ...witness, to: thief.address } }))),
      ),
    }),
  ),
  stolen(
    permit({
      name: 'permit2-more',
      about: 'it hands in the permit for ten times as much',
      paid: steals(
        exact(exactly(({ permitted }) => ({ permitted: { ...permitted, amount: '100000' } }))),
      ),
    }),
  ),
  stolen(
    permit({
      name: 'permit2-longer',
      about: 'it hands in the permit with a later end',
      paid: steals(exact(exactly(() => ({ deadline: '99999999999' })))),
    }),
  ),
  stolen(
    permit({
      name: 'permit2-without-proxy',
      about: 'somebody hands the permit to Permit2 itself, past the contract that binds the payee',
      paid: async (visit) => {
        const { permitted, nonce, deadline, from: owner, signature } = signedIn(visit);
        const parts = {
          r: signature.slice(0, 66),
          s: `0x${signature.slice(66, 130)}`,
          v: parseInt(signature.slice(130), 16),
        };
        const said = {
          owner,
          spender: thief.address,
          token: tokenAddress,
          amount: permitted.amount,
          nonce: BigInt(nonce),
          deadline,
          signature: parts,
        };
        const { success } = await settlePermitAs(visit.chain, thief.address, said);
        if (success) throw new Error('the network took what was not signed');
        return hangsUp(visit);
      },
    }),
  ),
  paid(
    permit({
      name: 'permit2-settles-twice',
      about: 'it has the same permit settled twice',
      paid: settlesThen(async (visit) => {
        const { success } = await settle(visit);
        if (success) throw new Error('the network took it twice');
        return delivers()(visit);
      }),
      later: final,
    }),
  ),
  paid({
    name: 'upto-honest',
    about: 'it takes all that it may',
    offer: upTo(),
    shown: ['! The seller takes up to 0.01 USDC.', uptoProxy],
    words: 'Paid 0.01 USDC',
    later: final,
  }),
  paid({
    name: 'upto-by-hand',
    about: 'whom the permit names hands it in past the official facilitator',
    offer: upTo(),
    paid: takes(upto(taking(10_000n))),
    later: final,
  }),
  stolen({
    name: 'upto-above',
    about: 'it takes more than its ceiling',
    offer: upTo(),
    paid: steals(upto(taking(10_001n))),
  }),
  stolen({
    name: 'upto-raises',
    about: 'it raises its ceiling afterwards',
    offer: upTo(),
    paid: steals(
      upto(
        taking(100_000n, ({ permitted }) => ({ permitted: { ...permitted, amount: '100000' } })),
      ),
    ),
  }),
  stolen({
    name: 'upto-other-facilitator',
    about: 'somebody else than was signed settles it',
    offer: upTo(),
    paid: steals(upto(taking(10_000n), thief)),
  }),
  paid({
    name: 'upto-claims-above',
    about: 'it takes its ceiling, and claims to have taken a hundred times as much',
    offer: upTo(),
    paid: settlesThen(delivers((own) => ({ ...own, amount: '1000000' }))),
    later: final,
  }),
  refused({
    name: 'upto-nobody',
    about: 'it does not say who settles',
    offer: upTo({ facilitatorAddress: undefined }),
    words: 'The seller takes up to a sum, but does not say who settles it.',
  }),
  refused({
    name: 'upto-zero',
    about: 'whoever settles has the address zero: nobody could',
    offer: upTo({ facilitatorAddress: `0x${'0'.repeat(40)}` }),
    words: 'settles for it, which nobody has. Nothing was paid.',
  }),
  stolen({
    name: 'upto-payer',
    about: 'the wallet itself is to settle, and somebody else tries',
    offer: ({ payer }) => upTo({ facilitatorAddress: payer }),
    paid: steals(upto(taking(10_000n), thief)),
  }),
];
