/**
 * Part of `npm run check`: do registry, suites and tests agree? Prints each problem on a line and exits 1.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { hazardNames } from '../bench/bench.ts';
import { roleNames } from '../bench/pco.ts';
import { matchers } from '../harness/matchers/index.ts';
import { guideFolder, loadRegistry } from '../requirements/load.ts';
import { RegistryError } from '../requirements/registry-error.ts';
import { hazards, roles } from '../requirements/schema.ts';
import { patternRejections } from '../test/harness/pattern-rejections.ts';
import { matchersTestedToReject } from './registry-lint/matcher-tests.ts';
import { findProblems } from './registry-lint/problems.ts';
import { readSuiteSource } from './registry-lint/suite-source.ts';

const root = join(import.meta.dirname, '..');

function sources(pattern: string): { file: string; text: string }[] {
  return globSync(pattern, { cwd: root })
    .sort()
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
}

function report(problems: readonly string[], summary: string): void {
  for (const problem of problems) process.stdout.write(`${problem}\n`);
  process.stdout.write(`registry: ${summary}, ${problems.length} problems\n`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

try {
  const registry = loadRegistry();
  const suites = sources(`suites/${guideFolder}/**/*.ts`).flatMap(
    ({ file, text }) => readSuiteSource(file, text) ?? [],
  );
  const forms = join(root, 'requirements', guideFolder, 'accepted-forms.yaml');
  const acceptedForms = existsSync(forms)
    ? z.record(z.string(), z.array(z.string())).parse(parse(readFileSync(forms, 'utf8')))
    : {};
  const problems = [
    ...sameNames('hazards', hazardNames, hazards),
    ...sameNames('roles', roleNames, roles),
    ...findProblems({
      registry,
      suites,
      matchers: Object.keys(matchers),
      testedMatchers: new Set(
        sources('test/harness/matchers/**/*.test.ts').flatMap(({ file, text }) =>
          matchersTestedToReject(file, text),
        ),
      ),
      rejections: patternRejections,
      acceptedForms,
    }),
  ];
  const covered = new Set(suites.flatMap(({ steps }) => steps.flatMap(({ requirements }) => requirements)));
  report(
    problems,
    `${registry.requirements.size} requirements, ${suites.length} suites, ${covered.size} covered`,
  );
} catch (error) {
  if (!(error instanceof RegistryError)) throw error;
  report(error.problems, 'not read');
}

/** The registry has its own copy of the bench's words, because it imports nothing of ours. */
function sameNames(what: string, ours: readonly string[], theirs: readonly string[]): string[] {
  return ours.join() === theirs.join()
    ? []
    : [`the ${what} of requirements/schema.ts are not those of bench/`];
}
