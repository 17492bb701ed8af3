import type { SshDebugFact, SshDebugLine } from './ssh-debug-lines.ts';

/** The phases of a session in the order in which the guide's samples have them (pages 37 and 38). */
export const sessionPhases = [
  'control',
  'identification',
  'kexinit',
  'algorithms',
  'dh',
  'keys',
  'newkeys',
  'authentication',
  'channel',
  'pty',
  'shell',
  'data',
  'end',
] as const;

export type SessionPhase = (typeof sessionPhases)[number];

const channelData = 94;

/** The phase that a line belongs to; undefined for what comes in several. */
export function phaseOf(fact: SshDebugFact): SessionPhase | undefined {
  switch (fact.what) {
    case 'control started':
      return 'control';
    case 'ident sent':
    case 'ident received':
      return 'identification';
    case 'algorithms':
    case 'key exchange':
      return 'algorithms';
    case 'group asked for':
    case 'group':
    case 'signature':
      return 'dh';
    case 'keys derived':
      return 'keys';
    case 'new keys':
      return 'newkeys';
    case 'message':
    case 'awaited':
      return phaseOfMessage(fact.name);
    case 'method':
    case 'authenticated':
    case 'not authenticated':
      return 'authentication';
    case 'channel opened':
      return 'channel';
    case 'request':
      return fact.name === 'shell' || fact.name === 'exec' ? 'shell' : 'pty';
    case 'terminal':
      return 'pty';
    case 'shell message':
    case 'shell started':
      return 'shell';
    case 'type':
    case 'MAC made':
      return fact.type === channelData ? 'data' : undefined;
    case 'terminated':
    case 'disconnected':
      return 'end';
    default:
      return undefined;
  }
}

function phaseOfMessage(name: string): SessionPhase | undefined {
  if (name === 'KEXINIT') return 'kexinit';
  if (name === 'NEWKEYS') return 'newkeys';
  return /^KEX/.test(name) ? 'dh' : undefined;
}

/** What is wrong with the order of a session's lines, and which of the phases it must have it lacks. */
export function phaseFindings(
  lines: readonly SshDebugLine[],
  required: readonly SessionPhase[],
): readonly string[] {
  const findings: string[] = [];
  const seen = new Set<SessionPhase>();
  let at: SessionPhase = 'control';
  /** The phase that a new key exchange interrupts. */
  let interrupted: SessionPhase | undefined;
  for (const { fact, line } of lines) {
    const phase = phaseOf(fact);
    if (phase === undefined) continue;
    if (rank(phase) < rank(at)) {
      const rekey =
        phase === 'kexinit' && interrupted === undefined && rank(at) >= rank('newkeys') && at !== 'end';
      if (rekey) interrupted = at;
      else findings.push(`"${line}" after the phase ${at}`);
    }
    if (interrupted !== undefined && rank(phase) > rank('newkeys')) interrupted = undefined;
    if (phase === 'newkeys' && !seen.has('keys')) findings.push(`"${line}" before keys were derived`);
    if (rank(phase) >= rank('channel') && phase !== 'end' && !seen.has('authentication'))
      findings.push(`"${line}" before authentication`);
    seen.add(phase);
    at = phase;
  }
  for (const phase of required) if (!seen.has(phase)) findings.push(`no line of the phase ${phase}`);
  return findings;
}

function rank(phase: SessionPhase): number {
  return sessionPhases.indexOf(phase);
}
