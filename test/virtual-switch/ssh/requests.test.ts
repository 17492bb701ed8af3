import t from 'tap';
import { readSshRaw, readSshRequest, readUdpProbe } from '../../../bench/ssh-request-reading.ts';
import { readSshLogin } from '../../../bench/ssh-reading.ts';
import type { SshRequest } from '../../../bench/ssh-request.ts';
import { lab } from './driver-lab.ts';

t.test('what is asked for in a session', async (t) => {
  const { client, clock, tapes } = await lab(t);
  const ask = async (session: number, request: SshRequest) => {
    const { observation, spans } = await client.call('request', { session, request }, clock.in(5000));
    const output = tapes.read(spans, `ssh-client/${session}`);
    t.same(readSshRequest(output, tapes.read(spans, 'ssh-client')), observation, `${request.kind} again`);
    return observation;
  };
  const login = async () => {
    const { observation } = await client.call('login', {}, clock.in(5000));
    return observation.session ?? 0;
  };

  t.test('a subsystem is refused, and a command runs in its place', async (t) => {
    for (const name of ['sftp', 'netconf']) {
      const asked = await ask(await login(), { kind: 'subsystem', name, orElse: 'show clock' });
      t.match(asked, {
        granted: false,
        steps: [
          { what: 'open session', answer: 'granted' },
          { what: 'subsystem', answer: 'refused' },
        ],
        orElse: { answer: 'granted', output: 'ran show clock\r\n', exitStatus: 0 },
      });
      t.equal(asked.steps.length, 2);
    }
  });

  t.test('forwarding is refused either way, beside a shell that lives on', async (t) => {
    const session = await login();
    await client.call('shell', { session }, clock.in(5000));
    const out = await ask(session, { kind: 'direct-tcpip' });
    t.match(out, {
      granted: false,
      steps: [{ what: 'open direct-tcpip', answer: 'refused', reason: 1 }],
      flows: { to: { address: '192.0.2.10' }, count: 0 },
    });
    const back = await ask(session, { kind: 'tcpip-forward', port: 8022 });
    t.match(back, {
      granted: false,
      steps: [{ what: 'tcpip-forward', answer: 'refused' }],
      listening: false,
    });
    const second = await ask(session, { kind: 'session' });
    t.match(second, { granted: false, steps: [{ what: 'open session', answer: 'refused', reason: 1 }] });
    const typed = await client.call('shell.execute', { session, command: 'show clock' }, clock.in(5000));
    t.match(typed.observation.lines, [{ text: 'ran show clock' }]);
  });

  t.test('X11 and the agent are refused', async (t) => {
    for (const kind of ['x11', 'agent'] as const) {
      const asked = await ask(await login(), { kind });
      t.match(asked, { granted: false, steps: [{ answer: 'granted' }, { answer: 'refused' }] });
    }
  });

  t.test('a shell is granted with a terminal and without', async (t) => {
    t.match(await ask(await login(), { kind: 'shell', pty: { rows: 24, cols: 80 } }), {
      granted: true,
      steps: [{ what: 'open session' }, { what: 'pty-req' }, { what: 'shell' }],
    });
    t.match(await ask(await login(), { kind: 'shell', pty: false }), { granted: true });
    const greeted = await ask(await login(), { kind: 'shell', pty: false, promptWithin: 3000 });
    t.equal(greeted.printed, '\r\nSwitch>');
    const session = await login();
    await client.call('shell', { session, pty: false }, clock.in(5000));
    const typed = await client.call('shell.execute', { session, command: 'show clock' }, clock.in(5000));
    t.match(typed.observation.lines, [{ text: 'ran show clock' }]);
  });

  t.test('a session that has ended answers nothing', async (t) => {
    const session = await login();
    await client.call('logout', { session }, clock.in(5000));
    const asked = await ask(session, { kind: 'session' });
    t.match(asked, { granted: false, steps: [{ answer: 'ended' }] });
  });
});

t.test('the size of the terminal', async (t) => {
  const { client, clock, host } = await lab(t);
  const { observation } = await client.call('login', {}, clock.in(5000));
  const session = observation.session ?? 0;
  await client.call('shell', { session, pty: { rows: 50, cols: 132 } }, clock.in(5000));
  t.match(host.terminals[0], { width: 132, height: 50 });
});

t.test('a channel before the authentication ends the connection', async (t) => {
  const { client, clock, tapes, host } = await lab(t);
  const { observation, spans } = await client.call(
    'login',
    { channelFirst: true, methods: ['none', 'password'] },
    clock.in(5000),
  );
  t.match(observation, {
    outcome: 'refused',
    earlyChannel: 'unanswered',
    end: { by: 'server', reason: 2 },
  });
  const [, unexpected] = host.logged;
  t.equal(
    unexpected,
    '%SSH-4-SSH2_UNEXPECTED_MSG: Unexpected message type has arrived. Terminating the connection from 127.0.3.10',
  );
  t.same(readSshLogin(tapes.read(spans, 'ssh-client')), observation);
});

t.test('a guess at the key exchange', async (t) => {
  const { client, clock, tapes } = await lab(t);
  const cases = [
    ['right', ['diffie-hellman-group-exchange-sha1', 'diffie-hellman-group14-sha1']],
    ['wrong', ['diffie-hellman-group14-sha1', 'diffie-hellman-group-exchange-sha1']],
    ['wrong', ['curve25519-sha256', 'diffie-hellman-group14-sha1']],
  ] as const;
  for (const [guess, kex] of cases) {
    const args = { guess: true, algorithms: { kex } } as const;
    const { observation, spans } = await client.call('login', args, clock.in(5000));
    t.match(observation, { outcome: 'authenticated', guess }, `${guess}: ${kex.join(' ')}`);
    t.same(readSshLogin(tapes.read(spans, 'ssh-client')), observation);
  }
});

t.test('an identification string with comments', async (t) => {
  const { client, clock } = await lab(t);
  for (const ident of ['SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u10', 'SSH-2.0-PuTTY_Release_0.78']) {
    const { observation } = await client.call('login', { ident }, clock.in(5000));
    t.equal(observation.outcome, 'authenticated', ident);
  }
});

t.test('bytes of ours', async (t) => {
  const { client, clock, tapes, host } = await lab(t);
  const say = async (args: { pieces: readonly string[]; early?: true; reset?: true }, limit = 5000) => {
    const { observation, spans } = await client.call('raw', { ...args, limit }, clock.in(9000));
    t.same(readSshRaw(tapes.read(spans, 'ssh-client')), observation);
    return observation;
  };
  t.match(await say({ pieces: ['GET / HTTP/1.0\r\n\r\n'] }), {
    received: 'SSH-1.99-Cisco-1.25\nProtocol mismatch.\n',
    end: { by: 'server' },
    connection: { client: { address: '192.0.2.10' } },
  });
  const huge = await say({ pieces: ['SSH-2.0-x\r\n', '\x7f\xff\xff\xff'.repeat(8)] });
  t.match(huge, { received: /^SSH-1\.99-Cisco-1\.25\n/, end: { by: 'server' } });
  t.match(await say({ pieces: ['SSH-2.0-x\r\n'], early: true }, 200), { end: { by: 'us' } });
  t.match(await say({ pieces: [], reset: true }), { end: { by: 'us' } });
  await host.until(() => host.linesTaken === 0);
});

t.test('a UDP datagram', async (t) => {
  const { client, clock, tapes } = await lab(t);
  const { observation, spans } = await client.call('udp-probe', null, clock.in(5000));
  t.same(observation, { kind: 'udp-probe', answer: 'unreachable' });
  t.same(readUdpProbe(tapes.read(spans, 'ssh-client')), observation);
});
