import { claimedNumber, claims } from '../../bench/claims.ts';
import { copyCommand } from '../../harness/copy-command.ts';
import { lacking } from '../../harness/lacking.ts';
import {
  authenticated,
  authorizedAfterLogin,
  contentIs,
  copied,
  copyRefused,
  farEndCopied,
  fileAnnounced,
  fileHas,
  md5Shown,
  noErrorLine,
  nothingInClear,
  remoteShellUnserved,
  tacacsAsked,
} from '../../harness/matchers/index.ts';
import { isErrorLine } from '../../harness/matchers/error-line.ts';
import { outputLines } from '../../harness/output-lines.ts';
import { md5In } from '../../harness/show/verify-md5.ts';
import { generateRsaKeys, zeroizeRsaKeys } from '../../harness/rsa-keys.ts';
import { scpCopies } from '../../harness/scp-copies.ts';
import { remoteAccount } from '../../harness/server-decides.ts';
import { section } from '../../harness/section.ts';
import { suite } from '../../harness/suite.ts';
import { nameTacacsServer, tacacsKey, tacacsLogins } from '../../harness/tacacs-logins.ts';

const marker = 'a line of conform that nobody may read on the wire';
/** A label that no key pair has: SSH is off without a word about keys. */
const noKeyPair = 'conform-none';
/** Nothing, one byte, and more than one window of a simple server. */
const sizes = [0, 1, 1000, 150_000];
/** As PuTTY's pscp says who it is. */
const pscp = { ident: 'SSH-2.0-PuTTY_Release_0.78' };

export default suite(
  'scp-behaviour',
  {
    title: 'Secure Copy: Prerequisites and How It Works',
    guide: { chapter: 2, pages: '13-14, 18' },
    roles: ['console', 'scp-client'],
    hazards: ['aaa', 'console-lockout'],
    stepsStandAlone: true,
  },
  ({ step, ...lab }) => {
    const { dut, client, sshv1, scp, server, tacacs, capture, bench } = lab;
    const copies = scpCopies({ dut, scp, bench });
    /** The server with local AAA, and a user who may copy. */
    const prepared = async () => {
      await copies.localServer();
      return copies.user('scp15');
    };

    step('Secure and authenticated copying', ['SCP-GEN-001'], async (verify) => {
      const user = await prepared();
      const captures = bench.whyWithout('packet-capture') === undefined;
      if (captures) await capture.begin();
      const text = `${marker}\n`.repeat(20);
      const { sent, verified, fetched, md5, sha256 } = await copies.thereAndBack(user, 'secure', { text });
      const config = await scp.download({ ...user, path: 'system:running-config', text: true });
      if (captures) verify.by('SCP-GEN-001', nothingInClear(), await capture.end(marker, 'ip scp server'));
      else verify.without('SCP-GEN-001', 'packet-capture', 'no line of the file is on the wire in clear');
      verify.by('SCP-GEN-001', copied(), sent);
      verify.by('SCP-GEN-001', md5Shown(md5), verified);
      verify.by('SCP-GEN-001', contentIs(sha256), fetched);
      verify.by('SCP-GEN-001', copied(), config);
      verify.by('SCP-GEN-001', fileHas('^ip scp server enable$'), config);
      verify.by('SCP-GEN-001', fileHas('^end$'), config);
      const wrong = { ...user, password: bench.secret('wrong password').reveal() };
      verify.by('SCP-GEN-001', copyRefused(['login', 'connection']), await copies.put(wrong, 'wrong'));
      verify.by('SCP-GEN-001', copyRefused(['login', 'connection']), await copies.get(wrong, 'secure'));
      const nobody = { username: user.username, tries: [{ method: 'none' }] } as const;
      verify.by('SCP-GEN-001', copyRefused(['login', 'connection']), await copies.put(nobody, 'nobody'));
    });

    step('The device is the server', ['SCP-GEN-002'], async (verify) => {
      const user = await prepared();
      const { sent, verified, fetched, md5, sha256 } = await copies.thereAndBack(user, 'server');
      verify.by('SCP-GEN-002', copied(), sent);
      verify.by('SCP-GEN-002', md5Shown(md5), verified);
      verify.by('SCP-GEN-002', contentIs(sha256), fetched);
    });

    step('SSH, authentication and authorization come first', ['SCP-PRE-001'], async (verify) => {
      const user = await prepared();
      verify.by('SCP-PRE-001', copied(), await copies.put(user, 'all-there'));
      verify.by('SCP-PRE-001', copied(), await copies.get(user, 'all-there'));
      const nobody = { username: user.username, tries: [{ method: 'none' }] } as const;
      verify.by('SCP-PRE-001', copyRefused(['login', 'connection']), await copies.put(nobody, 'nobody'));
      const wrong = { ...user, password: bench.secret('wrong password').reveal() };
      verify.by('SCP-PRE-001', copyRefused(['login', 'connection']), await copies.put(wrong, 'wrong'));

      await dut.configure(`ip ssh rsa keypair-name ${noKeyPair}`);
      verify.by('SCP-PRE-001', copyRefused(['connection']), await copies.put(user, 'no-ssh'));
      await dut.configure('no ip ssh rsa keypair-name');
      verify.by('SCP-PRE-001', copied(), await copies.put(user, 'ssh-again'));
    });

    step('Without authorization, and without AAA', ['SCP-PRE-001'], async (verify) => {
      const user = await prepared();
      await dut.configure('no aaa authorization exec default');
      const unauthorized = await copies.put(user, 'no-authorization');
      // The console keeps its way in: it is not asked anything without AAA.
      await dut.configure('no aaa new-model');
      const [first, last] = ['vty-first', 'vty-last'].map((fact) => claimedNumber(bench.profile, fact));
      await section(dut, `line vty ${first} ${last}`, 'login local');
      const without = await copies.put(user, 'no-aaa');
      const wrong = { ...user, password: bench.secret('wrong password').reveal() };
      verify.by('SCP-PRE-001', copyRefused(['login', 'connection']), await copies.put(wrong, 'wrong'));
      verify.record('SCP-PRE-001', 'without exec authorization', unauthorized.observation.result);
      verify.record('SCP-PRE-001', 'without AAA, a local user of privilege 15', without.observation.result);
    });

    step('An RSA key pair', ['SCP-PRE-002'], async (verify) => {
      const user = await prepared();
      await dut.configure('hostname conform');
      await dut.configure('ip domain-name example.com');
      await zeroizeRsaKeys(dut);
      verify.by('SCP-PRE-002', copyRefused(['connection']), await copies.put(user, 'no-key'));
      await generateRsaKeys(dut, 2048);
      verify.by('SCP-PRE-002', copied(), await copies.put(user, 'with-key'));
    });

    step('The dialogue of RCP in an SSH session', ['SCP-INFO-001'], async (verify) => {
      const user = await prepared();
      for (const size of sizes) {
        const name = `of-${size}`;
        const { sent, verified, fetched, md5, sha256 } = await copies.thereAndBack(user, name, { size });
        verify('SCP-INFO-001', sent, fetched);
        verify.by('SCP-INFO-001', copied(), sent);
        verify.by('SCP-INFO-001', md5Shown(md5), verified);
        verify.by('SCP-INFO-001', fileAnnounced({ name: `conform-${name}`, size }), fetched);
        verify.by('SCP-INFO-001', contentIs(sha256), fetched);
      }
      verify.by('SCP-INFO-001', remoteShellUnserved(), await scp.remoteShell());
      const odd = await copies.put(user, 'odd', { record: 'X0644 12 conform-odd' });
      verify.by('SCP-INFO-001', copyRefused(['dialogue']), odd);
      const missing = await copies.get(user, 'missing');
      verify.by('SCP-INFO-001', copyRefused(['dialogue']), missing);
      verify.record(
        'SCP-INFO-001',
        'what is said of a missing file',
        missing.observation.messages.at(-1) ?? '',
      );
    });

    step('AAA authorization decides on the privilege', ['SCP-INFO-002'], async (verify) => {
      if (lacking(lab, verify, 'SCP-INFO-002', 'tacacs-server', 'copies with priv-lvl 15 and 1')) return;
      const user = await prepared();
      await nameTacacsServer(lab);
      await dut.configure('aaa authorization exec default group tacacs+');
      const { username } = user;
      /** Puts a file while the server says so of the user, and gives what it was asked. */
      const put = async (name: string, level: number) => {
        const exec = { status: 'add', args: [`priv-lvl=${level}`] } as const;
        const since = await tacacs.listen({ key: tacacsKey(bench), accounts: [{ username, exec }] });
        const copy = await copies.put(user, name);
        return { copy, asked: await tacacs.exchanges(since, { kind: 'authorization' }) };
      };
      const once = { kind: 'authorization', user: username, times: 1 } as const;
      const high = await put('level-15', 15);
      verify.by('SCP-INFO-002', copied(), high.copy);
      verify.by('SCP-INFO-002', tacacsAsked(once), high.asked);
      const low = await put('level-1', 1);
      verify.by('SCP-INFO-002', copyRefused(['exec', 'dialogue']), low.copy);
      verify.by('SCP-INFO-002', tacacsAsked(once), low.asked);
    });

    step('The copy command, to and from each file system', ['SCP-INFO-003'], async (verify) => {
      const host = bench.serviceOf('ssh-server-host');
      if (host === undefined) {
        verify.without('SCP-INFO-003', 'ssh-server-host', 'files that the copy command sends and fetches');
        return;
      }
      const user = await prepared();
      const { sent, sha256, md5 } = await copies.thereAndBack(user, 'out');
      verify.by('SCP-INFO-003', copied(), sent);
      const password = bench.secret('copier').reveal();
      const since = await server.listen({ accounts: [{ username: 'copier', password }], files: {} });
      const there = (path: string) => `scp://copier@${host.address}/${path}`;
      const send = async (from: string, path: string) => {
        verify.by('SCP-INFO-003', noErrorLine(), await copyCommand(dut, from, there(path), password));
        return server.connections(since);
      };
      const flash = { direction: 'to-us', path: 'conform-flash', sha256 } as const;
      verify.by('SCP-INFO-003', farEndCopied(flash), await send(copies.pathOf('out'), flash.path));
      const running = { direction: 'to-us', path: 'conform-running' } as const;
      verify.by('SCP-INFO-003', farEndCopied(running), await send('system:running-config', running.path));

      const back = await copyCommand(dut, there(flash.path), copies.pathOf('back'), password);
      verify.by('SCP-INFO-003', noErrorLine(), back);
      const fetched = { direction: 'from-us', path: flash.path, sha256 } as const;
      verify.by('SCP-INFO-003', farEndCopied(fetched), await server.connections(since));
      verify.by('SCP-INFO-003', md5Shown(md5), await dut.show(`verify /md5 ${copies.pathOf('back')}`));

      const startup = { direction: 'to-us', path: 'conform-startup' } as const;
      verify.by('SCP-INFO-003', farEndCopied(startup), await send('nvram:startup-config', startup.path));
      const before = md5In(await dut.show('verify /md5 nvram:startup-config'));
      verify.record('SCP-INFO-003', 'MD5 of nvram:startup-config', before ?? 'not told');
      const written = await copyCommand(dut, there(startup.path), 'nvram:startup-config', password);
      verify.by('SCP-INFO-003', noErrorLine(), written);
      if (before !== undefined)
        verify.by('SCP-INFO-003', md5Shown(before), await dut.show('verify /md5 nvram:startup-config'));
    });

    step('A workstation starts the copy', ['SCP-INFO-004'], async (verify) => {
      const user = await prepared();
      const { sent, verified, fetched, md5, sha256 } = await copies.thereAndBack(user, 'workstation');
      verify.by('SCP-INFO-004', copied(), sent);
      verify.by('SCP-INFO-004', md5Shown(md5), verified);
      verify.by('SCP-INFO-004', contentIs(sha256), fetched);
      const low = await copies.user('scp1', 1);
      verify.by('SCP-INFO-004', copyRefused(['exec', 'dialogue']), await copies.put(low, 'low'));
      verify.by('SCP-INFO-004', copyRefused(['exec', 'dialogue']), await copies.get(low, 'workstation'));
    });

    step('pscp -scp', ['SCP-INFO-005'], async (verify) => {
      const user = { ...(await prepared()), ...pscp };
      verify.by('SCP-INFO-005', copied(), await copies.put(user, 'pscp'));
      verify.by('SCP-INFO-005', copied(), await copies.get(user, 'pscp'));
      for (const flag of ['-v', '-p']) {
        const { result } = (await copies.put(user, 'pscp', { flags: [flag] })).observation;
        verify.record('SCP-INFO-005', `scp ${flag} -t`, result);
      }
      const login = await client.login(user);
      const { granted } = (await client.request(login, { kind: 'subsystem', name: 'sftp' })).observation;
      verify.record('SCP-INFO-005', 'without -scp, the subsystem sftp', granted ? 'granted' : 'refused');
    });

    step('Identifying, controlling and accounting', ['SCP-GLO-001'], async (verify) => {
      if (lacking(lab, verify, 'SCP-GLO-001', 'tacacs-server', 'what one login asks it for')) return;
      await tacacsLogins(lab);
      await dut.configure('aaa authorization exec default group tacacs+');
      const accounting = await dut.configure('aaa accounting exec default start-stop group tacacs+');
      const since = await tacacs.listen({ key: tacacsKey(bench), accounts: [remoteAccount(lab)] });
      const { username, password } = remoteAccount(lab);
      const login = await client.login({ username, password });
      verify.by('SCP-GLO-001', authenticated(), login);
      await client.shell(login);
      await client.logout(login);
      const known = outputLines(accounting.observation).every((line) => !isErrorLine(line));
      // Nothing says that a record comes: it is waited for only where the command was taken, and not for long.
      const until = known ? ({ count: 2, kind: 'accounting' } as const) : undefined;
      const asked = await tacacs.exchanges(since, until, 20);
      verify.by(
        'SCP-GLO-001',
        tacacsAsked({ kind: 'authentication', user: username, status: 'pass', times: 1 }),
        asked,
      );
      verify.by('SCP-GLO-001', tacacsAsked({ kind: 'authorization', user: username }), asked);
      verify.by('SCP-GLO-001', authorizedAfterLogin(), asked);
      const records = asked.observation.exchanges.filter(({ kind }) => kind === 'accounting');
      verify.record(
        'SCP-GLO-001',
        'accounting',
        records.map(({ record = 'unknown' }) => record),
      );
    });

    step('No remote shell beside it', ['SCP-GLO-002'], async (verify) => {
      await prepared();
      verify.by('SCP-GLO-002', remoteShellUnserved(), await scp.remoteShell());
    });

    step('SSH Version 1', ['SCP-GLO-003'], async (verify) => {
      if (!claims(bench.profile, 'ssh-version-1')) verify.notApplicable('SCP-GLO-003', 'ssh-version-1');
      else if (bench.whyWithout('sshv1-client') !== undefined)
        verify.without('SCP-GLO-003', 'sshv1-client', 'a login of version 1');
      else {
        await dut.configure('no ip ssh version');
        verify.by('SCP-GLO-003', authenticated(), await sshv1.login());
      }
    });
  },
);
