// SPDX-License-Identifier: MIT
import { tokenAddress } from '../../journeys/lib/chain.mjs';
import { loadContracts } from '../../journeys/parts/contracts.mjs';

const trueToken = '0x00000000000000000000000000000000000070cE';
const { abi, code } = loadContracts().PlayToken;

// Passes every call on to the true token's code, with the storage of this one; only decimals() is
// answered by itself: 18.
const lyingCode = [
  '0x5f3560e01c63313ce56714603b57', // the function asked for; 0x3b: decimals()
  `365f5f375f5f365f73${trueToken.slice(2)}5af4`, // the whole call, delegated
  '3d5f5f3e603757', // what came back; 0x37: it went well
  '3d5ffd', // it did not: revert with it
  '5b3d5ff3', // 0x37: return it
  '5b60125f5260205ff3', // 0x3b: return 18
].join('');

/** Puts a token into USDC's place that lies about its decimals; gives what takes it away again. */
export async function lieAboutDecimals({ client }) {
  await client.setCode({ address: trueToken, bytecode: code });
  await client.setCode({ address: tokenAddress, bytecode: lyingCode });
  const said = await client.readContract({ address: tokenAddress, abi, functionName: 'decimals' });
  if (said !== 18) throw new Error(`the token does not lie: ${said}`);
  return () => client.setCode({ address: tokenAddress, bytecode: code });
}
