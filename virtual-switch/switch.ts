import { Calendar } from './calendar.ts';
import type { ConfigurationTrees } from './command-line/desk.ts';
import type { Node } from './command-line/grammar.ts';
import {
  type Block,
  type Configuration,
  emptyConfiguration,
  flag,
  highestVty,
  hostnameOf,
} from './configuration/configuration.ts';
import { factoryConfiguration, fixedInterfaces, selfSignedTrustpoint } from './configuration/factory.ts';
import { blockOf } from './configuration/blocks.ts';
import { loadConfiguration, type Rejected } from './configuration/load.ts';
import { configurationText, runningConfig } from './configuration/running-config.ts';
import { configurationTreesFor } from './configuration/trees.ts';
import { execTreeFor } from './exec/exec-commands.ts';
import { catalyst3650, type Hardware } from './hardware.ts';
import { generateRsa } from './keys/rsa.ts';
import { KeyStore } from './keys/key-store.ts';
import { hexLines, selfSignedCertificate } from './keys/self-signed-certificate.ts';
import { type LogViewer, Syslog } from './logging.ts';
import type { PatchPanel } from './patch-panel.ts';
import type { Release } from './release.ts';
import { standardSeams, type Seams } from './seams.ts';
import type { SwitchClock } from './ssh/host.ts';
import { SshService } from './ssh-service.ts';
import type { TtyLine } from './tty-line.ts';

export interface SwitchOptions {
  readonly clock: SwitchClock;
  readonly release: Release;
  readonly hardware?: Hardware;
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
  readonly ssh: SshService;
  readonly console: TtyLine = newLine('console', 'con0', 'con 0', 0, 0);
  readonly vtys: readonly TtyLine[];
  readonly configurationTrees: ConfigurationTrees;
  readonly execTree: readonly Node[];
  /** What NVRAM holds. */
  startupConfiguration: string;

  #configuration: Configuration;
  #consoleViewer: LogViewer | undefined;
  #up = false;

  constructor(options: SwitchOptions) {
    this.clock = options.clock;
    this.release = options.release;
    this.hardware = options.hardware ?? catalyst3650;
    this.patchPanel = options.patchPanel ?? { binds: [], routes: [] };
    this.seams = options.seams ?? standardSeams();
    this.calendar = new Calendar(this.clock, new Date());
    this.#configuration = emptyConfiguration();
    this.keys = new KeyStore(() => this.settingsChanged());
    this.syslog = new Syslog({
      clock: this.clock,
      calendar: this.calendar,
      configuration: () => this.#configuration,
      viewers: () => this.#viewers(),
    });
    this.ssh = new SshService(this);
    this.vtys = Array.from({ length: highestVty + 1 }, (_, unit) =>
      newLine('vty', `vty${unit}`, `vty ${unit}`, 2 + unit, unit),
    );
    this.configurationTrees = configurationTreesFor(this.seams);
    this.execTree = execTreeFor(this.seams);
    this.startupConfiguration =
      options.startupConfiguration ?? factoryConfiguration(this.hardware, this.release);
  }

  /** Comes up: reads its configuration and makes the self-signed key; gives the lines it did not take. */
  async start(): Promise<Rejected[]> {
    for (const name of fixedInterfaces()) blockOf(this.#configuration, `interface ${name}`);
    const rejected = await loadConfiguration(this, this.startupConfiguration);
    await this.#makeSelfSignedKey();
    this.#configuration.lastChange = undefined;
    this.startupConfiguration = configurationText(this);
    this.#up = true;
    this.syslog.message(
      'SYS',
      5,
      'RESTART',
      `System restarted --
Cisco IOS Software, IOS-XE Software, Catalyst L3 Switch Software (${this.release.image}), Version ${this.release.name} RELEASE SOFTWARE (${this.release.softwareTag})
Technical Support: http://www.cisco.com/techsupport
Copyright (c) ${this.release.copyrightYears} by Cisco Systems, Inc.
Compiled ${this.release.compiled}`,
    );
    this.ssh.refresh();
    return rejected;
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

  /** Configuration was left on a line: the log says so, and running-config carries the time. */
  noteChange(line: TtyLine): void {
    const by = line.user === undefined ? '' : ` by ${line.user}`;
    this.#configuration.lastChange = `${this.calendar.fullStamp()}${by}`;
    const source =
      line.kind === 'vty'
        ? `${line.user ?? ''} on ${line.name} (${line.location ?? ''})`
        : line.user === undefined
          ? 'console'
          : `${line.user} on console`;
    const text = this.seams.configuredMessage(source);
    if (text !== undefined) this.syslog.message('SYS', 5, 'CONFIG_I', text);
  }

  lineBlock(line: TtyLine): Block | undefined {
    return this.#configuration.lines.get(line.label);
  }

  attachConsole(viewer: LogViewer): void {
    this.#consoleViewer = viewer;
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
    const privateKey = await generateRsa(selfSignedBits);
    this.keys.add({
      name: trustpoint,
      usage: 'General Purpose Key',
      modulusBits: selfSignedBits,
      exportable: false,
      generatedAt: this.calendar.keyStamp(),
      privateKey,
      stored: true,
    });
    if (configured.length === 0) {
      if (flag(configuration, 'ip http secure-server') !== true) return;
      await loadConfiguration(this, selfSignedTrustpoint(this.hardware));
    }
    const certificate = selfSignedCertificate({
      privateKey,
      commonName: trustpoint.replace('TP-self-signed-', 'IOS-Self-Signed-Certificate-'),
      hostname: hostnameOf(configuration),
      notBefore: this.calendar.now,
    });
    configuration.certificates.set(trustpoint, hexLines(certificate));
  }
}

/** Bits of the key that a 3650 makes for itself on its first boot. */
const selfSignedBits = 1024;

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
  };
}
