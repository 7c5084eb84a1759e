// SPDX-License-Identifier: MIT
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const names = [
  'PlayToken',
  'PlayMulticall3',
  'PlayPermit2',
  'PlayExactProxy',
  'PlayUptoProxy',
  'TokenWithPermit',
  'PlayChannels',
];
const folder = fileURLToPath(new URL('./contracts/', import.meta.url));
const cache = fileURLToPath(new URL('./.cache/', import.meta.url));
const compilerVersion = '0.8.37';

// The newest rule set of the compiler may be ahead of the one that the test chain runs.
const settings = {
  evmVersion: 'cancun',
  optimizer: { enabled: true, runs: 200 },
  outputSelection: { '*': { '*': ['abi', 'evm.deployedBytecode.object'] } },
};

/** The contracts of this folder by name, each as `{ abi, code }` with its run-time code. */
export function loadContracts() {
  const sources = Object.fromEntries(
    names.map((name) => [`${name}.sol`, { content: readFileSync(`${folder}${name}.sol`, 'utf8') }]),
  );
  const input = JSON.stringify({ language: 'Solidity', sources, settings });
  const key = createHash('sha256').update(compilerVersion).update(input).digest('hex').slice(0, 16);
  const file = `${cache}${key}.json`;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  const contracts = compile(input);
  mkdirSync(cache, { recursive: true });
  // Two test files may compile at the same time; each sees either no file or a whole one.
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(contracts));
  renameSync(`${file}.${process.pid}`, file);
  return contracts;
}

function compile(input) {
  const solc = createRequire(import.meta.url)('solc');
  if (!solc.version().startsWith(`${compilerVersion}+`)) {
    throw new Error(`solc ${compilerVersion} is wanted, ${solc.version()} is installed`);
  }
  const output = JSON.parse(solc.compile(input));
  if (output.errors?.length) {
    throw new Error(output.errors.map((error) => error.formattedMessage).join('\n'));
  }
  return Object.fromEntries(
    names.map((name) => {
      const { abi, evm } = output.contracts[`${name}.sol`][name];
      return [name, { abi, code: `0x${evm.deployedBytecode.object}` }];
    }),
  );
}
