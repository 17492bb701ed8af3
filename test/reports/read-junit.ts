/** What the tests read of a junit.xml, by a reader that is strict about what this project writes. */
export interface Junit {
  readonly name: string;
  readonly totals: {
    readonly tests: number;
    readonly failures: number;
    readonly errors: number;
    readonly skipped: number;
  };
  readonly properties: ReadonlyMap<string, string>;
  readonly cases: readonly JunitCase[];
}

export interface JunitCase {
  readonly suite: string;
  readonly name: string;
  readonly outcome: 'failure' | 'error' | 'skipped' | 'none';
  readonly text: string;
  readonly properties: ReadonlyMap<string, string>;
}

interface Node {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: Node[];
  text: string;
}

export function readJunit(xml: string): Junit {
  const root = parse(xml);
  const number = (name: string): number => Number(root.attributes.get(name));
  const suites = root.children.filter(({ name }) => name === 'testsuite');
  return {
    name: root.attributes.get('name') ?? '',
    totals: {
      tests: number('tests'),
      failures: number('failures'),
      errors: number('errors'),
      skipped: number('skipped'),
    },
    properties: propertiesOf(root),
    cases: suites.flatMap((suite) =>
      suite.children.map((testcase): JunitCase => {
        const outcome = testcase.children.find(({ name }) => name !== 'properties');
        return {
          suite: suite.attributes.get('name') ?? '',
          name: testcase.attributes.get('name') ?? '',
          outcome: (outcome?.name ?? 'none') as JunitCase['outcome'],
          text: outcome?.text ?? '',
          properties: propertiesOf(testcase),
        };
      }),
    ),
  };
}

function propertiesOf({ children }: Node): ReadonlyMap<string, string> {
  return new Map(
    children
      .filter(({ name }) => name === 'properties')
      .flatMap((properties) => properties.children)
      .map(({ attributes }) => [attributes.get('name') ?? '', attributes.get('value') ?? '']),
  );
}

/** Throws on anything that is not well-formed XML of elements, attributes and text. */
function parse(xml: string): Node {
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
  if (!xml.startsWith(declaration)) throw new Error('no XML declaration');
  if (/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.test(xml))
    throw new Error('a forbidden character');
  const body = xml.slice(declaration.length);
  const token = /<\/(\w+)>|<(\w+)((?:\s+[\w.]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
  const top: Node = { name: '', attributes: new Map(), children: [], text: '' };
  const stack = [top];
  let match: RegExpExecArray | null;
  let read = 0;
  while ((match = token.exec(body)) !== null) {
    read = token.lastIndex;
    const [, closed, opened, attributes = '', empty, text] = match;
    const current = stack.at(-1) ?? top;
    if (closed !== undefined) {
      if (stack.pop()?.name !== closed) throw new Error(`</${closed}> closes another element`);
    } else if (opened !== undefined) {
      const pairs = [...attributes.matchAll(/([\w.]+)="([^"]*)"/g)];
      const node: Node = {
        name: opened,
        attributes: new Map(pairs.map(([, name = '', value = '']) => [name, plain(value)])),
        children: [],
        text: '',
      };
      current.children.push(node);
      if (empty === '') stack.push(node);
    } else current.text += plain(text ?? '');
  }
  const root = top.children[0];
  if (read !== body.length || stack.length !== 1 || root === undefined)
    throw new Error('not well-formed XML');
  return root;
}

function plain(text: string): string {
  return text.replaceAll(/&(?:#(\d+)|(\w+));|&/g, (entity, code?: string, name?: string) => {
    if (code !== undefined) return String.fromCodePoint(Number(code));
    const character = { amp: '&', lt: '<', gt: '>', quot: '"' }[name ?? ''];
    if (character === undefined) throw new Error(`${entity} is not escaped`);
    return character;
  });
}
