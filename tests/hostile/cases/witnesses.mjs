// SPDX-License-Identifier: MIT

// An RPC server that lies: it may mislead about what is seen, never about what is signed or free.
import { pad, toFunctionSelector, toHex } from '../../journeys/parts/viem.mjs';
import { multicallAddress } from '../../journeys/lib/chain.mjs';
import { delivers, hangsUp, settle, settlesThen } from '../lib/moves.mjs';
import { paidForNothing } from '../lib/outcomes.mjs';

const word = (number) => pad(toHex(number), { size: 32 });
const inputOf = ({ params: [{ data, input = data }] }) => input;
const calls = (signature) => {
  const selector = toFunctionSelector(signature);
  return (call) => call.method === 'eth_call' && inputOf(call).startsWith(selector);
};
const isBalance = calls('balanceOf(address)');
const isDecimals = calls('decimals()');
const isState = calls('authorizationState(address,bytes32)');

/** Claims that the token's holdings are `units`, as a server without Multicall3 says it. */
const holds = (units) => () => (call) => {
  if (call.method === 'eth_getCode' && call.params[0] === multicallAddress.toLowerCase())
    return '0x';
  return isBalance(call) ? word(units) : undefined;
};
const everywhere = (result) => () => () => result;
const inBlocks = (change) => () => (call, result) =>
  call.method === 'eth_getBlockByNumber' && result ? { ...result, ...change(result) } : undefined;

const paid = (entry) => ({ words: 'Paid 0.01 USDC', outcome: 'paid', moved: 'price', ...entry });
const blind = (entry) =>
  paid({ shown: '! What the account holds could not be found out.', ...entry });
const unknown = (entry) => ({
  paid: hangsUp,
  words: 'It may have been paid',
  outcome: 'unknown',
  answer: 'lost',
  moved: 'nothing',
  ...entry,
});

const escapes = '\u001b[2J\u202eodd';

export default [
  {
    name: 'witness-poor',
    about: 'it says that the account is empty',
    lies: holds(0n),
    words: ['The price is 0.01 USDC', 'holds 0 USDC. Nothing was paid.'],
    outcome: 'refused',
    moved: 'nothing',
  },
  paid({
    name: 'witness-rich',
    about: 'it says that the account holds all there is',
    lies: holds(2n ** 256n - 1n),
  }),
  paid({
    name: 'witness-decimals',
    about: 'it says that the token has 18 decimals',
    lies: () => (call) => (isDecimals(call) ? word(18n) : undefined),
    shown: 'asks to pay 0.01 USDC',
  }),
  blind({
    name: 'witness-short-word',
    about: 'its numbers are cut off',
    lies: () => (call, result) => (call.method === 'eth_call' ? result.slice(0, 20) : undefined),
  }),
  blind({
    name: 'witness-other-chain',
    about: 'it serves another chain',
    lies:
      () =>
      ({ method }) =>
        method === 'eth_chainId' ? '0x1' : undefined,
  }),
  blind({ name: 'witness-null', about: 'it answers everything with null', lies: everywhere(null) }),
  blind({
    name: 'witness-markup',
    about: 'it answers everything with an error full of escapes',
    lies: everywhere(new Error(escapes)),
  }),
  blind({
    name: 'witness-garbage',
    about: 'its answers are no JSON',
    garbles: (text) => text.slice(1),
  }),
  blind({
    name: 'witness-huge',
    about: 'its answers have 9 MiB',
    garbles: (text) => text + ' '.repeat(9 << 20),
  }),
  unknown({
    name: 'witness-used',
    about: 'it says that an unused proof was used, and shows no event',
    lies: () => (call) => (isState(call) ? word(1n) : undefined),
  }),
  unknown({
    name: 'witness-far-ahead',
    about: 'it says that the end of the proof is long past',
    lies: inBlocks(() => ({ timestamp: toHex(Math.floor(Date.now() / 1000) + 31_536_000) })),
  }),
  unknown({
    name: 'witness-no-blocks',
    about: 'it has no blocks',
    lies: inBlocks(() => ({ hash: null, number: null, timestamp: null })),
  }),
  unknown({
    name: 'witness-denies',
    about: 'it says that a used proof is unused',
    paid: settlesThen(hangsUp),
    lies: () => (call) =>
      isState(call) ? word(0n) : call.method === 'eth_getLogs' ? [] : undefined,
    moved: 'price',
    later: paidForNothing,
  }),
  unknown({
    name: 'witness-other-event',
    about: 'it shows the event of another proof',
    paid: settlesThen(hangsUp),
    lies: () => (call, result) =>
      call.method === 'eth_getLogs'
        ? result.map((log) => ({ ...log, topics: [...log.topics.slice(0, 2), word(7n)] }))
        : undefined,
    moved: 'price',
    later: paidForNothing,
  }),
];
