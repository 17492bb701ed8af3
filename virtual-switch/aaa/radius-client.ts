import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import {
  checkMessageAuthenticator,
  isResponseTo,
  writeAccessRequest,
  writeAccountingRequest,
} from '../../protocols/radius/authenticity.ts';
import { code } from '../../protocols/radius/numbers.ts';
import { type RadiusAttribute, type RadiusPacket, readPacket } from '../../protocols/radius/packet.ts';
import { homeOf } from '../network/dial.ts';
import { routeIn } from '../network/tables.ts';
import { routeTo } from '../patch-panel.ts';
import { WireWatch } from '../ssh-client/wire-watch.ts';
import type { VirtualSwitch } from '../switch.ts';
import type { RadiusServer } from './configured-servers.ts';
import type { AaaTrace } from './debug.ts';
import { radius } from './debug-kinds.ts';
import { sourceAddress } from './tacacs-connection.ts';

export interface RadiusAsk {
  readonly device: VirtualSwitch;
  readonly trace: AaaTrace;
  readonly kind: 'access' | 'accounting';
  /** The attributes of a request, given what hides its password and the address that it comes from. */
  readonly attributes: (authenticator: Buffer, secret: string, source: string) => readonly RadiusAttribute[];
}

/** Real milliseconds that an answer is waited for before a jump may pass it: of a request, and of one that is sent again in vain. */
const [answerMs, repeatedMs] = [250, 100];

/** What the first server says that says something; undefined where none does. A packet that is not its answer is thrown away. */
export async function askRadius(
  servers: readonly RadiusServer[],
  ask: RadiusAsk,
): Promise<{ readonly server: RadiusServer; readonly packet: RadiusPacket } | undefined> {
  for (const configured of servers) {
    const server = ask.device.seams.radiusServerAsked(configured);
    const packet = await askServer(server, ask);
    if (packet !== undefined) return { server: configured, packet };
    const { syslog } = ask.device;
    const name = `RADIUS server ${nameOf(server)}`;
    ask.trace.say(
      radius,
      `RADIUS: No response from (${nameOf(server)}) for id ${ask.device.aaa.lastIdentifier}`,
    );
    syslog.message('RADIUS', 4, 'RADIUS_DEAD', `${name} is not responding.`);
    syslog.message('RADIUS', 4, 'RADIUS_ALIVE', `${name} is being marked alive.`);
  }
  return undefined;
}

function nameOf({ address, authPort, acctPort }: RadiusServer): string {
  return `${address}:${authPort},${acctPort}`;
}

async function askServer(server: RadiusServer, ask: RadiusAsk): Promise<RadiusPacket | undefined> {
  const { device, trace, kind, attributes } = ask;
  const { configuration, patchPanel, clock } = device;
  const { key: secret } = server;
  const route = routeIn(configuration, undefined, server.address);
  if (secret === undefined || route === undefined) return undefined;
  const port = kind === 'access' ? server.authPort : server.acctPort;
  const source = sourceAddress(device, 'radius') ?? route.source;
  const real = routeTo(patchPanel, { host: server.address, port });
  const identifier = device.aaa.nextIdentifier();
  const own = randomBytes(16);
  const unsigned = {
    code: kind === 'access' ? code.accessRequest : code.accountingRequest,
    identifier,
    attributes: attributes(own, secret, source),
    secret,
    messageAuthenticator: kind === 'access',
  };
  const packet = kind === 'access' ? writeAccessRequest(unsigned, own) : writeAccountingRequest(unsigned);
  const authenticator = packet.subarray(4, 20);
  const socket = createSocket('udp4');
  socket.on('error', () => undefined);
  const watch = new WireWatch(clock);
  try {
    await new Promise<void>((resolve) => socket.bind(0, homeOf(patchPanel, source) ?? '127.0.0.1', resolve));
    for (let attempt = 0; attempt <= server.retransmit; attempt += 1) {
      const request = kind === 'access' ? 'Access-Request' : 'Accounting-Request';
      trace.say(
        radius,
        ...(attempt > 0
          ? ['RADIUS: Request timed out!', `RADIUS: Retransmit to (${nameOf(server)}) for id ${identifier}`]
          : []),
        `RADIUS(${trace.id}): Send ${request} to ${server.address}:${port} id ${identifier}, len ${packet.length}`,
      );
      const answer = await new Promise<RadiusPacket | undefined>((resolve) => {
        const stop = clock.after(server.timeoutMs, () => settle(undefined));
        const settle = (found: RadiusPacket | undefined): void => {
          stop();
          watch.rest();
          socket.removeAllListeners('message');
          resolve(found);
        };
        socket.on('message', (bytes: Buffer) => {
          const found = answerIn(bytes, { identifier, authenticator, secret, trace });
          if (found !== undefined) settle(found);
        });
        if (real === undefined) return;
        watch.sent(attempt === 0 ? answerMs : repeatedMs);
        socket.send(packet, real.port, real.host);
      });
      if (answer !== undefined) {
        trace.say(
          radius,
          `RADIUS: Received from id ${identifier} ${server.address}:${port}, ${codeName(answer.code)}, len ${answer.attributes.length}`,
        );
        return answer;
      }
    }
    return undefined;
  } finally {
    watch.rest();
    socket.close();
  }
}

interface Sent {
  readonly identifier: number;
  readonly authenticator: Buffer;
  readonly secret: string;
  readonly trace: AaaTrace;
}

/** Undefined where it is not the answer of one who knows the secret. */
function answerIn(
  bytes: Buffer,
  { identifier, authenticator, secret, trace }: Sent,
): RadiusPacket | undefined {
  const read = readPacket(bytes);
  if ('fault' in read || read.value.identifier !== identifier) return undefined;
  if (
    !isResponseTo(bytes, authenticator, secret) ||
    checkMessageAuthenticator(bytes, secret, authenticator) === 'wrong'
  ) {
    trace.say(
      radius,
      `RADIUS: response-authenticator decrypt fail, pak len ${bytes.length}`,
      `RADIUS: Response (${identifier}) failed decrypt`,
    );
    return undefined;
  }
  return read.value;
}

function codeName(value: number): string {
  const names: Readonly<Record<number, string>> = {
    [code.accessAccept]: 'Access-Accept',
    [code.accessReject]: 'Access-Reject',
    [code.accessChallenge]: 'Access-Challenge',
    [code.accountingResponse]: 'Accounting-response',
  };
  return names[value] ?? `code ${value}`;
}
