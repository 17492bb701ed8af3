import { Fields, mpint, string, uint32 } from './fields.ts';
import { authenticationNames, cipherNames, maskOfNames, namesOfMask } from './numbers.ts';
import { modulusBits, type RsaPublicKey } from './rsa.ts';

/** The contents of the messages that have any; each is written and read without its type. */

export const cookieLength = 8;

/** SSH_SMSG_PUBLIC_KEY. */
export interface PublicKeyMessage {
  /** Comes back in SSH_CMSG_SESSION_KEY, against spoofed addresses. */
  readonly cookie: Uint8Array;
  readonly server: RsaPublicKey;
  readonly host: RsaPublicKey;
  /** SSH_PROTOFLAG bits. */
  readonly flags: number;
  readonly ciphers: readonly string[];
  readonly authentications: readonly string[];
}

export function writePublicKey(sent: PublicKeyMessage): Buffer {
  return Buffer.concat([
    sent.cookie,
    rsaKey(sent.server),
    rsaKey(sent.host),
    uint32(sent.flags),
    uint32(maskOfNames(sent.ciphers, cipherNames)),
    uint32(maskOfNames(sent.authentications, authenticationNames)),
  ]);
}

export function readPublicKey(data: Uint8Array): PublicKeyMessage {
  const fields = new Fields(data);
  return {
    cookie: fields.bytes(cookieLength),
    server: readRsaKey(fields),
    host: readRsaKey(fields),
    flags: fields.uint32(),
    ciphers: namesOfMask(fields.uint32(), cipherNames),
    authentications: namesOfMask(fields.uint32(), authenticationNames),
  };
}

/** SSH_CMSG_SESSION_KEY. */
export interface SessionKeyMessage {
  /** By its number. */
  readonly cipher: number;
  readonly cookie: Uint8Array;
  /** The session key, encrypted twice. */
  readonly sealed: Uint8Array;
  readonly flags: number;
}

export function writeSessionKey({ cipher, cookie, sealed, flags }: SessionKeyMessage): Buffer {
  return Buffer.concat([Buffer.from([cipher]), cookie, mpint(sealed), uint32(flags)]);
}

export function readSessionKey(data: Uint8Array): SessionKeyMessage {
  const fields = new Fields(data);
  return {
    cipher: fields.uint8(),
    cookie: fields.bytes(cookieLength),
    sealed: fields.mpint(),
    flags: fields.uint32(),
  };
}

/** SSH_CMSG_REQUEST_PTY, sizes in characters; modes are sent as none. */
export interface PtyRequest {
  readonly term: string;
  readonly rows: number;
  readonly columns: number;
}

export function writePtyRequest({ term, rows, columns }: PtyRequest): Buffer {
  const pixels = uint32(0);
  return Buffer.concat([string(term), uint32(rows), uint32(columns), pixels, pixels, Buffer.from([0])]);
}

export function readPtyRequest(data: Uint8Array): PtyRequest {
  const fields = new Fields(data);
  return { term: fields.text(), rows: fields.uint32(), columns: fields.uint32() };
}

/** SSH_CMSG_WINDOW_SIZE. */
export function readWindowSize(data: Uint8Array): { rows: number; columns: number } {
  const fields = new Fields(data);
  return { rows: fields.uint32(), columns: fields.uint32() };
}

/** SSH_CMSG_PORT_FORWARD_REQUEST: the server listens on `port` and opens to `host`. */
export interface PortForwardRequest {
  readonly port: number;
  readonly host: string;
  readonly hostPort: number;
}

export function writePortForwardRequest({ port, host, hostPort }: PortForwardRequest): Buffer {
  return Buffer.concat([uint32(port), string(host), uint32(hostPort)]);
}

export function readPortForwardRequest(data: Uint8Array): PortForwardRequest {
  const fields = new Fields(data);
  return { port: fields.uint32(), host: fields.text(), hostPort: fields.uint32() };
}

/** SSH_CMSG_X11_REQUEST_FORWARDING. */
export function writeX11Request(protocol: string, cookie: string, screen: number): Buffer {
  return Buffer.concat([string(protocol), string(cookie), uint32(screen)]);
}

/** The one string that a message holds: SSH_CMSG_USER, …_EXEC_CMD, SSH_MSG_DISCONNECT, …_DATA. */
export function readString(data: Uint8Array): Buffer {
  return new Fields(data).string();
}

/** The one number: SSH_SMSG_EXITSTATUS, SSH_CMSG_REQUEST_COMPRESSION. */
export function readNumber(data: Uint8Array): number {
  return new Fields(data).uint32();
}

/** SSH_CMSG_AUTH_PASSWORD. OpenSSH fills it up with zeros to a multiple of 32. */
export function readPassword(data: Uint8Array): string {
  const password = readString(data);
  const end = password.indexOf(0);
  return (end < 0 ? password : password.subarray(0, end)).toString('utf8');
}

/** The size of the key stands before its numbers. */
function rsaKey(key: RsaPublicKey): Buffer {
  return Buffer.concat([uint32(modulusBits(key)), mpint(key.exponent), mpint(key.modulus)]);
}

function readRsaKey(fields: Fields): RsaPublicKey {
  fields.uint32();
  return { exponent: fields.mpint(), modulus: fields.mpint() };
}
