import type { Clock } from './clock.ts';
import type { ConsoleContract } from './console.ts';
import type { DnsServerContract } from './dns-server.ts';
import type { Pco, RoleName } from './pco.ts';
import type { Endpoint } from './endpoint.ts';
import type { OtpServerContract } from './otp-server.ts';
import type { PacketCaptureContract } from './packet-capture.ts';
import type { Profile } from './profile.ts';
import type { ScpClientContract } from './scp-client.ts';
import type { RadiusServerContract } from './radius-server.ts';
import type { Secret } from './secret.ts';
import type { SshClientContract } from './ssh-client.ts';
import type { SshServerHostContract } from './ssh-server-host.ts';
import type { Sshv1ClientContract } from './sshv1-client.ts';
import type { Sshv1ServerHostContract } from './sshv1-server-host.ts';
import type { SyslogListenerContract } from './syslog-listener.ts';
import type { TacacsServerContract } from './tacacs-server.ts';
import type { TelnetClientContract } from './telnet-client.ts';
import type { TrapListenerContract } from './trap-listener.ts';

/** What a check can break on the device; the registry names it per requirement, the topology grants it. */
export const hazardNames = [
  'keys',
  'aaa',
  'console-lockout',
  'vty',
  'startup',
  'reload',
  'flash',
  'routing',
  'management',
  'login-block',
  'clear-text',
] as const;
export type Hazard = (typeof hazardNames)[number];

/** The PCO interface of each role that has a driver today. */
export interface RoleContracts {
  console: ConsoleContract;
  'ssh-client': SshClientContract;
  'sshv1-client': Sshv1ClientContract;
  'trap-listener': TrapListenerContract;
  'packet-capture': PacketCaptureContract;
  'telnet-client': TelnetClientContract;
  'scp-client': ScpClientContract;
  'ssh-server-host': SshServerHostContract;
  'sshv1-server-host': Sshv1ServerHostContract;
  'dns-server': DnsServerContract;
  'tacacs-server': TacacsServerContract;
  'radius-server': RadiusServerContract;
  'otp-server': OtpServerContract;
  'syslog-listener': SyslogListenerContract;
  'second-device': ConsoleContract;
}

export type Platform = 'virtual' | 'hardware';

/** An account on the DUT that the bench's owner lends to the suites. */
export interface Account {
  readonly username: string;
  readonly password: Secret;
  /** The privilege level it logs in with. */
  readonly privilege: number;
}

/** Another switch beside the DUT, which the suites configure at its own console: the two log in to each other. */
export interface SecondDevice {
  /** As the DUT types it. */
  readonly address: string;
  readonly port: number;
  /** Where it reaches the SSH server of the DUT, as it types it. */
  readonly dut: Endpoint;
  readonly account: Account;
  readonly enableSecret: Secret;
  /** Its model and release, as the topology says them. */
  readonly platform: string;
  readonly release: string;
}

/** A VRF of the DUT beside the global table, with a host in it: `serviceOf('vrf')` says where. */
export interface Vrf {
  readonly name: string;
  /** Interface of the DUT in it, and the DUT's address there. */
  readonly interface: string;
  readonly address: string;
}

/** An opened lab: what the topology describes, with a driver for each role that it has. */
export interface Bench {
  /** The topology's name. */
  readonly name: string;
  readonly dut: {
    readonly kind: Platform;
    /** As the DUT's clients type it. */
    readonly address: string;
    readonly port: number;
    /** Its further addresses, such as the SVI that its SNMP traps come from. */
    readonly addresses: readonly string[];
    readonly enableSecret: Secret;
    readonly account: Account;
  };
  /** Absent where the bench has no such role. */
  readonly secondDevice?: SecondDevice;
  /**
   * Says whether somebody is about to speak to the second device, or to have it dialled. Otherwise a steered clock may
   * leave it behind, and brings it along when it is attended to again. Absent where nothing is to be done for it.
   */
  readonly attend?: (attended: boolean) => void;
  /** Absent where the bench has no such role. */
  readonly vrf?: Vrf;
  /** The other port of `ssh-server-host`, as the DUT types it. */
  readonly otherSshPort?: number;
  readonly profile: Profile;
  readonly grants: ReadonlySet<Hazard>;
  readonly clock: Clock;
  /** The driver of a role, or undefined where the bench is without. */
  pco<Role extends keyof RoleContracts>(role: Role): Pco<RoleContracts[Role]> | undefined;
  /** Why the bench is without a role, in the words of its topology; undefined where it has it. */
  whyWithout(role: RoleName): string | undefined;
  /** Where the DUT reaches a host of the bench, as it types it; undefined where the bench has no such role. */
  serviceOf(role: RoleName): Endpoint | undefined;
  /**
   * A value for a placeholder of the guide's examples, such as the password of user `lab`: random for each run, 16
   * letters and digits that begin with a letter, the same for the same name, masked everywhere.
   */
  secret(name: string): Secret;
  /** All secrets that were typed or sent, for the redactor. */
  readonly secrets: readonly Secret[];
  close(): Promise<void>;
}
