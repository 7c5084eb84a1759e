// SPDX-License-Identifier: MIT
import { readBody, serve } from '../../journeys/lib/servers.mjs';

/**
 * Stands in front of the chain's RPC server at `target`. Honest until `lies` is set: that gives,
 * for a call, the result to claim in place of the true one, which it is told; or undefined.
 * `garbles` turns the text of a whole answer into another.
 */
export async function startLiar(target) {
  const liar = {
    beHonest: () => Object.assign(liar, { lies: undefined, garbles: undefined }),
  };
  const server = await serve(async (request, response) => {
    const body = await readBody(request);
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(target, { method: 'POST', headers, body });
    const text = JSON.stringify(lieIn(liar, JSON.parse(body), await answer.json()));
    response.writeHead(200, headers);
    response.end(liar.garbles ? liar.garbles(text) : text);
  });
  return Object.assign(liar, { url: server.url, requests: server.requests, stop: server.stop });
}

function lieIn(liar, calls, answers) {
  if (!liar.lies) return answers;
  if (!Array.isArray(calls)) return lieAbout(liar.lies, calls, answers);
  return answers.map((answer) => {
    const call = calls.find(({ id }) => id === answer.id);
    return lieAbout(liar.lies, call, answer);
  });
}

function lieAbout(lies, call, answer) {
  const claimed = lies(call, answer.result);
  if (claimed === undefined) return answer;
  return claimed instanceof Error
    ? { jsonrpc: '2.0', id: answer.id, error: { code: -32000, message: claimed.message } }
    : { jsonrpc: '2.0', id: answer.id, result: claimed };
}
