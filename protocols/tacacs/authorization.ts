import type { Read } from './fault.ts';
import { field, type Fields, readFields, uint16 } from './fields.ts';

/** The bodies of RFC 8907, section 6. */

export interface AuthorizationRequest {
  /** `authenticationMethod`. */
  readonly method: number;
  readonly privilege: number;
  /** `authenticationType`. */
  readonly type: number;
  /** `authenticationService`. */
  readonly service: number;
  readonly user: string;
  readonly port: string;
  readonly remoteAddress: string;
  /** `name=value` is mandatory, `name*value` optional (section 6.1). */
  readonly args: readonly string[];
}

export function writeAuthorizationRequest(request: AuthorizationRequest): Buffer {
  const { method, privilege, type, service } = request;
  const parts = [request.user, request.port, request.remoteAddress].map((part) => field(part, 0xff));
  const args = written(request.args);
  const lengths = [...parts.map(({ length }) => length), args.length, ...args.map(({ length }) => length)];
  return Buffer.concat([Buffer.from([method, privilege, type, service, ...lengths]), ...parts, ...args]);
}

export function readAuthorizationRequest(body: Uint8Array): Read<AuthorizationRequest> {
  return readFields('an authorization REQUEST', body, requestIn);
}

/** The same fields are in an accounting REQUEST. */
export function requestIn(fields: Fields): AuthorizationRequest {
  const [method, privilege, type, service] = [fields.uint8(), fields.uint8(), fields.uint8(), fields.uint8()];
  const [user, port, remoteAddress, count] = [fields.uint8(), fields.uint8(), fields.uint8(), fields.uint8()];
  const lengths = [...fields.bytes(count)];
  return {
    method,
    privilege,
    type,
    service,
    user: fields.text(user),
    port: fields.text(port),
    remoteAddress: fields.text(remoteAddress),
    args: lengths.map((length) => fields.text(length)),
  };
}

export interface AuthorizationResponse {
  /** `authorizationStatus`. */
  readonly status: number;
  readonly args: readonly string[];
  /** To be shown to the user. */
  readonly message: string;
  /** For the administrator's log. */
  readonly data: string;
}

export function writeAuthorizationResponse({ status, ...response }: AuthorizationResponse): Buffer {
  const [message, data] = [field(response.message, 0xffff), field(response.data, 0xffff)];
  const args = written(response.args);
  return Buffer.concat([
    Buffer.from([status, args.length]),
    uint16(message.length),
    uint16(data.length),
    Buffer.from(args.map(({ length }) => length)),
    message,
    data,
    ...args,
  ]);
}

export function readAuthorizationResponse(body: Uint8Array): Read<AuthorizationResponse> {
  return readFields('an authorization RESPONSE', body, (fields) => {
    const [status, count, message, data] = [fields.uint8(), fields.uint8(), fields.uint16(), fields.uint16()];
    const lengths = [...fields.bytes(count)];
    return {
      status,
      message: fields.text(message),
      data: fields.text(data),
      args: lengths.map((length) => fields.text(length)),
    };
  });
}

function written(args: readonly string[]): Buffer[] {
  if (args.length > 0xff) throw new RangeError(`${args.length} TACACS+ arguments; 255 have room`);
  return args.map((arg) => field(arg, 0xff));
}
