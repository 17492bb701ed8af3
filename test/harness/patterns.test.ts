import t from 'tap';
import { judgeByPatterns, type ObservedText, textOf } from '../../harness/patterns.ts';
import { loadRegistry } from '../../requirements/load.ts';
import type { Expectation, Requirement } from '../../requirements/requirement.ts';
import { cli, login } from './matchers/observations.ts';
import { patternRejections } from './pattern-rejections.ts';
import { hasTranscript, linesOf, transcripts, withoutTranscripts } from './show/transcripts.ts';

const registry = loadRegistry();

function requirement(id: string): Requirement {
  const found = registry.requirements.get(id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
}

function expecting(...expect: Partial<Expectation>[]): Requirement {
  return {
    ...requirement('SSH2-HOST-005'),
    expect: expect.map((item) => ({ re: '^never$', source: 'derived', ...item })),
  };
}

function text(where: string, lines: readonly string[], prompt?: string): ObservedText {
  return {
    where,
    lines: lines.map((line, index) => ({ text: line, from: index * 10, to: index * 10 + 9 })),
    ...(prompt === undefined ? {} : { prompt }),
  };
}

t.test('a required line may stand in any of the texts, and its place is told', (t) => {
  const judged = judgeByPatterns(requirement('SSH2-HOST-005'), [
    text('ip domain-name example.com', [], 'cisco7200(config)#'),
    text('show run | include domain', ['hostname x', ' ip domain name example.com ']),
  ]);
  t.match(judged, { verdict: 'pass', met: [0, 1], missed: [], violated: [], notPut: [] });
  t.same(judged.matched, [{ index: 0, line: 'ip domain name example.com', from: 10, to: 19 }]);
  t.end();
});

t.test('an item with a place is put only to texts of that command', (t) => {
  const configured = text('ip domain-name example.com', ['ip domain-name example.com']);
  const judged = judgeByPatterns(requirement('SSH2-HOST-005'), [configured]);
  t.match(judged, { verdict: 'pass', met: [1], missed: [], notPut: [0] });
  const shown = judgeByPatterns(requirement('SSH2-HOST-005'), [
    text('do show running-config', ['hostname x']),
  ]);
  t.match(shown, { verdict: 'fail', missed: [0], notPut: [], reason: /running-config.*came hostname x/ });
  t.end();
});

t.test('of what came, the line that begins most like the wanted one is told', (t) => {
  const body = Array.from({ length: 9 }, (_, line) => `AAAAB3NzaC1yc2E${line}`);
  const judged = judgeByPatterns(requirement('SSH2-VSTAT-006'), [
    text('show ip ssh', ['SSH Enabled - version 1.99', 'Authentication timeout: 120 secs;', ...body]),
  ]);
  t.match(judged.reason, /^expected SSH Enabled - version 2\.0, got SSH Enabled - version 1\.99;/);
  t.match(judged.reason, /Authentication retries: 3, got Authentication timeout: 120 secs;/);
  t.notMatch(judged.reason, /AAAAB3/);
  t.end();
});

t.test('what must be absent is violated by one line, in any text', (t) => {
  const judged = judgeByPatterns(requirement('SSH2-HOST-003'), [
    text(
      'configure terminal',
      ['                 ^', "% Invalid input detected at '^' marker."],
      'Switch(config)#',
    ),
  ]);
  t.match(judged, {
    verdict: 'fail',
    met: [0],
    violated: [1],
    reason: /"% Invalid input.*must not be there/,
  });
  t.end();
});

t.test('the prompt is a line, and an alternative stands in for the item that it names', (t) => {
  const exit = requirement('SSH2-VSTAT-004');
  t.match(judgeByPatterns(exit, [text('exit', [], 'Switch>')]), {
    verdict: 'pass',
    met: [0],
    optionalSeen: [],
  });
  t.match(
    judgeByPatterns(exit, [
      text('exit', ['Switch con0 is now available', '', 'Press RETURN to get started.']),
    ]),
    {
      verdict: 'pass',
      met: [0],
      optionalSeen: [1, 4],
    },
  );
  t.match(judgeByPatterns(exit, [text('exit', [], 'Switch#')]), { verdict: 'fail', missed: [0] });
  t.end();
});

t.test('nothing that could fail is no pass', (t) => {
  t.match(judgeByPatterns(requirement('SSH2-HOST-006'), [text('x', ['[OK] (elapsed time was 1 seconds)'])]), {
    verdict: 'fail',
    met: [],
    reason: /no pattern of SSH2-HOST-006 was put to the test/,
  });
  t.equal(judgeByPatterns(requirement('SSH2-HOST-010'), []).verdict, 'fail');
  t.end();
});

t.test('a count must be reached in one text', (t) => {
  const twice = expecting({ re: '^KEXINIT sent$', count: 2 });
  const once = text('debug', ['KEXINIT sent']);
  t.equal(judgeByPatterns(twice, [once, once]).verdict, 'fail');
  t.equal(judgeByPatterns(twice, [text('debug', ['KEXINIT sent', 'other', 'KEXINIT sent'])]).verdict, 'pass');
  t.end();
});

t.test('a line that goes on in the next one is read together with it', (t) => {
  const broken = expecting(
    { re: '^needed (\\d+) bytes, maclen (\\d+)$' },
    { re: '^needed (\\d+) bytes,(?: maclen \\d+)?$', continued: true, optional: true },
    { re: '^maclen \\d+$', continuation: true, optional: true },
  );
  t.match(judgeByPatterns(broken, [text('debug', ['needed 16 bytes,', '      maclen 0'])]), {
    verdict: 'pass',
    met: [0],
    optionalSeen: [1, 2],
    matched: [{ index: 0, line: 'needed 16 bytes, maclen 0', from: 0, to: 19 }],
  });
  t.match(judgeByPatterns(broken, [text('debug', ['needed 16 bytes,', 'other', 'maclen 0'])]), {
    verdict: 'fail',
    optionalSeen: [1],
  });
  t.end();
});

t.test('texts of the observations of console and SSH client', (t) => {
  t.same(textOf(cli(['a'], { command: 'exit', promptAfter: 'Switch>' })), {
    where: 'exit',
    lines: [{ text: 'a', from: 0, to: 1 }],
    prompt: 'Switch>',
  });
  const way = {
    kind: 'mode',
    mode: 'global-config',
    prompt: 'Switch(config)#',
    turns: [cli(['Password:'], { command: 'enable' }), cli(['Enter'], { command: 'configure terminal' })],
  } as const;
  t.match(textOf(way), {
    where: 'configure terminal',
    lines: [{ text: 'Password:' }, { text: 'Switch#' }, { text: 'Enter' }],
    prompt: 'Switch(config)#',
  });
  const ident = [
    textOf({ kind: 'ident', ident: 'SSH-1.5-Cisco-1.25' }),
    textOf(login({ ident: 'SSH-1.5-Cisco-1.25' })),
  ];
  for (const one of ident) {
    t.match(one, { where: 'identification string on TCP/22', lines: [{ text: 'SSH-1.5-Cisco-1.25' }] });
  }
  t.match(textOf({ kind: 'ssh-exec', output: 'a\r\nb' }, 'show ip ssh'), {
    where: 'show ip ssh',
    lines: [{ text: 'a' }, { text: 'b' }],
  });
  const scp = { kind: 'scp', command: 'scp -t flash:x', exec: 'granted' };
  t.match(textOf(scp), {
    where: 'exec request seen by the SSH peer',
    lines: [{ text: 'scp -t flash:x' }],
  });
  t.same(textOf({ ...scp, exec: 'refused' }).lines, [], 'what is refused was not taken for one');
  t.match(textOf({ kind: 'log', line: '%SYS-5-CONFIG_I: x' }).lines, [{ text: '%SYS-5-CONFIG_I: x' }]);
  t.same(textOf({ kind: 'mark', position: 3 }).lines, []);
  t.same(textOf(null).lines, []);
  t.end();
});

t.test('the patterns reject what they must', (t) => {
  let run = 0;
  for (const [id, byIndex] of Object.entries(patternRejections)) {
    for (const [index, lines] of Object.entries(byIndex)) {
      const item = requirement(id).expect[Number(index)];
      for (const line of lines) {
        run += 1;
        t.notMatch(line.trim(), new RegExp(item?.re ?? ''), `${id} ${index}`);
      }
    }
  }
  t.ok(run > 80, `${run} lines were to be rejected`);
  t.end();
});

t.test('every pattern matches the line that it is written for', (t) => {
  let run = 0;
  for (const { id, expect } of registry.requirements.values()) {
    for (const { line, re } of expect) {
      if (line === undefined) continue;
      run += 1;
      if (!new RegExp(re).test(line.trim())) t.fail(`${id}: ${re} does not match ${line}`);
    }
  }
  t.equal(run, 309, 'lines');
  t.end();
});

/** A transcript may be an excerpt: one line is enough to show that a pattern is right. */
function uncounted(entry: Requirement): Requirement {
  return { ...entry, expect: entry.expect.map(({ count: _, ...item }) => item) };
}

/** Authors of some pages put arrows and remarks behind a device's line. */
function withoutRemarks(line: string): string {
  return line.replace(/\s+←.*$/, '');
}

t.test(
  'patterns match in the transcripts that they are said to come from',
  { skip: withoutTranscripts },
  (t) => {
    let put = 0;
    const files = new Set<string>();
    for (const entry of registry.requirements.values()) {
      entry.expect.forEach((item, index) => {
        const named = [...(item.from === undefined ? [] : [item.from]), ...(item.seen_in ?? [])];
        for (const file of named.filter(hasTranscript)) {
          put += 1;
          files.add(file);
          const lines = linesOf(file).map((line) => ({ text: withoutRemarks(line) }));
          const judged = judgeByPatterns(uncounted(entry), [{ where: item.where ?? '', lines }]);
          if (!judged.matched.some((match) => match.index === index)) {
            t.fail(`${entry.id} pattern ${index} matches nothing in ${file}`);
          }
        }
      });
    }
    t.comment(`${put} patterns were put to ${files.size} transcripts that they name`);
    t.equal(put, 195, 'patterns put to the transcript that they name');
    t.equal(files.size, 46, 'transcripts');
    t.end();
  },
);

t.test(
  'every pattern runs against every device transcript of its command',
  { skip: withoutTranscripts },
  (t) => {
    const byCommand = new Map<string, string[]>();
    for (const { command, file, real } of transcripts() ?? []) {
      if (real === 'device') byCommand.set(command, [...(byCommand.get(command) ?? []), file]);
    }
    let run = 0;
    let matched = 0;
    const files = new Set<string>();
    const unseen: string[] = [];
    for (const entry of registry.requirements.values()) {
      entry.expect.forEach((item, index) => {
        const mine = commandsOf(entry, item).flatMap((command) => byCommand.get(command) ?? []);
        let seen = 0;
        for (const file of new Set(mine)) {
          run += 1;
          files.add(file);
          const lines = linesOf(file).map((line) => ({ text: withoutRemarks(line) }));
          const judged = judgeByPatterns(uncounted(entry), [{ where: item.where ?? '', lines }]);
          if (judged.matched.some((match) => match.index === index)) seen += 1;
        }
        matched += seen;
        if (mine.length > 0 && seen === 0 && item.absent !== true) unseen.push(`${entry.id}:${index}`);
      });
    }
    t.comment(`${run} runs of patterns over ${files.size} device transcripts, ${matched} with a match`);
    t.comment(`no device transcript of its command has: ${unseen.join(' ')}`);
    t.ok(run > 500, `${run} runs`);
    t.ok(matched > 100, `${matched} matches`);
    t.end();
  },
);

/** The transcripts' commands that an item's output comes from. */
function commandsOf({ command = '' }: Requirement, { where }: Expectation): string[] {
  return (where ?? command).split(/\s*;\s*/).map((one) => one.trim());
}

t.test('no pattern takes its time over a long line', (t) => {
  const lines = [' ', 'a', '1', 'A1 ', 'SSH-', '%', ': ', '00:00:00 ', 'x y'].map((part) =>
    part.repeat(4000 / part.length),
  );
  const started = performance.now();
  for (const { expect } of registry.requirements.values()) {
    for (const { re } of expect) {
      const pattern = new RegExp(re);
      for (const line of lines) pattern.test(`tcp ${line}`);
      for (const line of lines) pattern.test(line);
    }
  }
  const spent = performance.now() - started;
  t.ok(spent < 5000, `${Math.round(spent)} ms for ${lines.length * 2} lines`);
  t.end();
});
