// SPDX-License-Identifier: MIT
// Tells the ratios of what bench_ledger measured: node ledger.mjs FILE
import { readFileSync } from 'node:fs';

const { benchmarks } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const runs = benchmarks.filter(({ run_type }) => run_type === 'iteration');
const middle = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** The median of the medians of each repetition, in microseconds, and their spread. */
function timeOf(name) {
  const medians = runs.filter((run) => run.name === `${name}/manual_time`).map((run) => run.median);
  return { median: middle(medians), least: Math.min(...medians), most: Math.max(...medians), runs: medians.length };
}

const shown = ({ median, least, most, runs: n }) =>
  `${median.toFixed(0)} µs (${least.toFixed(0)} … ${most.toFixed(0)}, ${n} runs)`;
function tell(name, peer) {
  const [one, other] = [timeOf(name), timeOf(peer)];
  console.log(`${name} ${shown(one)} ÷ ${peer} ${shown(other)} = ${(one.median / other.median).toFixed(2)}`);
}

for (const step of ['reserve/empty', 'send/empty', 'answer/empty']) tell(step, 'bare');
tell('reserve/million', 'reserve/empty');
