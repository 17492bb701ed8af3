import { type AuthorizationRequest, requestIn, writeAuthorizationRequest } from './authorization.ts';
import type { Read } from './fault.ts';
import { field, readFields, uint16 } from './fields.ts';

/** The bodies of RFC 8907, section 7. */

export interface AccountingRequest extends AuthorizationRequest {
  /** Bits of `accountingFlag`. */
  readonly flags: number;
}

export function writeAccountingRequest({ flags, ...request }: AccountingRequest): Buffer {
  return Buffer.concat([Buffer.from([flags]), writeAuthorizationRequest(request)]);
}

export function readAccountingRequest(body: Uint8Array): Read<AccountingRequest> {
  return readFields('an accounting REQUEST', body, (fields) => ({
    flags: fields.uint8(),
    ...requestIn(fields),
  }));
}

export interface AccountingReply {
  /** `accountingStatus`. */
  readonly status: number;
  readonly message: string;
  readonly data: string;
}

export function writeAccountingReply({ status, ...reply }: AccountingReply): Buffer {
  const [message, data] = [field(reply.message, 0xffff), field(reply.data, 0xffff)];
  return Buffer.concat([uint16(message.length), uint16(data.length), Buffer.from([status]), message, data]);
}

export function readAccountingReply(body: Uint8Array): Read<AccountingReply> {
  return readFields('an accounting REPLY', body, (fields) => {
    const [message, data, status] = [fields.uint16(), fields.uint16(), fields.uint8()];
    return { status, message: fields.text(message), data: fields.text(data) };
  });
}
