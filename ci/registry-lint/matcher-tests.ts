import ts from 'typescript';
import { callsOf } from './suite-source.ts';

/** The names of matchers of which a test file shows what they reject: tests called `NAME rejects …`. */
export function matchersTestedToReject(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  return callsOf(source, source, (call) => /\btest$/.test(call.expression.getText(source))).flatMap(
    (call) => {
      const title = call.arguments[0];
      const name =
        title !== undefined && ts.isStringLiteralLike(title) ? /^(\w+) rejects\b/.exec(title.text) : null;
      return name?.[1] === undefined ? [] : [name[1]];
    },
  );
}
