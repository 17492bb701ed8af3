import { ResponseInvalidCode } from 'net-snmp';
import { z } from 'zod';

const shape = z.object({ name: z.string(), code: z.int().optional(), status: z.int().optional() });

export interface NetSnmpError {
  readonly name: string;
  /** Of a ResponseInvalidError: `EAuthFailure`. */
  readonly code?: string;
  /** Of a RequestFailedError: the agent's error-status. */
  readonly status?: number;
}

/**
 * Name and code of an error of net-snmp's, and nothing else of it: it may carry the keys of a user. Undefined where it
 * is none.
 */
export function netSnmpError(error: unknown): NetSnmpError | undefined {
  if (error === null || error === undefined) return undefined;
  const { name, code, status } = shape.catch({ name: 'an error without a name' }).parse(error);
  return {
    name,
    ...(code === undefined ? {} : { code: ResponseInvalidCode[code] ?? String(code) }),
    ...(status === undefined ? {} : { status }),
  };
}

/** For the tape: `ResponseInvalidError EAuthFailure`. */
export function labelOf({ name, code }: NetSnmpError): string {
  return code === undefined ? name : `${name} ${code}`;
}
