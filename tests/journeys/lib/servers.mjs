// SPDX-License-Identifier: MIT
import { createServer } from 'node:http';

/**
 * Serves `listener` on a free port of loopback.
 *
 * `requests` holds what arrived, in order; that is how a test proves what was sent and how often.
 */
export async function serve(listener) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const seen = { method: request.method, path: request.url, headers: request.headers };
    requests.push(seen);
    try {
      await listener(request, response, seen);
    } catch (error) {
      // The peer sees a broken connection, the test sees the reason.
      console.error(error);
      response.destroy();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    return closed;
  };
  return { url: `http://127.0.0.1:${server.address().port}`, requests, stop };
}

/** The whole body of a request or response. */
export async function readBody(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export function sendJson(response, status, value, headers = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(value));
}
