import { BodyReader, body, longLength, shortLength } from './fields.ts';

/** RFC 8907 section 5.1. */
export interface AuthenStart {
  readonly action: number;
  readonly privilege: number;
  readonly type: number;
  readonly service: number;
  readonly user: string;
  readonly port: string;
  readonly remoteAddress: string;
  readonly data: Buffer;
}

export function encodeAuthenStart(start: AuthenStart): Buffer {
  const { action, privilege, type, service, user, port, remoteAddress, data } = start;
  const fields = [user, port, remoteAddress, data];
  return body([action, privilege, type, service, ...fields.map(shortLength)], ...fields);
}

/** Throws TacacsError. */
export function decodeAuthenStart(bytes: Buffer): AuthenStart {
  const reader = new BodyReader(bytes, 'authentication START');
  const [action, privilege, type, service] = [reader.byte(), reader.byte(), reader.byte(), reader.byte()];
  const [user, port, address, data] = [reader.byte(), reader.byte(), reader.byte(), reader.byte()];
  const start = {
    ...{ action, privilege, type, service },
    user: reader.text(user),
    port: reader.text(port),
    remoteAddress: reader.text(address),
    data: reader.bytes(data),
  };
  reader.end();
  return start;
}

/** Section 5.2. */
export interface AuthenReply {
  readonly status: number;
  readonly flags: number;
  readonly message: string;
  readonly data: Buffer;
}

export function encodeAuthenReply({ status, flags, message, data }: AuthenReply): Buffer {
  return body([status, flags, ...longLength(message), ...longLength(data)], message, data);
}

/** Throws TacacsError. */
export function decodeAuthenReply(bytes: Buffer): AuthenReply {
  const reader = new BodyReader(bytes, 'authentication REPLY');
  const [status, flags, message, data] = [reader.byte(), reader.byte(), reader.short(), reader.short()];
  const reply = { status, flags, message: reader.text(message), data: reader.bytes(data) };
  reader.end();
  return reply;
}

/** Section 5.3. */
export interface AuthenContinue {
  readonly message: string;
  readonly data: Buffer;
  readonly flags: number;
}

export function encodeAuthenContinue({ message, data, flags }: AuthenContinue): Buffer {
  return body([...longLength(message), ...longLength(data), flags], message, data);
}

/** Throws TacacsError. */
export function decodeAuthenContinue(bytes: Buffer): AuthenContinue {
  const reader = new BodyReader(bytes, 'authentication CONTINUE');
  const [message, data, flags] = [reader.short(), reader.short(), reader.byte()];
  const next = { message: reader.text(message), data: reader.bytes(data), flags };
  reader.end();
  return next;
}
