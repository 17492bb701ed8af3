import { claimed, claims } from '../../bench/claims.ts';
import type { CliObservation } from '../../bench/console.ts';
import type { Recorded } from '../../bench/recorded.ts';
import {
  farEndDoors,
  farEndIdent,
  farEndNotBegun,
  farEndPrompts,
  farEndRequests,
  farEndSession,
  helpOffers,
  modeIs,
  noErrorLine,
  outputHas,
  passwordPrompts,
} from '../../harness/matchers/index.ts';
import { outputLines } from '../../harness/output-lines.ts';
import { suite } from '../../harness/suite.ts';
import { type Dialled, everyPrompt, type TypedSsh, typeSsh, remotePrompt } from '../../harness/typed-ssh.ts';

/** An identification string of a server of both versions. */
const both = 'SSH-1.99-lab';
/** Of the bench's scripted host. */
const command = 'show clock detail';
const output = ['Time source is the bench', 'and it is early'];

export default suite(
  'ssh2-client-session',
  {
    title: 'Starting an Encrypted Session with a Remote Device',
    guide: { chapter: 3, pages: '30-31, 39' },
    roles: ['console', 'ssh-server-host'],
    stepsStandAlone: true,
  },
  ({ step, dut, server, serverV1, dns, bench }) => {
    const far = () => bench.serviceOf('ssh-server-host');
    const address = (): string => far()?.address ?? '';
    const port = (): string => (far()?.port === 22 ? '' : ` -p ${String(far()?.port)}`);
    const type = (line: string, how?: TypedSsh) => typeSsh({ dut, server, bench }, line, how);
    /** With the options, to the bench's server. */
    const ssh = (options: string, how?: TypedSsh) => type(`ssh ${options}${port()} ${address()}`, how);
    /** The shell does something, so that cipher and MAC go over more than one packet. */
    const working: Pick<TypedSsh, 'serve' | 'during'> = {
      serve: [{ remote: { answers: { [command]: output.join('\n') } } }],
      during: async () => {
        for (let times = 0; times < 3; times += 1) await dut.execute(command);
      },
    };
    const printed = ({ observation }: Recorded<CliObservation>): string[] =>
      outputLines(observation)
        .map((line) => line.trim())
        .filter((line) => line !== '');
    const fate = ({ typed, served }: Dialled): string[] => [
      ...served.observation.connections.map(({ door, user }) => `${door}: user ${user ?? 'none'}`),
      ...printed(typed),
    ];

    step('ssh -v 2 -c aes256-ctr -m hmac-sha1-96 -l user2', ['SSH2-SESS-001'], async (verify) => {
      const { typed, served } = await ssh('-v 2 -c aes256-ctr -m hmac-sha1-96 -l user2');
      verify('SSH2-SESS-001', typed);
      const asked = { user: 'user2', cipher: 'aes256-ctr', mac: 'hmac-sha1-96', macLength: 12 };
      verify.by('SSH2-SESS-001', farEndSession(asked), served);
      const turned = await ssh('-l user2 -m hmac-sha1 -c aes128-cbc -v 2');
      const otherwise = { user: 'user2', cipher: 'aes128-cbc', mac: 'hmac-sha1', macLength: 20 };
      verify.by('SSH2-SESS-001', farEndSession(otherwise), turned.served);
    });

    step('-v 1', ['SSH2-SESS-002'], async (verify) => {
      if (!claims(bench.profile, 'ssh-version-1')) {
        verify.notApplicable('SSH2-SESS-002', 'ssh-version-1');
        return;
      }
      const toVersion2 = await ssh('-v 1 -l user2');
      verify.by('SSH2-SESS-002', farEndNotBegun(), toVersion2.served);
      verify.by('SSH2-SESS-002', modeIs('privileged-exec'), toVersion2.typed);
      if (bench.whyWithout('sshv1-server-host') !== undefined) {
        verify.without('SSH2-SESS-002', 'sshv1-server-host', 'a server of both versions');
        return;
      }
      await server.close();
      const since = await listenVersion1(both);
      const { served } = await ssh('-v 1 -l user2', { serve: [{ ident: both }] });
      verify.by('SSH2-SESS-002', farEndDoors([]), served);
      verify.by('SSH2-SESS-002', farEndIdent('^SSH-1\\.5-'), await serverV1.connections(since));
    });

    step('-v 2', ['SSH2-SESS-003'], async (verify) => {
      const { served } = await ssh('-v 2 -l user2', { serve: [{ ident: both }] });
      verify.by('SSH2-SESS-003', farEndSession({ user: 'user2' }), served);
      verify.by('SSH2-SESS-003', farEndIdent('^SSH-2\\.0-'), served);
      if (bench.whyWithout('sshv1-server-host') !== undefined) {
        verify.without('SSH2-SESS-003', 'sshv1-server-host', 'a server of version 1 alone');
        return;
      }
      await server.close();
      const since = await listenVersion1('SSH-1.5-lab');
      const refused = await ssh('-v 2 -l user2', { serve: [] });
      verify.by('SSH2-SESS-003', farEndNotBegun(), await serverV1.connections(since));
      verify.by('SSH2-SESS-003', modeIs('privileged-exec'), refused.typed);
    });

    const listenVersion1 = (ident: string): Promise<number> =>
      serverV1.listen({
        ident,
        remote: { prompt: remotePrompt },
        accounts: [{ username: 'user2', password: bench.secret('user2').reveal() }],
      });

    const has = (fact: string, name: string): boolean => claimed(bench.profile, fact).includes(name);
    /** A session with the cipher, and one to a server that has every other. */
    const byCipher = async (cipher: string) => {
      const { served: chosen } = await ssh(`-c ${cipher} -l user2`, working);
      const others = claimed(bench.profile, 'ssh-ciphers').filter((name) => name !== cipher);
      const serve = [{ algorithms: { cipher: others } }];
      return { chosen, lacking: await ssh(`-c ${cipher} -l user2`, { serve }) };
    };

    step('-c with AES in counter mode', ['SSH2-SESS-004'], async (verify) => {
      for (const cipher of ['aes128-ctr', 'aes192-ctr', 'aes256-ctr']) {
        if (!has('ssh-ciphers', cipher)) {
          verify.notApplicable('SSH2-SESS-004', 'ssh-ciphers');
          continue;
        }
        const { chosen, lacking } = await byCipher(cipher);
        verify.by('SSH2-SESS-004', farEndSession({ user: 'user2', cipher }), chosen);
        verify.by('SSH2-SESS-004', farEndNotBegun(), lacking.served);
        verify.by('SSH2-SESS-004', modeIs('privileged-exec'), lacking.typed);
      }
    });

    step('-c with AES in CBC mode', ['SSH2-SESS-005'], async (verify) => {
      for (const cipher of ['aes128-cbc', 'aes192-cbc', 'aes256-cbc']) {
        if (!has('ssh-ciphers', cipher)) {
          verify.notApplicable('SSH2-SESS-005', 'ssh-ciphers');
          continue;
        }
        const { chosen, lacking } = await byCipher(cipher);
        verify.by('SSH2-SESS-005', farEndSession({ user: 'user2', cipher }), chosen);
        verify.by('SSH2-SESS-005', farEndNotBegun(), lacking.served);
        verify.by('SSH2-SESS-005', modeIs('privileged-exec'), lacking.typed);
      }
    });

    step('-c 3des-cbc', ['SSH2-SESS-006'], async (verify) => {
      for (const cipher of ['3des-cbc']) {
        if (!has('ssh-ciphers', cipher)) {
          verify.notApplicable('SSH2-SESS-006', 'ssh-ciphers');
          continue;
        }
        const { chosen, lacking } = await byCipher(cipher);
        verify.by('SSH2-SESS-006', farEndSession({ user: 'user2', cipher }), chosen);
        verify.by('SSH2-SESS-006', farEndNotBegun(), lacking.served);
        verify.by('SSH2-SESS-006', modeIs('privileged-exec'), lacking.typed);
      }
    });

    /** With a cipher of the guide, since some of later releases need no MAC. */
    const byMac = (mac: string) => ssh(`-c aes128-ctr -m ${mac} -l user2`, working);

    step('-m hmac-sha1, hmac-md5', ['SSH2-SESS-007'], async (verify) => {
      const sha1 = await byMac('hmac-sha1');
      verify.by('SSH2-SESS-007', farEndSession({ mac: 'hmac-sha1', macLength: 20 }), sha1.served);
      const md5 = await byMac('hmac-md5');
      if (has('ssh-macs', 'hmac-md5'))
        verify.by('SSH2-SESS-007', farEndSession({ mac: 'hmac-md5', macLength: 16 }), md5.served);
      else verify.record('SSH2-SESS-007', 'hmac-md5', fate(md5));
    });

    step('-m hmac-sha1-96, hmac-md5-96', ['SSH2-SESS-008'], async (verify) => {
      const sha1 = await byMac('hmac-sha1-96');
      verify.by('SSH2-SESS-008', farEndSession({ mac: 'hmac-sha1-96', macLength: 12 }), sha1.served);
      const md5 = await byMac('hmac-md5-96');
      if (has('ssh-macs', 'hmac-md5-96'))
        verify.by('SSH2-SESS-008', farEndSession({ mac: 'hmac-md5-96', macLength: 12 }), md5.served);
      else verify.record('SSH2-SESS-008', 'hmac-md5-96', fate(md5));
    });

    step('-l user-id', ['SSH2-SESS-009'], async (verify) => {
      for (const user of ['user2', 'shaship'])
        verify.by('SSH2-SESS-009', farEndSession({ user }), (await ssh(`-l ${user}`, { user })).served);
      verify.record('SSH2-SESS-009', 'without -l', fate(await type(`ssh${port()} ${address()}`)));
    });

    step('-l user-id:number', ['SSH2-SESS-010'], async (verify) => {
      const help = await dut.help('ssh -l ');
      verify.by('SSH2-SESS-010', helpOffers(['WORD']), help);
      verify.record(
        'SSH2-SESS-010',
        'ssh -l ?',
        help.observation.lines.map(({ text }) => text.trim()),
      );
      for (const colon of ['user2:1', 'user2:rotary1'])
        verify.record('SSH2-SESS-010', `-l ${colon}`, fate(await ssh(`-l ${colon}`)));
    });

    step('-o numberofpasswordprompts', ['SSH2-SESS-011'], async (verify) => {
      const methods = ['keyboard-interactive', 'password'] as const;
      const prompted = async (
        count: number,
        serve: NonNullable<TypedSsh['serve']>[number],
        ...by: readonly (typeof methods)[number][]
      ) => {
        const options = `-o numberofpasswordprompts ${count} -l user2`;
        const { typed, served } = await ssh(options, { wrong: everyPrompt, serve: [serve] });
        verify('SSH2-SESS-011', typed);
        const most = Math.min(count, serve.mostFailures ?? count);
        const each = Object.fromEntries(by.map((method) => [method, most]));
        verify.by('SSH2-SESS-011', farEndPrompts(each), served);
        verify.by('SSH2-SESS-011', passwordPrompts([most * by.length]), typed);
        verify.by('SSH2-SESS-011', modeIs('privileged-exec'), typed);
      };
      for (const method of methods) {
        for (const count of [1, 3, 5]) await prompted(count, { methods: [method] }, method);
      }
      // By password the limit would count the client's first request too, by which it finds the methods out.
      await prompted(5, { methods: ['keyboard-interactive'], mostFailures: 2 }, 'keyboard-interactive');
      await prompted(1, {}, ...methods);
      await prompted(2, {}, ...methods);
    });

    step('-p port-num', ['SSH2-SESS-012'], async (verify) => {
      const other = bench.otherSshPort;
      if (other === undefined) {
        verify.without('SSH2-SESS-012', 'ssh-server-host', 'a second port of the server');
        return;
      }
      for (const options of [`-p ${other}`, `-p ${other} -o numberofpasswordprompts 2`]) {
        const { served } = await type(`ssh ${options} -l user2 ${address()}`, {
          serve: [{ door: 'other-port' }, { door: 'service' }],
        });
        verify.by('SSH2-SESS-012', farEndDoors(['other-port']), served);
        verify.by('SSH2-SESS-012', farEndSession({ user: 'user2' }), served);
      }
    });

    step('ip-addr or hostname', ['SSH2-SESS-013'], async (verify) => {
      const opened = { user: 'user2' };
      verify.by('SSH2-SESS-013', farEndSession(opened), (await ssh('-l user2')).served);
      await dut.configure(`ip host server1 ${address()}`);
      const to = (name: string) => type(`ssh -l user2${port()} ${name}`);
      verify.by('SSH2-SESS-013', farEndSession(opened), (await to('server1')).served);
      const nameServer = bench.serviceOf('dns-server');
      if (nameServer === undefined) {
        verify.without('SSH2-SESS-013', 'dns-server', 'a name that DNS knows, and one that it does not');
        return;
      }
      await dut.configure('ip domain-lookup');
      await dut.configure(`ip name-server ${nameServer.address}`);
      await dns.answer({ records: { 'server2.name1': [address()] } });
      verify.by('SSH2-SESS-013', farEndSession(opened), (await to('server2.name1')).served);
      const unknown = await to('server3.name1');
      verify.by('SSH2-SESS-013', farEndDoors([]), unknown.served);
      verify.by('SSH2-SESS-013', modeIs('privileged-exec'), unknown.typed);
    });

    step('A command behind the target', ['SSH2-SESS-014'], async (verify) => {
      const { typed, served } = await type(`ssh -l user2${port()} ${address()} ${command}`, working);
      verify.by('SSH2-SESS-014', farEndSession({ user: 'user2', command }), served);
      verify.by('SSH2-SESS-014', farEndRequests(['exec']), served);
      for (const line of output) verify.by('SSH2-SESS-014', outputHas(`^${line}$`), typed);
      verify.by('SSH2-SESS-014', modeIs('privileged-exec'), typed);
    });

    step('A server without a cipher of the device', ['SSH2-SESS-015'], async (verify) => {
      for (const names of [
        ['chacha20-poly1305@openssh.com'],
        ['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com'],
        ['twofish256-cbc'],
      ]) {
        const cipher = names.filter((name) => !has('ssh-ciphers', name));
        if (cipher.length === 0) continue;
        const { typed, served } = await ssh('-l user2', {
          serve: [{ algorithms: { cipher } }],
          maySayNothing: true,
        });
        verify.by('SSH2-SESS-015', farEndNotBegun(), served);
        verify.by('SSH2-SESS-015', modeIs('privileged-exec'), typed);
        // Nobody to type the next line to.
        if (typed.observation.promptAfter === '') return;
      }
    });

    step('From user EXEC', ['SSH2-SESS-016'], async (verify) => {
      const { typed, served } = await ssh('-l user2', { mode: 'user-exec' });
      verify.by('SSH2-SESS-016', farEndSession({ user: 'user2' }), served);
      verify.by('SSH2-SESS-016', noErrorLine(), typed);
    });

    step('-vrf before or behind the address', ['SSH2-SESS-017'], async (verify) => {
      const { vrf } = bench;
      const host = bench.serviceOf('vrf');
      if (!claims(bench.profile, 'ssh-vrf')) verify.notApplicable('SSH2-SESS-017', 'ssh-vrf');
      else if (vrf === undefined || host === undefined)
        verify.without('SSH2-SESS-017', 'vrf', 'one address in two routing tables');
      else {
        const serve: TypedSsh['serve'] = [{ door: 'vrf' }, { door: 'service' }];
        const inVrf = `-vrf ${vrf.name}`;
        const orders = {
          before: await type(`ssh -l user2 ${inVrf}${port()} ${host.address}`, { serve }),
          behind: await type(`ssh -l user2${port()} ${host.address} ${inVrf}`, { serve }),
        };
        const reached = Object.entries(orders).filter(
          ([, { served }]) => served.observation.connections.length > 0,
        );
        // At least one order works, and no order leads to the decoy.
        for (const [, { served }] of reached.length > 0 ? reached : Object.entries(orders))
          verify.by('SSH2-SESS-017', farEndDoors(['vrf']), served);
        for (const [order, dialled] of Object.entries(orders))
          verify.record('SSH2-SESS-017', `-vrf ${order} the address`, fate(dialled));
      }
    });

    step(
      'Example: ssh -v 2 -c aes256-cbc -m hmac-sha1-160 -l shaship',
      ['SSH2-EXSESS-001'],
      async (verify) => {
        const user = 'shaship';
        const { served } = await ssh(`-v 2 -c aes256-cbc -m hmac-sha1 -l ${user}`, { user });
        const expected = { user, cipher: 'aes256-cbc', mac: 'hmac-sha1' };
        verify.by('SSH2-EXSESS-001', farEndSession(expected), served);
        const asPrinted = await ssh(`-v 2 -c aes256-cbc -m hmac-sha1-160 -l ${user}`, { user });
        verify.record('SSH2-EXSESS-001', '-m hmac-sha1-160', fate(asPrinted));
      },
    );
  },
);
