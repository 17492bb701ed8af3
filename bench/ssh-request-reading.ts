import type { SshRawObservation, UdpProbeObservation } from './ssh-raw.ts';
import { endOf, readSshFacts } from './ssh-reading.ts';
import type { SshRequestObservation, SshRequestStep } from './ssh-request.ts';

/**
 * What was asked for in a session, from the facts of the request, and the bytes (latin-1) that came on its channel: what
 * a shell printed, or a command that was asked for in place of something that was refused.
 */
export function readSshRequest(output: string, text: string): SshRequestObservation | undefined {
  const facts = readSshFacts(text);
  const steps: SshRequestStep[] = [];
  const seen: Pick<SshRequestObservation, 'flows' | 'listening' | 'printed'> = {};
  let orElse: SshRequestStep['answer'] | undefined;
  let exitStatus: number | undefined;
  for (const each of facts) {
    switch (each.fact) {
      case 'request': {
        const { what, answer, reason, description } = each;
        if (each.orElse === true) orElse = answer;
        else {
          steps.push({
            what,
            answer,
            ...(reason === undefined ? {} : { reason }),
            ...(description === undefined ? {} : { description }),
          });
        }
        break;
      }
      case 'flows':
        Object.assign(seen, { flows: { to: each.to, count: each.count } });
        break;
      case 'listening':
        Object.assign(seen, { listening: each.listening });
        break;
      case 'reading':
        Object.assign(seen, { printed: output });
        break;
      case 'exit-status':
        exitStatus = each.status;
        break;
      default:
    }
  }
  if (steps.length === 0) return undefined;
  const end = endOf(facts);
  return {
    kind: 'ssh-request',
    granted: steps.every(({ answer }) => answer === 'granted'),
    steps,
    ...seen,
    ...(orElse === undefined
      ? {}
      : { orElse: { answer: orElse, output, ...(exitStatus === undefined ? {} : { exitStatus }) } }),
    ...(end === undefined ? {} : { end }),
  };
}

/** What came of bytes of ours, or undefined where the recording does not say how it ended. */
export function readSshRaw(text: string): SshRawObservation | undefined {
  const facts = readSshFacts(text);
  const seen: Pick<SshRawObservation, 'connection' | 'detail'> = {};
  let received = '';
  let milliseconds: number | undefined;
  for (const each of facts) {
    switch (each.fact) {
      case 'connected':
        Object.assign(seen, { connection: { client: each.client, server: each.server } });
        break;
      case 'raw':
        received += each.received;
        break;
      case 'lasted':
        milliseconds = each.milliseconds;
        break;
      case 'unreachable':
        Object.assign(seen, { detail: each.detail });
        break;
      case 'end':
        if (each.detail !== undefined) Object.assign(seen, { detail: each.detail });
        break;
      default:
    }
  }
  const end = endOf(facts);
  if (end === undefined || milliseconds === undefined) return undefined;
  return { kind: 'ssh-raw', received, end, milliseconds, ...seen };
}

export function readUdpProbe(text: string): UdpProbeObservation | undefined {
  for (const each of readSshFacts(text)) {
    if (each.fact === 'udp') return { kind: 'udp-probe', answer: each.answer };
  }
  return undefined;
}
