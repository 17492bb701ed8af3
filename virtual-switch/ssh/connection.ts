import type { Socket } from 'node:net';
import type { AuthContext, NegotiatedAlgorithms, ServerChannel, Session } from 'ssh2';
import { readIdentification, speaksVersion1, speaksVersion2 } from '../../protocols/ssh2/identification.ts';
import type { Offer } from '../../protocols/ssh2/offer.ts';
import type { BrokenPacket, PacketEvent } from '../../protocols/ssh2/packet-tap.ts';
import { type ServedConnection, serveSsh2 } from '../../protocols/ssh2/serve.ts';
import { disconnectReason, message } from '../../protocols/ssh2/messages.ts';
import { Ssh1Session } from '../ssh1/session.ts';
import { Authentication } from './authentication.ts';
import { ChannelTerminal } from './channel-terminal.ts';
import { endSocket, endSocketAfterClient } from './end-socket.ts';
import { HandshakeWatch } from './handshake-watch.ts';
import type { RemoteEnd, SshHost, SshLine, SshServerSettings, TerminalSize } from './host.ts';
import { NegotiationLimit } from './negotiation-limit.ts';
import { RekeyTimer } from './rekey.ts';
import { aloud, asPromise } from './aloud.ts';
import { standardPolicy } from './policy.ts';
import { watchTraffic } from './tcp-traffic.ts';
import { sessionStates as states } from './session-states.ts';
import { SessionTrace, sizeOf } from './session-trace.ts';

export interface AcceptedConnection {
  readonly socket: Socket;
  readonly host: SshHost;
  readonly settings: SshServerSettings;
  readonly line: SshLine;
  readonly remote: RemoteEnd;
}

/** Carries one connection from its identification string to its end, and then gives the vty back. */
export function acceptConnection(accepted: AcceptedConnection): void {
  const { socket, host, settings, line } = accepted;
  socket.on('error', () => undefined);
  const watch = new HandshakeWatch(socket, host.clock);
  line.onTraffic?.(watchTraffic(socket));
  const limit = new NegotiationLimit(socket, host.clock, settings);
  const cancelTimeOut = (): void => limit.reached('authenticated');
  socket.once('close', () => watch.done());

  const trace = new SessionTrace(
    line.number,
    (told) => aloud(() => host.debug?.(line, told)),
    (asked) => terminalSize(host, asked),
  );
  const before = settings.preamble ?? [];
  socket.write([...before, settings.ident].map((text) => `${text}\n`).join(''));
  trace.started(settings.ident);
  line.onClear?.(() => {
    trace.cut();
    endSocket(socket);
  });
  void readIdentification(socket, 'client').then((theirs) => {
    if (theirs.kind === 'ident') {
      trace.identified(theirs.line);
      limit.reached('identified');
    }
    const taken = theirs.kind === 'ident' && (settings.policy ?? standardPolicy).takesIdent(theirs.line);
    if (taken && speaksVersion2(theirs.version) && settings.protocolVersions.includes(2)) {
      if (socket.destroyed) line.release();
      else {
        traceReads(socket, trace, theirs.bytes.indexOf(lineFeed) + 1);
        socket.unshift(theirs.bytes);
        new Ssh2Session(accepted, { watch, cancelTimeOut, limit, trace });
      }
      return;
    }
    const { version1 } = settings;
    const serves1 = version1 !== undefined && settings.protocolVersions.includes(1);
    if (theirs.kind === 'ident' && serves1 && speaksVersion1(theirs.version) && !socket.destroyed) {
      const ahead = theirs.bytes.subarray(theirs.bytes.indexOf(lineFeed) + 1);
      new Ssh1Session(accepted, version1, { watch, cancelTimeOut, trace, ahead });
      return;
    }
    trace.ended('cut off');
    aloud(() => line.release());
    if (theirs.kind === 'ended') socket.destroy();
    else {
      const refusal = theirs.kind === 'ident' ? 'Protocol major versions differ.' : 'Protocol mismatch.';
      if (socket.writable) socket.write(`${refusal}\n`);
      endSocket(socket);
    }
  });
}

const lineFeed = 0x0a;

/** Counts what each read of the connection gives, but for the identification string at its beginning. */
function traceReads(socket: Socket, trace: SessionTrace, identification: number): void {
  let skip = identification;
  socket.on('data', (bytes: Buffer) => {
    const skipped = Math.min(skip, bytes.length);
    skip -= skipped;
    trace.read(bytes.length - skipped);
  });
}

class Ssh2Session {
  readonly #accepted: AcceptedConnection;
  readonly #authentication: Authentication;
  readonly #served: ServedConnection;
  readonly #rekeyTimer: RekeyTimer;
  #algorithms: NegotiatedAlgorithms | undefined;
  #username = '';
  #authenticated = false;
  #started = false;
  #copied = false;
  #terminal: ChannelTerminal | undefined;
  readonly #trace: SessionTrace;
  readonly #hangUps: (() => void)[] = [];

  constructor(
    accepted: AcceptedConnection,
    phase: {
      readonly watch: HandshakeWatch;
      readonly cancelTimeOut: () => void;
      readonly limit: NegotiationLimit;
      readonly trace: SessionTrace;
    },
  ) {
    this.#accepted = accepted;
    this.#trace = phase.trace;
    const { socket, host, settings, line } = accepted;
    const { policy = standardPolicy } = settings;
    const offer = offerOf(settings);
    const { rekey: thresholds = {} } = settings;
    this.#served = serveSsh2(socket, {
      ident: settings.ident,
      hostKey: settings.hostKey,
      signingKey: settings.signingKey,
      offer,
      onPacket: (packet) => {
        this.#trace.packet(packet, offer);
        if (packet.type === message.kexInit && this.#algorithms !== undefined) this.#rekeyTimer.begun();
        if (!policy.outlivesRefusal && isRefusal(packet)) setImmediate(() => endSocket(socket));
      },
      anyMac: settings.anyMac,
      onBroken: (packet) => {
        const complaint = complaintOf(packet);
        this.#trace.broken(packet, complaint);
        const length = `Bad packet length ${String(packet.packetLength | 0)}`;
        // 16.12 says so in its log: ytti/oxidized issue 2564.
        if (packet.what === 'length') aloud(() => host.log('SSH', 3, 'BAD_PACK_LEN', length));
        this.#end(disconnectReason.protocolError, complaint);
      },
      rekeyVolume: thresholds.kilobytes === undefined ? undefined : thresholds.kilobytes * 1024,
      dhMinBits: settings.dhMinBits,
      ignoresWrongGuess: policy.ignoresWrongGuess,
      grantsEarlyChannel: policy.channelBeforeAuthentication,
      groupBits: settings.groupBits,
      banner: settings.banner,
      onMismatch: ({ what, client, server }) => {
        const lists = `client ${client.join(',')} server ${server.join(',')}`;
        aloud(() => host.log('SSH', 3, 'NO_MATCH', `No matching ${what} found: ${lists}`));
      },
      onUnexpected: () => {
        const text = `Unexpected message type has arrived. Terminating the connection from ${accepted.remote.address}`;
        aloud(() => host.log('SSH', 4, 'SSH2_UNEXPECTED_MSG', text));
      },
      onGroupRequest: (_asked, chosen) => {
        // The text is from memory of Cisco's message list; no capture of it was found.
        const text = 'Client DH key range mismatch with minimum configured DH key on server';
        if (chosen === undefined) aloud(() => host.log('SSH', 3, 'DH_RANGE_FAIL', text));
      },
    });
    this.#rekeyTimer = new RekeyTimer({
      ...{ socket, thresholds, clock: host.clock, timeOutSeconds: settings.timeOutSeconds },
      rekey: () => this.#served.rekey(),
    });
    const { connection } = this.#served;
    this.#authentication = new Authentication({
      ...{ policy, methods: settings.authenticationMethods },
      attemptsPerMethod: settings.authenticationRetries + 1,
      check: (username, dialogue) => asPromise(() => host.authenticate(line, username, dialogue)),
      checkKey: (username, key) => host.admitsKey(username, key),
      exhausted: () => this.#end(disconnectReason.protocolError, 'Too many authentication failures'),
    });

    connection.on('error', () => {
      this.#served.abandon();
      endSocket(socket);
    });
    connection.on('handshake', (algorithms) => {
      phase.limit.reached('keys-exchanged');
      this.#rekeyTimer.exchanged();
      this.#keysExchanged(algorithms);
    });
    connection.on('authentication', (context: AuthContext) => {
      this.#username = context.username;
      this.#authentication.take(context);
    });
    connection.on('ready', () => {
      phase.watch.done();
      phase.cancelTimeOut();
      this.#authenticated = true;
      this.#logAuthentication('Succeeded');
      this.#publish(states.authenticated);
    });
    if (policy.forwarding.includes('direct-tcpip'))
      connection.on('tcpip', (accept) => void accept().resume());
    if (policy.forwarding.includes('tcpip-forward')) connection.on('request', (accept) => accept?.());
    connection.on('session', (accept) => {
      // One vty, one session: a second channel is refused.
      connection.noMoreSessions = true;
      this.#serveSession(accept());
    });
    socket.once('close', () => {
      this.#authentication.abandon();
      this.#closed();
    });
  }

  #keysExchanged(algorithms: NegotiatedAlgorithms): void {
    const first = this.#algorithms === undefined;
    this.#algorithms = algorithms;
    if (!first) return;
    this.#logSession('Succeeded');
    this.#publish(states.keysExchanged);
  }

  #serveSession(session: Session): void {
    const { host, line } = this.#accepted;
    const size = { width: 80, height: 24 };
    const { policy = standardPolicy } = this.#accepted.settings;
    let terminal = false;
    if (policy.subsystems.length > 0) {
      session.on('subsystem', (accept, reject, { name }) => {
        if (policy.subsystems.includes(name)) accept().resume();
        else reject();
      });
    }
    session.on('pty', (accept, _reject, info) => {
      terminal = true;
      Object.assign(size, terminalSize(host, { width: info.cols, height: info.rows }));
      acceptRequest(accept);
    });
    session.on('x11', (accept, reject) => {
      // Forwarding is not supported (guide page 20).
      const answer = host.x11?.() ?? 'refuse';
      if (answer === 'grant') acceptRequest(accept);
      else acceptRequest(reject);
      if (answer === 'close') endSocket(this.#accepted.socket);
    });
    session.on('window-change', (accept, _reject, info) => {
      Object.assign(size, sizeOf({ width: info.cols, height: info.rows }));
      acceptRequest(accept);
    });
    session.on('close', () => {
      this.#hungUp();
      if (this.#copied) endSocketAfterClient(this.#accepted.socket, host.clock);
      else endSocket(this.#accepted.socket);
    });
    session.on('shell', (accept, reject) => {
      if (!policy.startsShell(terminal)) {
        reject();
        return;
      }
      const shell = this.#terminalOf(accept, size);
      if (shell === undefined) return;
      this.#trace.shellStarted();
      this.#start();
      aloud(() => host.openShell(line, this.#username, shell));
    });
    session.on('exec', (accept, _reject, { command }) => {
      const program = this.#terminalOf(accept, size);
      if (program === undefined) return;
      this.#start();
      if (host.copiesFiles?.(command) === true) {
        const login = {
          username: this.#username,
          command,
          version: 2,
          remote: this.#accepted.remote,
        } as const;
        this.#copied = true;
        aloud(() => host.copyFiles?.(line, login, program.asBytes()));
        return;
      }
      program.onInput(() => undefined);
      aloud(() =>
        host.runCommand(line, this.#username, command, (output) => {
          program.write(output);
          program.hangUp(0);
        }),
      );
    });
  }

  /** Undefined where the session has a program already, or the client ended it before it asked for one. */
  #terminalOf(
    accept: () => ServerChannel | undefined,
    size: { readonly width: number; readonly height: number },
  ): ChannelTerminal | undefined {
    const channel = accept();
    if (channel === undefined) return undefined;
    const { host, socket } = this.#accepted;
    channel.on('error', () => endSocket(socket));
    const terminal = new ChannelTerminal(channel, this.#served, socket, size, host.clock);
    this.#terminal = terminal;
    this.#hangUps.push(() => terminal.hungUp());
    return terminal;
  }

  #start(): void {
    this.#started = true;
    this.#publish(states.started);
  }

  #hungUp(): void {
    for (const tell of this.#hangUps.splice(0)) aloud(tell);
  }

  #end(reason: number, description: string): void {
    this.#served.disconnect(reason, description);
    endSocket(this.#accepted.socket);
  }

  #closed(): void {
    const { host, line } = this.#accepted;
    this.#hungUp();
    this.#trace.ended(this.#terminal?.left === true ? 'normal' : 'cut off');
    if (this.#algorithms === undefined) this.#logSession('Failed');
    else if (!this.#authenticated) this.#logAuthentication('Failed');
    const from = `SSH2 Session from ${this.#accepted.remote.address} (tty = ${String(line.number)})`;
    const user = this.#authenticated ? this.#username : '';
    this.#log('SSH2_CLOSE', `${from} for user '${user}' using ${this.#cryptoText()} closed`);
    aloud(() => host.sessionChanged(line, undefined));
    aloud(() => line.release());
  }

  #logSession(result: string): void {
    const from = `SSH2 Session request from ${this.#accepted.remote.address}`;
    const tty = `(tty = ${String(this.#accepted.line.number)})`;
    this.#log('SSH2_SESSION', `${from} ${tty} using ${this.#cryptoText()} ${result}`);
  }

  /** Of a user who was not let in the device does not tell the name. */
  #logAuthentication(result: 'Succeeded' | 'Failed'): void {
    const user = result === 'Succeeded' ? this.#username : '';
    const session = `SSH2 Session from ${this.#accepted.remote.address}`;
    const tty = `(tty = ${String(this.#accepted.line.number)})`;
    const text = `User '${user}' authentication for ${session} ${tty} using ${this.#cryptoText()} ${result}`;
    this.#log('SSH2_USERAUTH', text);
  }

  #cryptoText(): string {
    const { cipher, mac } = this.#algorithms?.cs ?? { cipher: '', mac: '' };
    return `crypto cipher '${cipher}', hmac '${mac}'`;
  }

  #log(mnemonic: string, text: string): void {
    aloud(() => this.#accepted.host.log('SSH', 5, mnemonic, text));
  }

  #publish(state: string): void {
    const algorithms = this.#algorithms;
    if (algorithms === undefined) return;
    const { host, line, remote } = this.#accepted;
    aloud(() =>
      host.sessionChanged(line, {
        version: 2,
        username: this.#authenticated ? this.#username : '',
        state: this.#started ? states.started : state,
        in: { cipher: algorithms.cs.cipher, mac: algorithms.cs.mac },
        out: { cipher: algorithms.sc.cipher, mac: algorithms.sc.mac },
        remote,
      }),
    );
  }
}

/**
 * What a client is told whose packet is not believed. That of a length is recorded by its size: the DISCONNECT of
 * debug-ip-ssh--ayssh--2 has just the room for it, as has that of ytti/oxidized issue 2564; both are the words of the
 * OpenSSH 2 that IOS prints so much of, and so the other is too.
 */
function complaintOf({ what, packetLength }: BrokenPacket): string {
  return what === 'length' ? `Bad packet length ${String(packetLength | 0)}.` : 'Corrupted MAC on input.';
}

function terminalSize(host: SshHost, asked: TerminalSize): TerminalSize {
  return host.terminalSize?.(asked) ?? sizeOf(asked);
}

function isRefusal({ direction, type }: PacketEvent): boolean {
  const refusals: readonly number[] = [
    message.requestFailure,
    message.channelOpenFailure,
    message.channelFailure,
  ];
  return direction === 'out' && refusals.includes(type);
}

/** ssh2 gives no `accept` for a request that wants no answer, whatever its types say. */
function acceptRequest(accept: (() => unknown) | undefined): void {
  accept?.();
}

function offerOf(settings: SshServerSettings): Offer {
  return {
    kex: settings.kex,
    hostKey: settings.hostKeyAlgorithms,
    ciphers: settings.ciphers,
    macs: settings.macs,
    compression: (settings.policy ?? standardPolicy).compression,
  };
}
