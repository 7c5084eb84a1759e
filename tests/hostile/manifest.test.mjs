// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { movements, outcomes, silence } from './lib/outcomes.mjs';
import { cases, groups, played } from './manifest.mjs';

const isTold = (words) => {
  const texts = [words].flat();
  return words === silence || (texts.length > 0 && texts.every((text) => text));
};

test('there are three hundred hostile sellers and more', () => {
  assert.ok(cases.length >= 300, `${cases.length}`);
  assert.equal(new Set(cases.map(({ name }) => name)).size, cases.length);
});

test('each says what is read, how it ends and what the chain is to say', () => {
  for (const entry of cases) {
    for (const end of entry.later ? [entry, entry.later] : [entry]) {
      assert.ok(isTold(end.words), `words of ${entry.name}`);
      assert.ok(end.outcome in outcomes, `outcome of ${entry.name}`);
      assert.ok(movements.includes(end.moved), `movement of ${entry.name}`);
    }
    assert.match(entry.name, /^[a-z0-9]+(-[a-z0-9]+)*$/);
    assert.ok(entry.about, `what ${entry.name} is about`);
  }
});

test('nothing is said only where nothing was asked for', () => {
  const silent = cases.filter(({ words }) => words === silence);
  assert.deepEqual([...new Set(silent.map(({ outcome }) => outcome))], ['free']);
});

test('each group is played by one of the files', () => {
  assert.deepEqual(Object.values(played).flat().sort(), Object.keys(groups).sort());
});
