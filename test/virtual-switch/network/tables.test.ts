import t from 'tap';
import { account, aServer } from '../ssh-client/a-server.ts';
import { aClientSwitch } from '../ssh-client/a-client-switch.ts';

const at = '198.51.100.20';
const startup = `vrf definition lab-vrf
 address-family ipv4
ip vrf older
interface Vlan20
 vrf forwarding lab-vrf
 ip address 198.51.100.2 255.255.255.0
interface Loopback0
 ip address 203.0.113.1 255.255.255.255
ip host far 192.0.2.99
ip host vrf lab-vrf far ${at}`;

t.test('one address in two tables', async (t) => {
  const decoy = await aServer(t);
  const right = await aServer(t, { host: '127.0.7.20' });
  const { command, configure } = await aClientSwitch(t, {
    servers: [
      { address: at, ...decoy },
      { address: at, vrf: 'lab-vrf', ...right },
      { address: '192.0.2.99', ...decoy },
    ],
    startup,
  });
  const reached = (): string => `${decoy.connections()} global, ${right.connections()} lab-vrf`;
  for (const line of [`ssh -l lab -vrf lab-vrf ${at} x`, `ssh -l lab ${at} -vrf lab-vrf x`]) {
    t.match(await command(line, account.password), /ran x/);
  }
  t.equal(reached(), '0 global, 2 lab-vrf');
  t.match(await command(`ssh -l lab ${at} x`, account.password), /ran x/);
  t.equal(reached(), '1 global, 2 lab-vrf');

  t.test('a table that is not there, and one that leads nowhere', async (t) => {
    t.match(await command(`ssh -l lab -vrf nope ${at}`), '% VRF nope does not exist\n');
    t.match(
      await command(`ssh -l lab -vrf older ${at}`),
      '% Destination unreachable; gateway or host down\n',
    );
    t.equal(reached(), '1 global, 2 lab-vrf');
  });

  t.test('names have tables too', async (t) => {
    await command('ssh -l lab -vrf lab-vrf far x', account.password);
    t.equal(reached(), '1 global, 3 lab-vrf');
  });

  t.test('static routes lead where no interface is connected', async (t) => {
    t.match(await command('ssh -l lab far'), /unreachable/);
    await configure('ip route 192.0.2.0 255.255.255.0 198.51.100.254');
    t.match(await command('ssh -l lab far x', account.password), /ran x/);
    await configure(
      'no ip route 192.0.2.0 255.255.255.0 198.51.100.254',
      'ip default-gateway 198.51.100.254',
    );
    t.match(await command('ssh -l lab far x', account.password), /ran x/);
  });

  t.test('the source interface names the address that connections come from', async (t) => {
    await configure('ip ssh source-interface Loopback0');
    t.match(await command(`ssh -l lab ${at} x`, account.password), /ran x/);
    t.not(decoy.last().from, '127.0.4.1');
    await configure('ip ssh source-interface Vlan1');
    await command(`ssh -l lab ${at} x`, account.password);
    t.equal(decoy.last().from, '127.0.4.1');
  });
});

t.test('what is configured is shown, and an interface that changes tables loses its address', async (t) => {
  const { send, configure } = await aClientSwitch(t, { startup });
  const shown = await send('show running-config | include ^ip host|name-server|^ip vrf|vrf definition');
  t.match(
    shown,
    `vrf definition lab-vrf\nip vrf older\nip host far 192.0.2.99\nip host vrf lab-vrf far ${at}\n`,
  );
  await configure('ip name-server 10.0.0.1 10.0.0.2', 'ip name-server vrf lab-vrf 10.0.0.3');
  t.match(
    await send('show running-config | include name-server'),
    'ip name-server 10.0.0.1 10.0.0.2\nip name-server vrf lab-vrf 10.0.0.3\n',
  );
  t.match(await configure('interface Vlan1', 'vrf forwarding nope'), '% VRF nope not configured.');
  t.match(await configure('interface Vlan1', 'ip vrf forwarding older'), /address\(es\) removed/);
  t.match(await send('show running-config | include older|no ip address'), 'vrf forwarding older');
});
