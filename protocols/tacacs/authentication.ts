import type { Read } from './fault.ts';
import { field, readFields, uint16 } from './fields.ts';

/** The bodies of RFC 8907, section 5. Each is written and read in clear. */

export interface AuthenticationStart {
  /** `authenticationAction`. */
  readonly action: number;
  readonly privilege: number;
  /** `authenticationType`. */
  readonly type: number;
  /** `authenticationService`. */
  readonly service: number;
  /** May be empty: the server asks for it then. */
  readonly user: string;
  /** The client's line, such as `tty2`. */
  readonly port: string;
  /** Where the user is, most often an address. */
  readonly remoteAddress: string;
  /** The password of a PAP login; empty for ASCII. */
  readonly data: Uint8Array;
}

export function writeAuthenticationStart(start: AuthenticationStart): Buffer {
  const { action, privilege, type, service } = start;
  const parts = [start.user, start.port, start.remoteAddress, start.data].map((part) => field(part, 0xff));
  const lengths = parts.map(({ length }) => length);
  return Buffer.concat([Buffer.from([action, privilege, type, service, ...lengths]), ...parts]);
}

export function readAuthenticationStart(body: Uint8Array): Read<AuthenticationStart> {
  return readFields('an authentication START', body, (fields) => {
    const [action, privilege, type, service] = [
      fields.uint8(),
      fields.uint8(),
      fields.uint8(),
      fields.uint8(),
    ];
    const [user, port, remoteAddress, data] = [
      fields.uint8(),
      fields.uint8(),
      fields.uint8(),
      fields.uint8(),
    ];
    return {
      action,
      privilege,
      type,
      service,
      user: fields.text(user),
      port: fields.text(port),
      remoteAddress: fields.text(remoteAddress),
      data: fields.bytes(data),
    };
  });
}

export interface AuthenticationReply {
  /** `authenticationStatus`. */
  readonly status: number;
  /** `replyNoEcho`, or 0. */
  readonly flags: number;
  /** To be shown to the user: a prompt, or why. */
  readonly message: string;
  readonly data: Uint8Array;
}

export function writeAuthenticationReply({ status, flags, message, data }: AuthenticationReply): Buffer {
  const parts = [field(message, 0xffff), field(data, 0xffff)];
  return Buffer.concat([
    Buffer.from([status, flags]),
    ...parts.map(({ length }) => uint16(length)),
    ...parts,
  ]);
}

export function readAuthenticationReply(body: Uint8Array): Read<AuthenticationReply> {
  return readFields('an authentication REPLY', body, (fields) => {
    const [status, flags, message, data] = [fields.uint8(), fields.uint8(), fields.uint16(), fields.uint16()];
    return { status, flags, message: fields.text(message), data: fields.bytes(data) };
  });
}

export interface AuthenticationContinue {
  /** What the user typed. */
  readonly message: string;
  /** Why the session is given up. */
  readonly data: Uint8Array;
  /** `continueAbort`, or 0. */
  readonly flags: number;
}

export function writeAuthenticationContinue({ message, data, flags }: AuthenticationContinue): Buffer {
  const parts = [field(message, 0xffff), field(data, 0xffff)];
  return Buffer.concat([...parts.map(({ length }) => uint16(length)), Buffer.from([flags]), ...parts]);
}

export function readAuthenticationContinue(body: Uint8Array): Read<AuthenticationContinue> {
  return readFields('an authentication CONTINUE', body, (fields) => {
    const [message, data, flags] = [fields.uint16(), fields.uint16(), fields.uint8()];
    return { message: fields.text(message), data: fields.bytes(data), flags };
  });
}
