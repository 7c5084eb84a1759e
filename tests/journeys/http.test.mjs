// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { oddPrice } from './lib/oddsellers.mjs';
import { setScene } from './lib/scene.mjs';
import { blob, prices, weather } from './lib/sellers.mjs';

const scene = setScene();

const paymentHeaders = ['payment-signature', 'x-payment'];
const proofs = (requests) =>
  requests.flatMap(({ headers }) => paymentHeaders.filter((name) => name in headers));

test('a posted body arrives twice, byte for byte, and its echo comes back', async (t) => {
  const wallet = await scene.openWallet(t);
  const body = Buffer.from([0, 10, 13, 34, 128, 255, 10]);
  const file = join(wallet.home, 'body.bin');
  writeFileSync(file, body);
  const { length } = scene.market.v2.requests;

  const { code, stdout } = await wallet.payApproved(
    ...['--data-binary', `@${file}`, '-H', 'Content-Type: application/x-own'],
    `${scene.market.v2.url}/echo`,
  );

  assert.equal(code, 0);
  assert.deepEqual(stdout, body);
  const requests = scene.market.v2.requests.slice(length);
  assert.deepEqual(
    requests.map(({ method, headers }) => [method, headers['content-type']]),
    [
      ['POST', 'application/x-own'],
      ['POST', 'application/x-own'],
    ],
  );
  for (const request of requests) assert.deepEqual(request.body, body);
  assert.deepEqual(await scene.spent(wallet), [prices['POST /echo']]);
});

test('-d posts and takes the line ends out of a file', async (t) => {
  const wallet = await scene.openWallet(t);
  const file = join(wallet.home, 'lines.txt');
  writeFileSync(file, 'one\r\ntwo\n');
  const url = `${scene.market.v1.url}/echo`;
  const fromFile = await wallet.payApproved('-d', `@${file}`, url);
  assert.equal(fromFile.stdout.toString(), 'onetwo');
  const given = await wallet.payApproved('-d', 'a=1', url);
  assert.equal(given.stdout.toString(), 'a=1');
  const { headers } = scene.market.v1.requests.at(-1);
  assert.equal(headers['content-type'], 'application/x-www-form-urlencoded');
});

for (const version of ['v2', 'v1']) {
  test(`five binary megabytes of the ${version} seller come through`, async (t) => {
    const wallet = await scene.openWallet(t);
    const url = `${scene.market[version].url}/blob`;
    const piped = await wallet.payApproved(url);
    assert.equal(piped.code, 0);
    assert.ok(piped.stdout.equals(blob));
    const file = join(wallet.home, 'blob.bin');
    const saved = await wallet.payApproved('-o', file, url);
    assert.equal(saved.code, 0);
    assert.equal(saved.stdout.length, 0);
    assert.ok(readFileSync(file).equals(blob));
  });
}

test('-i shows the head of the answer, -s keeps quiet', async (t) => {
  const wallet = await scene.openWallet(t);
  const { code, stdout, stderr } = await wallet.payApproved(
    '-i',
    '-s',
    `${scene.market.v2.url}/weather`,
  );
  assert.equal(code, 0);
  assert.equal(stderr, '');
  const [head, body] = stdout.toString().split('\r\n\r\n');
  assert.match(head, /^HTTP\/1\.1 200/);
  assert.match(head, /^payment-response: /im);
  assert.equal(body, JSON.stringify(weather));
});

test('a redirect is an answer, unless -L says to follow it', async (t) => {
  const wallet = await scene.openWallet(t);
  const url = `${scene.odd.url}/moved`;
  const stayed = await wallet.json('pay', url);
  assert.equal(stayed.status, 'free');
  assert.equal(stayed.response.status, 302);

  const followed = await wallet.payApproved('-L', url, '--json');
  const report = JSON.parse(followed.stdout);
  assert.equal(followed.code, 0);
  assert.equal(report.payment.site, scene.elsewhere.url);
  assert.deepEqual(await scene.spent(wallet), [oddPrice]);
});

test('what the caller says to one origin is not told to another', async (t) => {
  const wallet = await scene.openWallet(t);
  const { length } = scene.elsewhere.requests;
  const own = ['Authorization: Bearer mine', 'Cookie: mine=1', 'X-Own: mine'];
  const headers = own.flatMap((header) => ['-H', header]);
  const { code } = await wallet.payApproved('-L', ...headers, `${scene.odd.url}/moved`);
  assert.equal(code, 0);
  const first = scene.odd.requests.findLast(({ path }) => path === '/moved');
  assert.equal(first.headers.authorization, 'Bearer mine');
  for (const request of scene.elsewhere.requests.slice(length)) {
    assert.ok(!JSON.stringify(request.headers).includes('mine'), JSON.stringify(request.headers));
  }
});

test('a proof does not follow a redirect', async (t) => {
  const wallet = await scene.openWallet(t);
  const { length } = scene.elsewhere.requests;
  await wallet.payApproved('-L', `${scene.odd.url}/redirects`);
  assert.deepEqual(proofs(scene.elsewhere.requests.slice(length)), []);
  const sent = scene.odd.requests.filter(({ path }) => path === '/redirects');
  assert.deepEqual(proofs(sent), ['payment-signature']);
  assert.deepEqual(await scene.spent(wallet), []);
});

test('each request leaves once, also when the seller hangs up', async (t) => {
  const wallet = await scene.openWallet(t);
  await wallet.payApproved(`${scene.odd.url}/closes`);
  const sent = scene.odd.requests.filter(({ path }) => path === '/closes');
  assert.deepEqual(
    sent.map(({ headers }) => paymentHeaders.some((name) => name in headers)),
    [false, true],
  );
});
