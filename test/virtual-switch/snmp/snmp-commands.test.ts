import t from 'tap';
import { aSwitch } from '../a-switch.ts';

async function configured(...lines: string[]) {
  const { send, device } = await aSwitch({ at: 'config' });
  let said = '';
  for (const line of lines) said += (await send(line)).replace(/^.*\n/, '').replaceAll(/\S+\(config\)#/g, '');
  const shown = device
    .runningConfig()
    .split('\n')
    .filter((line) => line.startsWith('snmp-server'));
  return { said, shown, device };
}

t.test('the guide’s two lines', async (t) => {
  const { said, shown } = await configured('snmp-server', 'snmp-server host 192.0.2.10 public tty');
  t.equal(said, '% Incomplete command.\n\n');
  t.same(shown, ['snmp-server host 192.0.2.10 public  tty']);
});

t.test('running-config shows it in the order and form of a real one', async (t) => {
  const { said, shown } = await configured(
    'snmp-server host 192.0.2.10 informs version 2c public udp-port 1162 tty config snmp',
    'snmp-server host 192.0.2.11 vrf Mgmt-vrf version 2c secret',
    'snmp-server host 192.0.2.12 traps version 1 public',
    'snmp-server enable traps tty',
    'snmp-server enable traps snmp coldstart authentication',
    'snmp-server enable traps ospf state-change',
    'snmp-server enable traps cpu',
    'snmp-server contact Somebody, second floor',
    'snmp-server location Lab 1',
    'snmp-server chassis-id FDO0000',
    'snmp-server trap-source vlan 1',
    'snmp-server community public',
    'snmp-server community secret view v1default rw 10',
    'snmp-server community other RO managers',
  );
  t.equal(said, '');
  t.same(shown, [
    'snmp-server community public RO',
    'snmp-server community secret view v1default RW 10',
    'snmp-server community other RO managers',
    'snmp-server trap-source Vlan1',
    'snmp-server location Lab 1',
    'snmp-server contact Somebody, second floor',
    'snmp-server chassis-id FDO0000',
    'snmp-server enable traps snmp authentication coldstart',
    'snmp-server enable traps tty',
    'snmp-server enable traps ospf state-change',
    'snmp-server enable traps cpu threshold',
    'snmp-server host 192.0.2.10 informs version 2c public udp-port 1162  snmp tty config',
    'snmp-server host 192.0.2.11 vrf Mgmt-vrf version 2c secret',
    'snmp-server host 192.0.2.12 public',
  ]);
});

t.test('what is shown can be loaded again', async (t) => {
  const { device, shown } = await configured(
    'snmp-server community public ro',
    'snmp-server enable traps',
    'snmp-server host 192.0.2.10 version 2c public udp-port 1162 tty',
  );
  t.ok(shown.length > 40, 'all families of traps');
  const again = await aSwitch({ startup: device.runningConfig() });
  t.same(
    again.device
      .runningConfig()
      .split('\n')
      .filter((line) => line.startsWith('snmp-server')),
    shown,
  );
});

t.test('no takes away what it names', async (t) => {
  const setting = [
    'snmp-server community public ro',
    'snmp-server host 192.0.2.10 public tty',
    'snmp-server host 192.0.2.10 version 2c public',
    'snmp-server enable traps snmp authentication linkup',
    'snmp-server enable traps tty',
    'snmp-server contact Somebody',
  ];
  const left = async (...lines: string[]) => (await configured(...setting, ...lines)).shown.length;
  t.equal(await left(), 6);
  t.equal(await left('no snmp-server community public'), 5);
  t.equal(await left('no snmp-server community public ro'), 5);
  t.equal(await left('no snmp-server host 192.0.2.10 public'), 5, 'whatever its types');
  t.equal(await left('no snmp-server host 192.0.2.10 version 2c public'), 5);
  t.equal(await left('no snmp-server host 192.0.2.11 public'), 6, 'not another host');
  t.equal(await left('no snmp-server enable traps snmp linkup'), 6, 'its line stays, without the option');
  t.equal(await left('no snmp-server enable traps snmp'), 5);
  t.equal(await left('no snmp-server enable traps'), 4);
  t.equal(await left('no snmp-server contact'), 5);
  t.equal(await left('no snmp-server'), 0);
});

t.test('a host that is typed again changes its types and port', async (t) => {
  const { shown } = await configured(
    'snmp-server host 192.0.2.10 public tty',
    'snmp-server host 192.0.2.10 public udp-port 1162 config',
  );
  t.same(shown, ['snmp-server host 192.0.2.10 public udp-port 1162  config']);
});

t.test('what it cannot do it does not take', async (t) => {
  for (const line of [
    'snmp-server host 192.0.2.10 version 3 auth somebody',
    'snmp-server host 192.0.2.10 informs public',
    'snmp-server host 192.0.2.10 public nonsense',
    'snmp-server host 300.0.2.10 public',
    'snmp-server host 192.0.2.10 public udp-port 70000',
    'snmp-server user somebody group v3',
    'snmp-server enable traps nonsense',
    'snmp-server trap-source Vlan',
  ]) {
    const { said, shown } = await configured(line);
    t.match(said, /% (?:Invalid input detected|Incomplete command)/, line);
    t.same(shown, []);
  }
});
