import { randomBytes } from 'node:crypto';
import { createReceiver, type User } from 'net-snmp';
import { z } from 'zod';
import { showOctets } from '../../bench/snmp/ber-values.ts';
import type { WalkedMessage } from '../../bench/snmp/message.ts';
import { isDiscovery } from '../../bench/snmp/message.ts';
import type { Opinion } from '../../bench/trap-reading.ts';
import { decryptScopedPdu } from './decrypt.ts';
import type { Endpoint } from '../../bench/endpoint.ts';
import { compareNotification } from './opinion.ts';
import { FedSocket } from './fed-socket.ts';
import { labelOf, netSnmpError, type NetSnmpError } from './net-snmp-error.ts';
import { netSnmpUser, type SnmpUser } from './snmp-user.ts';

/** What net-snmp made of a datagram. */
export interface Judged {
  readonly netSnmp: Opinion;
  /** Why it was not let in; in our words, for net-snmp's may hold digests and its error objects hold keys. */
  readonly refused?: string;
}

/** What net-snmp called back with. */
interface Heard {
  readonly error: unknown;
  readonly pdu: unknown;
}

/** Each engine ID costs a megabyte of hashing; more than these are an attack. */
const mostEngines = 32;

/**
 * net-snmp's receiver without a socket of its own: it is given datagrams one by one and judges each at once. What it
 * answers (to informs, and to discoveries of version 3) goes out through `reply`.
 */
export class NetSnmpReceiver {
  readonly #socket: FedSocket;
  readonly #users: readonly SnmpUser[];
  readonly #communities: readonly string[] | undefined;
  readonly #authorizer: Authorizer;
  readonly #engineId = Buffer.concat([Buffer.from('8000b98305', 'hex'), randomBytes(8)]);
  readonly #engines = new Set<string>();
  #heard: Heard | undefined;

  constructor(options: {
    /** Those let in; all where it is absent. */
    readonly communities?: readonly string[];
    readonly users: readonly SnmpUser[];
    reply(bytes: Uint8Array, to: Endpoint): void;
  }) {
    this.#users = options.users;
    this.#communities = options.communities;
    this.#socket = new FedSocket((bytes, to) => options.reply(bytes, to));
    const receiver: unknown = createReceiver(
      {
        dgramModule: { createSocket: () => this.#socket },
        engineID: this.#engineId,
        includeAuthentication: true,
        disableAuthorization: false,
      },
      (error: unknown, data?: { pdu?: unknown }) => {
        this.#heard = { error, pdu: data?.pdu };
      },
    );
    this.#authorizer = authorizerShape.parse(receiverShape.parse(receiver).getAuthorizer());
    for (const user of options.users) this.#authorizer.addUser(netSnmpUser(user));
    for (const community of options.communities ?? []) this.#authorizer.addCommunity(community);
  }

  /** `walked` is the strict walk's message, where there is one; of an encrypted one, with its PDU where it was decrypted. */
  judge(bytes: Uint8Array, from: Endpoint, walked: WalkedMessage | undefined): Judged {
    const refused =
      walked === undefined ? undefined : (this.#refusedEngine(walked) ?? this.#refusedLevel(walked));
    if (refused !== undefined) return { netSnmp: 'not-asked', refused };
    // net-snmp lets an empty one in nowhere.
    if (this.#communities === undefined && walked?.community?.length === 0) return { netSnmp: 'not-asked' };
    const heard = this.#feed(bytes, from, walked);
    if (heard === undefined) {
      // It only sent a report.
      if (walked === undefined || isDiscovery(walked)) return { netSnmp: 'not-asked' };
      return { netSnmp: 'not-asked', refused: this.#whyRefused(walked) };
    }
    const error = netSnmpError(heard.error);
    // It lets in whoever gives no name.
    if (walked?.v3 !== undefined && this.#userOf(walked) === undefined) {
      return { netSnmp: 'not-asked', refused: this.#whyRefused(walked) };
    }
    if (error === undefined) {
      return { netSnmp: walked === undefined ? 'not-asked' : compareNotification(heard.pdu, walked) };
    }
    if (isRefusal(error) && walked !== undefined) {
      return { netSnmp: 'not-asked', refused: this.#whyRefused(walked, error.code) };
    }
    // It says so of all that is no notification, which the walk says too.
    if (error.name === 'RequestInvalidError') return { netSnmp: 'not-asked' };
    return { netSnmp: { error: labelOf(error) } };
  }

  /** The scoped PDU of an encrypted message, where one of our users has the key. */
  decrypt(walked: WalkedMessage): Uint8Array | undefined {
    const { v3 } = walked;
    if (v3?.encrypted === undefined || this.#refusedEngine(walked) !== undefined) return undefined;
    const user = this.#userOf(walked);
    return user === undefined ? undefined : decryptScopedPdu(v3, user);
  }

  #feed(bytes: Uint8Array, from: Endpoint, walked: WalkedMessage | undefined): Heard | undefined {
    const community = this.#communities === undefined ? walked?.community : undefined;
    const text = community === undefined ? '' : Buffer.from(community).toString('utf8');
    this.#heard = undefined;
    if (text !== '') this.#authorizer.addCommunity(text);
    try {
      // A copy: it blanks the digest in the bytes that it is given.
      this.#socket.emit('message', Buffer.from(bytes), { ...from, family: 'IPv4', size: bytes.length });
    } catch (error) {
      this.#heard = { error, pdu: undefined };
    } finally {
      if (text !== '') this.#authorizer.deleteCommunity(text);
    }
    const heard = this.#heard;
    this.#heard = undefined;
    return heard;
  }

  #whyRefused(walked: WalkedMessage, code?: string): string {
    const { community, v3 } = walked;
    if (v3 === undefined)
      return `the community ${JSON.stringify(showOctets(community ?? Buffer.alloc(0)))} is not let in`;
    const name = JSON.stringify(showOctets(v3.user));
    if (this.#userOf(walked) === undefined) return `the user ${name} is not known`;
    if (code === 'EAuthFailure') return `the digest does not fit the authentication key of user ${name}`;
    if (code === 'ECouldNotDecrypt') return `it cannot be decrypted with the privacy key of user ${name}`;
    return `it has less security than user ${name} must have`;
  }

  #userOf({ v3 }: WalkedMessage): SnmpUser | undefined {
    const name = Buffer.from(v3?.user ?? []).toString('utf8');
    return this.#users.find((user) => user.name === name);
  }

  /** More security than our user has keys for, over which net-snmp would stumble. */
  #refusedLevel(walked: WalkedMessage): string | undefined {
    const user = this.#userOf(walked);
    if (user === undefined || walked.v3 === undefined) return undefined;
    const { authenticated, private: isPrivate } = walked.v3;
    const tooMuch =
      (authenticated && user.level === 'noAuthNoPriv') || (isPrivate && user.level !== 'authPriv');
    return tooMuch ? `it has more security than user ${JSON.stringify(user.name)} has keys for` : undefined;
  }

  #refusedEngine(walked: WalkedMessage): string | undefined {
    const hex = Buffer.from(walked.v3?.engineId ?? []).toString('hex');
    const user = this.#userOf(walked);
    if (user === undefined || hex === '' || hex === this.#engineId.toString('hex')) return undefined;
    const expected = user.engineId?.toLowerCase().replace(/^0x/, '');
    if (expected !== undefined && expected !== hex)
      return `the engine ${hex} is not that of user ${JSON.stringify(user.name)}`;
    if (!this.#engines.has(hex) && this.#engines.size >= mostEngines)
      return 'more engines than the listener follows';
    this.#engines.add(hex);
    return undefined;
  }
}

/** What of net-snmp's list of those let in is used. */
const authorizerShape = z.custom<{
  addUser(user: User): void;
  addCommunity(community: string): void;
  deleteCommunity(community: string): void;
}>((what) => isAble(what, ['addUser', 'addCommunity', 'deleteCommunity']));
type Authorizer = z.infer<typeof authorizerShape>;

const receiverShape = z.custom<{ getAuthorizer(): unknown }>((what) => isAble(what, ['getAuthorizer']));

function isAble(what: unknown, methods: readonly string[]): boolean {
  return methods.every(
    (method) => typeof (what as Record<string, unknown> | undefined)?.[method] === 'function',
  );
}

function isRefusal({ name, code }: NetSnmpError): boolean {
  return name === 'RequestFailedError' || code === 'EAuthFailure' || code === 'ECouldNotDecrypt';
}
