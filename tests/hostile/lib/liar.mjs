// SPDX-License-Identifier: MIT
import { readBody, serve } from '../../journeys/lib/servers.mjs';

const headers = { 'content-type': 'application/json' };

/**
 * Stands in front of the chain's RPC server at `target`. Honest until `lies` is set: that gives,
 * for a call, the result to claim in place of the true one, which it is told; or undefined.
 * `swallows` says which calls the true server never hears of; the true result is undefined there.
 * `garbles` turns the text of a whole answer into another.
 */
export async function startLiar(target) {
  const liar = {
    beHonest: () =>
      Object.assign(liar, { lies: undefined, swallows: undefined, garbles: undefined }),
  };
  const server = await serve(async (request, response) => {
    const asked = JSON.parse(await readBody(request));
    const answers = [];
    for (const call of [asked].flat()) answers.push(await answerTo(liar, target, call));
    const text = JSON.stringify(Array.isArray(asked) ? answers : answers[0]);
    response.writeHead(200, headers);
    response.end(liar.garbles ? liar.garbles(text) : text);
  });
  return Object.assign(liar, { url: server.url, requests: server.requests, stop: server.stop });
}

async function answerTo(liar, target, call) {
  const answer = liar.swallows?.(call) ? { id: call.id } : await ask(target, call);
  return liar.lies ? lieAbout(liar.lies, call, answer) : answer;
}

async function ask(target, call) {
  const answer = await fetch(target, { method: 'POST', headers, body: JSON.stringify(call) });
  return answer.json();
}

function lieAbout(lies, call, answer) {
  const claimed = lies(call, answer.result);
  if (claimed === undefined) return answer;
  return claimed instanceof Error
    ? { jsonrpc: '2.0', id: answer.id, error: { code: -32000, message: claimed.message } }
    : { jsonrpc: '2.0', id: answer.id, result: claimed };
}
