import t from 'tap';
import { aaaPortsUntouched } from '../../../harness/matchers/aaa-doors.ts';

t.test("aaaPortsUntouched rejects what came to one of them, and another server's ports", (t) => {
  const client = { address: '198.51.100.1', port: 50_000 };
  const tacacs = (...doors: (49 | 9000)[]) => ({
    ...({ kind: 'tacacs-exchanges', exchanges: [], lost: 0 } as const),
    connections: doors.map((door) => ({ connection: 1, at: 1, door, client, server: client })),
  });
  const radius = (...ports: number[]) => ({
    ...({ kind: 'radius-requests', lost: 0 } as const),
    requests: ports.map((port) => ({
      ...({ at: 1, door: port < 1650 ? 1645 : 1650, port, client, kind: 'other' } as const),
    })),
  });
  t.ok(aaaPortsUntouched([49]).match(tacacs()).matches);
  t.ok(aaaPortsUntouched([49]).match(tacacs(9000)).matches);
  t.match(aaaPortsUntouched([49]).match(tacacs(9000, 49)), { matches: false, got: 'came to 9000, 49' });
  t.ok(aaaPortsUntouched([1645, 1812]).match(radius(1650, 1651)).matches);
  t.notOk(aaaPortsUntouched([1650]).match(radius(1651)).matches, 'the port behind it too');
  t.notOk(aaaPortsUntouched([1650]).match(tacacs()).matches);
  t.notOk(aaaPortsUntouched([49]).match(radius()).matches);
  t.notOk(aaaPortsUntouched([49]).match({ ...tacacs(), lost: 1 }).matches);
  t.end();
});
