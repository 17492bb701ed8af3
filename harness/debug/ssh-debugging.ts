import { claimed } from '../../bench/claims.ts';
import type { CliObservation } from '../../bench/console.ts';
import { PcoError } from '../../bench/errors.ts';
import type { Recorded } from '../../bench/recorded.ts';
import type {
  SshEndObservation,
  SshLoginArgs,
  SshLoginObservation,
  SshPacket,
  SshPacketsObservation,
} from '../../bench/ssh-client.ts';
import type { Lab } from '../lab.ts';
import { outputLines } from '../output-lines.ts';
import { parseShowSsh } from '../show/show-ssh.ts';

type Login = Recorded<SshLoginObservation>;

/** A session from its connection to its end, and what `debug ip ssh` put into the log meanwhile. */
export interface DebuggedSession {
  readonly login: Login;
  /** Of the client, up to just before it left. */
  readonly packets: Recorded<SshPacketsObservation>;
  /** `show logging`. */
  readonly shown: Recorded<CliObservation>;
}

/** Algorithms whose packets the guide's figures speak of. */
export interface PlainAlgorithms {
  readonly kex: string;
  readonly cipher: string;
  readonly mac: string;
}

const sessionEnded = /: Session (?:terminated|disconnected)\b/;

export type SshDebugging = ReturnType<typeof sshDebugging>;

/** What the suites on `debug ip ssh` do again and again; with a keyword, of that class of lines alone. */
export function sshDebugging(
  { dut, client, bench }: Pick<Lab, 'dut' | 'client' | 'bench'>,
  keyword?: 'detail' | 'packet' | 'client',
) {
  /** The log while a stimulus happens, up to the end of so many sessions. */
  const watch = (stimulus: () => Promise<unknown>, sessions = 1): Promise<Recorded<CliObservation>> => {
    // The end of a session is an event: where those are not shown, a message of our own tells that all has come.
    if (keyword === undefined || keyword === 'detail')
      return dut.logged(stimulus, { pattern: sessionEnded, count: sessions });
    return watchToMark(stimulus);
  };
  const watchToMark = (stimulus: () => Promise<unknown>): Promise<Recorded<CliObservation>> =>
    dut.logged(
      async () => {
        await stimulus();
        await dut.enter('global-config');
        await dut.enter('privileged-exec');
      },
      { pattern: /%SYS-5-CONFIG_I/ },
    );
  /** Stamps to the millisecond, all debug into a log buffer that holds it, and none on the console's line. */
  const prepare = async (): Promise<void> => {
    await dut.show('undebug all');
    await dut.configure('service timestamps debug datetime msec');
    await dut.configure('logging buffered 500000 debugging');
    await dut.configure('logging console informational');
  };
  /** The guide's where the release has it, else the release's first of that kind. */
  const plain = (): PlainAlgorithms => {
    const { profile } = bench;
    const first = (fact: string, ofGuide: string, kind: RegExp): string => {
      const has = claimed(profile, fact);
      return has.includes(ofGuide) ? ofGuide : (has.find((name) => kind.test(name)) ?? has[0] ?? ofGuide);
    };
    return {
      kex: first('ssh-kex', 'diffie-hellman-group14-sha1', /^(?!.*group-exchange)/),
      cipher: first('ssh-ciphers', 'aes128-ctr', /-(?:ctr|cbc)$/),
      mac: first('ssh-macs', 'hmac-sha1', /^hmac-(?!.*etm)/),
    };
  };
  const offering = ({ kex, cipher, mac }: PlainAlgorithms): NonNullable<SshLoginArgs['algorithms']> => ({
    kex: [kex],
    cipher: [cipher],
    mac: [mac],
  });

  return {
    plain,
    offering,

    watch,
    prepare,

    /** A user of our own, so that its name says which session is meant. */
    user: async (name: string): Promise<{ readonly username: string; readonly password: string }> => {
      const password = bench.secret(name).reveal();
      await dut.configure(`username ${name} privilege 1 password ${password}`);
      return { username: name, password };
    },

    /** Prepares, and turns the debugging on; gives what the device says to that. */
    start: async (): Promise<Recorded<CliObservation>> => {
      await prepare();
      return await dut.show(['debug ip ssh', ...(keyword === undefined ? [] : [keyword])].join(' '));
    },

    /** One session with a shell, which is left from our side. */
    watchSession: async (
      how: SshLoginArgs = {},
      during: (login: Login) => Promise<unknown> = () => Promise.resolve(),
    ): Promise<DebuggedSession> => {
      const seen: { login?: Login; packets?: Recorded<SshPacketsObservation> } = {};
      const shown = await watch(async () => {
        const login = await client.login({ algorithms: offering(plain()), ...how });
        await client.shell(login);
        await during(login);
        seen.login = login;
        seen.packets = await client.packets(login);
        await client.logout(login);
      });
      const { login, packets } = seen;
      if (login === undefined || packets === undefined) throw new PcoError('no session was watched');
      return { login, packets, shown };
    },

    /** A login that is to be refused. */
    watchRefusal: async (
      how: SshLoginArgs,
    ): Promise<{ readonly login: Login; readonly shown: Recorded<CliObservation> }> => {
      const logins: Login[] = [];
      const shown = await watch(async () =>
        logins.push(await client.login({ algorithms: offering(plain()), ...how })),
      );
      const [login] = logins;
      if (login === undefined) throw new PcoError('no login was watched');
      return { login, shown };
    },

    /** A session in which one packet has a wrong MAC: the sequence number of that packet, and how it ended. */
    watchDamage: async (): Promise<{
      readonly sequence: number;
      readonly end: Recorded<SshEndObservation>;
      readonly shown: Recorded<CliObservation>;
    }> => {
      const ends: Recorded<SshEndObservation>[] = [];
      const sequences: number[] = [];
      const shown = await watch(async () => {
        const login = await client.login({ algorithms: offering(plain()) });
        await client.shell(login);
        sequences.push(nextSequence(await client.packets(login)));
        ends.push(await client.damage(login));
      });
      const [end] = ends;
      const [sequence] = sequences;
      if (end === undefined || sequence === undefined) throw new PcoError('no session was damaged');
      return { sequence, end, shown };
    },

    /** What is in the log when nothing is debugged, while a session comes and goes. */
    watchSilence: (): Promise<Recorded<CliObservation>> =>
      watchToMark(async () => {
        const login = await client.login();
        await client.shell(login);
        await client.logout(login);
      }),

    /** The log while something else happens, such as a session from the device. */
    watchMeanwhile: watchToMark,

    /** The connection number of the only session of a user. */
    slotOf: async (user: string): Promise<number> => {
      const { connections } = parseShowSsh(outputLines((await dut.show('show ssh')).observation));
      const found = [
        ...new Set(
          connections.flatMap(({ connection, username }) => (username === user ? [connection] : [])),
        ),
      ];
      const [slot] = found;
      if (slot === undefined || found.length > 1)
        throw new PcoError(`show ssh does not tell which session is that of ${user}`, {
          expected: 'one session',
          got: `${found.length}`,
          where: 'show ssh',
        });
      return slot;
    },
  };
}

/** Packets of one direction in the terms of what is expected of the debug. */
export function figuresOf(
  { observation }: Recorded<SshPacketsObservation>,
  direction: SshPacket['direction'],
): { readonly type: number; readonly length: number; readonly padLength: number }[] {
  return observation.packets
    .filter((packet) => packet.direction === direction)
    .map(({ type, length, padLength }) => ({ type, length, padLength }));
}

/** The sequence number of the first encrypted packet of a direction. */
export function firstEncrypted(
  { observation }: Recorded<SshPacketsObservation>,
  direction: SshPacket['direction'],
): number {
  const first = observation.packets.find((packet) => packet.direction === direction && packet.encrypted);
  return first?.sequence ?? 0;
}

/** The sequence number that the next packet of ours has. */
function nextSequence({ observation }: Recorded<SshPacketsObservation>): number {
  const sent = observation.packets.filter(({ direction }) => direction === 'sent');
  return (sent.at(-1)?.sequence ?? -1) + 1;
}

/** Block and MAC in bytes as an encrypted packet of ours has them. */
export function sealOf({ observation }: Recorded<SshPacketsObservation>): {
  readonly block: number;
  readonly macLength: number;
} {
  const packet = observation.packets.find(
    ({ encrypted, direction }) => encrypted && direction === 'received',
  );
  return { block: packet?.blockLength ?? 0, macLength: packet?.macLength ?? 0 };
}
