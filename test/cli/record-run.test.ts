import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import type { Secret } from '../../bench/secret.ts';
import { recordRun } from '../../cli/record-run.ts';
import { topologyOf } from '../../cli/topology-file.ts';
import { noErrorLine } from '../../harness/matchers/command-line.ts';
import { outputHas } from '../../harness/matchers/output-text.ts';
import { suite } from '../../harness/suite.ts';
import { type7Of } from '../../harness/type7.ts';
import { readJournal } from '../../journal/reader.ts';
import { legibleIn } from '../support/secret-search.ts';
import { toyRegistry } from '../support/toy-registry.ts';
import { uninterrupted } from '../support/uninterrupted.ts';
import { stateOf } from './conform.ts';

t.setTimeout(180_000);

/** A name so long that the line editor scrolls in the middle of what is typed behind it. */
const longNames = ['Switch', 'a-switch-of-a-long-name', 'a-switch-of-a-name-that-leaves-little-room'];

t.test('no secret of a run is in its folder, whatever the line editor makes of it', async (t) => {
  const home = t.testdir();
  process.env['CATALYST_CONFORM_STATE'] = stateOf(home);
  const topology = topologyOf(undefined);
  const secrets = new Map<string, Secret>();
  const typing = suite(
    'toy',
    { title: 'Secrets are typed', guide: { chapter: 3, pages: '1' }, roles: ['console', 'ssh-client'] },
    ({ step, dut, client, bench }) => {
      const secret = (name: string): string => {
        const made = bench.secret(name);
        secrets.set(name, made);
        return made.reveal();
      };
      for (const name of longNames)
        step(name, ['T-001'], async (verify) => {
          await dut.configure(`hostname ${name}`);
          const typed = [
            `username superuser privilege 15 password 0 ${secret('superpassword')}`,
            `enable password ${secret('a-long-name-of-an-enable-password')}`,
            `snmp-server community ${secret('community')} ro`,
            ...Array.from(
              { length: 16 },
              (_unused, offset) => `username seven-${offset} password 7 ${type7Of(secret('seven'), offset)}`,
            ),
          ];
          for (const line of typed) verify.by('T-001', noErrorLine(), await dut.configure(line));
          // Behind a long line no help is found, and the error quotes the end of what came.
          const help = dut.help(`username superuser privilege 15 password 0 ${secret('superpassword')} `);
          await help.catch(() => undefined);
          await dut.configure('service password-encryption');
          verify.by('T-001', outputHas('^username seven'), await dut.show('show running-config'));
          await dut.show('show history');
          await dut.execute(`nonsense ${secret('superpassword')} ${secret('community')}`);
          const login = await client.login({ username: 'seven-15', password: secret('seven') });
          await client.shell(login);
          await client.type(login, 'show privilege');
          await dut.configure('no service password-encryption');
        });
    },
  );
  const folder = join(home, 'run');
  mkdirSync(folder);
  const told: string[] = [];
  const { exitCode } = await recordRun({
    topology,
    registry: toyRegistry({ 'T-001': {} }),
    suites: [typing],
    faults: [],
    folder,
    startedAt: new Date(),
    interrupt: { ...uninterrupted, giveUp: () => undefined, interrupted: false, release: () => undefined },
    listen: () => undefined,
    tell: (problem) => told.push(problem),
  });
  t.equal(exitCode, 0, told.join('\n'));

  const journal = readFileSync(join(folder, 'journal.ndjson'), 'latin1');
  t.match(journal, '<superpassword>', 'secrets were typed, and stand as masks');
  t.match(journal, /\\b\\b\\b\$/, 'the line editor has scrolled');
  t.match(journal, /password 7 <seven>/);
  const { events } = readJournal(join(folder, 'journal.ndjson'));
  t.match(
    events.find(({ type }) => type === 'audit'),
    { refuted: [] },
    'what is masked in the bytes is masked alike in what was read of them',
  );
  const ofBench = [topology.password, topology.enableSecret];
  t.strictSame(legibleIn(folder, [...ofBench, ...secrets.values()]), []);
});
