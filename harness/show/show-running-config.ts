import { asynchronyOf } from '../../bench/cli-lines.ts';

export interface ShownConfigLine {
  /** The lines that it stands under, outermost first, as far as a filter such as `section` left them in. */
  readonly parents: readonly string[];
  readonly text: string;
}

export interface ShownUser {
  readonly name: string;
  /** 1 where the line names none. */
  readonly privilege: number;
  /** Which of the two holds the password. */
  readonly kind?: 'password' | 'secret';
  /** The number in front of the password: how it is stored. */
  readonly type?: number;
}

/** What `show running-config` says, whole or through a filter. */
export interface ShowRunningConfig {
  readonly lines: readonly ShownConfigLine[];
  readonly hostname?: string;
  readonly domainName?: string;
  /** The lines that begin with `ip ssh`, as they stand. */
  readonly ipSsh: readonly string[];
  readonly users: readonly ShownUser[];
  /** Bodies of banners, by the banner's line. */
  readonly banners: readonly { readonly line: string; readonly body: readonly string[] }[];
  /** Lines that are about the configuration, not of it, and log lines. */
  readonly unknown: readonly string[];
}

/** Commands that open no mode: what stands indented behind one belongs to a line that a filter left out. */
const opensNoMode =
  /^(?:ip ssh (?!pubkey-chain$|server certificate profile$)|username |hostname |ip domain[- ]name |banner )/;

const aboutIt = /^(?:Building configuration\.\.\.|Current configuration ?: \d+ bytes|!.*|end)$/;

export function parseShowRunningConfig(output: readonly string[]): ShowRunningConfig {
  const lines: ShownConfigLine[] = [];
  const banners: { line: string; body: string[] }[] = [];
  const unknown: string[] = [];
  const top: string[] = [];
  const above: { indent: number; text: string }[] = [];
  let bannerEnd: string | undefined;
  for (const raw of output) {
    const text = raw.trim();
    const banner = banners.at(-1);
    if (bannerEnd !== undefined && banner) {
      const [body = '', ...ended] = raw.split(bannerEnd);
      if (ended.length === 0 || body !== '') banner.body.push(body);
      if (ended.length > 0) bannerEnd = undefined;
      continue;
    }
    if (text === '') continue;
    if (aboutIt.test(text) || asynchronyOf(text) !== 'no') {
      unknown.push(text);
      continue;
    }
    const indent = raw.length - raw.trimStart().length;
    while ((above.at(-1)?.indent ?? -1) >= indent) above.pop();
    const outermost = above[0];
    if (outermost?.indent === 0 && opensNoMode.test(outermost.text)) above.length = 0;
    lines.push({ parents: above.map((parent) => parent.text), text });
    if (indent === 0) top.push(text);
    // the body of a certificate has nothing under it, however its lines are indented
    if (above.at(-1)?.text.startsWith('certificate ') !== true) above.push({ indent, text });

    const [, delimiter, first = ''] = /^banner \S+ (\^C|\S)(.*)$/.exec(text) ?? [];
    if (delimiter === undefined) continue;
    const ended = first.includes(delimiter);
    banners.push({ line: text, body: first === '' ? [] : [first.split(delimiter)[0] ?? ''] });
    bannerEnd = ended ? undefined : delimiter;
  }
  const hostname = firstWordAfter(/^hostname (\S+)$/, top);
  const domainName =
    firstWordAfter(/^ip domain[- ]name (\S+)$/, top) ??
    firstWordAfter(/^ip domain[- ]name vrf \S+ (\S+)$/, top);
  return {
    lines,
    ...(hostname === undefined ? {} : { hostname }),
    ...(domainName === undefined ? {} : { domainName }),
    ipSsh: top.filter((text) => text.startsWith('ip ssh')),
    users: usersOf(top),
    banners,
    unknown,
  };
}

function firstWordAfter(pattern: RegExp, lines: readonly string[]): string | undefined {
  for (const line of lines) {
    const word = pattern.exec(line)?.[1];
    if (word !== undefined) return word;
  }
  return undefined;
}

/** A user may have several lines; what each says is put together. */
function usersOf(lines: readonly string[]): ShownUser[] {
  const users = new Map<string, ShownUser>();
  for (const line of lines) {
    const [, name, rest = ''] = /^username (\S+)(.*)$/.exec(line) ?? [];
    if (name === undefined) continue;
    const privilege = / privilege (\d+)/.exec(rest)?.[1];
    const stored = / (password|secret) (?:(\d+) )?\S/.exec(rest);
    const before = users.get(name) ?? { name, privilege: 1 };
    users.set(name, {
      ...before,
      ...(privilege === undefined ? {} : { privilege: Number(privilege) }),
      ...(stored === null ? {} : { kind: stored[1] === 'secret' ? 'secret' : 'password' }),
      ...(stored?.[2] === undefined ? {} : { type: Number(stored[2]) }),
    });
  }
  return [...users.values()];
}
