// SPDX-License-Identifier: MIT
import { spawn } from 'node:child_process';

const running = new Set();

// Whatever happens to a test, no process that it started outlives it.
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));

/** Starts a program that is killed, if it still runs, when this process ends. */
export function start(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  running.add(child);
  // 'exit' and not 'close': a grandchild may hold the pipes open for longer than the child lives.
  child.ended = new Promise((resolve) => {
    const end = (code, signal) => {
      running.delete(child);
      resolve({ code, signal });
    };
    child.once('exit', end);
    child.once('error', (error) => {
      child.failure = error;
      end(null, null);
    });
  });
  return child;
}

/** Ends a program that `start` gave, and waits until it is gone. */
export async function stop(child, signal = 'SIGKILL') {
  if (child.exitCode === null && child.signalCode === null) child.kill(signal);
  return child.ended;
}

/** Asks `question` again until it gives something true, and gives that. */
export async function until(question, { seconds = 60, what = question.toString() } = {}) {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    const answer = await question();
    if (answer) return answer;
    if (performance.now() > deadline) throw new Error(`waited ${seconds} s in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
