import t from 'tap';
import { buildRegistry } from '../../requirements/build.ts';
import { RegistryError } from '../../requirements/registry-error.ts';

const entry = {
  id: 'SSH2-HOST-005',
  chapter: 3,
  section: 's',
  page: 'p. 1',
  lines: '1',
  kind: 'step',
  suite: 'one',
  statement: 's',
  mode: 'any',
  expect: [{ re: '^a$', source: 'guide' }],
  check: { stimulus: 's', channels: [], fail: 'f' },
  needs: ['console'],
  hazard: ['keys'],
  seconds: 1,
  negative: [],
};
const procedures = [{ number: 'P01', title: 't', chapter: '3', pages: '1', suite: 'one' }];

function problemsOf(entries: readonly unknown[], catalogue: unknown = procedures): readonly string[] {
  try {
    buildRegistry('guide', [{ name: 'chapter-3.json', content: entries }], {
      name: 'procedures.json',
      content: catalogue,
    });
    return [];
  } catch (error) {
    if (error instanceof RegistryError) return error.problems;
    throw error;
  }
}

t.test('a sound registry has no problems', (t) => {
  t.same(problemsOf([entry]), []);
  t.end();
});

t.test('each kind of problem names file, entry and field', (t) => {
  const broken: [problem: RegExp, entries: readonly unknown[], catalogue?: unknown][] = [
    [/chapter-3\.json: SSH2-HOST-005.*optionl/, [{ ...entry, optionl: true }]],
    [
      /SSH2-HOST-005 expect\.0: .*abscent/,
      [{ ...entry, expect: [{ re: 'a', source: 'guide', abscent: true }] }],
    ],
    [/SSH2-HOST-005 expect\.0\.re: does not compile/, [{ ...entry, expect: [{ re: '(', source: 'guide' }] }]],
    [/SSH2-HOST-005 hazard\.0/, [{ ...entry, hazard: ['fire'] }]],
    [/SSH2-HOST-005 needs\.0/, [{ ...entry, needs: ['a miracle'] }]],
    [/alternative and instead_of/, [{ ...entry, expect: [{ re: 'a', source: 'guide', alternative: true }] }]],
    [
      /instead_of: names item 4/,
      [{ ...entry, expect: [{ re: 'a', source: 'guide', alternative: true, instead_of: [4] }] }],
    ],
    [
      /can be neither optional/,
      [{ ...entry, expect: [{ re: 'a', source: 'guide', absent: true, optional: true }] }],
    ],
    [/continuation of nothing/, [{ ...entry, expect: [{ re: 'a', source: 'guide', continuation: true }] }]],
    [/SSH2-HOST-005 is there twice/, [entry, entry]],
    [/belongs to suite two, which no procedure has/, [{ ...entry, suite: 'two' }]],
    [/refers to SSH2-HOST-999/, [{ ...entry, same_as: 'SSH2-HOST-999' }]],
    [/refers to SSH2-HOST-998/, [{ ...entry, related: ['SSH2-HOST-998'] }]],
    [
      /P02 has suite two, to which no requirement/,
      [entry],
      [...procedures, { ...procedures[0], number: 'P02', suite: 'two' }],
    ],
    [/procedures\.json: P01.*pags/, [entry], [{ ...procedures[0], pags: '1' }]],
    [/chapter-3\.json: entry 0/, ['text']],
  ];
  for (const [problem, entries, catalogue] of broken) {
    t.match(problemsOf(entries, catalogue).join('\n'), problem);
  }
  t.end();
});
