import type { AaaAuthorization } from '../../bench/aaa-dialogue.ts';
import type { TacacsRequestRead } from '../../bench/tacacs-reading.ts';
import type { TacacsKind } from '../../bench/tacacs-server.ts';
import { type AccountingRequest, readAccountingRequest } from '../../protocols/tacacs/accounting.ts';
import { type AuthenticationStart, readAuthenticationStart } from '../../protocols/tacacs/authentication.ts';
import {
  type AuthorizationRequest,
  readAuthorizationRequest,
  writeAuthorizationResponse,
} from '../../protocols/tacacs/authorization.ts';
import type { Read } from '../../protocols/tacacs/fault.ts';
import {
  accountingFlag,
  authenticationAction,
  authenticationMethod,
  authenticationService,
  authenticationType,
  authorizationStatus,
  nameOf,
  packetType,
} from '../../protocols/tacacs/numbers.ts';

/** The first packet of a session, read. */
export type FirstPacket =
  | { readonly kind: 'authentication'; readonly start: AuthenticationStart }
  | { readonly kind: 'authorization'; readonly request: AuthorizationRequest }
  | { readonly kind: 'accounting'; readonly request: AccountingRequest };

export function kindOf(type: number): TacacsKind {
  if (type === packetType.authorization) return 'authorization';
  return type === packetType.accounting ? 'accounting' : 'authentication';
}

export function readFirst(kind: TacacsKind, body: Buffer): Read<FirstPacket> {
  switch (kind) {
    case 'authentication':
      return mapped(readAuthenticationStart(body), (start) => ({ kind, start }));
    case 'authorization':
      return mapped(readAuthorizationRequest(body), (request) => ({ kind, request }));
    case 'accounting':
      return mapped(readAccountingRequest(body), (request) => ({ kind, request }));
  }
}

function mapped<Value>(read: Read<Value>, make: (value: Value) => FirstPacket): Read<FirstPacket> {
  return 'fault' in read ? read : { value: make(read.value) };
}

/** What is written down of it. */
export function tellFirst(first: FirstPacket): TacacsRequestRead {
  const { user, port, remoteAddress, privilege, type, service } =
    first.kind === 'authentication' ? first.start : first.request;
  const common = {
    ...{ user, port, remoteAddress, privilege },
    type: nameOf(authenticationType, type),
    service: nameOf(authenticationService, service),
  };
  if (first.kind === 'authentication') {
    return { ...common, action: nameOf(authenticationAction, first.start.action) };
  }
  const { method, args } = first.request;
  return {
    ...common,
    method: nameOf(authenticationMethod, method),
    args,
    ...(first.kind === 'accounting' && { record: recordOf(first.request.flags) }),
  };
}

function recordOf(flags: number): NonNullable<TacacsRequestRead['record']> {
  if (flags === accountingFlag.start) return 'start';
  if (flags === accountingFlag.stop) return 'stop';
  return (flags & accountingFlag.watchdog) === 0 ? 'other' : 'watchdog';
}

/** The command whose right is asked for, in full; undefined where it is an EXEC shell (RFC 8907, section 8.2). */
export function commandIn(args: readonly string[]): string | undefined {
  const valuesOf = (name: string): string[] =>
    args.flatMap((arg) => {
      const found = /^([^=*]*)[=*](.*)$/s.exec(arg);
      return found?.[1] === name ? [found[2] ?? ''] : [];
    });
  const [command = ''] = valuesOf('cmd');
  if (command === '') return undefined;
  return [command, ...valuesOf('cmd-arg').filter((arg) => arg !== '<cr>')].join(' ');
}

const statuses = {
  add: { name: 'pass-add', number: authorizationStatus.passAdd },
  replace: { name: 'pass-replace', number: authorizationStatus.passReplace },
  fail: { name: 'fail', number: authorizationStatus.fail },
  error: { name: 'error', number: authorizationStatus.error },
} as const;

/** An answer about a right: its body, and what is written down of it. */
export function authorizationAnswer({ status, args = [], message = '' }: AaaAuthorization) {
  const { name, number } = statuses[status];
  return {
    body: writeAuthorizationResponse({ status: number, args, message, data: '' }),
    told: { status: name, message, args },
  };
}
