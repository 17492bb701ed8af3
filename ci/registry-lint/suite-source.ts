import ts from 'typescript';

/** A check in a step's source: which requirement, by what, and where it stands. */
export interface SourceCheck {
  readonly id: string;
  /** `patterns` for a plain `verify(...)`, otherwise the member that was called. */
  readonly by: 'patterns' | 'by' | 'without' | 'notApplicable' | 'record';
  /** The matcher of `verify.by`, where it is called by its name. */
  readonly matcher?: string;
  readonly line: number;
}

export interface SourceStep {
  readonly title: string;
  readonly requirements: readonly string[];
  readonly checks: readonly SourceCheck[];
  readonly line: number;
}

/** What a suite's source says, without running it. */
export interface SourceSuite {
  readonly file: string;
  readonly name: string;
  /** Ids that it says it shares with another suite. */
  readonly sharedWith: readonly string[];
  readonly steps: readonly SourceStep[];
}

const members = ['by', 'without', 'notApplicable', 'record'] as const;

/** Reads the suite that a file defines; undefined for a file that defines none. */
export function readSuiteSource(file: string, text: string): SourceSuite | undefined {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const definition = callsOf(source, source, (call) => isNamed(call.expression, 'suite'))[0];
  if (definition === undefined) return undefined;
  const [name, facts] = definition.arguments;
  const steps = callsOf(source, definition, (call) => isNamed(call.expression, 'step')).map(
    (call): SourceStep => {
      const [title, requirements, run] = call.arguments;
      const verify = run !== undefined && ts.isFunctionLike(run) ? parameterName(run) : undefined;
      return {
        title: title?.getText(source) ?? '',
        requirements: requirements === undefined ? [] : stringsOf(requirements),
        checks: run === undefined || verify === undefined ? [] : checksOf(source, run, verify),
        line: lineOf(source, call),
      };
    },
  );
  return {
    file,
    name: name !== undefined && ts.isStringLiteralLike(name) ? name.text : '',
    sharedWith: facts === undefined ? [] : sharedIds(facts),
    steps,
  };
}

function checksOf(source: ts.SourceFile, run: ts.Node, verify: string): SourceCheck[] {
  return callsOf(source, run, () => true).flatMap((call): SourceCheck[] => {
    const member = ts.isPropertyAccessExpression(call.expression) ? call.expression : undefined;
    const by = isNamed(call.expression, verify)
      ? 'patterns'
      : member !== undefined && isNamed(member.expression, verify)
        ? members.find((name) => name === member.name.text)
        : undefined;
    if (by === undefined) return [];
    const [id, second] = call.arguments;
    const matcher =
      by === 'by' && second !== undefined && ts.isCallExpression(second) && ts.isIdentifier(second.expression)
        ? second.expression.text
        : undefined;
    return [
      {
        id: id !== undefined && ts.isStringLiteralLike(id) ? id.text : '',
        by,
        ...(matcher === undefined ? {} : { matcher }),
        line: lineOf(source, call),
      },
    ];
  });
}

/** Every call in a tree that is wanted, in the order of the source. */
export function callsOf(
  source: ts.SourceFile,
  within: ts.Node,
  wanted: (call: ts.CallExpression) => boolean,
): ts.CallExpression[] {
  const found: ts.CallExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && wanted(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(within);
  return found.sort((one, other) => one.getStart(source) - other.getStart(source));
}

function isNamed(expression: ts.Expression, name: string): boolean {
  return ts.isIdentifier(expression) && expression.text === name;
}

function parameterName(run: ts.SignatureDeclaration): string | undefined {
  const name = run.parameters[0]?.name;
  return name !== undefined && ts.isIdentifier(name) ? name.text : undefined;
}

function stringsOf(node: ts.Node): string[] {
  return ts.isArrayLiteralExpression(node)
    ? node.elements.flatMap((element) => (ts.isStringLiteralLike(element) ? [element.text] : []))
    : [];
}

function sharedIds(facts: ts.Node): string[] {
  if (!ts.isObjectLiteralExpression(facts)) return [];
  return facts.properties.flatMap((property) =>
    ts.isPropertyAssignment(property) &&
    property.name.getText().replaceAll(/['"]/g, '') === 'sharedWith' &&
    ts.isObjectLiteralExpression(property.initializer)
      ? property.initializer.properties.flatMap(({ name }) =>
          name !== undefined && ts.isStringLiteralLike(name) ? [name.text] : [],
        )
      : [],
  );
}

function lineOf(source: ts.SourceFile, node: ts.Node): number {
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
}
