import type { Pdu } from './message.ts';
import type { MibView } from './mib.ts';
import type { Varbind } from './values.ts';

/** RFC 3416 section 3, error-status. */
export const errors = { tooBig: 1, noSuchName: 2, noAccess: 6, notWritable: 17 } as const;

export interface Answered {
  readonly errorStatus: number;
  readonly errorIndex: number;
  readonly varbinds: readonly Varbind[];
}

/** What a request is answered with; undefined where it wants no answer. */
export function answerTo(
  request: Pdu,
  version: 'v1' | 'v2c',
  mib: MibView,
  access: 'RO' | 'RW',
): Answered | undefined {
  switch (request.kind) {
    case 'get':
      return checked(
        request,
        version,
        request.varbinds.map(({ oid }) => ({ oid, value: mib.get(oid) })),
      );
    case 'get-next':
      return checked(
        request,
        version,
        request.varbinds.map((asked) => nextOf(asked, mib)),
      );
    case 'get-bulk':
      return { errorStatus: 0, errorIndex: 0, varbinds: bulk(request, mib) };
    case 'set':
      return refusedSet(request, version, access);
    case 'inform':
    case 'response':
    case 'trap-v2':
      return undefined;
  }
}

function nextOf({ oid }: Varbind, mib: MibView): Varbind {
  return mib.next(oid) ?? { oid, value: { type: 'endOfMibView' } };
}

/** Version 1 has no exceptions: one missing variable fails the request (RFC 3584 section 4.2.2.1). */
function checked({ varbinds: asked }: Pdu, version: 'v1' | 'v2c', varbinds: readonly Varbind[]): Answered {
  const missing = varbinds.findIndex(({ value }) =>
    ['noSuchObject', 'noSuchInstance', 'endOfMibView'].includes(value.type),
  );
  if (version === 'v2c' || missing < 0) return { errorStatus: 0, errorIndex: 0, varbinds };
  return { errorStatus: errors.noSuchName, errorIndex: missing + 1, varbinds: asked };
}

/** More variables than any message of the largest size holds. */
const manyVarbinds = 128;

/** RFC 3416 section 4.2.3. */
function bulk(
  { errorStatus: nonRepeaters, errorIndex: repetitions, varbinds }: Pdu,
  mib: MibView,
): Varbind[] {
  const single = Math.min(Math.max(nonRepeaters, 0), varbinds.length);
  const found = varbinds.slice(0, single).map((asked) => nextOf(asked, mib));
  let row = varbinds.slice(single);
  for (let count = 0; count < repetitions && row.length > 0 && found.length < manyVarbinds; count += 1) {
    row = row.map((asked) => nextOf(asked, mib));
    found.push(...row);
    if (row.every(({ value }) => value.type === 'endOfMibView')) break;
  }
  return found;
}

/** Nothing here can be set by SNMP. */
function refusedSet({ varbinds }: Pdu, version: 'v1' | 'v2c', access: 'RO' | 'RW'): Answered {
  const errorStatus =
    version === 'v1' ? errors.noSuchName : access === 'RO' ? errors.noAccess : errors.notWritable;
  return { errorStatus, errorIndex: 1, varbinds };
}
