import t from 'tap';
import type { CliObservation } from '../../bench/console.ts';
import { Secret } from '../../bench/secret.ts';
import type { Recorded } from '../../bench/recorded.ts';
import { applyListing, factsAgainst, fatesOf, takenOf, takenOfLine } from '../../harness/apply-listing.ts';
import type { Dut } from '../../harness/dut.ts';
import type { Guide } from '../../harness/guide.ts';
import type { Lab } from '../../harness/lab.ts';

const applied = [
  'hostname Router72K',
  'enable password password',
  'username username1 password 0 password1',
  'ip ssh timeout 60',
  'tacacs-server host 192.168.109.216 port 9000',
  'tacacs-server key cisco',
  'radius-server host 192.168.109.216 auth-port 1650 acct-port 1651',
  'radius-server key cisco',
  'line con 0',
  'exec-timeout 0 0',
  'line aux 0',
  'transport input all',
  'line vty 0 4',
  'password password',
  'end',
];

const guide: Guide = {
  listing: () => ({
    applied: applied.map((text) => ({ text, printed: text.replace('exec-timeout', 'exec-tirneout') })),
    notApplied: [{ reason: 'no part in SSH', lines: ['ip subnet-zero', 'no ip classless'] }],
  }),
};

/** A console that refuses what it is told to, and what was typed at it. */
function lab(options: { auxLine?: boolean; refuses?: RegExp; servers?: boolean } = {}) {
  const { auxLine = true, refuses, servers = true } = options;
  const typed: string[] = [];
  const answer = (command: string): Recorded<CliObservation> => {
    typed.push(command);
    const text = refuses?.test(command) === true ? "% Invalid input detected at '^' marker." : '';
    return {
      call: typed.length,
      spans: [],
      observation: {
        kind: 'cli',
        command,
        promptBefore: 'Switch(config)#',
        modeBefore: 'global-config',
        lines: [{ text, asynchronous: 'no', from: 0, to: 0 }],
        dialog: [],
        promptAfter: 'Switch(config)#',
        modeAfter: 'global-config',
      },
    };
  };
  const dut = {
    execute: async (command: string) => answer(command),
    configure: async (command: string) => answer(command),
    enter: async () => undefined,
  } as unknown as Dut;
  const addresses: Readonly<Record<string, string>> = {
    'tacacs-server': '198.51.100.49',
    'radius-server': '198.51.100.50',
  };
  const bench = {
    profile: {
      platform: 'WS-C3650',
      release: '03.03SE',
      facts: { 'line-aux': { value: auxLine, source: 'test' } },
    },
    serviceOf: (role: string) => (servers ? { address: addresses[role] ?? 'unknown', port: 49 } : undefined),
    secret: (name: string) => new Secret(name, `value of ${name}`.replaceAll(' ', '-')),
  } as unknown as Lab['bench'];
  return { typed, listing: applyListing({ dut, bench, guide }, 'SSH1-EX72-001') };
}

t.test('the console has a way in before anything is typed', async (t) => {
  const { typed, listing } = lab();
  await listing.apply();
  t.same(typed.slice(0, 4), [
    'aaa new-model',
    'aaa authentication login CONSOLE none',
    'line con 0',
    'login authentication CONSOLE',
  ]);
});

t.test('servers are at the addresses of the bench, passwords and keys are of this run', async (t) => {
  const { typed, listing } = lab();
  await listing.apply();
  t.same(typed.slice(4), [
    'hostname Router72K',
    'enable password value-of-enable-password',
    'username username1 password 0 value-of-password1',
    'ip ssh timeout 60',
    'tacacs-server host 198.51.100.49 port 9000',
    'tacacs-server key value-of-tacacs-key',
    'radius-server host 198.51.100.50 auth-port 1650 acct-port 1651',
    'radius-server key value-of-radius-key',
    ...applied.slice(8, 13),
    'password value-of-line-password',
    'end',
  ]);
  t.equal(listing.secret('password1'), 'value-of-password1');
});

t.test('a server that the bench has not keeps its printed address', async (t) => {
  const { typed, listing } = lab({ servers: false });
  await listing.apply();
  t.ok(typed.includes('tacacs-server host 192.168.109.216 port 9000'));
});

t.test('after each line somebody may look', async (t) => {
  const { listing } = lab();
  const seen: string[] = [];
  await listing.apply(async ({ text }) => void seen.push(text));
  t.same(seen, applied);
});

t.test('what is refused as printed is typed as it is meant, and that is what counts', async (t) => {
  const { typed, listing } = lab({ refuses: /timeout 60/ });
  const lines = await listing.apply();
  t.same(typed.slice(7, 9), ['ip ssh timeout 60', 'ip ssh time-out 60']);
  t.equal(takenOfLine(lines, 'ip ssh timeout 60').observation.command, 'ip ssh time-out 60');
  t.ok(
    fatesOf(lines, { guide }, '').includes('ip ssh timeout 60: refused, then accepted as ip ssh time-out 60'),
  );
});

t.test('a line that is refused and that nothing stands in for is told as such', async (t) => {
  const { listing } = lab({ refuses: /^hostname/ });
  const lines = await listing.apply();
  t.match(takenOf(lines)[0]?.observation.lines, [{ text: /^% Invalid/ }]);
  t.equal(fatesOf(lines, { guide }, '')[0], 'hostname Router72K: refused');
});

t.test('of a section that is not there nothing is typed into the one before', async (t) => {
  const without = lab({ auxLine: false });
  const lines = await without.listing.apply();
  t.notOk(without.typed.includes('line aux 0'));
  t.notOk(without.typed.includes('transport input all'));
  t.ok(without.typed.includes('line vty 0 4'));
  t.same(factsAgainst(lines), ['line-aux']);

  const refusing = lab({ refuses: /^line aux/ });
  const others = await refusing.listing.apply();
  t.notOk(refusing.typed.includes('transport input all'));
  t.ok(refusing.typed.includes('line vty 0 4'));
  t.same(factsAgainst(others), []);
  t.ok(fatesOf(others, { guide }, '').includes('transport input all: not typed, line aux 0 was refused'));
});

t.test('what became of each line is told, also of those that are never typed', async (t) => {
  const { listing } = lab();
  const fates = fatesOf(await listing.apply(), { guide }, '');
  t.equal(fates.length, applied.length + 2);
  t.ok(fates.includes('exec-timeout 0 0 (printed exec-tirneout 0 0): accepted'));
  t.same(fates.slice(-2), [
    'ip subnet-zero: not typed, no part in SSH',
    'no ip classless: not typed, no part in SSH',
  ]);
});

t.test('steps that only need it have it typed once', async (t) => {
  const { typed, listing } = lab();
  await listing.inForce();
  const count = typed.length;
  t.equal((await listing.inForce()).length, applied.length);
  t.equal(typed.length, count);
  await listing.type('tacacs-server key cisco');
  t.equal(typed.at(-1), 'tacacs-server key value-of-tacacs-key');
});
