import { readAaaStored } from '../bench/aaa-facts.ts';
import { captureTape, readCapture } from '../bench/capture-reading.ts';
import { readHelp } from '../bench/cli-help-reading.ts';
import { asynchronyOf, gluedLogAt, renderLine } from '../bench/cli-lines.ts';
import { modeOfPrompt } from '../bench/cli-prompts.ts';
import { readCli } from '../bench/cli-reading.ts';
import type { CliObservation } from '../bench/console.ts';
import { readDnsQueries } from '../bench/dns-reading.ts';
import { readOtpChallenge } from '../bench/otp-reading.ts';
import type { Json } from '../bench/pco.ts';
import { readRemoteShell, readScp } from '../bench/scp-reading.ts';
import { readRadiusRequests } from '../bench/radius-reading.ts';
import type { Span } from '../bench/span.ts';
import {
  readSshEnd,
  readSshExec,
  readSshIdent,
  readSshKeyExchanges,
  readSshLinger,
  readSshLogin,
  readSshPackets,
  readSshX11,
  readUserKey,
} from '../bench/ssh-reading.ts';
import { readHostKeyMade, readSshConnections, typedTape } from '../bench/ssh-served-reading.ts';
import { readSshRaw, readSshRequest, readUdpProbe } from '../bench/ssh-request-reading.ts';
import { readSshv1Connections } from '../bench/sshv1-served-reading.ts';
import {
  readSshv1End,
  readSshv1Ident,
  readSshv1Linger,
  readSshv1Login,
  readSshv1Request,
} from '../bench/sshv1-reading.ts';
import { readSyslogMessages } from '../bench/syslog-reading.ts';
import { readTacacsExchanges } from '../bench/tacacs-reading.ts';
import { readTelnetEnd, readTelnetLogin } from '../bench/telnet-reading.ts';
import { readTranscript } from '../bench/transcript-reading.ts';
import { readSnmpGet, readTraps } from '../bench/trap-reading.ts';

/** The bytes of a span as they are in the journal (latin-1). */
export interface SpanText extends Span {
  readonly text: string;
}

/** A call of the journal, with the bytes that are to prove what it observed. */
export interface SeenCall {
  readonly op: string;
  readonly args: Json;
  readonly observation: Json;
  /** At least one. */
  readonly spans: readonly SpanText[];
}

/**
 * Makes from bytes alone what a driver made of them live: those members of the observation that a verdict can
 * rest on. Pure; throws where the bytes say nothing of the kind.
 */
export type Derive = (call: SeenCall) => { readonly [member: string]: Json | undefined };

type Members = ReturnType<Derive>;

/** One command: what was printed after it, and the prompt. */
function deriveCli({ args, spans }: SeenCall): Members {
  const { command } = args as { command: string };
  const { lines, promptAfter, modeAfter } = readTurn(command, only(spans));
  // Where no prompt came, the bytes do not tell whether the line closed or fell silent.
  return { command, lines, promptAfter, ...(promptAfter === '' ? {} : { modeAfter }) };
}

function readTurn(
  command: string,
  { text, from }: SpanText,
): Pick<CliObservation, 'lines' | 'promptAfter' | 'modeAfter'> {
  const { lines, promptAfter, modeAfter } = readCli(text, command, from);
  return { lines, promptAfter, modeAfter };
}

/** The way to a mode: each command that it took has a span; where it took none, the prompt has one. */
function deriveMode({ observation, spans }: SeenCall): Members {
  const { turns: recorded } = observation as { turns: readonly CliObservation[] };
  if (recorded.length === 0) return standingAt(shownBy(only(spans).text));
  if (spans.length !== recorded.length) throw new Error(`${recorded.length} commands, ${spans.length} spans`);
  const turns = recorded.map((turn, index) => ({ ...turn, ...readTurn(turn.command, spanAt(spans, index)) }));
  return { turns, ...standingAt(turns.at(-1)?.promptAfter ?? '') };
}

function standingAt(prompt: string): Members {
  const mode = modeOfPrompt(prompt);
  return mode === undefined ? { prompt } : { prompt, mode };
}

/** A log line, or that none came: the first that matches what was awaited. */
function deriveLog({ args, spans }: SeenCall): Members {
  const { pattern } = args as { pattern: string };
  const awaited = new RegExp(pattern);
  const logged = only(spans)
    .text.split('\n')
    .flatMap((raw) => logIn(renderLine(raw.replace(/\r+$/, ''))));
  return { line: logged.find((line) => awaited.test(line)) ?? '' };
}

/** All that was printed, up to the line that was awaited. */
function deriveTranscript({ args, spans }: SeenCall): Members {
  const { until, count } = args as { until: string; count?: number };
  return readTranscript(only(spans).text, until, count);
}

/** A log line is one by its form, or stands behind something that it is glued to. */
function logIn(line: string): readonly string[] {
  if (asynchronyOf(line) !== 'no') return [line];
  const glued = gluedLogAt(line);
  return glued === undefined ? [] : [line.slice(glued)];
}

/** What an SSH client saw: its tape holds one line of JSON a fact. */
function deriveFrom(read: (facts: string) => Json | undefined): Derive {
  return ({ observation, spans }) => whole(observation, read(joined(spans)));
}

/** A command's output is on the tape of its session, `ssh-client/1`; its exit status is a fact. */
function deriveFromChannel(read: (output: string, facts: string) => Json | undefined): Derive {
  const ofSession = ({ pco }: SpanText): boolean => pco.includes('/');
  return ({ observation, spans }) => {
    const output = joined(spans.filter(ofSession));
    const facts = joined(spans.filter((span) => !ofSession(span)));
    return whole(observation, read(output, facts));
  };
}

/** Keys typed one by one: a span for what came after each. */
function deriveSshKeys({ args, spans }: SeenCall): Members {
  const { keys } = args as { keys: string };
  return { keys, echoes: spans.map(({ text }) => text) };
}

/** What `?` showed. */
function deriveHelp({ args, spans }: SeenCall): Members {
  const { command } = args as { command: string };
  const { text, from } = only(spans);
  return { command, ...readHelp(text, command, from) };
}

/** What a capture saw: its facts, and the payload on a tape for each direction of each connection. */
function deriveCapture({ args, observation, spans }: SeenCall): Members {
  const { texts } = args as { texts: readonly string[] };
  const onTape = (tape: string): string => joined(spans.filter(({ pco }) => pco === tape));
  return whole(observation, readCapture(onTape(captureTape), onTape, texts));
}

/** What a server of the bench saw: its facts, and what was typed in each session on a tape of that. */
function deriveServed(
  role: string,
  read: (facts: string, typed: (connection: number) => string) => Json,
): Derive {
  return ({ observation, spans }) => {
    const onTape = (tape: string): string => joined(spans.filter(({ pco }) => pco === tape));
    return whole(
      observation,
      read(onTape(role), (connection) => onTape(typedTape(role, connection))),
    );
  };
}

/** What the auditor reads observations again with, by their kind. */
export const derivations: Readonly<Record<string, Derive>> = {
  cli: deriveCli,
  mode: deriveMode,
  log: deriveLog,
  transcript: deriveTranscript,
  help: deriveHelp,
  ident: deriveFrom(readSshIdent),
  'ssh-login': deriveFrom(readSshLogin),
  'ssh-exec': deriveFromChannel(readSshExec),
  'ssh-request': deriveFromChannel(readSshRequest),
  'ssh-raw': deriveFrom(readSshRaw),
  'udp-probe': deriveFrom(readUdpProbe),
  'ssh-end': deriveFrom(readSshEnd),
  'user-key': deriveFrom(readUserKey),
  'ssh-key-exchanges': deriveFrom(readSshKeyExchanges),
  'ssh-linger': deriveFrom(readSshLinger),
  'ssh-packets': deriveFrom(readSshPackets),
  'ssh-x11': deriveFrom(readSshX11),
  'ssh-keys': deriveSshKeys,
  scp: deriveFrom(readScp),
  'remote-shell': deriveFrom(readRemoteShell),
  'telnet-login': deriveFrom(readTelnetLogin),
  'telnet-end': deriveFrom(readTelnetEnd),
  'sshv1-ident': deriveFrom(readSshv1Ident),
  'sshv1-login': deriveFrom(readSshv1Login),
  'sshv1-request': deriveFrom(readSshv1Request),
  'sshv1-linger': deriveFrom(readSshv1Linger),
  'sshv1-end': deriveFrom(readSshv1End),
  'host-key': deriveFrom(readHostKeyMade),
  'ssh-connections': deriveServed('ssh-server-host', readSshConnections),
  'sshv1-connections': deriveServed('sshv1-server-host', readSshv1Connections),
  'dns-queries': deriveFrom(readDnsQueries),
  'tacacs-exchanges': deriveFrom(readTacacsExchanges),
  'radius-requests': deriveFrom(readRadiusRequests),
  'aaa-stored': deriveFrom(readAaaStored),
  'otp-challenge': deriveFrom(readOtpChallenge),
  'syslog-messages': deriveFrom(readSyslogMessages),
  traps: deriveFrom(readTraps),
  'snmp-get': deriveFrom(readSnmpGet),
  capture: deriveCapture,
};

/** An observation that its bytes tell in full: a member that was recorded and they do not tell is refuted. */
function whole(recorded: Json, derived: Json | undefined): Members {
  if (derived === undefined) throw new Error('they do not tell of it');
  const untold = Object.keys(recorded as object).map((member) => [member, undefined] as const);
  return { ...Object.fromEntries(untold), ...(derived as Members) };
}

function joined(spans: readonly SpanText[]): string {
  return spans.map(({ text }) => text).join('');
}

function only(spans: readonly SpanText[]): SpanText {
  if (spans.length !== 1) throw new Error(`one span was expected, ${spans.length} are cited`);
  return spanAt(spans, 0);
}

function spanAt(spans: readonly SpanText[], index: number): SpanText {
  const span = spans[index];
  if (span === undefined) throw new Error('a span is missing');
  return span;
}

function shownBy(raw: string): string {
  return renderLine(raw).trimEnd();
}
