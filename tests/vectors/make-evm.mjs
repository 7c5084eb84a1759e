#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// Writes evm.json beside itself with viem, another implementation than ours: RLP, ABI, EIP-712 and
// signatures. Run it after `npm ci` in tests/journeys/parts.
import { writeFileSync } from 'node:fs';
import * as viem from '../journeys/parts/viem.mjs';

const bytes = (size, byte = 'ab') => `0x${byte.repeat(size)}`;
const most = 2n ** 256n - 1n;

const rlp = [
  '0x', '0x00', '0x7f', '0x80', '0xff', '0x0400', bytes(55), bytes(56), bytes(255), bytes(256),
  [], [[]], [[], [[]], [[], [[]]]], ['0x636174', '0x646f67'], [bytes(54)], [bytes(55)],
  ['0x01', [bytes(300), []], '0x80'],
].map((item) => ({ item, encoded: viem.toRlp(item) }));

// A value is a tree that says its types; `parameter` and `value` are viem's words for it.
const leaf = (type) => (value) => ({ tree: { [type]: typeof value === 'bigint' ? value.toString() : value }, type, value });
const number = (value) => ({ ...leaf('number')(value), parameter: { type: 'uint256' } });
const address = (value) => ({ ...leaf('address')(value), parameter: { type: 'address' } });
const boolean = (value) => ({ ...leaf('boolean')(value), parameter: { type: 'bool' } });
const fixed = (value) => ({ ...leaf('fixed')(value), parameter: { type: `bytes${viem.size(value)}` } });
const dynamic = (value) => ({ ...leaf('bytes')(value), parameter: { type: 'bytes' } });
const tuple = (...members) => ({
  tree: { tuple: members.map((m) => m.tree) },
  value: members.map((m) => m.value),
  parameter: { type: 'tuple', components: members.map((m) => m.parameter) },
});
const array = (first, ...others) => ({
  tree: { array: [first, ...others].map((m) => m.tree) },
  value: [first, ...others].map((m) => m.value),
  parameter: { ...first.parameter, type: `${first.parameter.type}[]` },
});
const cow = '0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826';
const call = (data, mayFail = true) => tuple(address(cow), boolean(mayFail), dynamic(data));
const abi = {
  nothing: [],
  words: [number(0n), number(most), address(cow), boolean(true), boolean(false), fixed('0x12345678'), fixed(bytes(32))],
  'dynamic bytes': [dynamic('0x'), dynamic(bytes(1)), dynamic(bytes(32)), dynamic(bytes(33))],
  'dynamic between words': [number(1n), dynamic(bytes(40)), address(cow), dynamic('0x01')],
  'static tuple': [tuple(number(1n), tuple(address(cow), boolean(true))), dynamic('0x02')],
  'dynamic tuple': [number(3n), tuple(number(1n), dynamic('0x03')), number(4n)],
  'array of words': [array(number(1n), number(2n), number(3n)), number(4n)],
  'array of static tuples': [array(tuple(number(1n), address(cow)), tuple(number(2n), address(cow)))],
  'array of dynamic bytes': [array(dynamic('0x01'), dynamic(bytes(64)))],
  'array of arrays': [array(array(number(1n)), array(number(2n), number(3n)))],
  'aggregate3 of Multicall3': [array(call('0x'), call(bytes(4)), call(bytes(68), false))],
};

const key = bytes(32, '01');
const person = [{ name: 'name', type: 'string' }, { name: 'wallet', type: 'address' }];
const domain = { name: 'Ether Mail', version: '1', chainId: 1, verifyingContract: '0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC' };
const mail = {
  types: { Person: person, Mail: [{ name: 'from', type: 'Person' }, { name: 'to', type: 'Person' }, { name: 'contents', type: 'string' }] },
  primaryType: 'Mail',
  message: {
    from: { name: 'Cow', wallet: cow },
    to: { name: 'Bob', wallet: '0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB' },
    contents: 'Hello, Bob!',
  },
};
const one = (type, value) => ({ types: { One: [{ name: 'value', type }] }, primaryType: 'One', message: { value } });
const typed = {
  "EIP-712's example": { ...mail, domain, key: viem.keccak256(viem.toHex('cow')) },
  'no domain member': { ...mail, domain: {} },
  'salt alone': { ...mail, domain: { salt: bytes(32, '5a') } },
  'salt at the end': { ...mail, domain: { ...domain, salt: bytes(32, '5a') } },
  'chain id and contract': { ...mail, domain: { chainId: 8453, verifyingContract: domain.verifyingContract } },
  'name beyond ASCII': { ...mail, domain: { name: 'Pièce 🪙' } },
  'empty string': one('string', ''),
  'bytes': one('bytes', bytes(45)),
  'bytes, none': one('bytes', '0x'),
  'bytes1': one('bytes1', '0xfe'),
  'bytes31': one('bytes31', bytes(31)),
  'uint8, largest': one('uint8', 255),
  'uint48': one('uint48', 2 ** 40),
  'uint256, largest': one('uint256', most),
  'int8, smallest': one('int8', -128),
  'int8, largest': one('int8', 127),
  'int256, -1': one('int256', -1n),
  'int256, smallest': one('int256', -(2n ** 255n)),
  'bool, false': one('bool', false),
  'bool, true': one('bool', true),
  'array, none': one('uint256[]', []),
  'array of words': one('uint256[]', [1n, 2n, most]),
  'array of three': one('address[3]', [cow, cow, domain.verifyingContract]),
  'array of strings': one('string[]', ['a', '', 'ccc']),
  'array of arrays': one('int16[2][]', [[1, -1], [2, -2], [3, -3]]),
  'types in any order': {
    types: {
      Zoo: [{ name: 'animals', type: 'Animal[]' }, { name: 'keeper', type: 'Person' }],
      Person: person,
      Animal: [{ name: 'legs', type: 'uint8' }, { name: 'feeders', type: 'Person[2]' }, { name: 'mark', type: 'Mark' }],
      Mark: [{ name: 'hash', type: 'bytes32' }],
      Unused: [{ name: 'nothing', type: 'bool' }],
    },
    primaryType: 'Zoo',
    message: {
      animals: [{ legs: 4, feeders: [mail.message.from, mail.message.to], mark: { hash: bytes(32) } }],
      keeper: mail.message.to,
    },
  },
  'a type that holds itself': {
    types: { Node: [{ name: 'value', type: 'uint256' }, { name: 'children', type: 'Node[]' }] },
    primaryType: 'Node',
    message: { value: 1n, children: [{ value: 2n, children: [] }, { value: 3n, children: [{ value: 4n, children: [] }] }] },
  },
};

const account = (secret) => viem.privateKeyToAccount(secret);
const signatures = [key, bytes(31, '00') + '01', '0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140'].flatMap((secret) =>
  ['0x', '0x00', viem.toHex('All those moments will be lost in time')].map((text) => ({ key: secret, hash: viem.keccak256(text) })),
);

const usdc = '0x036CbD53842c5426634e7929541eC2318f3dCF7e';
const transferOf = (to, amount) =>
  viem.encodeFunctionData({
    abi: viem.parseAbi(['function transfer(address to, uint256 amount) returns (bool)']),
    functionName: 'transfer', args: [to, amount],
  });
const feeMarket = { type: 'eip1559', chainId: 84532, nonce: 7, gas: 65000n, maxFeePerGas: 2000000000n, maxPriorityFeePerGas: 1000000n };
const legacy = { type: 'legacy', chainId: 84532, nonce: 7, gas: 21000n, gasPrice: 1500000000n };
const transactions = {
  'a token': { ...feeMarket, to: usdc, value: 0n, data: transferOf(cow, 10000n) },
  'the coin': { ...feeMarket, gas: 21000n, to: cow, value: 10n ** 15n, data: '0x' },
  'of before: a token': { ...legacy, gas: 65000n, to: usdc, value: 0n, data: transferOf(cow, 10000n) },
  'of before: the coin': { ...legacy, to: cow, value: 10n ** 18n, data: '0x' },
  'of before: nothing at all': { ...legacy, chainId: 1, nonce: 0, gas: 0n, gasPrice: 0n, to: cow, value: 0n, data: '0x' },
  'of before: a large chain': { ...legacy, chainId: 1187947933, to: cow, value: 1n, data: '0x' },
  'nothing at all': { ...feeMarket, chainId: 1, nonce: 0, gas: 0n, maxFeePerGas: 0n, maxPriorityFeePerGas: 0n, to: cow, value: 0n, data: '0x' },
  'as much as there can be': { ...feeMarket, to: cow, value: most, data: transferOf(usdc, most), gas: 2n ** 64n - 1n, maxFeePerGas: most - 1n, maxPriorityFeePerGas: most - 1n },
  'a high number': { ...feeMarket, nonce: 2 ** 53 - 1, to: cow, value: 1n, data: '0x' },
  'one-byte members': { ...feeMarket, chainId: 127, nonce: 127, gas: 128n, maxFeePerGas: 128n, maxPriorityFeePerGas: 127n, to: cow, value: 128n, data: '0x7f' },
  'long data': { ...feeMarket, to: usdc, value: 0n, data: bytes(300) },
};
const signedAs = async (name, fields) => {
  const signed = await account(key).signTransaction(fields);
  const { r, s, yParity } = viem.parseTransaction(signed);
  const signature = viem.serializeSignature({ r, s, yParity });
  return { name, ...fields, key, unsigned: viem.serializeTransaction(fields), signature, signed, hash: viem.keccak256(signed) };
};
// RLP writes r and s as numbers: without the zero bytes that one in 256 begins with.
const manySigned = await Promise.all(
  [...Array(400)].map((_, i) => signedAs(`number ${i}`, { ...feeMarket, nonce: i, to: cow, value: 1n, data: '0x' })),
);
const startsWithZero = (from) => ({ signature }) => signature.slice(from, from + 2) === '00';
const shortened = [manySigned.find(startsWithZero(2)), manySigned.find(startsWithZero(66))];

const named = (table, make) => Object.entries(table).map(([name, value]) => ({ name, ...make(value) }));
const vectors = {
  source: 'tests/vectors/make-evm.mjs',
  rlp: rlp.map((row, i) => ({ name: `item ${i}`, ...row })),
  abi: named(abi, (values) => ({
    arguments: values.map((v) => v.tree),
    encoded: viem.encodeAbiParameters(values.map((v) => v.parameter), values.map((v) => v.value)),
  })),
  typed: await Promise.all(
    Object.entries(typed).map(async ([name, entry]) => {
      const { key: own = key, ...message } = { domain, ...entry };
      return { name, ...message, key: own, digest: viem.hashTypedData(message), signature: await account(own).signTypedData(message) };
    }),
  ),
  signatures: await Promise.all(
    signatures.map(async (row, i) => ({
      name: `key and hash ${i}`, ...row,
      publicKey: account(row.key).publicKey, address: account(row.key).address,
      signature: await account(row.key).sign({ hash: row.hash }),
    })),
  ),
  transactions: [...(await Promise.all(Object.entries(transactions).map(([name, fields]) => signedAs(name, fields)))), ...shortened],
};
const text = JSON.stringify(vectors, (_, value) => (typeof value === 'bigint' ? value.toString() : value), 1);
writeFileSync(new URL('evm.json', import.meta.url), `${text}\n`);
