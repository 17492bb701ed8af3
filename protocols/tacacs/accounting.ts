import { type AuthorRequest, decodeAuthorRequest, encodeAuthorRequest } from './authorization.ts';
import { BodyReader, body, longLength } from './fields.ts';

/** RFC 8907 section 7.1. */
export interface AccountRequest extends AuthorRequest {
  readonly flags: number;
}

export function encodeAccountRequest({ flags, ...request }: AccountRequest): Buffer {
  return body([flags], encodeAuthorRequest(request));
}

/** Throws TacacsError. */
export function decodeAccountRequest(bytes: Buffer): AccountRequest {
  const what = 'accounting REQUEST';
  const flags = new BodyReader(bytes, what).byte();
  return { flags, ...decodeAuthorRequest(bytes.subarray(1), what) };
}

/** Section 7.2. */
export interface AccountReply {
  readonly status: number;
  readonly message: string;
  readonly data: string;
}

export function encodeAccountReply({ status, message, data }: AccountReply): Buffer {
  return body([...longLength(message), ...longLength(data), status], message, data);
}

/** Throws TacacsError. */
export function decodeAccountReply(bytes: Buffer): AccountReply {
  const reader = new BodyReader(bytes, 'accounting REPLY');
  const [message, data, status] = [reader.short(), reader.short(), reader.byte()];
  const reply = { status, message: reader.text(message), data: reader.text(data) };
  reader.end();
  return reply;
}
