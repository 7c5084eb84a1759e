// SPDX-License-Identifier: MIT
import { start, until } from './processes.mjs';
import { programs } from './wallet.mjs';

/** A command of tuppence-cli at a terminal of its own, seen and typed at as a person would. */
export class Terminal {
  #child;
  #seen = '';
  #read = 0;

  constructor(wallet, command) {
    const stdio = ['pipe', 'pipe', 'pipe'];
    const line = `'${programs.cli}' ${command}`;
    this.#child = start('script', ['-qec', line, '/dev/null'], { env: wallet.env, stdio });
    this.#child.stdout.setEncoding('utf8').on('data', (text) => (this.#seen += text));
  }

  /** Everything that was shown so far. */
  get seen() {
    return this.#seen;
  }

  /** Waits for `pattern` in what was shown since the last call, and gives the match. */
  async sees(pattern) {
    const match = await until(() => pattern.exec(this.#seen.slice(this.#read)), {
      what: `${pattern} at the terminal`,
    });
    this.#read += match.index + match[0].length;
    return match;
  }

  type(line) {
    this.#child.stdin.write(`${line}\n`);
  }

  async answers(pattern, line) {
    const match = await this.sees(pattern);
    this.type(line);
    return match;
  }

  async end() {
    return (await this.#child.ended).code;
  }
}
