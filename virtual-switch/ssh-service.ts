import { untilHangUp, CliSession } from './command-line/session.ts';
import { LineEditor } from './command-line/line-editor.ts';
import { Screen } from './command-line/screen.ts';
import { listPermits } from './configuration/access-lists.ts';
import { flag, hostnameOf } from './configuration/configuration.ts';
import type { RsaKeyPair } from './keys/key-store.ts';
import { matches } from './passwords.ts';
import { labAddress, labText } from './patch-panel.ts';
import type { SshVersion, SshVersionName } from './seams.ts';
import { algorithmsOf, authenticationMethods, hostKeyAlgorithms, namedGroupBits } from './ssh-algorithms.ts';
import { incomingSsh, sshDetail, sshPacket } from './ssh/debug-kinds.ts';
import { debugForm } from './ssh/debug-forms.ts';
import type {
  RemoteEnd,
  SshDebugLine,
  SshHost,
  SshLine,
  SshServerSettings,
  SshSessionFacts,
  SwitchClock,
  TerminalSize,
} from './ssh/host.ts';
import type { VirtualSwitch } from './switch.ts';
import type { Terminal } from './terminal.ts';
import { accessClass, inputTransports, loginMethod, privilegeLevel, type TtyLine } from './tty-line.ts';

/** SSH as the switch knows it: which key it serves with, whether it is up, and who is on it. */
export class SshService implements SshHost {
  readonly clock: SwitchClock;
  readonly #device: VirtualSwitch;
  readonly #sessions = new Map<number, SshSessionFacts>();
  #state: SshVersionName | undefined;
  #refreshed: () => void = () => undefined;

  constructor(device: VirtualSwitch) {
    this.#device = device;
    this.clock = device.clock;
  }

  /** Called after every change of settings. */
  onRefresh(listener: () => void): void {
    this.#refreshed = listener;
  }

  /**
   * The key pair in use (guide page 21): the one named by `ip ssh rsa keypair-name` and no other; else that of
   * host and domain name, else the self-signed one, else the first that was made.
   */
  get key(): RsaKeyPair | undefined {
    const chosen = this.#chosenKey();
    return chosen !== undefined && this.#device.seams.keyEnablesSsh(chosen) ? chosen : undefined;
  }

  #chosenKey(): RsaKeyPair | undefined {
    const { configuration, keys } = this.#device;
    const { keypairName } = configuration.ssh;
    if (keypairName !== undefined) return keys.signing(keypairName);
    const named =
      configuration.domainName === undefined
        ? undefined
        : keys.signing(`${hostnameOf(configuration)}.${configuration.domainName}`);
    return (
      named ??
      keys.all.find((pair) => pair.name.startsWith('TP-self-signed-')) ??
      keys.all.find((pair) => pair.usage !== 'Encryption Key')
    );
  }

  /** The version as it is up, undefined while SSH is down. */
  get version(): SshVersionName | undefined {
    const { release, seams } = this.#device;
    const { key } = this;
    if (key === undefined) return undefined;
    return seams.sshVersionOf(this.#configuredVersion, key.modulusBits, release.ssh.smallestSsh2Modulus);
  }

  /** The version that a key of any size would bring up. */
  get versionWhenUp(): SshVersionName {
    const configured = this.#configuredVersion;
    return configured === undefined ? '1.99' : configured === 1 ? '1.5' : '2.0';
  }

  /** A release that knows one version has it without being told. */
  get #configuredVersion(): SshVersion {
    const { configuration, release } = this.#device;
    const [only, other] = release.ssh.versions;
    return other === undefined ? only : configuration.ssh.version;
  }

  /** Looks at the settings again: SSH goes up or down with its key, and the log says so. */
  refresh(): void {
    const before = this.#state;
    this.#state = this.version;
    const { seams } = this.#device;
    if (before === undefined && this.#state !== undefined) {
      this.log('SSH', 5, 'ENABLED', `SSH ${seams.shownSshVersion(this.#state)} has been enabled`);
    } else if (before !== undefined && this.#state === undefined) {
      this.log('SSH', 5, 'DISABLED', `SSH ${seams.shownSshVersion(before)} has been disabled`);
    }
    this.#refreshed();
  }

  settings(): SshServerSettings | undefined {
    const { configuration, release, seams } = this.#device;
    const { key, version } = this;
    if (key === undefined || version === undefined) return undefined;
    const banner = configuration.banners.get('login');
    const dhMinBits = configuration.ssh.dhMinBits ?? release.ssh.defaultDhMinBits;
    const settings: SshServerSettings = {
      ident: seams.sshIdent(version),
      protocolVersions: seams.sshProtocolsOf(version),
      hostKey: key.privateKey,
      timeOutSeconds: configuration.ssh.timeOutSeconds,
      authenticationRetries: configuration.ssh.authenticationRetries,
      authenticationMethods: authenticationMethods(configuration, release),
      kex: this.#keyExchanges(dhMinBits),
      hostKeyAlgorithms: hostKeyAlgorithms(configuration, release),
      ciphers: algorithmsOf(configuration, release, 'encryption'),
      macs: algorithmsOf(configuration, release, 'mac'),
      dhMinBits,
      ...(banner !== undefined && { banner }),
    };
    return seams.sshServerSettings(settings, release.showVersion.headline(release));
  }

  /** What is configured, without those whose group is below the minimum where that bounds them too. */
  #keyExchanges(minBits: number): readonly string[] {
    const { configuration, release, seams } = this.#device;
    const all = algorithmsOf(configuration, release, 'kex');
    if (seams.namedGroupsBelowMinimum({ boundsNamedGroups: release.ssh.dhMinBoundsNamedGroups })) return all;
    return all.filter((name) => (namedGroupBits(name) ?? minBits) >= minBits);
  }

  takeLine(remote: RemoteEnd): SshLine | undefined {
    const device = this.#device;
    const from = labAddress(device.patchPanel, remote.address);
    const line = device.vtys.find((vty) => !vty.busy && this.#letsIn(vty, from));
    if (line === undefined) return undefined;
    line.busy = true;
    line.uses += 1;
    line.location = from;
    line.lastInput = this.clock.now();
    return {
      number: line.vty,
      onClear: (close) => {
        line.clear = () => {
          device.snmp.connections.endedHere(line);
          close();
        };
      },
      onTraffic: (traffic) => device.snmp.connections.opened(line, { ...remote, address: from }, traffic),
      release: () => {
        device.snmp.connections.closed(line);
        this.#sessions.delete(line.vty);
        line.session = undefined;
        line.clear = undefined;
        line.user = undefined;
        line.location = undefined;
        line.busy = false;
      },
    };
  }

  /** `transport input` and `access-class … in` of a vty. */
  #letsIn(vty: TtyLine, address: string): boolean {
    const { configuration } = this.#device;
    const block = this.#device.lineBlock(vty);
    const list = accessClass(block);
    return (
      inputTransports(block).includes('ssh') &&
      (list === undefined || listPermits(configuration, list, address))
    );
  }

  authenticate(line: SshLine, username: string, password: string): Promise<boolean> {
    const { configuration, seams } = this.#device;
    const told = seams.debuggedPassword(password).map((text) => `SSH${line.number}: ${text}`);
    if (told.length > 0) this.debug(line, { kind: 'event', text: () => told });
    const local =
      flag(configuration, 'aaa new-model') === true ||
      loginMethod(this.#device.lineBlock(this.#tty(line))) === 'local';
    const user = configuration.users.get(username);
    const stored = user?.secret ?? user?.password;
    return Promise.resolve(local && stored !== undefined && matches(stored, password));
  }

  log(facility: string, severity: number, mnemonic: string, text: string): void {
    this.#device.syslog.message(facility, severity, mnemonic, labText(this.#device.patchPanel, text));
  }

  debug(line: SshLine, told: SshDebugLine): void {
    const { debugging, release, seams } = this.#device;
    const { kind, about } = told;
    // What carries a log line to a monitor is not told of: it would call for another line, and so on for ever.
    if (this.#tty(line).session?.showingLog === true) return;
    const asked = seams.sshDebugShownBy(kind, {
      everything: debugging.isOn(incomingSsh),
      detail: debugging.isOn(sshDetail),
      packet: debugging.isOn(sshPacket),
    });
    if (asked === undefined) return;
    const text = told.text(debugForm(release.name, asked));
    const lines = seams.sshDebugLines(text === undefined ? [] : typeof text === 'string' ? [text] : text, {
      kind,
      slot: line.number,
      ...(about === undefined ? {} : { about }),
    });
    // What goes on with a line stands below it, indented; all else has a stamp of its own.
    for (let at = 0; at < lines.length;) {
      let next = at + 1;
      while (lines[next]?.startsWith(' ') === true) next += 1;
      this.#device.syslog.debug(...lines.slice(at, next));
      at = next;
    }
  }

  terminalSize(asked: TerminalSize): TerminalSize {
    return this.#device.seams.terminalSize(asked);
  }

  x11(): 'refuse' | 'grant' | 'close' {
    return this.#device.seams.x11Answer();
  }

  sessionChanged(line: SshLine, session: SshSessionFacts | undefined): void {
    if (session === undefined) this.#sessions.delete(line.number);
    else this.#sessions.set(line.number, session);
    if (session !== undefined && session.username !== '') {
      this.#device.snmp.connections.loggedIn(this.#tty(line), session.username);
    }
  }

  /** By number of the vty. */
  get sessions(): readonly (readonly [number, SshSessionFacts])[] {
    return [...this.#sessions].sort(([left], [right]) => left - right);
  }

  openShell(line: SshLine, username: string, terminal: Terminal): void {
    const { session } = this.#open(line, username, terminal);
    const { configuration } = this.#device;
    const motd = configuration.banners.get('motd');
    const exec = configuration.banners.get('exec');
    session.screen.print(
      `\n${motd === undefined ? '' : `${motd}\n`}${exec === undefined ? '' : `${exec}\n`}`,
    );
    void untilHangUp(() => session.shell()).then((how) => {
      if (how === 'hung-up') return;
      this.#device.snmp.connections.endedHere(this.#tty(line));
      if (session.configuring) session.endConfiguration();
      terminal.hangUp();
    });
  }

  runCommand(line: SshLine, username: string, command: string, done: (output: string) => void): void {
    let output = '';
    const terminal: Terminal = {
      width: 0,
      height: 0,
      congested: false,
      write: (text) => void (output += text),
      onInput: () => undefined,
      onHangUp: () => undefined,
      hangUp: () => undefined,
    };
    const { session, editor } = this.#open(line, username, terminal);
    const exec = this.#device.configuration.banners.get('exec');
    session.screen.print(`\n${exec === undefined ? '' : `${exec}\n`}`);
    // Nobody is there to answer a question.
    editor.hangUp();
    void untilHangUp(() => session.runCommand(command)).then(() => {
      this.#device.snmp.connections.endedHere(this.#tty(line));
      done(output);
    });
  }

  #open(line: SshLine, username: string, terminal: Terminal): { session: CliSession; editor: LineEditor } {
    const device = this.#device;
    const tty = this.#tty(line);
    const screen = new Screen(terminal);
    const editor = new LineEditor(terminal, screen, device.clock);
    const privilege =
      device.configuration.users.get(username)?.privilege ?? privilegeLevel(device.lineBlock(tty));
    const session = new CliSession({ device, line: tty, terminal, screen, editor, privilege });
    tty.user = username;
    tty.session = session;
    terminal.onInput(() => {
      tty.lastInput = device.clock.now();
    });
    tty.lastInput = device.clock.now();
    if (flag(device.configuration, 'login on-success log') === true) this.#logLogin(tty);
    return { session, editor };
  }

  #logLogin({ user = '', location = '' }: TtyLine): void {
    const from = `[user: ${user}] [Source: ${location}] [localport: 22]`;
    const text = `Login Success ${from} at ${this.#device.calendar.fullStamp()}`;
    this.log('SEC_LOGIN', 5, 'LOGIN_SUCCESS', text);
  }

  #tty(line: SshLine): TtyLine {
    const tty = this.#device.vtys[line.number];
    if (tty === undefined) throw new Error(`there is no vty ${line.number}`);
    return tty;
  }
}
