import fs from 'node:fs';
import type { Test } from 'tap';

const folder = new URL('../../../../shared/transcripts/', import.meta.url);

/** What a real device printed, line by line; undefined, and said so, where the transcripts are not here. */
export function transcript(t: Test, name: string): readonly string[] | undefined {
  const file = new URL(`${name}.txt`, folder);
  if (fs.existsSync(file)) return fs.readFileSync(file, 'utf8').split(/\r?\n/);
  t.comment('the transcripts are not here: skipped');
  return undefined;
}

/** Lines that only one of the two has, by a pattern, and why. */
export type Departures = readonly (readonly [RegExp, string])[];

/**
 * Compares without blank lines, blanks at the end of a line, and what differs from box to box. A departure that
 * neither side shows is a stale excuse, and fails.
 */
export function sameForm(
  t: Test,
  ours: readonly string[],
  real: readonly string[],
  departures: Departures = [],
): void {
  const alike = (lines: readonly string[]) =>
    lines
      .map((text) => text.trimEnd())
      .filter((text) => text !== '' && !departures.some(([pattern]) => pattern.test(text)))
      .map(normalised);
  t.same(alike(ours), alike(real));
  for (const [pattern, why] of departures) {
    t.ok(
      [...ours, ...real].some((text) => pattern.test(text)),
      `${String(pattern)} is still needed: ${why}`,
    );
  }
}

function normalised(text: string): string {
  return (
    text
      // What a pager erased its prompt with.
      .replace(/^ {10}/, '')
      .replace(/^\S+ uptime is .*/, '<host> uptime is <time>')
      .replace(/^(Uptime for this control processor is) .*/, '$1 <time>')
      .replace(/^(System returned to ROM by|System restarted at|Last reload reason:) .*/, '$1 <when and why>')
      .replace(/^Compiled .*(?= by )/, 'Compiled <when>')
      .replace(/\b\d\d:\d\d:\d\d \w+ \w{3} \d+ \d{4}/, '<time>')
      .replaceAll(/\b(?:WS-C3[68]50|C9300)-\w+ */g, '<model> ')
      .replaceAll(/\b(?:FDO|FOC|FCW)\w{8}\b/g, '<serial>')
      .replace(/\b73-\d{5}-\d\d\b/, '<assembly>')
      .replace(/\b[0-9a-f]{2}(?::[0-9a-f]{2}){5}\b/, '<mac>')
      .replace(/(?<=Revision Number +: )[A-Z]\d/, '<revision>')
      .replace(/\(revision [A-Z]\d\)/, '(revision <revision>)')
      .replaceAll(/\d+K(?:\/\d+K)?(?= bytes)/g, '<size>K')
      .replace(/^\d+ (?=Virtual|Gigabit)/, '<count> ')
      .replace(/Virtual Ethernet interfaces$/, 'Virtual Ethernet interface')
      .replace(/^(\* +\d) \d+ +/, '$1 <ports> ')
      .replace(/TP-self-signed-\d+/, 'TP-self-signed-<number>')
      .trimEnd()
  );
}
