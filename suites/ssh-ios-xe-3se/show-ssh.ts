import { claimed, claims } from '../../bench/claims.ts';
import {
  authenticated,
  linesInOrder,
  negotiated,
  noSshSessionsOf,
  passwordAsked,
  privileged,
  sshConnectionsShown,
  sshSessionShown,
  sshSessionsShown,
  sshVersion1SessionShown,
} from '../../harness/matchers/index.ts';
import type { SshLoginArgs } from '../../bench/ssh-client.ts';
import { settled } from '../../harness/settled.ts';
import { suite } from '../../harness/suite.ts';

/** The guide's combinations (registry, SSH2-VCON-008); `In` is from the device to the client. */
const guideCombinations = [
  { cipherOut: 'aes128-ctr', cipherIn: 'aes128-ctr', macOut: 'hmac-sha1', macIn: 'hmac-sha1' },
  { cipherOut: 'aes256-cbc', cipherIn: 'aes256-cbc', macOut: 'hmac-md5-96', macIn: 'hmac-md5-96' },
  { cipherOut: '3des-cbc', cipherIn: '3des-cbc', macOut: 'hmac-sha1-96', macIn: 'hmac-sha1-96' },
] as const;

/** The table of Version 1, then that of Version 2 with its two rows. */
const tablesOfBoth = [
  '^Connection\\s+Version\\s+Encryption\\b',
  '^\\s*\\d+\\s+1\\.5\\b',
  '^Connection\\s+Version\\s+Mode\\b',
  '^\\s*\\d+\\s+2\\.0\\s+IN\\b',
  '^\\s*\\d+\\s+2\\.0\\s+OUT\\b',
];

export default suite(
  'show-ssh',
  {
    title: 'Verifying the Status of the Secure Shell Connection',
    guide: { chapter: 3, pages: '33-35' },
    roles: ['console', 'ssh-client'],
  },
  ({ step, ...lab }) => {
    const { dut, client, sshv1, bench } = lab;
    const version1 = () => claims(bench.profile, 'ssh-version-1');
    const withoutSshv1 = () => bench.whyWithout('sshv1-client') !== undefined;
    /** Those that have a MAC of their own beside them. */
    const ciphersWithMac = () =>
      claimed(bench.profile, 'ssh-ciphers').filter((name) => /-(?:ctr|cbc)$/.test(name));
    /** The guide's where the release has it, else the release's first. */
    const ofGuide = (name: string, offered: readonly string[]): string =>
      offered.includes(name) ? name : (offered[0] ?? name);

    /** A session whose shell is open: until then its state is not `Session started`. */
    const session = async (algorithms?: SshLoginArgs['algorithms']) => {
      const login = await client.login(algorithms === undefined ? {} : { algorithms });
      await client.shell(login);
      return login;
    };

    const sessionOfVersion1 = async () => {
      const login = await sshv1.login({ cipher: '3des' });
      await sshv1.shell(login);
      return login;
    };

    step('Step 1  enable', ['SSH2-VCON-002'], async (verify) => {
      await dut.enter('user-exec');
      const enabled = await dut.execute('enable');
      verify('SSH2-VCON-002', enabled);
      verify.by('SSH2-VCON-002', passwordAsked(), enabled);
    });

    step('Step 2  show ssh', ['SSH2-VCON-003'], async (verify) => {
      const first = await session();
      const second = await session();
      const third = await session();
      const shows = async (sessions: number) => {
        const expected = { version: '2.0', sessions } as const;
        const shown = await settled(lab, 'show ssh', sshSessionsShown(expected));
        verify.by('SSH2-VCON-003', sshSessionsShown(expected), shown);
      };
      await shows(3);
      await client.logout(second);
      await shows(2);
      await client.logout(first);
      await client.logout(third);
      await shows(0);
    });

    step('Step 3  exit', ['SSH2-VCON-004'], async (verify) => {
      await dut.enter('privileged-exec');
      const left = await dut.attempt('exit');
      verify('SSH2-VCON-004', left);
      verify.by('SSH2-VCON-004', privileged(false), await dut.execute(''));
      verify.record('SSH2-VCON-004', 'exit leads to', left.observation.modeAfter);
      const login = await client.login();
      verify.by('SSH2-VCON-004', authenticated(), login);
      await client.shell(login);
      await client.type(login, 'enable');
      const ended = await client.type(login, 'exit');
      verify.by('SSH2-VCON-004', privileged(false), ended);
      verify.record('SSH2-VCON-004', 'exit leads to, over SSH', ended.observation.modeAfter);
    });

    step(
      'The three steps with no session, one of either version, and both',
      ['SSH2-VCON-001'],
      async (verify) => {
        const threeSteps = async () => {
          await dut.enter('user-exec');
          await dut.execute('enable');
          const shown = await dut.execute('show ssh');
          await dut.execute('exit');
          return shown;
        };
        const idle = await threeSteps();
        verify.by('SSH2-VCON-001', sshSessionsShown({ version: '2.0', sessions: 0 }), idle);
        verify.by('SSH2-VCON-001', sshSessionsShown({ version: '1.5', sessions: 0 }), idle);
        verify.by('SSH2-VCON-001', noSshSessionsOf('2'), idle);
        const showsThem = async (sessions: { readonly '1.5': number; readonly '2.0': number }) => {
          const busy = await threeSteps();
          for (const version of ['1.5', '2.0'] as const) {
            verify.by('SSH2-VCON-001', sshSessionsShown({ version, sessions: sessions[version] }), busy);
          }
        };
        const second = await session();
        await showsThem({ '1.5': 0, '2.0': 1 });
        if (!version1()) return;
        if (withoutSshv1()) {
          verify.without('SSH2-VCON-001', 'sshv1-client', 'one session of Version 1, and one of each');
          return;
        }
        await client.logout(second);
        const login = await sshv1.login();
        verify.by('SSH2-VCON-001', authenticated(), login);
        await sshv1.shell(login);
        await showsThem({ '1.5': 1, '2.0': 0 });
        await session();
        await showsThem({ '1.5': 1, '2.0': 1 });
      },
    );

    step('Sample output, Version 1 and Version 2', ['SSH2-VCON-005'], async (verify) => {
      if (!version1()) {
        verify.notApplicable('SSH2-VCON-005', 'ssh-version-1');
        return;
      }
      if (withoutSshv1()) {
        verify.without('SSH2-VCON-005', 'sshv1-client', 'both tables');
        return;
      }
      const cipher = ofGuide('aes128-cbc', ciphersWithMac());
      const mac = ofGuide('hmac-md5', claimed(bench.profile, 'ssh-macs'));
      const { username: user } = bench.dut.account;
      verify.by('SSH2-VCON-005', authenticated(), await sessionOfVersion1());
      verify.by(
        'SSH2-VCON-005',
        negotiated({ cipher, mac }),
        await session({ cipher: [cipher], mac: [mac] }),
      );
      const shown = await dut.show('show ssh');
      verify('SSH2-VCON-005', shown);
      verify.by('SSH2-VCON-005', linesInOrder(tablesOfBoth), shown);
      verify.by('SSH2-VCON-005', sshConnectionsShown(2), shown);
      verify.by('SSH2-VCON-005', sshVersion1SessionShown({ user, cipher: '3des' }), shown);
      verify.by('SSH2-VCON-005', sshSessionShown({ user, in: { cipher, mac }, out: { cipher, mac } }), shown);
    });

    step('Sample output, Version 2 only', ['SSH2-VCON-006'], async (verify) => {
      if (!claims(bench.profile, 'show-ssh-v1-line')) {
        verify.notApplicable('SSH2-VCON-006', 'show-ssh-v1-line');
        return;
      }
      const cipher = ofGuide('aes128-cbc', ciphersWithMac());
      const mac = ofGuide('hmac-md5', claimed(bench.profile, 'ssh-macs'));
      const login = await session({ cipher: [cipher], mac: [mac] });
      verify.by('SSH2-VCON-006', negotiated({ cipher, mac }), login);
      const shown = await dut.show('show ssh');
      verify('SSH2-VCON-006', shown);
      verify.by('SSH2-VCON-006', sshSessionsShown({ version: '1.5', sessions: 0 }), shown);
      verify.by(
        'SSH2-VCON-006',
        sshSessionShown({ user: bench.dut.account.username, in: { cipher, mac }, out: { cipher, mac } }),
        shown,
      );
    });

    step('Sample output, Version 1 only', ['SSH2-VCON-007'], async (verify) => {
      if (!version1()) {
        verify.notApplicable('SSH2-VCON-007', 'ssh-version-1');
        return;
      }
      if (withoutSshv1()) {
        verify.without('SSH2-VCON-007', 'sshv1-client', 'the table of Version 1, and the line below it');
        return;
      }
      verify.by('SSH2-VCON-007', authenticated(), await sessionOfVersion1());
      const shown = await dut.show('show ssh');
      verify('SSH2-VCON-007', shown);
      verify.by('SSH2-VCON-007', sshSessionsShown({ version: '2.0', sessions: 0 }), shown);
      const { username: user } = bench.dut.account;
      verify.by('SSH2-VCON-007', sshVersion1SessionShown({ user, cipher: '3des' }), shown);
    });

    step('What was negotiated for each direction, and who logged in', ['SSH2-VCON-008'], async (verify) => {
      const ciphers = ciphersWithMac();
      const macs = claimed(bench.profile, 'ssh-macs');
      const [firstCipher = '', secondCipher = firstCipher] = ciphers;
      const [firstMac = '', secondMac = firstMac] = macs;
      const combinations = [
        ...guideCombinations.filter(
          ({ cipherOut, macOut }) => ciphers.includes(cipherOut) && macs.includes(macOut),
        ),
        { cipherOut: firstCipher, cipherIn: secondCipher, macOut: secondMac, macIn: firstMac },
      ];
      for (const { cipherOut, cipherIn, macOut, macIn } of combinations) {
        const login = await session({
          cipherOut: [cipherOut],
          cipherIn: [cipherIn],
          macOut: [macOut],
          macIn: [macIn],
        });
        verify.by('SSH2-VCON-008', negotiated({ cipherOut, cipherIn, macOut, macIn }), login);
        verify.by(
          'SSH2-VCON-008',
          sshSessionShown({
            user: bench.dut.account.username,
            in: { cipher: cipherOut, mac: macOut },
            out: { cipher: cipherIn, mac: macIn },
          }),
          await dut.show('show ssh'),
        );
        await client.logout(login);
      }
    });
  },
);
