// SPDX-License-Identifier: MIT
import { loadContracts } from '../parts/contracts.mjs';
import * as viem from '../parts/viem.mjs';
import { multicallAddress, tokenAddress } from './chain.mjs';
import { readBody, sendJson, serve } from './servers.mjs';

const multicallAbi = loadContracts().PlayMulticall3.abi;
const authorizationState = viem.toFunctionSelector('authorizationState(address,bytes32)');
const authorizationUsed = viem.toEventSelector('AuthorizationUsed(address,bytes32)');
const unused = viem.numberToHex(0, { size: 32 });

/**
 * Stands in front of the chain's RPC server at `target` and misbehaves as its properties say:
 * `down` hangs up, `silent` never answers, `chainId` claims another chain, `lag` is the number of
 * blocks it is behind, `deniesUse` calls each used nonce unused. `methods` counts what was asked;
 * `isQuiet()`: whoever asked seems to have heard enough, as nothing came for a while.
 */
export async function startRpcProxy(target) {
  const proxy = {
    down: false,
    silent: false,
    chainId: undefined,
    lag: 0,
    deniesUse: false,
    methods: {},
    isQuiet: () => underWay === 0 && performance.now() - lastAnswer > 1000,
  };
  let underWay = 0;
  let lastAnswer = 0;
  const ask = (call) => askServer(target, call);
  const server = await serve(async (request, response) => {
    const calls = JSON.parse(await readBody(request));
    if (proxy.down) return response.destroy();
    if (proxy.silent) return;
    underWay += 1;
    const answer = Array.isArray(calls)
      ? await Promise.all(calls.map((call) => answerCall(proxy, ask, call)))
      : await answerCall(proxy, ask, calls);
    sendJson(response, 200, answer);
    underWay -= 1;
    lastAnswer = performance.now();
  });
  return Object.assign(proxy, { url: server.url, requests: server.requests, stop: server.stop });
}

async function askServer(target, call) {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(target, { method: 'POST', headers, body: JSON.stringify(call) });
  return answer.json();
}

async function answerCall(proxy, ask, call) {
  proxy.methods[call.method] = (proxy.methods[call.method] ?? 0) + 1;
  if (call.method === 'eth_chainId' && proxy.chainId) {
    return { jsonrpc: '2.0', id: call.id, result: viem.numberToHex(proxy.chainId) };
  }
  const answer = proxy.lag ? await askBehind(proxy.lag, ask, call) : await ask(call);
  return proxy.deniesUse && answer.result
    ? { ...answer, result: deny(call, answer.result) }
    : answer;
}

// The place of the block in each method's parameters.
const blockPlace = {
  eth_call: 1,
  eth_getBalance: 1,
  eth_getBlockByNumber: 0,
  eth_getCode: 1,
  eth_getStorageAt: 2,
  eth_getTransactionCount: 1,
};

async function askBehind(lag, ask, call) {
  const head = await numberOf(ask, 'latest');
  const newest = head > lag ? head - lag : 0;
  const { method, id, params = [] } = call;
  const behind = async (block) => {
    if (block === 'earliest' || typeof block === 'object') return block;
    const number = /^0x/.test(block ?? '') ? Number(block) : await numberOf(ask, block ?? 'latest');
    if (/^0x/.test(block ?? '')) return viem.numberToHex(number);
    return viem.numberToHex(Math.max(0, number - lag));
  };
  if (method === 'eth_blockNumber') return { jsonrpc: '2.0', id, result: viem.numberToHex(newest) };
  if (method in blockPlace) {
    const moved = [...params];
    moved[blockPlace[method]] = await behind(params[blockPlace[method]]);
    const unknown = Number(moved[blockPlace[method]]) > newest;
    if (unknown && method === 'eth_getBlockByNumber') return { jsonrpc: '2.0', id, result: null };
    if (unknown)
      return { jsonrpc: '2.0', id, error: { code: -32000, message: 'header not found' } };
    return ask({ ...call, params: moved });
  }
  return withoutNewer(newest, await ask(call));
}

async function numberOf(ask, tag) {
  const { result } = await ask({
    jsonrpc: '2.0',
    id: 1,
    method: 'eth_getBlockByNumber',
    params: [tag, false],
  });
  return Number(result.number);
}

/** What stands in blocks that the server has not seen yet does not exist for it. */
function withoutNewer(newest, answer) {
  const { result } = answer;
  if (Array.isArray(result)) {
    return { ...answer, result: result.filter((entry) => !(Number(entry.blockNumber) > newest)) };
  }
  return Number(result?.blockNumber) > newest ? { ...answer, result: null } : answer;
}

function deny({ method, params }, result) {
  if (method === 'eth_getLogs') return result.filter((log) => log.topics[0] !== authorizationUsed);
  if (method === 'eth_getTransactionReceipt') {
    return { ...result, logs: result.logs.filter((log) => log.topics[0] !== authorizationUsed) };
  }
  if (method !== 'eth_call') return result;
  const { to, data = params[0].input } = params[0];
  if (isSame(to, tokenAddress)) return data.startsWith(authorizationState) ? unused : result;
  return isSame(to, multicallAddress) ? denyEach(data, result) : result;
}

const isSame = (one, other) => one?.toLowerCase() === other.toLowerCase();

function denyEach(data, result) {
  const { functionName, args } = viem.decodeFunctionData({ abi: multicallAbi, data });
  if (!['aggregate3', 'tryAggregate'].includes(functionName)) return result;
  const calls = args[args.length - 1];
  const answers = viem.decodeFunctionResult({ abi: multicallAbi, functionName, data: result });
  const changed = answers.map((answer, i) => {
    const asked =
      isSame(calls[i].target, tokenAddress) && calls[i].callData.startsWith(authorizationState);
    return asked ? { ...answer, returnData: unused } : answer;
  });
  return viem.encodeFunctionResult({ abi: multicallAbi, functionName, result: changed });
}
