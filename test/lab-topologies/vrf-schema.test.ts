import t from 'tap';
import { vrfMistakes } from '../../lab-topologies/vrf-schema.ts';

const dut = {
  management: { interface: 'GigabitEthernet0/0', vrf: 'Mgmt-vrf', address: '192.0.2.1' },
  addresses: [{ interface: 'Vlan1', address: '198.51.100.1' }],
};
const role = { vrf: 'lab-vrf', interface: 'Vlan2', dutAddress: '198.51.100.3', address: '198.51.100.20' };
const server = { address: '198.51.100.20' };

t.test('one address in two tables', (t) => {
  t.same(vrfMistakes(role, dut, server), []);
  t.same(vrfMistakes(role, dut, undefined), [], 'a bench need not have the server in the global table');
  t.same(vrfMistakes(undefined, dut, server), []);
  t.end();
});

t.test('the management VRF will do, where the topology says the same of it', (t) => {
  const management = { ...role, vrf: 'Mgmt-vrf', interface: 'gigabitethernet0/0', dutAddress: '192.0.2.1' };
  t.same(vrfMistakes(management, dut, server), []);
  t.match(vrfMistakes({ ...management, dutAddress: '192.0.2.7' }, dut, server), [
    { path: ['roles', 'vrf', 'dutAddress'], message: 'the address that GigabitEthernet0/0 has: 192.0.2.1' },
  ]);
  t.end();
});

t.test('what cannot be', (t) => {
  t.match(vrfMistakes({ ...role, dutAddress: '198.51.100.1' }, dut, server), [
    { path: ['roles', 'vrf', 'dutAddress'], message: /in no other table.* Vlan1 is 198\.51\.100\.1$/ },
  ]);
  t.match(vrfMistakes({ ...role, interface: 'Vlan1' }, dut, server), [
    { path: ['roles', 'vrf', 'interface'], message: /Vlan1 is in the global routing table/ },
  ]);
  t.match(vrfMistakes({ ...role, interface: 'GigabitEthernet0/0' }, dut, server), [
    { path: ['roles', 'vrf', 'interface'], message: /GigabitEthernet0\/0 is in the VRF Mgmt-vrf/ },
  ]);
  t.match(vrfMistakes(role, dut, { address: '198.51.100.21' }), [
    { path: ['roles', 'vrf', 'address'], message: /the address of ssh-server-host, 198\.51\.100\.21/ },
  ]);
  t.match(vrfMistakes(role, dut, { ...server, vrf: 'lab-vrf' }), [{ path: ['roles', 'vrf', 'vrf'] }]);
  t.end();
});
