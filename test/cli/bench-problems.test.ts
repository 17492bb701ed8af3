import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, join } from 'node:path';
import { SerialPort } from 'serialport';
import t, { type Test } from 'tap';
import { readJournal } from '../../journal/reader.ts';
import { type Results, resultsSchema } from '../../reports/results-schema.ts';
import { readJunit } from '../reports/read-junit.ts';
import { readTap } from '../reports/read-tap.ts';
import { conform } from './conform.ts';
import { startLab } from './lab.ts';

t.setTimeout(90_000);

const folder = t.testdir();
const lab = await startLab(t, folder, { two: true });

interface Expected {
  readonly exitCode: number;
  /** What stderr must say beside the line that names the folder of the run. */
  readonly says: readonly RegExp[];
}

/** A run that cannot be carried out: one message, and a folder from which all can be read. */
async function refused(t: Test, topology: string, { exitCode, says }: Expected): Promise<Results> {
  const out = join(folder, `run-${basename(topology, '.yaml')}`);
  const run = await conform(folder, ['run', 'show-ip-ssh', '--topology', topology, '--out', out]);
  t.equal(run.exitCode, exitCode, `exit code; stderr: ${run.stderr}`);
  for (const pattern of says) t.match(run.stderr, pattern);
  for (const fact of ['expected:', 'got:', 'where:', 'next:']) {
    t.equal(run.stderr.split(`\n  ${fact} `).length, 2, `says '${fact}' once: one message`);
  }
  t.notMatch(run.stderr, /^\s+at .*:\d+:\d+/m, 'no stack');
  const secrets = [...readFileSync(topology, 'utf8').matchAll(/literal: (\S+)/g)].map(([, secret]) => secret);
  t.equal(secrets.length, 4, 'two of each switch');
  for (const secret of secrets) {
    t.notOk(`${run.stderr}${run.stdout}`.includes(String(secret)), 'no secret in clear');
  }

  const read = (name: string): string => readFileSync(join(out, name), 'utf8');
  const { events, torn } = readJournal(join(out, 'journal.ndjson'));
  t.equal(torn, undefined, 'the journal is whole');
  t.match(events.at(-1), { type: 'end', exitCode, interrupted: false });
  const results = resultsSchema.parse(JSON.parse(read('results.json')));
  t.equal(results.run.exitCode, exitCode, 'results.json has the exit code');
  t.equal(results.totals.errors, 1, 'and the error');
  t.equal(results.totals.inconclusive, 7, 'and every requirement, undecided');
  t.equal(readJunit(read('junit.xml')).cases.length, 8, 'so has junit.xml');
  t.ok(readTap(run.stdout).wellFormed, 'stdout is TAP');
  return results;
}

t.test('a tty that is not there', async (t) => {
  const topology = lab.variant('no-tty.yaml', ['dut', 'attach', 'console'], '/dev/pts/9999');
  await refused(t, topology, {
    exitCode: 4,
    says: [/^there is no such tty$/m, /\/dev\/pts\/9999/, /no-tty\.yaml:\d+:\d+/, /conform lab/],
  });
});

t.test('a tty that another program holds', async (t) => {
  const port = new SerialPort({ path: lab.console, baudRate: 115_200, lock: true, autoOpen: false });
  await new Promise<void>((resolve, reject) => {
    port.open((error) => {
      if (error) reject(error);
      else resolve();
    });
  });
  try {
    const topology = lab.variant('held.yaml', ['description'], 'held');
    await refused(t, topology, {
      exitCode: 4,
      says: [/^the console is held by another program$/m, /held\.yaml:\d+:\d+/, /fuser \/dev\/pts\/\d+/],
    });
  } finally {
    await new Promise<void>((resolve) => {
      port.close(() => resolve());
    });
  }
});

t.test('a wrong enable secret', async (t) => {
  const topology = lab.variant('secret.yaml', ['dut', 'enableSecret', 'literal'], 'WrongWrongWrong1');
  const { errors, requirements } = await refused(t, topology, {
    exitCode: 4,
    says: [
      /the enable secret was not accepted$/m,
      /secret\.yaml:\d+:\d+ \(console, mode user-exec\)/,
      /next: +correct the enable secret in the topology/,
    ],
  });
  t.match(errors[0], { where: 'bench', message: /the enable secret was not accepted/ });
  t.ok(requirements.every(({ verdict, reason }) => verdict === 'inconclusive' && reason !== undefined));
});

t.test('a wrong enable secret of the second device', async (t) => {
  const path = ['roles', 'second-device', 'enableSecret', 'literal'];
  const topology = lab.variant('peer.yaml', path, 'WrongWrongWrong1');
  const lines = readFileSync(topology, 'utf8').split('\n');
  const line = lines.findIndex((text) => text.includes('WrongWrongWrong1'));
  await refused(t, topology, {
    exitCode: 4,
    says: [
      /no baseline of the second device could be taken: the enable secret was not accepted$/m,
      new RegExp(`peer\\.yaml:(?:${line}|${line + 1}):\\d+ \\(second-device, mode user-exec\\)`),
      /next: +correct the enable secret in the topology/,
    ],
  });
});

t.test('a second console that is not there', async (t) => {
  const path = ['roles', 'second-device', 'attach', 'console'];
  await refused(t, lab.variant('no-peer.yaml', path, '/dev/pts/9999'), {
    exitCode: 4,
    says: [/^the second device: there is no such tty$/m, /no-peer\.yaml:\d+:\d+/, /conform lab/],
  });
});

t.test('a wrong password', async (t) => {
  const path = ['dut', 'accounts', 'bench', 'password', 'literal'];
  const topology = lab.variant('password.yaml', path, 'WrongWrongWrong1');
  await refused(t, topology, {
    exitCode: 4,
    says: [/refused the account bench over SSH$/m, /password\.yaml:\d+:\d+/, /correct the password of bench/],
  });
});

t.test('an SSH port where nobody listens', async (t) => {
  const topology = lab.variant('port.yaml', ['dut', 'attach', 'reach', 'port'], await freePort());
  await refused(t, topology, {
    exitCode: 4,
    says: [/SSH server of the DUT cannot be reached/, /connection was refused/, /port\.yaml:\d+:\d+/],
  });
});

t.test('a wrong key in the topology', async (t) => {
  const topology = lab.variant('key.yaml', ['clok'], 'wall');
  const line = readFileSync(topology, 'utf8')
    .split('\n')
    .findIndex((text) => text.startsWith('clok:'));
  const out = join(folder, 'run-key');
  const run = await conform(folder, ['run', '--topology', topology, '--out', out]);
  t.equal(run.exitCode, 3, run.stderr);
  t.match(run.stderr, new RegExp(`where: +\\S*key\\.yaml:${line + 1}:1$`, 'm'));
  t.match(run.stderr, /did you mean clock\?/);
  t.notOk(existsSync(out), 'no run was begun');
});

t.test('a topology that is no YAML', async (t) => {
  const topology = join(folder, 'torn.yaml');
  writeFileSync(topology, 'name: torn\ndut: { kind: virtual\n');
  const run = await conform(folder, ['run', '--topology', topology]);
  t.equal(run.exitCode, 3, run.stderr);
  t.match(run.stderr, /torn\.yaml:\d+:\d+/);
  t.notMatch(run.stderr, /^\s+at .*:\d+:\d+/m, 'no stack');
});

t.test('a hazard that is not granted', { timeout: 60_000 }, async (t) => {
  const topology = lab.variant('no-grants.yaml', ['grants'], []);
  const out = join(folder, 'run-no-grants');
  const run = await conform(folder, ['run', 'show-ip-ssh', '--topology', topology, '--out', out]);
  t.equal(run.exitCode, 0, run.stderr);
  t.match(run.stdout, /the topology does not grant: management/);
  const results = resultsSchema.parse(JSON.parse(readFileSync(join(out, 'results.json'), 'utf8')));
  const open = results.requirements.filter(({ verdict }) => verdict === 'inconclusive');
  t.ok(open.length > 0, 'what it guards is inconclusive');
  t.ok(
    open.every(({ reason, accepted }) => accepted === true && /does not grant/.test(reason ?? '')),
    'for that reason, and accepted',
  );
  t.equal(results.totals.pass + open.length, 7, 'all else passes');
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.2.1', () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new Error('no port'));
      });
    });
  });
}
