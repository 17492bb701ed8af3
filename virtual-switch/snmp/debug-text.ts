import type { AnyPdu, Pdu } from './message.ts';
import { nameOf } from './objects.ts';
import type { SnmpValue, Varbind } from './values.ts';

const requestNames = {
  get: 'Get request',
  'get-next': 'Get-next request',
  response: 'Response',
  set: 'Set request',
  'get-bulk': 'Get-bulk request',
  inform: 'Inform request',
  'trap-v2': 'V2 Trap',
} as const;

/**
 * What `debug snmp packet` prints of a PDU, forms of guide page 42 and debug-snmp-packets--cscdr72939--1, which
 * ends all but the last line with a blank. Of version 2 no capture was found: its form is from memory.
 */
export function packetLines(pdu: AnyPdu): string[] {
  const lines = [`SNMP: ${headerOf(pdu)}`, ...pdu.varbinds.map(variableLine)];
  return lines.map((line, index) => (index === lines.length - 1 ? line : `${line} `));
}

function headerOf(pdu: AnyPdu): string {
  if (pdu.kind === 'trap-v1') {
    const { enterprise, agentAddress, generic, specific } = pdu;
    return `V1 Trap, ent ${nameOf(enterprise)}, addr ${agentAddress}, gentrap ${String(generic)}, spectrap ${String(specific)}`;
  }
  const [first, second] = fieldNames(pdu);
  const { requestId, errorStatus, errorIndex } = pdu;
  return `${requestNames[pdu.kind]}, reqid ${String(requestId)}, ${first} ${String(errorStatus)}, ${second} ${String(errorIndex)}`;
}

const fieldNames = ({ kind }: Pdu) =>
  kind === 'get-bulk' ? (['nonrptr', 'maxreps'] as const) : (['errstat', 'erridx'] as const);

function variableLine({ oid, value }: Varbind): string {
  return ` ${nameOf(oid)} = ${shown(value)}`;
}

function shown(value: SnmpValue): string {
  switch (value.type) {
    case 'oid':
      return nameOf(value.value);
    case 'null':
      return 'NULL TYPE/VALUE';
    case 'noSuchObject':
      return 'NO_SUCH_OBJECT_EXCEPTION';
    case 'noSuchInstance':
      return 'NO_SUCH_INSTANCE_EXCEPTION';
    case 'endOfMibView':
      return 'END_OF_MIB_EXCEPTION';
    case 'other':
      return value.contents.toString('hex');
    case 'integer':
    case 'text':
    case 'address':
    case 'counter':
    case 'gauge':
    case 'ticks':
      return String(value.value);
  }
}
