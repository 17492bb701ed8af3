import { once } from 'node:events';
import { createSession } from 'net-snmp';
import { type Clock, type Deadline, DeadlineExceeded } from '../../bench/clock.ts';
import { PcoError } from '../../bench/errors.ts';
import { walkMessage } from '../../bench/snmp/message.ts';
import type { Opinion, TrapFact } from '../../bench/trap-reading.ts';
import { AskingSocket } from './asking-socket.ts';
import { labelOf, netSnmpError } from './net-snmp-error.ts';
import { compareAnswer } from './opinion.ts';

export interface GetOptions {
  readonly agent: { readonly host: string; readonly port: number };
  /** The address to ask from. */
  readonly from: string;
  readonly oids: readonly string[];
  readonly community: string;
  readonly version?: 'v1' | 'v2c';
  /** Told of the request before it is sent. */
  sending(bytes: Uint8Array): void;
  readonly clock: Clock;
}

/** net-snmp's numbers for the versions. */
const versions = { v1: 0, v2c: 1 } as const;
/** Longer than any deadline: the bench's clock decides, not net-snmp's. */
const never = 2 ** 31 - 1;
/** Of a longer answer the journal would not keep all. */
const longestAnswer = 4_000;

/**
 * Sends one GetRequest and gives what became of it, as the fact for the tape. A silent agent is no error.
 * Rejects with PcoError where an OID is none.
 */
export async function getOnce(options: GetOptions, deadline: Deadline): Promise<TrapFact> {
  const { agent, oids, community, version = 'v2c', clock } = options;
  for (const oid of oids) {
    if (/^[0-2](\.\d+)+$/.test(oid)) continue;
    throw new PcoError(`${oid} is no object identifier`, { expected: 'dotted numbers: 1.3.6.1.2.1.1.3.0' });
  }
  let socket: AskingSocket;
  try {
    socket = await AskingSocket.open(options.from, (bytes) => {
      options.sending(bytes);
      clock.activity();
    });
  } catch (error) {
    return { fact: 'get-failed', detail: messageOf(error) };
  }
  const answered = Promise.withResolvers<TrapFact>();
  const settle = (error: unknown, varbinds: unknown): void => {
    const { last } = socket;
    if (last === undefined) answered.resolve({ fact: 'get-failed', detail: messageOf(error) });
    else answered.resolve(answerFact(last, clock.now(), opinionOf(error, varbinds, last)));
  };
  socket.on('message', () => clock.activity());
  socket.on('error', (error: Error) => answered.resolve({ fact: 'get-failed', detail: error.message }));
  const session = createSession(agent.host, community, {
    version: versions[version],
    port: agent.port,
    retries: 0,
    timeout: never,
    // An answer about something else is none.
    reportOidMismatchErrors: true,
    dgramModule: { createSocket: () => socket },
  });
  session.on('error', (error) => settle(error, undefined));
  try {
    session.get([...oids], settle);
    return await clock.within(deadline, answered.promise, `the answer of the SNMP agent ${agent.host}`);
  } catch (error) {
    if (error instanceof DeadlineExceeded) return { fact: 'get-silent' };
    throw error;
  } finally {
    const closed = once(socket, 'close');
    session.close();
    await closed;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function answerFact(raw: Buffer, at: number, netSnmp: Opinion): TrapFact {
  if (raw.length > longestAnswer) {
    return {
      fact: 'get-failed',
      detail: `the answer has ${raw.length} octets, more than the ${longestAnswer} that are read`,
    };
  }
  return { fact: 'get-answer', at, netSnmp, raw: raw.toString('hex') };
}

function opinionOf(failed: unknown, varbinds: unknown, answer: Buffer): Opinion {
  const pdu = walkMessage(answer).message?.pdu;
  if (pdu === undefined) return 'not-asked';
  const error = netSnmpError(failed);
  if (error === undefined) return compareAnswer(varbinds, pdu.varbinds);
  if (error.name !== 'RequestFailedError') return { error: labelOf(error) };
  if (error.status === pdu.request?.errorStatus) return 'same';
  return { differs: [`error-status is ${String(error.status)}, not ${String(pdu.request?.errorStatus)}`] };
}
