import type { Account } from '../bench/bench.ts';
import type { Clock } from '../bench/clock.ts';
import type { ConsoleContract } from '../bench/console.ts';
import type { Endpoint } from '../bench/endpoint.ts';
import type { Pco } from '../bench/pco.ts';
import type { ScpClientContract } from '../bench/scp-client.ts';
import type { Secret } from '../bench/secret.ts';
import type { SshClientContract } from '../bench/ssh-client.ts';
import type { Sshv1ClientContract } from '../bench/sshv1-client.ts';
import type { OpenTape } from '../bench/tape.ts';
import type { TelnetClientContract } from '../bench/telnet-client.ts';
import type { BoundTrapListener } from '../drivers/snmp/trap-listener.ts';
import type { ClaimedAlgorithms } from '../drivers/ssh/default-offer.ts';
import type { PacketCapture, WatchConnection } from '../drivers/ssh/packet-capture.ts';
import type { FarEndDrivers } from './open-far-end.ts';
import type { Reach } from './reach.ts';

/** The drivers that a bench is made of; others stand in only in tests. */
export interface Drivers {
  openSerialConsole(options: {
    role?: 'console' | 'second-device';
    path: string;
    baudRate: number;
    openTape: OpenTape;
    clock: Clock;
    credentials: { username?: string; password?: Secret; enableSecret?: Secret };
  }): Promise<Pco<ConsoleContract>>;
  openPacketCapture(options: { openTape: OpenTape; clock: Clock }): PacketCapture;
  bindTrapListener(options: { host: string; port: number }): Promise<BoundTrapListener>;
  openSshClient(options: {
    reach: Reach;
    names: { client: string; server: Endpoint };
    claimed?: ClaimedAlgorithms;
    watch?: WatchConnection;
    account: Account;
    enableSecret: Secret;
    openTape: OpenTape;
    clock: Clock;
  }): Pco<SshClientContract>;
  openSshv1Client(options: {
    reach: Reach;
    names: { client: string; server: Endpoint };
    watch?: WatchConnection;
    account: Account;
    enableSecret: Secret;
    openTape: OpenTape;
    clock: Clock;
  }): Pco<Sshv1ClientContract>;
  openTelnetClient(options: {
    reach: Reach;
    names: { client: string; server: Endpoint };
    watch?: WatchConnection;
    account: Account;
    enableSecret: Secret;
    openTape: OpenTape;
    clock: Clock;
  }): Pco<TelnetClientContract>;
  openScpClient(options: {
    reach: Reach;
    remoteShell: Reach;
    names: { client: string; server: Endpoint };
    claimed?: ClaimedAlgorithms;
    watch?: WatchConnection;
    account: Account;
    openTape: OpenTape;
    clock: Clock;
  }): Pco<ScpClientContract>;
  /** Absent: the real ones. */
  readonly farEnd?: FarEndDrivers;
}

/** Loaded when a bench is opened: what only reads or judges needs no serial port. */
export async function realDrivers(): Promise<Drivers> {
  const [console, ssh, ssh1, telnet, scp, capture, traps] = await Promise.all([
    import('../drivers/console/serial-console.ts'),
    import('../drivers/ssh/ssh-client.ts'),
    import('../drivers/ssh1/sshv1-client.ts'),
    import('../drivers/telnet/telnet-client.ts'),
    import('../drivers/scp/scp-client.ts'),
    import('../drivers/ssh/packet-capture.ts'),
    import('../drivers/snmp/trap-listener.ts'),
  ]);
  return {
    openSerialConsole: console.openSerialConsole,
    openSshClient: ssh.openSshClient,
    openSshv1Client: ssh1.openSshv1Client,
    openTelnetClient: telnet.openTelnetClient,
    openScpClient: scp.openScpClient,
    openPacketCapture: capture.openPacketCapture,
    bindTrapListener: traps.bindTrapListener,
  };
}
