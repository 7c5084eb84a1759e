// SPDX-License-Identifier: MIT
import { createRequire } from 'node:module';

// The package of one machine, not the one that chooses among them: that one only launches this
// program as a child, and whoever stops the launcher leaves the chain running.
export const anvilPath = createRequire(import.meta.url).resolve(
  '@foundry-rs/anvil-linux-amd64/bin/anvil',
);
