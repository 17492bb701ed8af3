import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Test } from 'tap';
import type { Pco } from '../../../bench/pco.ts';
import type { TelnetClientContract } from '../../../bench/telnet-client.ts';
import { openTelnetClient } from '../../../drivers/telnet/telnet-client.ts';
import { SteerableClock } from '../../../virtual-switch/clock.ts';
import type { Fault } from '../../../virtual-switch/faults.ts';
import { releaseNamed } from '../../../virtual-switch/release.ts';
import { standardSeams } from '../../../virtual-switch/seams.ts';
import { VirtualSwitch } from '../../../virtual-switch/switch.ts';
import { startTelnetServer, type TelnetServer } from '../../../virtual-switch/telnet/server.ts';
import { accountOf, TestClock, TestTapes } from '../../drivers/ssh/fake-bench.ts';
import { Secret } from '../../../bench/secret.ts';

export const user = { name: 'cisco', password: 'clear4all' };
export const enableSecret = new Secret('enable-secret', 'upAndUp');

const lines = `line vty 0 4
 login local
 transport input telnet
line vty 5 15
 login local
 transport input none
`;

export interface TelnetLab {
  readonly device: VirtualSwitch;
  readonly switchClock: SteerableClock;
  readonly server: TelnetServer;
  readonly client: Pco<TelnetClientContract>;
  readonly clock: TestClock;
  readonly tapes: TestTapes;
  /** A bare TCP connection to the port, and all that it has received. */
  readonly raw: () => Promise<{
    socket: Socket;
    received: () => Buffer;
    until: (text: string) => Promise<string>;
  }>;
}

/** A switch in this process whose vtys 0 to 4 take Telnet, and the bench's client. */
export async function aTelnetSwitch(
  t: Test,
  { configuration = lines, faults = [] }: { configuration?: string; faults?: readonly Fault[] } = {},
): Promise<TelnetLab> {
  const switchClock = new SteerableClock();
  const release = releaseNamed('03.03SE');
  if (release === undefined) throw new Error('the release is gone');
  const seams = standardSeams();
  for (const fault of faults) fault.apply(seams);
  const startup = `hostname Switch
enable secret ${enableSecret.reveal()}
username ${user.name} privilege 1 secret ${user.password}
${configuration}end
`;
  const device = new VirtualSwitch({
    clock: switchClock,
    release,
    seams,
    startupConfiguration: startup,
    patchPanel: {
      binds: [],
      routes: [{ service: { host: '192.0.2.10', port: 0 }, real: { host: '127.0.3.10', port: 0 } }],
    },
  });
  await device.start();
  const service = { address: '192.0.2.1', port: 23 };
  const server = await startTelnetServer({ device, listen: { host: '127.0.2.1', port: 0 }, service });
  const clock = new TestClock();
  const tapes = new TestTapes();
  const reach = { host: server.address, port: server.port, localAddress: '127.0.3.10' };
  const client = openTelnetClient({
    reach,
    names: { client: '192.0.2.10', server: service },
    account: accountOf(user),
    enableSecret,
    openTape: tapes.open,
    clock,
  });
  t.teardown(async () => {
    await client.close();
    await server.close();
    switchClock.close();
  });
  return {
    device,
    switchClock,
    server,
    client,
    clock,
    tapes,
    raw: async () => {
      const socket = connect(reach);
      let bytes = Buffer.alloc(0);
      let check: () => void = () => undefined;
      socket.on('data', (more: Buffer) => {
        bytes = Buffer.concat([bytes, more]);
        check();
      });
      socket.on('error', () => undefined);
      socket.on('close', () => check());
      t.teardown(() => socket.destroy());
      await once(socket, 'connect');
      return {
        socket,
        received: () => bytes,
        until: (text) =>
          new Promise((resolve, reject) => {
            check = () => {
              const seen = bytes.toString('latin1');
              if (seen.includes(text)) resolve(seen);
              else if (socket.destroyed) reject(new Error(`closed after ${JSON.stringify(seen)}`));
            };
            check();
          }),
      };
    },
  };
}
