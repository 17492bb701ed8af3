import type { Varbind } from '../trap-listener.ts';
import { walkMessage } from './message.ts';

/** RFC 3416 section 3, error-status, by number. */
const errorStatuses = [
  'noError',
  'tooBig',
  'noSuchName',
  'badValue',
  'readOnly',
  'genErr',
  'noAccess',
  'wrongType',
  'wrongLength',
  'wrongEncoding',
  'wrongValue',
  'noCreation',
  'inconsistentValue',
  'resourceUnavailable',
  'commitFailed',
  'undoFailed',
  'authorizationError',
  'notWritable',
  'inconsistentName',
];

export interface Answer {
  readonly findings: readonly string[];
  readonly errorStatus: string;
  readonly varbinds: readonly Varbind[];
}

/** What an agent answered, by the strict walk over its datagram. */
export function walkAnswer(bytes: Uint8Array): Answer {
  const { message, findings } = walkMessage(bytes);
  const pdu = message?.pdu;
  const wrong = [...findings];
  if (pdu !== undefined && pdu.kind !== 'Response') wrong.push(`the PDU is a ${pdu.kind}, not a Response`);
  const status = pdu?.request?.errorStatus ?? 0;
  return {
    findings: wrong,
    errorStatus: errorStatuses[status] ?? `error-status ${status}`,
    varbinds: (pdu?.varbinds ?? []).map(({ oid, name, type, value }) => ({ oid, name, type, value })),
  };
}
