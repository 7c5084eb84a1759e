// SPDX-License-Identifier: MIT
import {
  accessSync,
  constants,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';

import { mnemonicToAccount } from '../parts/viem.mjs';
import { network } from './chain.mjs';
import { start, until } from './processes.mjs';

const build = resolve(
  process.env.TUPPENCE_BUILD ?? join(import.meta.dirname, '..', '..', '..', 'build', 'dev'),
);
export const programs = {
  cli: join(build, 'app', 'cli', 'tuppence-cli'),
  tuppenced: join(build, 'app', 'daemon', 'tuppenced'),
  'tuppenced-test': join(build, 'app', 'daemon', 'tuppenced-test'),
};
for (const program of [programs.cli, programs.tuppenced]) accessSync(program, constants.X_OK);

export const passphrase = 'plain crumbs of toast, 27';

/** A wallet in a folder of its own, driven through its programs as a person would. */
export class Wallet {
  #daemon;

  /** An empty data folder; no wallet in it and no tuppenced at it yet. */
  constructor({ env = {} } = {}) {
    this.home = mkdtempSync(join(tmpdir(), 'tuppence-'));
    // Nothing of the caller's own desktop session reaches the programs.
    this.env = {
      HOME: this.home,
      LC_ALL: 'C.UTF-8',
      PATH: [join(build, 'app', 'daemon'), process.env.PATH].join(delimiter),
      TUPPENCE_HOME: this.home,
      TZ: 'UTC',
      ...env,
    };
  }

  /** A wallet that may pay on the test chain through the RPC servers at `rpc`, holding `units`. */
  static async open({ chain, rpc = [chain.url], units = 1_000_000, ...options }) {
    const wallet = new Wallet(options);
    try {
      await wallet.startDaemon();
      await wallet.createKeys();
      await wallet.allowTestChain(rpc);
      if (units) await chain.mint(wallet.address, units);
      return wallet;
    } catch (error) {
      await wallet.close();
      throw error;
    }
  }

  async createKeys() {
    const file = join(this.home, '..', `${this.home.split('/').pop()}.words`);
    await this.owner('wallet', 'create', '--words-out', file);
    this.words = readFileSync(file, 'utf8').trim();
    rmSync(file);
    const account = mnemonicToAccount(this.words);
    this.address = account.address;
    this.keys = account.getHdKey();
  }

  async allowTestChain(rpc) {
    await this.owner('settings', 'set', 'developer-networks', 'on');
    await this.owner('networks', 'set-rpc', network, ...rpc);
    await this.owner('networks', 'enable', network);
  }

  /** Starts `program`, by way of the command `prefix` if given, and waits until it listens. */
  async startDaemon({ program = 'tuppenced', prefix = [], env = {} } = {}) {
    const [command, ...args] = [...prefix, programs[program], '--foreground'];
    const child = start(command, args, { env: { ...this.env, ...env } });
    child.said = collect(child.stderr);
    child.stdout.resume();
    this.#daemon = child;
    let ended = false;
    void child.ended.then(() => (ended = true));
    await until(async () => ended || (await this.#answers()), { what: 'tuppenced listens' });
    if (ended) throw new Error(`tuppenced ended: ${await child.said}`);
    return child;
  }

  get daemon() {
    return this.#daemon;
  }

  /** Ends tuppenced as a crash would, unless told otherwise; also one that tuppence-cli began. */
  async stopDaemon(signal = 'SIGKILL') {
    let ended = !this.#daemon;
    void this.#daemon?.ended.then(() => (ended = true));
    this.#daemon?.kill(signal);
    await until(() => ended, { what: `tuppenced ends after ${signal}` });
    for (const pid of lockHolders(this.home)) killIfThere(pid);
    await until(() => lockHolders(this.home).length === 0);
  }

  async restartDaemon(options) {
    await this.stopDaemon();
    await this.startDaemon(options);
    await this.owner('unlock');
  }

  #answers() {
    return new Promise((tell) => {
      const socket = connect(join(this.home, 'owner'));
      socket.once('connect', () => tell(true)).once('error', () => tell(false));
      socket.once('connect', () => socket.destroy());
    });
  }

  /** Starts tuppence-cli and gives its process; `result` of it is what came out in the end. */
  launch(args, { secret, input, env = {} } = {}) {
    const stdio = [
      input === undefined ? 'ignore' : 'pipe',
      'pipe',
      'pipe',
      secret ? 'pipe' : 'ignore',
    ];
    const child = start(programs.cli, args, { stdio, env: { ...this.env, ...env } });
    if (input !== undefined) child.stdin.end(input);
    if (secret) child.stdio[3].on('error', () => {}).end(`${secret}\n`);
    child.result = finish(child);
    return child;
  }

  run(...args) {
    return this.launch(args).result;
  }

  async json(...args) {
    const { stdout } = await this.run(...args, '--json');
    return JSON.parse(stdout);
  }

  /** Runs an owner's command with the passphrase; anything but success is an error. */
  async owner(...args) {
    const { code, stdout, stderr } = await this.tryOwner(...args);
    if (code !== 0) throw new Error(`${args.join(' ')}: ${code}: ${stdout}${stderr}`);
    return stdout.toString();
  }

  tryOwner(...args) {
    return this.launch([...args, '--passphrase-fd', '3'], { secret: passphrase }).result;
  }

  /** What waits for the owner. */
  async requests() {
    return (await this.json('requests')).requests;
  }

  async nextRequest() {
    const [request] = await until(async () => {
      const requests = await this.requests();
      return requests.length > 0 && requests;
    });
    return request;
  }

  async approveNext() {
    await this.owner('approve', (await this.nextRequest()).id);
  }

  /** Runs `pay` with the owner agreeing when asked. */
  async payApproved(...args) {
    const paying = this.launch(['pay', ...args]);
    let ended = false;
    void paying.ended.then(() => (ended = true));
    const request = await until(async () => ended || (await this.requests())[0]);
    if (ended) throw new Error(`it did not ask: ${(await paying.result).stderr}`);
    await this.owner('approve', request.id);
    return paying.result;
  }

  async history() {
    return (await this.json('history')).payments;
  }

  /** Waits until the newest payment's money is `state`. */
  moneyIs(state) {
    const what = `the money is ${state}`;
    return until(async () => (await this.history())[0]?.money === state, { what });
  }

  /** The only payment in the history, once it has come to an end. */
  async closedPayment() {
    const ends = ['closed', 'released', 'lapsed', 'declined', 'refused'];
    const [payment, ...others] = await until(
      async () => {
        const payments = await this.history();
        return (
          payments.length > 0 && payments.every(({ stage }) => ends.includes(stage)) && payments
        );
      },
      { what: 'each payment in the history has ended' },
    );
    if (others.length) throw new Error(`more than one payment: ${JSON.stringify(others)}`);
    return payment;
  }

  /** Stops whatever runs at this data folder, and deletes it. */
  async close() {
    await this.stopDaemon();
    rmSync(this.home, { recursive: true, force: true });
  }
}

function killIfThere(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

async function collect(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function finish(child) {
  const chunks = [];
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  const closed = new Promise((resolve) => child.stdout.once('close', resolve));
  const stderr = await collect(child.stderr);
  await closed;
  const { code, signal } = await child.ended;
  if (child.failure) throw child.failure;
  return { code, signal, stdout: Buffer.concat(chunks), stderr };
}

/**
 * The processes that hold a lock in `folder`: also a tuppenced that tuppence-cli has started, of
 * which nobody told us the number.
 */
export function lockHolders(folder) {
  const inodes = new Set();
  for (const name of readdirSync(folder)) {
    const found = statSync(join(folder, name), { throwIfNoEntry: false });
    if (found?.isFile()) inodes.add(String(found.ino));
  }
  const holders = readFileSync('/proc/locks', 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, kind, , , , file]) => kind === 'FLOCK' && inodes.has(file?.split(':')[2]))
    .map(([, , , , pid]) => Number(pid));
  return [...new Set(holders)];
}
