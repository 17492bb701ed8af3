import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Dialogue } from '../../../virtual-switch/aaa/login-attempt.ts';
import { debugForm } from '../../../virtual-switch/ssh/debug-forms.ts';
import type {
  RemoteEnd,
  SshDebugLine,
  SshHost,
  SshLine,
  SshServerSettings,
  SshSessionFacts,
  SwitchClock,
} from '../../../virtual-switch/ssh/host.ts';
import type { Terminal } from '../../../virtual-switch/terminal.ts';

/** A switch's clock that stands still until it is advanced. */
export class HandClock implements SwitchClock {
  busyCount = 0;
  #now = 0;
  readonly #timers = new Set<{ at: number; callback: () => void }>();

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, callback: () => void): () => void {
    const timer = { at: this.#now + milliseconds, callback };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  busy(): { done(): void } {
    this.busyCount += 1;
    return { done: () => void (this.busyCount -= 1) };
  }

  get timers(): number {
    return this.#timers.size;
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
    for (const timer of [...this.#timers].filter(({ at }) => at <= this.#now)) {
      this.#timers.delete(timer);
      timer.callback();
    }
  }
}

export const hostKey: KeyObject = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;

export const serverKey: KeyObject = generateKeyPairSync('rsa', { modulusLength: 768 }).privateKey;

export const user = { name: 'cisco', password: 'hiddenInTests1' };

export const ciphers = [
  'aes128-ctr',
  'aes192-ctr',
  'aes256-ctr',
  'aes128-cbc',
  'aes192-cbc',
  'aes256-cbc',
  '3des-cbc',
];
export const macs = ['hmac-sha1', 'hmac-sha1-96', 'hmac-md5', 'hmac-md5-96'];
export const exchanges = [
  'diffie-hellman-group-exchange-sha1',
  'diffie-hellman-group14-sha1',
  'diffie-hellman-group1-sha1',
];

export const defaults: SshServerSettings = {
  ident: 'SSH-1.99-Cisco-1.25',
  protocolVersions: [1, 2],
  version1: { serverKey: () => Promise.resolve(serverKey), ciphers: ['des', '3des'], grants: () => false },
  hostKey,
  timeOutSeconds: 120,
  authenticationRetries: 3,
  authenticationMethods: ['publickey', 'keyboard-interactive', 'password'],
  kex: exchanges,
  hostKeyAlgorithms: ['ssh-rsa'],
  ciphers,
  macs,
  dhMinBits: 1024,
};

/** A switch with one user, a shell that greets and echoes, and commands that name themselves. */
export class FakeHost implements SshHost {
  readonly clock = new HandClock();
  readonly logged: string[] = [];
  /** What a connection told of itself, in the words of the guide's release. */
  readonly debugged: string[] = [];
  readonly states: (SshSessionFacts | undefined)[] = [];
  readonly terminals: Terminal[] = [];
  readonly remotes: RemoteEnd[] = [];
  /** Whose shells were opened. */
  readonly users: string[] = [];
  readonly hungUp: Terminal[] = [];
  current: SshServerSettings | undefined;
  freeLines = 5;
  output = (command: string): string => `ran ${command}\r\n`;
  readonly #taken = new Set<number>();
  #changed: (() => void)[] = [];

  constructor(settings: Partial<SshServerSettings> = {}) {
    this.current = { ...defaults, ...settings };
  }

  settings(): SshServerSettings | undefined {
    return this.current;
  }

  takeLine(remote: RemoteEnd): SshLine | undefined {
    if (this.#taken.size >= this.freeLines) return undefined;
    let number = 0;
    while (this.#taken.has(number)) number += 1;
    this.#taken.add(number);
    this.remotes.push(remote);
    return {
      number,
      release: () => {
        this.#taken.delete(number);
        this.#tell();
      },
    };
  }

  get linesTaken(): number {
    return this.#taken.size;
  }

  async authenticate(_line: SshLine, username: string, dialogue: Dialogue): Promise<boolean> {
    const password = await dialogue.ask({ text: 'Password: ', echo: false });
    return username === user.name && password === user.password;
  }

  admitsKey(): boolean {
    return false;
  }

  debug(_line: SshLine, { text }: SshDebugLine): void {
    const told = text(debugForm('03.03SE', 'everything'));
    if (told !== undefined) this.debugged.push(...(typeof told === 'string' ? [told] : told));
  }

  log(facility: string, severity: number, mnemonic: string, text: string): void {
    this.logged.push(`%${facility}-${String(severity)}-${mnemonic}: ${text}`);
    this.#tell();
  }

  sessionChanged(_line: SshLine, session: SshSessionFacts | undefined): void {
    this.states.push(session);
    this.#tell();
  }

  openShell(_line: SshLine, username: string, terminal: Terminal): void {
    this.terminals.push(terminal);
    terminal.onHangUp(() => {
      this.hungUp.push(terminal);
      this.#tell();
    });
    this.users.push(username);
    terminal.write('\r\nSwitch>');
    let line = '';
    terminal.onInput((text) => {
      for (const character of text) {
        if (character !== '\r' && character !== '\n') {
          line += character;
          terminal.write(character);
          continue;
        }
        terminal.write('\r\n');
        if (line === 'exit') terminal.hangUp();
        else if (line !== '') terminal.write(this.output(line));
        terminal.write('Switch>');
        line = '';
      }
    });
    this.#tell();
  }

  runCommand(_line: SshLine, _username: string, command: string, done: (output: string) => void): void {
    done(this.output(command));
  }

  /** Waits until the switch was told something after which the condition holds. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.#changed.push(resolve));
  }

  #tell(): void {
    for (const wake of this.#changed.splice(0)) wake();
  }
}
