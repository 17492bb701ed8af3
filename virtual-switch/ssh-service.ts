import { privilegeOfLogin } from './aaa/exec-authorization.ts';
import { authenticate } from './aaa/authenticate.ts';
import { accountForExec } from './aaa/exec-accounting.ts';
import type { Dialogue } from './aaa/login-attempt.ts';
import { untilHangUp, CliSession } from './command-line/session.ts';
import { LineEditor } from './command-line/line-editor.ts';
import { Screen } from './command-line/screen.ts';
import { flag } from './configuration/configuration.ts';
import type { RsaKeyPair } from './keys/key-store.ts';
import { labText } from './patch-panel.ts';
import { readScpRequest } from './scp/request.ts';
import { serveScp } from './scp/server.ts';
import type { SshVersion, SshVersionName } from './seams.ts';
import { algorithmsOf, authenticationMethods, hostKeyAlgorithms, namedGroupBits } from './ssh-algorithms.ts';
import { incomingScp, incomingSsh, sshDetail, sshPacket } from './ssh/debug-kinds.ts';
import { debugForm } from './ssh/debug-forms.ts';
import { rekeyThresholds } from './ssh/rekey.ts';
import type { ByteChannel } from './ssh/byte-channel.ts';
import type {
  FileCopyLogin,
  RemoteEnd,
  SshDebugLine,
  SshHost,
  SshLine,
  SshServerSettings,
  SshSessionFacts,
  SwitchClock,
  TerminalSize,
} from './ssh/host.ts';
import { admits } from './ssh/pubkey-chain.ts';
import type { PresentedKey } from './ssh/public-key.ts';
import { ServerKey } from './ssh1/server-key.ts';
import type { VirtualSwitch } from './switch.ts';
import type { Terminal } from './terminal.ts';
import type { TtyLine } from './tty-line.ts';
import { takeVty } from './vty-lines.ts';

/** What one is told whom exec authorization refuses; from memory of the device. */
const refusal = '% Authorization failed.\r\n';

/** SSH as the switch knows it: which key it serves with, whether it is up, and who is on it. */
export class SshService implements SshHost {
  readonly clock: SwitchClock;
  readonly #device: VirtualSwitch;
  readonly #sessions = new Map<number, SshSessionFacts>();
  readonly #serverKey = new ServerKey();
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

  /** The key pair in use. */
  get key(): RsaKeyPair | undefined {
    const { configuration, keys, seams } = this.#device;
    const chosen = seams.keyOfSsh(keys.all, configuration.ssh.keypairName);
    return chosen !== undefined && seams.keyEnablesSsh(chosen) ? chosen : undefined;
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
    if (key === undefined || version === undefined || !seams.sshListens()) return undefined;
    const banner = configuration.banners.get('login');
    const dhMinBits = configuration.ssh.dhMinBits ?? release.ssh.defaultDhMinBits;
    const settings: SshServerSettings = {
      ident: seams.sshIdent(version),
      protocolVersions: seams.sshProtocolsOf(version),
      version1: seams.ssh1Settings(
        {
          serverKey: () => this.#serverKey.for(key.privateKey),
          ciphers: ['des', '3des'],
          grants: () => false,
        },
        banner,
      ),
      hostKey: key.privateKey,
      timeOutSeconds: configuration.ssh.timeOutSeconds,
      authenticationRetries: configuration.ssh.authenticationRetries,
      rekey: rekeyThresholds(configuration),
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

  listensOn(port: number): boolean {
    return this.#device.seams.listensForSsh(port);
  }

  takeLine(remote: RemoteEnd): SshLine | undefined {
    const taken = takeVty(this.#device, remote, 'ssh');
    return (
      taken && {
        ...taken,
        release: () => {
          this.#sessions.delete(taken.number);
          taken.release();
        },
      }
    );
  }

  async authenticate(line: SshLine, username: string, dialogue: Dialogue): Promise<boolean> {
    const { seams, debugging } = this.#device;
    const watched: Dialogue = {
      tell: (text) => dialogue.tell(text),
      ask: async (question) => {
        const answer = await dialogue.ask(question);
        const told = seams.debuggedPassword(answer).map((text) => `SSH${line.number}: ${text}`);
        if (told.length > 0) this.debug(line, { kind: 'event', text: () => told });
        for (const text of seams.scpDebuggedPassword(answer)) debugging.print(incomingScp, text);
        return answer;
      },
    };
    return (await authenticate(this.#device, this.#tty(line), watched, username)) !== undefined;
  }

  admitsKey(username: string, key: PresentedKey): boolean {
    const { configuration, release, seams } = this.#device;
    if (!algorithmsOf(configuration, release, 'publickey').includes(key.algorithm)) return false;
    return admits(seams, configuration, username, key);
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
    const { seams } = this.#device;
    const screen = new Screen(terminal);
    const editor = new LineEditor(terminal, screen, this.#device.clock);
    void untilHangUp(async () => {
      const opened = await this.#open(line, username, { terminal, screen, editor }, (level) =>
        seams.privilegeOverSsh(level),
      );
      if (opened === 'gone') return;
      if (opened === 'refused') {
        terminal.write(refusal);
        terminal.hangUp();
        return;
      }
      if (!seams.shellOverSshWorks()) return;
      const { banners } = this.#device.configuration;
      const [motd, exec] = [banners.get('motd'), banners.get('exec')];
      screen.print(`\n${motd === undefined ? '' : `${motd}\n`}${exec === undefined ? '' : `${exec}\n`}`);
      await opened.shell();
      this.#device.snmp.connections.endedHere(this.#tty(line));
      if (opened.configuring) opened.endConfiguration();
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
    const { seams, clock, snmp } = this.#device;
    const screen = new Screen(terminal);
    const editor = new LineEditor(terminal, screen, clock);
    void untilHangUp(async () => {
      const session = await this.#open(line, username, { terminal, screen, editor }, (level) =>
        seams.privilegeOfRemoteCommand(seams.privilegeOverSsh(level)),
      );
      if (session === 'gone') return;
      if (session === 'refused') {
        done(refusal);
        return;
      }
      const exec = this.#device.configuration.banners.get('exec');
      screen.print(`\n${exec === undefined ? '' : `${exec}\n`}`);
      // Nobody is there to answer a question.
      editor.hangUp();
      await untilHangUp(() => session.runCommand(command));
      snmp.connections.endedHere(this.#tty(line));
      done(seams.outputOfRemoteCommand(output));
    });
  }

  copiesFiles(command: string): boolean {
    return readScpRequest(command) !== undefined;
  }

  copyFiles(line: SshLine, login: FileCopyLogin, channel: ByteChannel): void {
    const device = this.#device;
    const tty = this.#tty(line);
    tty.user = login.username;
    if (flag(device.configuration, 'login on-success log') === true) this.#logLogin(tty);
    void serveScp(
      { device, line: tty, ...login },
      {
        ...channel,
        end: (status) => {
          device.snmp.connections.endedHere(tty);
          channel.end(status);
        },
      },
    );
  }

  /** Whoever was let in gets a session, unless exec authorization refuses him one, or he has left meanwhile. */
  async #open(
    line: SshLine,
    username: string,
    at: { readonly terminal: Terminal; readonly screen: Screen; readonly editor: LineEditor },
    privilegeGiven: (configured: number) => number,
  ): Promise<CliSession | 'refused' | 'gone'> {
    const device = this.#device;
    const tty = this.#tty(line);
    const left = { already: false };
    at.terminal.onHangUp(() => (left.already = true));
    const level = await privilegeOfLogin(device, tty, username);
    if (left.already) return 'gone';
    if (level === undefined) return 'refused';
    const privilege = privilegeGiven(level);
    const session = new CliSession({ device, line: tty, ...at, privilege });
    tty.user = username;
    tty.session = session;
    at.terminal.onInput(() => {
      tty.lastInput = device.clock.now();
    });
    tty.lastInput = device.clock.now();
    accountForExec(device, tty, username, privilege);
    if (flag(device.configuration, 'login on-success log') === true) this.#logLogin(tty);
    return session;
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
