import type { Endpoint } from '../../bench/endpoint.ts';
import type { RadiusRequestRead } from '../../bench/radius-reading.ts';
import type { RadiusDoor } from '../../bench/radius-server.ts';
import { addressOf, ciscoAvPairsOf, numberOf, textOf, valueOf } from '../../protocols/radius/attributes.ts';
import {
  accountingAuthenticator,
  checkMessageAuthenticator,
  isAccountingRequest,
} from '../../protocols/radius/authenticity.ts';
import {
  acctStatusType,
  attribute,
  code,
  nameOf,
  nasPortType,
  serviceType,
} from '../../protocols/radius/numbers.ts';
import { type RadiusPacket, readPacket } from '../../protocols/radius/packet.ts';

/** A datagram that came to a port of the RADIUS server. */
export interface RadiusArrival {
  readonly bytes: Buffer;
  readonly at: number;
  readonly door: RadiusDoor;
  readonly port: number;
  readonly client: Endpoint;
}

export interface RadiusArrived {
  /** What is written down of it, passwords not among it. */
  readonly told: RadiusRequestRead;
  /** Absent where it is none. */
  readonly packet?: RadiusPacket;
}

const records: Readonly<Record<number, NonNullable<RadiusRequestRead['record']>>> = {
  [acctStatusType.start]: 'start',
  [acctStatusType.stop]: 'stop',
  [acctStatusType.interimUpdate]: 'interim',
  [acctStatusType.accountingOn]: 'on',
  [acctStatusType.accountingOff]: 'off',
};

/** What a datagram says; whether it was made with the secret, where a server is there that has one. */
export function readArrival(arrival: RadiusArrival, secret: string | undefined): RadiusArrived {
  const { bytes, at, door, port, client } = arrival;
  const where = { at, door, port, client };
  const read = readPacket(bytes);
  if ('fault' in read) return { told: { ...where, kind: 'other', malformed: read.fault.message } };
  const packet = read.value;
  const text = (member: string, type: number) => optional(member, textOf(packet, type));
  const number = numberOf(packet, attribute.nasPort);
  const portType = numberOf(packet, attribute.nasPortType);
  const service = numberOf(packet, attribute.serviceType);
  const status = numberOf(packet, attribute.acctStatusType);
  const kind = kindOf(packet.code);
  const told: RadiusRequestRead = {
    ...where,
    kind,
    identifier: packet.identifier,
    ...text('user', attribute.userName),
    ...optional('nasAddress', addressOf(packet, attribute.nasIpAddress)),
    ...optional('nasPort', number),
    ...text('nasPortId', attribute.nasPortId),
    ...optional('nasPortType', portType === undefined ? undefined : nameOf(nasPortType, portType)),
    ...optional('serviceType', service === undefined ? undefined : nameOf(serviceType, service)),
    ...text('callingStation', attribute.callingStationId),
    state: valueOf(packet, attribute.state) !== undefined,
    avPairs: ciscoAvPairsOf(packet),
    ...(kind === 'accounting' && { record: records[status ?? 0] ?? 'other' }),
    ...(secret === undefined ? {} : proofs(bytes, kind, secret)),
  };
  return { told, packet };
}

function kindOf(number: number): RadiusRequestRead['kind'] {
  if (number === code.accessRequest) return 'access';
  return number === code.accountingRequest ? 'accounting' : 'other';
}

function proofs(
  bytes: Buffer,
  kind: RadiusRequestRead['kind'],
  secret: string,
): Pick<RadiusRequestRead, 'messageAuthenticator' | 'authenticator'> {
  const authenticator = kind === 'accounting' ? accountingAuthenticator : undefined;
  return {
    messageAuthenticator: checkMessageAuthenticator(bytes, secret, authenticator),
    ...(kind === 'accounting' && { authenticator: isAccountingRequest(bytes, secret) ? 'right' : 'wrong' }),
  };
}

function optional<Value>(member: string, value: Value | undefined): Partial<Record<string, Value>> {
  return value === undefined ? {} : { [member]: value };
}
