import { BodyReader, body, longLength, shortLength } from './fields.ts';

/** RFC 8907 section 6.1; an accounting request holds the same (section 7.1). */
export interface AuthorRequest {
  readonly method: number;
  readonly privilege: number;
  readonly type: number;
  readonly service: number;
  readonly user: string;
  readonly port: string;
  readonly remoteAddress: string;
  /** `service=shell`, `cmd=`; `*` in place of `=` where the server may leave it out. */
  readonly args: readonly string[];
}

export function encodeAuthorRequest(request: AuthorRequest): Buffer {
  const { method, privilege, type, service, user, port, remoteAddress, args } = request;
  const fields = [user, port, remoteAddress];
  const lengths = [...fields.map(shortLength), args.length, ...args.map(shortLength)];
  return body([method, privilege, type, service, ...lengths], ...fields, ...args);
}

/** Throws TacacsError. */
export function decodeAuthorRequest(bytes: Buffer, what = 'authorization REQUEST'): AuthorRequest {
  const reader = new BodyReader(bytes, what);
  const [method, privilege, type, service] = [reader.byte(), reader.byte(), reader.byte(), reader.byte()];
  const [user, port, address, count] = [reader.byte(), reader.byte(), reader.byte(), reader.byte()];
  const lengths = Array.from({ length: count }, () => reader.byte());
  const request = {
    ...{ method, privilege, type, service },
    user: reader.text(user),
    port: reader.text(port),
    remoteAddress: reader.text(address),
    args: lengths.map((length) => reader.text(length)),
  };
  reader.end();
  return request;
}

/** Section 6.2. */
export interface AuthorResponse {
  readonly status: number;
  readonly args: readonly string[];
  readonly message: string;
  readonly data: string;
}

export function encodeAuthorResponse({ status, args, message, data }: AuthorResponse): Buffer {
  const head = [status, args.length, ...longLength(message), ...longLength(data), ...args.map(shortLength)];
  return body(head, message, data, ...args);
}

/** Throws TacacsError. */
export function decodeAuthorResponse(bytes: Buffer): AuthorResponse {
  const reader = new BodyReader(bytes, 'authorization RESPONSE');
  const [status, count, message, data] = [reader.byte(), reader.byte(), reader.short(), reader.short()];
  const lengths = Array.from({ length: count }, () => reader.byte());
  const response = {
    status,
    message: reader.text(message),
    data: reader.text(data),
    args: lengths.map((length) => reader.text(length)),
  };
  reader.end();
  return response;
}
