import { AaaService } from './aaa/aaa-service.ts';
import { BootVariables } from './boot/boot-prompt.ts';
import { commandsOf, Nvram } from './boot/nvram.ts';
import { Power } from './boot/power.ts';
import { ReloadSchedule } from './boot/reload-schedule.ts';
import type { Screen } from './command-line/screen.ts';
import { Calendar } from './calendar.ts';
import type { ConfigurationTrees } from './command-line/desk.ts';
import type { Node } from './command-line/grammar.ts';
import {
  type Block,
  type Configuration,
  emptyConfiguration,
  flag,
  highestVty,
} from './configuration/configuration.ts';
import { factoryConfiguration, fixedInterfaces, selfSignedTrustpoint } from './configuration/factory.ts';
import { blockOf } from './configuration/blocks.ts';
import { loadConfiguration, type Rejected } from './configuration/load.ts';
import { configurationText, runningConfig } from './configuration/running-config.ts';
import { configurationTreesFor } from './configuration/trees.ts';
import { execTreeFor } from './exec/exec-commands.ts';
import { firstVtyNumber, type Hardware } from './hardware.ts';
import { generateRsa } from './keys/rsa.ts';
import { KeyStore } from './keys/key-store.ts';
import { certificateLines } from './keys/enroll-command.ts';
import { Debugging } from './debugging.ts';
import { FileSystems } from './files/file-systems.ts';
import { type LogViewer, Syslog } from './logging.ts';
import { LogHosts } from './logging-hosts.ts';
import type { PatchPanel } from './patch-panel.ts';
import type { Release } from './release.ts';
import { softwareLines } from './show/show-version.ts';
import { standardSeams, type Seams } from './seams.ts';
import type { SwitchClock } from './ssh/host.ts';
import { watchBpdus } from './spanning-tree/bpdu-debug.ts';
import { SnmpService } from './snmp/snmp-service.ts';
import { ClientNumbers } from './ssh-client/client-numbers.ts';
import { SshService } from './ssh-service.ts';
import type { TtyLine } from './tty-line.ts';

export interface SwitchOptions {
  readonly clock: SwitchClock;
  readonly release: Release;
  readonly patchPanel?: PatchPanel;
  readonly seams?: Seams;
  /** Text of the startup configuration; the factory's where there is none. */
  readonly startupConfiguration?: string;
}

/** One Catalyst 3650: its configuration, keys, log and lines. */
export class VirtualSwitch {
  readonly clock: SwitchClock;
  readonly calendar: Calendar;
  readonly release: Release;
  readonly hardware: Hardware;
  readonly patchPanel: PatchPanel;
  readonly seams: Seams;
  readonly keys: KeyStore;
  readonly syslog: Syslog;
  readonly debugging: Debugging;
  readonly ssh: SshService;
  readonly aaa = new AaaService();
  readonly sshClients = new ClientNumbers();
  readonly snmp: SnmpService;
  readonly console: TtyLine = newLine('console', 'con0', 'con 0', 0, 0);
  readonly vtys: readonly TtyLine[];
  readonly configurationTrees: ConfigurationTrees;
  readonly execTree: readonly Node[];
  readonly nvram: Nvram;
  readonly files: FileSystems;
  readonly bootVariables: BootVariables;
  readonly power: Power;
  readonly reloads: ReloadSchedule;

  #configuration: Configuration;
  #consoleViewer: LogViewer | undefined;
  #consoleScreen: Pick<Screen, 'print'> = { print: () => undefined };
  #up = false;

  constructor(options: SwitchOptions) {
    this.clock = options.clock;
    this.release = options.release;
    this.hardware = options.release.hardware;
    this.patchPanel = options.patchPanel ?? { binds: [], routes: [] };
    this.seams = options.seams ?? standardSeams();
    this.calendar = new Calendar(this.clock, new Date());
    this.#configuration = emptyConfiguration();
    this.keys = new KeyStore(() => this.settingsChanged());
    this.syslog = new Syslog({
      clock: this.clock,
      calendar: this.calendar,
      configuration: () => this.#configuration,
      uptime: () => this.power.uptime,
      viewers: () => this.#viewers(),
      debugStamp: (stamp) => this.seams.debugStamp(stamp),
      hosts: new LogHosts(this.patchPanel, (configured) => this.seams.trapLevel(configured)),
    });
    this.debugging = new Debugging(this.syslog, this.seams.debuggingAfter);
    watchBpdus(this);
    this.ssh = new SshService(this);
    this.vtys = Array.from({ length: highestVty + 1 }, (_, unit) =>
      newLine('vty', `vty${unit}`, `vty ${unit}`, firstVtyNumber(this.hardware) + unit, unit),
    );
    this.configurationTrees = configurationTreesFor(this.seams, this.release);
    this.execTree = execTreeFor(this.seams, this.release);
    this.nvram = new Nvram(options.startupConfiguration ?? factoryConfiguration(this.hardware, this.release));
    this.files = new FileSystems(this);
    this.bootVariables = new BootVariables(this.hardware.baseMac);
    this.power = new Power(this.clock, () => this.#goDown());
    this.snmp = new SnmpService(this);
    this.reloads = new ReloadSchedule(this);
    const { powerFailure } = this.release.showVersion;
    this.power.cause = { returnedBy: powerFailure, lastReason: powerFailure };
  }

  /**
   * Comes up: reads its configuration and its keys, and makes the self-signed key where it has none; gives the
   * lines it did not take. The factory's configuration is in force where NVRAM has none or is not looked at.
   */
  async start(how: { booted?: boolean; ignoreStartup?: boolean } = {}): Promise<Rejected[]> {
    const { booted = false, ignoreStartup = false } = how;
    const stored = ignoreStartup ? '' : this.nvram.startup;
    this.power.began();
    for (const name of fixedInterfaces()) blockOf(this.#configuration, `interface ${name}`);
    await loadConfiguration(this, this.release.configuration.defaults.join('\n'));
    const rejected = await loadConfiguration(
      this,
      stored === '' && booted ? factoryConfiguration(this.hardware, this.release) : stored,
    );
    this.keys.add(...this.nvram.keys);
    await this.#makeSelfSignedKey();
    this.#configuration.lastChange = undefined;
    if (!booted) this.nvram.save(configurationText(this), this.keys.all);
    this.nvram.modified = ignoreStartup;
    this.nvram.inStep = commandsOf(configurationText(this));
    this.#up = true;
    if (booted && stored !== '')
      this.syslog.message('SYS', 5, 'CONFIG_I', 'Configured from memory by console');
    this.syslog.message(
      'SYS',
      5,
      'RESTART',
      `System restarted --\n${softwareLines(this.release).join('\n')}`,
    );
    this.ssh.refresh();
    return rejected;
  }

  /** Whether the software runs: between power-on and the end of the boot it does not. */
  get up(): boolean {
    return this.#up;
  }

  get startupConfiguration(): string {
    return this.nvram.startup;
  }

  /** `write memory`. */
  save(): void {
    this.nvram.save(this.seams.savedConfiguration(configurationText(this)), this.keys.all);
    this.snmp.configurationEvent('startup');
  }

  /** A file takes the startup configuration's place; the keys stay. */
  saveText(text: string): void {
    this.nvram.replace(text);
    this.snmp.configurationEvent('startup');
  }

  /** Whether running-config holds what a reload would lose. */
  get unsaved(): boolean {
    return this.nvram.modified || commandsOf(configurationText(this)) !== this.nvram.inStep;
  }

  #goDown(): void {
    this.#up = false;
    for (const line of [this.console, ...this.vtys]) line.session?.editor.hangUp();
    this.#configuration = emptyConfiguration();
    this.keys.remove([...this.keys.all]);
    this.debugging.allOff();
    this.syslog.reset();
    this.ssh.refresh();
    this.syslog.reset();
    this.calendar.forget();
  }

  get configuration(): Configuration {
    return this.#configuration;
  }

  replaceConfiguration(configuration: Configuration): void {
    this.#configuration = configuration;
    this.settingsChanged();
  }

  runningConfig(): string {
    return runningConfig(this);
  }

  /** Called after every configuration command and every change of keys. */
  settingsChanged(): void {
    if (this.#up) this.ssh.refresh();
  }

  /**
   * Configuration was left on a line, or read from `memory` or a URL: the log says so, and running-config carries
   * the time.
   */
  noteChange(line: TtyLine, from = 'console'): void {
    const by = line.user === undefined ? '' : ` by ${line.user}`;
    this.#configuration.lastChange = `${this.calendar.fullStamp()}${by}`;
    this.nvram.modified = true;
    const source =
      line.kind === 'vty'
        ? `${line.user ?? ''} on ${line.name} (${line.location ?? ''})`
        : line.user === undefined
          ? 'console'
          : `${line.user} on console`;
    const text =
      from === 'console' ? this.seams.configuredMessage(source) : `Configured from ${from} by ${source}`;
    if (text !== undefined) this.syslog.message('SYS', 5, 'CONFIG_I', text);
  }

  lineBlock(line: TtyLine): Block | undefined {
    return this.#configuration.lines.get(line.label);
  }

  attachConsole(viewer: LogViewer, screen: Pick<Screen, 'print'>): void {
    this.#consoleViewer = viewer;
    this.#consoleScreen = screen;
  }

  /** Where the box itself speaks, whoever is logged in. */
  get consoleScreen(): Pick<Screen, 'print'> {
    return this.#consoleScreen;
  }

  #viewers(): LogViewer[] {
    const monitors = this.vtys.flatMap(({ session }) =>
      session?.monitor === true
        ? [
            {
              kind: 'monitor' as const,
              congested: session.congested,
              log: (text: string) => session.log(text),
            },
          ]
        : [],
    );
    return this.#consoleViewer ? [this.#consoleViewer, ...monitors] : monitors;
  }

  /**
   * The key pair is in NVRAM whatever the startup configuration says; the trustpoint is made when the HTTPS
   * server finds none.
   */
  async #makeSelfSignedKey(): Promise<void> {
    const configuration = this.#configuration;
    const own = `TP-self-signed-${this.hardware.selfSignedNumber}`;
    const configured = [...configuration.blocks.keys()].flatMap(
      (name) => /^crypto pki trustpoint (TP-self-signed-\S+)$/.exec(name)?.[1] ?? [],
    );
    const [trustpoint = own] = configured;
    const privateKey =
      this.keys.signing(trustpoint)?.privateKey ?? (await generateRsa(this.release.keys.selfSigned.bits));
    if (this.keys.signing(trustpoint) === undefined) {
      this.keys.add({
        name: trustpoint,
        usage: 'General Purpose Key',
        modulusBits: this.release.keys.selfSigned.bits,
        exportable: false,
        generatedAt: this.calendar.keyStamp(),
        privateKey,
        stored: true,
      });
    }
    if (configured.length === 0) {
      if (flag(configuration, 'ip http secure-server') !== true) return;
      await loadConfiguration(this, selfSignedTrustpoint(this.hardware));
    }
    configuration.certificates.set(trustpoint, certificateLines(this, trustpoint, privateKey));
  }
}

function newLine(kind: TtyLine['kind'], name: string, label: string, number: number, vty: number): TtyLine {
  return {
    kind,
    name,
    label,
    number,
    vty,
    busy: false,
    user: undefined,
    location: undefined,
    lastInput: 0,
    session: undefined,
    uses: 0,
    clear: undefined,
  };
}
