#!/usr/bin/env node
// Starts the `conform` command under Node 24. Plain JavaScript that an older node reads too, because that is
// what finds the newer one. From a checkout it runs the sources, from an installed package the compiled files.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const neededMajor = 24;
const packageFolder = join(dirname(fileURLToPath(import.meta.url)), '..');
const sources = join(packageFolder, 'cli', 'main.ts');
const main = existsSync(sources) ? sources : join(packageFolder, 'dist', 'cli', 'main.js');

if (Number.parseInt(process.versions.node, 10) >= neededMajor) {
  await import(pathToFileURL(main).href);
} else {
  const newerNode = nodeFromPackages();
  if (newerNode === undefined) {
    process.stderr.write(
      `conform needs Node ${neededMajor} or newer\n` +
        `  got:      Node ${process.versions.node}, and no package ${packageName()} beside it\n` +
        `  next:     install Node ${neededMajor}, or run \`npm ci\` without --omit=optional, which brings it on Linux\n`,
    );
    process.exitCode = 3;
  } else {
    runUnder(newerNode);
  }
}

function packageName() {
  return `node-${process.platform}-${process.arch}`;
}

/** The node that an optional dependency brought, or undefined. */
function nodeFromPackages() {
  try {
    const manifest = createRequire(import.meta.url).resolve(`${packageName()}/package.json`);
    const binary = join(dirname(manifest), 'bin', 'node');
    return existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Runs the command as a child that stands in for this process. A terminal sends Ctrl-C to a whole process
 * group, so a child in this group that is also told by us would take one Ctrl-C for two. It therefore gets a
 * group of its own and hears of each signal once, from here, whoever sent it.
 */
function runUnder(node) {
  const ownGroup = process.platform !== 'win32';
  const child = spawn(node, [main, ...process.argv.slice(2)], { stdio: 'inherit', detached: ownGroup });
  const signals = ownGroup ? ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGWINCH'] : ['SIGINT'];
  for (const signal of signals) {
    process.on(signal, () => {
      if (ownGroup) child.kill(signal);
    });
  }
  child.on('error', (error) => {
    process.stderr.write(`conform could not start ${node}: ${error.message}\n`);
    process.exitCode = 3;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
    for (const name of signals) process.removeAllListeners(name);
  });
}
