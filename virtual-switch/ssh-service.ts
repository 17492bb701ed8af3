import { untilHangUp, CliSession } from './command-line/session.ts';
import { LineEditor } from './command-line/line-editor.ts';
import { Screen } from './command-line/screen.ts';
import { flag, hostnameOf } from './configuration/configuration.ts';
import type { RsaKeyPair } from './keys/key-store.ts';
import { matches } from './passwords.ts';
import { labAddress, labText } from './patch-panel.ts';
import type { SshVersionName } from './seams.ts';
import type {
  RemoteEnd,
  SshHost,
  SshLine,
  SshServerSettings,
  SshSessionFacts,
  SwitchClock,
} from './ssh/host.ts';
import type { VirtualSwitch } from './switch.ts';
import type { Terminal } from './terminal.ts';
import { loginMethod, privilegeLevel, takesSsh, type TtyLine } from './tty-line.ts';

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
    const { configuration, release, seams } = this.#device;
    const { key } = this;
    if (key === undefined) return undefined;
    return seams.sshVersionOf(configuration.ssh.version, key.modulusBits, release.smallestSsh2Modulus);
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
    return {
      ident: seams.sshIdent(version),
      protocolVersions: seams.sshProtocolsOf(version),
      hostKey: key.privateKey,
      timeOutSeconds: configuration.ssh.timeOutSeconds,
      authenticationRetries: configuration.ssh.authenticationRetries,
      authenticationMethods: ['publickey', 'keyboard-interactive', 'password'],
      kex: release.ssh.kex,
      hostKeyAlgorithms: release.ssh.hostKeyAlgorithms,
      ciphers: release.ssh.ciphers,
      macs: release.ssh.macs,
      dhMinBits: configuration.ssh.dhMinBits ?? release.ssh.defaultDhMinBits,
      ...(banner !== undefined && { banner }),
    };
  }

  takeLine(remote: RemoteEnd): SshLine | undefined {
    const device = this.#device;
    const line = device.vtys.find((vty) => !vty.busy && takesSsh(device.lineBlock(vty)));
    if (line === undefined) return undefined;
    line.busy = true;
    line.location = labAddress(device.patchPanel, remote.address);
    line.lastInput = this.clock.now();
    return {
      number: line.vty,
      release: () => {
        this.#sessions.delete(line.vty);
        line.session = undefined;
        line.user = undefined;
        line.location = undefined;
        line.busy = false;
      },
    };
  }

  authenticate(line: SshLine, username: string, password: string): Promise<boolean> {
    const { configuration } = this.#device;
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

  sessionChanged(line: SshLine, session: SshSessionFacts | undefined): void {
    if (session === undefined) this.#sessions.delete(line.number);
    else this.#sessions.set(line.number, session);
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
    void untilHangUp(() => session.runCommand(command)).then(() => done(output));
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
    tty.lastInput = device.clock.now();
    return { session, editor };
  }

  #tty(line: SshLine): TtyLine {
    const tty = this.#device.vtys[line.number];
    if (tty === undefined) throw new Error(`there is no vty ${line.number}`);
    return tty;
  }
}
