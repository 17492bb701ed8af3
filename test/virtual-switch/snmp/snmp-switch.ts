import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { connect, type Socket as TcpSocket } from 'node:net';
import ssh2 from 'ssh2';
import t from 'tap';
import type { Fault } from '../../../virtual-switch/faults.ts';
import type { Endpoint, PatchPanel } from '../../../virtual-switch/patch-panel.ts';
import { openSnmpPorts } from '../../../virtual-switch/snmp/ports.ts';
import { decodeMessage, encodeMessage } from '../../../virtual-switch/snmp/message.ts';
import { startSshServer } from '../../../virtual-switch/ssh/server.ts';
import { aSwitch, type ASwitch } from '../a-switch.ts';

/** The lab: a switch with two networks, an SSH client on one and a listener for traps on each. */
export const lab = {
  management: '192.0.2.1',
  vlan: '198.51.100.1',
  client: '192.0.2.10',
  listener: '198.51.100.10',
} as const;
const real = {
  [lab.management]: '127.0.2.1',
  [lab.vlan]: '127.0.4.1',
  [lab.client]: '127.0.3.10',
  [lab.listener]: '127.0.5.10',
} as const;

const startup = `hostname Switch
username alice privilege 15 secret Right1
username bob privilege 15 secret Right1
interface GigabitEthernet0/0
 vrf forwarding Mgmt-vrf
 ip address ${lab.management} 255.255.255.0
interface Vlan1
 ip address ${lab.vlan} 255.255.255.0
 no shutdown
line con 0
 exec-timeout 0 0
line vty 0 15
 login local
end
`;

/** UDP, as the trap host sees it: every datagram with its sender. */
export class Datagrams {
  readonly all: { readonly from: Endpoint; readonly bytes: Buffer }[] = [];
  readonly socket: Socket;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('message', (bytes, { address, port }) =>
      this.all.push({ from: { host: address, port }, bytes }),
    );
  }

  static async at(host: string): Promise<Datagrams> {
    const socket = createSocket('udp4');
    socket.bind(0, host);
    await once(socket, 'listening');
    return new Datagrams(socket);
  }

  async count(number: number): Promise<void> {
    while (this.all.length < number) await once(this.socket, 'message');
  }
}

export interface SnmpSwitch extends ASwitch {
  readonly ssh: Endpoint;
  readonly agent: Endpoint;
  /** What came to the trap host 198.51.100.10, UDP port 162. */
  readonly traps: Datagrams;
  /** Types lines of global configuration. */
  readonly configure: (...lines: string[]) => Promise<string>;
  /** Types a line and gives the output alone. */
  readonly output: (line: string) => Promise<string>;
  readonly login: (user?: string) => Promise<SshSession>;
  /** Answers an inform. */
  readonly answer: (inform: Datagrams['all'][number] | undefined) => void;
}

/** One SSH session with a shell. */
export class SshSession {
  readonly client: ssh2.Client;
  readonly channel: ssh2.ClientChannel;
  readonly port: number;
  text = '';

  readonly #socket: TcpSocket;

  constructor(client: ssh2.Client, channel: ssh2.ClientChannel, socket: TcpSocket) {
    this.client = client;
    this.channel = channel;
    this.#socket = socket;
    this.port = socket.localPort ?? 0;
    channel.on('data', (bytes: Buffer) => (this.text += bytes.toString()));
  }

  async sees(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.text)) await once(this.channel, 'data');
  }

  async exit(): Promise<void> {
    const closed = once(this.client, 'close');
    this.channel.write('exit\r');
    await closed;
  }

  /** Bytes of TCP payload, as the client counts them. */
  get sent(): number {
    return this.#socket.bytesWritten;
  }
  get received(): number {
    return this.#socket.bytesRead;
  }

  async reset(): Promise<void> {
    const closed = once(this.client, 'close');
    this.#socket.resetAndDestroy();
    await closed;
  }

  async disconnect(): Promise<void> {
    const closed = once(this.client, 'close');
    this.client.end();
    await closed;
  }
}

/**
 * A switch with SSH and SNMP on real ports, and a privileged session at its console; `add` is configuration,
 * `trapPort` where another program takes the traps at 127.0.5.10.
 */
export async function snmpSwitch(
  options: { faults?: readonly Fault[]; add?: string; trapPort?: number } = {},
): Promise<SnmpSwitch> {
  const traps = await Datagrams.at(real[lab.listener]);
  t.teardown(() => traps.socket.close());
  const host = (address: keyof typeof real, port: number, at: number, vrf?: string) => ({
    service: { host: address, port },
    real: { host: real[address], port: at },
    ...(vrf !== undefined && { vrf }),
  });
  const panel: PatchPanel = {
    binds: [host(lab.management, 22, 0), host(lab.management, 161, 0), host(lab.vlan, 161, 0)],
    routes: [
      host(lab.client, 0, 0, 'Mgmt-vrf'),
      host(lab.listener, 162, options.trapPort ?? traps.socket.address().port),
      host(lab.listener, 1162, traps.socket.address().port),
    ],
  };
  const aswitch = await aSwitch({
    startup: startup.replace(/end\n$/, `${options.add ?? ''}end\n`),
    patchPanel: panel,
    ...(options.faults && { faults: options.faults }),
  });
  const { device, clock, send } = aswitch;
  const server = await startSshServer({
    host: device.ssh,
    listen: { host: real[lab.management], port: 0 },
    service: { address: lab.management, port: 22 },
  });
  device.ssh.onRefresh(() => server.refresh());
  const udp = await openSnmpPorts({ snmp: device.snmp, panel, clock });
  t.teardown(async () => {
    await server.close();
    await udp.close();
  });
  const agent = udp.binds.find(({ service }) => service.host === lab.vlan)?.real;
  if (agent === undefined) throw new Error('the agent does not listen');
  const ssh = { host: server.address, port: server.port };
  return {
    ...aswitch,
    ssh,
    agent,
    traps,
    configure: async (...lines) => {
      let seen = '';
      for (const line of ['configure terminal', ...lines, 'end']) seen += await send(line);
      return seen;
    },
    output: async (line) => (await send(line)).replace(/^.*\n/, '').replace(/\n?\S+[#>]$/, ''),
    login: (user = 'alice') => login(ssh, user),
    answer: (inform) => {
      if (inform === undefined) return;
      const { pdu, ...rest } = decodeMessage(inform.bytes);
      if (pdu.kind !== 'inform') throw new Error(`a ${pdu.kind} wants no answer`);
      const { port, host: to } = inform.from;
      traps.socket.send(encodeMessage({ ...rest, pdu: { ...pdu, kind: 'response' } }), port, to);
    },
  };
}

async function login({ host, port }: Endpoint, username: string): Promise<SshSession> {
  const client = new ssh2.Client();
  const socket = connect({ host, port, localAddress: real[lab.client] });
  client.connect({
    sock: socket,
    username,
    password: 'Right1',
    algorithms: { kex: ['diffie-hellman-group14-sha1'], serverHostKey: ['ssh-rsa'] },
  });
  client.on('error', () => undefined);
  await once(client, 'ready');
  const channel = await new Promise<ssh2.ClientChannel>((resolve, reject) =>
    client.shell((error, opened) => (error ? reject(error) : resolve(opened))),
  );
  const session = new SshSession(client, channel, socket);
  await session.sees(/[>#]$/);
  return session;
}
