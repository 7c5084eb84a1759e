// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';

/** The steps of one payment at which the test build of tuppenced can be made to die, in order. */
export const crashSteps = [
  'asked',
  'reserved',
  'signed',
  'sending',
  'sent',
  'answered',
  'recorded',
];

/** Once a proof is on disk, no later process can know that it never left. */
export const mayHaveLeft = (step) => crashSteps.indexOf(step) >= crashSteps.indexOf('sending');

/** Once the seller has begun to answer, it has taken the money. */
export const isTaken = (step) => crashSteps.indexOf(step) >= crashSteps.indexOf('sent');

/** Pays `url` under the id `key` while tuppenced dies at `step`; gives what the payer saw. */
export async function payUntilKilled(wallet, { url, key, step }) {
  await wallet.stopDaemon('SIGTERM');
  const env = { TUPPENCE_STOP_AT: step };
  const daemon = await wallet.startDaemon({ program: 'tuppenced-test', env });
  await wallet.owner('unlock');
  const paying = wallet.launch(['pay', url, '--id', key]);
  // The owner's own command loses its tuppenced too, so how it ends says nothing.
  if (step !== 'asked') await wallet.tryOwner('approve', (await wallet.nextRequest()).id);
  assert.deepEqual(await daemon.ended, { code: null, signal: 'SIGKILL' });
  const seen = await paying.result;
  assert.equal(seen.code, step === 'asked' ? 16 : 15, seen.stderr);
  return seen;
}

/** Asserts that the money of `payment` is certain, or dated: uncertain until a certain time. */
export function assertSettledOrDated(payment) {
  const words = JSON.stringify(payment);
  if (payment.money === 'open') {
    assert.ok(Date.parse(payment.openUntil) > Date.now(), words);
  } else {
    assert.equal(payment.openUntil, null, words);
    assert.ok(!['signed', 'sent'].includes(payment.stage) || payment.money, words);
  }
}
