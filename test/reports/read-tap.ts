import { Parser, type Result } from 'tap-parser';

/** A test point of a parsed TAP stream, with the subtest that it stands in. */
export interface Point {
  readonly suite: string | undefined;
  readonly name: string;
  readonly ok: boolean;
  readonly skip: string | undefined;
  /** Known to fail, by these words. */
  readonly todo: string | undefined;
  readonly diagnostic: Readonly<Record<string, unknown>>;
}

/** All test points of a TAP stream but those that close a subtest, and whether the stream is well formed. */
export function readTap(text: string): { points: Point[]; wellFormed: boolean } {
  const points: Point[] = [];
  let problems = 0;
  const listen = (parser: Parser, suite: string | undefined): void => {
    parser.on('child', (child: Parser) => listen(child, child.name));
    parser.on('extra', () => problems++);
    parser.on('assert', (point: Result) => {
      if (typeof point.tapError === 'string') problems++;
      if (point.closingTestPoint) return;
      points.push({
        suite,
        name: point.name,
        ok: point.ok,
        skip: typeof point.skip === 'string' ? point.skip : undefined,
        todo: typeof point.todo === 'string' ? point.todo : undefined,
        diagnostic: (point.diag ?? {}) as Record<string, unknown>,
      });
    });
  };
  const parser = new Parser({ strict: true });
  listen(parser, undefined);
  parser.end(text);
  const missingPlan = (parser.results?.plan.end ?? null) === null;
  return { points, wellFormed: problems === 0 && !missingPlan };
}
