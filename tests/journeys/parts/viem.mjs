// SPDX-License-Identifier: MIT

// The packages are installed in this folder only: whoever needs one takes it from a file here.
export * from 'viem';
export { baseSepolia } from 'viem/chains';
export { generatePrivateKey, mnemonicToAccount, privateKeyToAccount, sign } from 'viem/accounts';
