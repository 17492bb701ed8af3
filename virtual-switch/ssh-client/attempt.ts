import { once } from 'node:events';
import type { Socket } from 'node:net';
import { readIdentification, speaksVersion1, speaksVersion2 } from '../../protocols/ssh2/identification.ts';
import type { CliSession } from '../command-line/session.ts';
import { interfaceName } from '../configuration/interface-commands.ts';
import { dial, type Dialled } from '../network/dial.ts';
import { resolveName } from '../network/names.ts';
import { routeIn, type TableName } from '../network/tables.ts';
import { flag, hostnameOf } from '../configuration/configuration.ts';
import { interfaceAddresses } from '../snmp/settings.ts';
import { incomingSsh, sshClient, sshDetail, sshPacket } from '../ssh/debug-kinds.ts';
import { endSocket } from '../ssh/end-socket.ts';
import type { VirtualSwitch } from '../switch.ts';
import { clientOffer, dhMinBits } from './client-offer.ts';
import { SessionOver } from './ending.ts';
import type { ClientRequest } from './request.ts';
import type { StartFacts } from './seams.ts';
import { keyName, serverEntries } from './server-keys.ts';
import { Ssh1Wire } from './ssh1-wire.ts';
import { Ssh2Wire } from './ssh2-wire.ts';
import { Typist } from './typist.ts';
import type { ClientHost, ClientWire } from './wire.ts';
import { WireWatch } from './wire-watch.ts';

/** Why there is no connection. */
export type NotConnected = Exclude<Dialled['outcome'], 'connected'>;

/** What becomes of an attempt to open a session, besides the session itself. */
export interface AttemptSink {
  notConnected(why: NotConnected): void;
  /** It was broken off, or the server ended it before it was open. */
  over(error: SessionOver): void;
  /** Output of the far end; some of it may come before the session is open. */
  received(bytes: Buffer): void;
  /** What it says beside its output. */
  complained(bytes: Buffer): void;
}

/** A session that is open. */
export interface OpenedSession {
  readonly wire: ClientWire;
  readonly address: string;
}

const addressForm = /^\d{1,3}(?:\.\d{1,3}){3}$/;

export function startFacts(device: VirtualSwitch, version: 1 | 2 | undefined): StartFacts {
  return {
    version,
    serverEnabled: device.ssh.version !== undefined,
    sourceInterface: device.configuration.settings.has('ip ssh source-interface'),
  };
}

/** One try to open a session, and what is held for it. */
export class Attempt {
  readonly #session: CliSession;
  readonly #device: VirtualSwitch;
  readonly #request: ClientRequest & { readonly user: string };
  readonly #table: TableName;
  readonly #number: number;
  readonly #giveUp = new AbortController();
  readonly #sink: AttemptSink;
  readonly #typist: Typist;
  readonly #watch: WireWatch;
  #broken: Error | undefined;
  #wire: ClientWire | undefined;
  /** Where the name led to. */
  #address: string | undefined;
  #stopLimit: (() => void) | undefined;

  constructor(
    session: CliSession,
    request: ClientRequest & { readonly user: string },
    table: TableName,
    number: number,
    sink: AttemptSink,
  ) {
    this.#session = session;
    this.#device = session.device;
    this.#request = request;
    this.#table = table;
    this.#number = number;
    this.#sink = sink;
    this.#watch = new WireWatch(session.device.clock);
    this.#typist = new Typist(session.editor, (error) => this.#breakOff(error));
  }

  /** Undefined where it failed, which was said then; throws where the line itself is gone. */
  async open(): Promise<OpenedSession | undefined> {
    try {
      return await this.#open();
    } catch (error) {
      // What broke it off is the reason for whatever failed then.
      const over = this.#broken ?? error;
      if (!(over instanceof SessionOver)) throw over;
      this.#sink.over(over);
      return undefined;
    } finally {
      this.#stopLimit?.();
      this.#typist.leave();
    }
  }

  done(): void {
    const free = (): void => {
      this.#watch.rest();
      this.#device.sshClients.give(this.#number);
    };
    if (this.#wire === undefined) free();
    else void this.#wire.over.then(free);
  }

  async #open(): Promise<OpenedSession | undefined> {
    const { clock, configuration, patchPanel: panel, seams } = this.#device;
    const { target, port } = this.#request;
    const giveUp = this.#giveUp.signal;
    const address = addressForm.test(target) ? target : await this.#resolve(target);
    this.#unlessGone();
    if (address === undefined) return undefined;
    this.#address = address;
    const configured = this.#configuredSource();
    if (configured === 'none') {
      this.#sink.notConnected('unreachable');
      return undefined;
    }
    const ofGlobal = routeIn(configuration, undefined, address)?.source;
    const source = (ofTable: string): string => seams.sshClientSource({ configured, ofTable, ofGlobal });
    const dialled = await dial(
      { address, port, table: this.#table, source },
      { configuration, panel, clock, giveUp },
    );
    if (dialled.outcome !== 'connected') {
      this.#unlessGone();
      this.#sink.notConnected(dialled.outcome);
      return undefined;
    }
    const { socket } = dialled;
    socket.on('error', () => undefined);
    const limit = configuration.ssh.timeOutSeconds * 1000;
    this.#stopLimit = clock.after(limit, () =>
      this.#breakOff(new SessionOver('aborted', 'no session within the time-out')),
    );
    const abandoned = (): void => {
      if (this.#wire === undefined) endSocket(socket);
      else this.#wire.close();
    };
    giveUp.addEventListener('abort', abandoned);
    const wire = await this.#identify(socket);
    this.#wire = wire;
    void wire.over.then(() => {
      this.#typist.stopAsking(new SessionOver('closed', 'ended by the server'));
    });
    await Promise.race([wire.open(), this.#brokenOff()]);
    giveUp.removeEventListener('abort', abandoned);
    return { wire, address };
  }

  /** Throws where the line itself is gone; what was only broken off has said all that there is to say. */
  #unlessGone(): void {
    if (this.#broken !== undefined && !(this.#broken instanceof SessionOver)) throw this.#broken;
  }

  #resolve(target: string): Promise<string | undefined> {
    const { clock, configuration, patchPanel: panel, seams } = this.#device;
    return resolveName(target, this.#table, {
      ...{ configuration, panel, clock },
      questionFor: (typed, domain) => seams.questionName(typed, domain),
      print: (text) => this.#session.screen.print(text),
      giveUp: this.#giveUp.signal,
    });
  }

  /** Of `ip ssh source-interface`; `none` where that interface has no address that is up. */
  #configuredSource(): string | undefined {
    const { configuration } = this.#device;
    const typed = /^ip ssh source-interface (.+)$/.exec(
      configuration.settings.get('ip ssh source-interface') ?? '',
    )?.[1];
    const name = typed === undefined ? undefined : interfaceName(typed.replaceAll(' ', ''));
    const found = interfaceAddresses(configuration).find((candidate) => candidate.name === name);
    return name === undefined ? undefined : (found?.address ?? 'none');
  }

  async #identify(socket: Socket): Promise<ClientWire> {
    const { release, seams } = this.#device;
    const { version } = this.#request;
    this.#watch.sent();
    const theirs = await readIdentification(socket, 'server');
    if (theirs.kind !== 'ident') {
      endSocket(socket);
      if (!socket.destroyed) await once(socket, 'close');
      throw new SessionOver(theirs.kind === 'ended' ? 'closed' : 'aborted', 'no identification string');
    }
    this.#debug('any', `protocol version id is - ${theirs.line}`);
    const both = version === undefined && release.ssh.versions.length > 1;
    const own = version === 1 ? '1.5' : both ? '1.99' : '2.0';
    const in2 = own !== '1.5' && speaksVersion2(theirs.version);
    const in1 = !in2 && own !== '2.0' && speaksVersion1(theirs.version);
    const mayStart = seams.sshClientMayStart(startFacts(this.#device, in1 ? 1 : 2));
    const ourIdent = seams.sshClientIdent(in1 ? '1.5' : own, this.#request);
    this.#debug('any', `sent protocol version id ${ourIdent}`);
    if (!(in1 || in2) || !mayStart) {
      socket.write(`${ourIdent}\n`);
      endSocket(socket);
      throw new SessionOver('aborted', 'no common protocol version');
    }
    this.#debug('any', 'protocol version exchange successful');
    const host = this.#host();
    const identified = { socket, bytes: theirs.bytes, ourIdent };
    return in2 ? new Ssh2Wire(host, identified) : new Ssh1Wire(host, identified);
  }

  #host(): ClientHost {
    const device = this.#device;
    const { configuration, release, seams } = device;
    const { screen, width, length } = this.#session;
    const request = this.#request;
    return {
      seams,
      clock: device.clock,
      request,
      offer: clientOffer(configuration, release, seams, request),
      dhMinBits: dhMinBits(configuration, release),
      size: { width: width || 80, height: length || 24 },
      watch: this.#watch,
      ask: (prompt, echo) => this.#typist.ask(prompt, echo),
      print: (text) => screen.print(text),
      debug: (family, text) => this.#debug(family, text),
      log: (facility, severity, mnemonic, text) => device.syslog.message(facility, severity, mnemonic, text),
      admits: ({ key, ...rest }) => {
        const strict = flag(device.configuration, 'ip ssh stricthostkeycheck') === true;
        const names = [request.target, ...(this.#address === undefined ? [] : [this.#address])];
        const entry = seams.serverEntryFor(serverEntries(device.configuration), names);
        const hash = (blob: Uint8Array): string => seams.keyHash(blob, hostnameOf(device.configuration));
        return seams.admitsServer({ key: keyName(key, hash), ...rest }, { strict, entry });
      },
      sayRefused: () => {
        const text = seams.serverRefusal('Server Authentication Failed');
        if (text !== '') screen.print(`${text}\n`);
      },
      received: (bytes) => this.#sink.received(bytes),
      complained: (bytes) => this.#sink.complained(bytes),
    };
  }

  #debug(family: 'any' | '2', text: string): void {
    const { debugging, seams, syslog } = this.#device;
    const shown = seams.showsClientDebug({
      client: debugging.isOn(sshClient),
      server: [incomingSsh, sshDetail, sshPacket].some((kind) => debugging.isOn(kind)),
    });
    if (!shown) return;
    const tag = family === '2' ? `SSH2 CLIENT ${this.#number}` : `SSH CLIENT${this.#number}`;
    for (const line of seams.sshClientDebugLines([`${tag}: ${text}`])) syslog.debug(line);
  }

  #breakOff(error: Error): void {
    this.#broken ??= error;
    this.#typist.stopAsking(error);
    this.#giveUp.abort();
  }

  /** Rejects when it is broken off. */
  #brokenOff(): Promise<never> {
    return new Promise((_resolve, reject) => {
      const reason = (): void => reject(this.#broken ?? new SessionOver('aborted', 'broken off'));
      if (this.#giveUp.signal.aborted) reason();
      else this.#giveUp.signal.addEventListener('abort', reason);
    });
  }
}
