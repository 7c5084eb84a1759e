// SPDX-License-Identifier: MIT
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { start, stop, until } from './processes.mjs';

const rules = (folder) => `<busconfig><type>session</type><listen>unix:dir=${folder}</listen>
  <policy context="default"><allow send_destination="*" eavesdrop="true"/>
  <allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`;

/**
 * A desktop session that is one test's alone: a bus, at which nothing starts by itself, and on it a
 * real GNOME keyring, in a home of its own. `env` is what a program needs to be in it.
 */
export class Session {
  #home = mkdtempSync(join(tmpdir(), 'tuppence-session-'));
  #bus;
  #keyring;

  static async open(t) {
    const session = new Session();
    t.after(() => session.close());
    await session.#startBus();
    await session.startKeyring();
    return session;
  }

  async #startBus() {
    const run = join(this.#home, 'run');
    mkdirSync(run, { mode: 0o700 });
    const file = join(this.#home, 'bus.conf');
    writeFileSync(file, rules(run));
    this.#bus = start('dbus-daemon', ['--config-file', file, '--nofork', '--print-address']);
    this.#bus.stderr.resume();
    const [line] = await once(this.#bus.stdout, 'data');
    this.env = { DBUS_SESSION_BUS_ADDRESS: line.toString().trim() };
  }

  get #ownEnv() {
    const { PATH } = process.env;
    return { PATH, HOME: this.#home, XDG_RUNTIME_DIR: join(this.#home, 'run'), ...this.env };
  }

  /** Unlocked; what it kept before is there again. */
  async startKeyring() {
    const control = join(this.#home, 'run');
    const options = ['--foreground', '--unlock', '--components=secrets'];
    this.#keyring = start('gnome-keyring-daemon', [...options, '--control-directory', control], {
      env: this.#ownEnv,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    this.#keyring.stdin.end("a keyring's password");
    const what = 'the keyring is on the bus';
    await until(async () => (await this.#tell('org.freedesktop.DBus.Peer.Ping')).code === 0, { what });
  }

  endKeyring() {
    return stop(this.#keyring);
  }

  /** As the desktop does when its owner says so; nothing here can ask for the password again. */
  lockKeyring() {
    const login = 'array:objpath:/org/freedesktop/secrets/collection/login';
    return this.#tell('org.freedesktop.Secret.Service.Lock', login);
  }

  #tell(method, ...args) {
    const to = ['--session', '--print-reply', '--dest=org.freedesktop.secrets'];
    return this.#run('dbus-send', [...to, '/org/freedesktop/secrets', method, ...args]);
  }

  /** Every note of a wallet: its name and what stands in it. */
  async notes() {
    const search = ['search', '--all', 'server', 'Tuppence'];
    const { stdout, stderr } = await this.#run('secret-tool', search); // it spreads them over both
    const names = [...`${stdout}${stderr}`.matchAll(/^attribute\.user = (.*)$/gm)];
    return [...stdout.matchAll(/^secret = (.*)$/gm)].map(([, secret], i) => ({
      name: names[i][1],
      bytes: Buffer.from(secret, 'base64'),
    }));
  }

  async forgetNote(name) {
    await this.#run('secret-tool', ['clear', 'server', 'Tuppence', 'user', name]);
  }

  /** As another program of this user could. */
  async replaceNote(name, bytes) {
    await this.forgetNote(name);
    const attributes = ['xdg:schema', 'org.qt.keychain', 'server', 'Tuppence', 'type', 'base64'];
    const store = ['store', '--label=Tuppence', ...attributes, 'user', name];
    const { code, stderr } = await this.#run('secret-tool', store, bytes.toString('base64'));
    if (code !== 0) throw new Error(`secret-tool: ${stderr}`);
  }

  async #run(command, args, input = '') {
    const stdio = ['pipe', 'pipe', 'pipe'];
    const child = start(command, args, { env: this.#ownEnv, stdio });
    child.stdin.on('error', () => {}).end(input);
    const said = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'])
      child[stream].on('data', (chunk) => (said[stream] += chunk));
    await Promise.all([once(child.stdout, 'close'), once(child.stderr, 'close')]);
    return { ...said, ...(await child.ended) };
  }

  async close() {
    if (this.#keyring) await stop(this.#keyring);
    if (this.#bus) await stop(this.#bus);
    rmSync(this.#home, { recursive: true, force: true });
  }
}
