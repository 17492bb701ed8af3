import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { type Configuration, flag } from '../configuration/configuration.ts';
import { type PatchPanel, routeTo } from '../patch-panel.ts';
import type { SwitchClock } from '../ssh/host.ts';
import { homeOf } from './dial.ts';
import { isQuestionable, readAnswer, writeQuestion } from './dns-message.ts';
import { routeIn, type TableName } from './tables.ts';

export interface ResolveOptions {
  readonly configuration: Configuration;
  readonly panel: PatchPanel;
  readonly clock: SwitchClock;
  /** The name that is asked for, of what was typed and `ip domain-name`. */
  readonly questionFor: (typed: string, domain: string | undefined) => string;
  readonly print: (text: string) => void;
  readonly giveUp: AbortSignal;
}

const dnsPort = 53;
/** `ip domain timeout` and `ip domain retry`, which are not there to be set. */
const answerMs = 3000;
const tries = 3;
/** Who is asked where no server is configured. */
const everybody = '255.255.255.255';

/**
 * The address of a host that was named: of `ip host`, or of a name server, both of the same table. What is printed
 * meanwhile is in the form that people paste; undefined where there is none, and then that was said.
 */
export async function resolveName(
  typed: string,
  table: TableName,
  options: ResolveOptions,
): Promise<string | undefined> {
  const { configuration, print } = options;
  const own = hostAddress(configuration, table, typed);
  if (own !== undefined) return own;
  if (flag(configuration, 'ip domain-lookup') === false || !isQuestionable(typed)) {
    print('% Bad IP address or host name');
    print('% Unknown command or computer name, or unable to find computer address\n');
    return undefined;
  }
  const configured = nameServers(configuration, table);
  const servers = configured.length === 0 ? [everybody] : configured;
  const question = options.questionFor(typed, configuration.domainName);
  print(`Translating "${typed}"...domain server`);
  for (const server of servers) {
    print(` (${server})`);
    const address = await ask(server, question, table, options);
    if (address !== undefined) {
      print(' [OK]\n');
      return address;
    }
  }
  print('\n% Unknown command or computer name, or unable to find computer address\n');
  return undefined;
}

/** `ip host [vrf NAME] HOST ADDRESS …`. */
function hostAddress({ settings }: Configuration, table: TableName, typed: string): string | undefined {
  for (const text of settings.values()) {
    const [, vrf, name, address] = /^ip host (?:vrf (\S+) )?(\S+) ([\d.]+)/.exec(text) ?? [];
    if (name !== undefined && vrf === table && name.toLowerCase() === typed.toLowerCase()) return address;
  }
  return undefined;
}

/** `ip name-server [vrf NAME] ADDRESS …`. */
function nameServers({ settings }: Configuration, table: TableName): string[] {
  return [...settings.values()].flatMap((text) => {
    const [, vrf, addresses] = /^ip name-server (?:vrf (\S+) )?([\d. ]+)$/.exec(text) ?? [];
    return addresses === undefined || vrf !== table ? [] : addresses.trim().split(/ +/);
  });
}

async function ask(
  server: string,
  question: string,
  table: TableName,
  options: ResolveOptions,
): Promise<string | undefined> {
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const addresses = await askOnce(server, question, table, options);
    if (addresses !== undefined) return addresses[0];
    if (options.giveUp.aborted) return undefined;
  }
  return undefined;
}

/** Undefined where no answer came in time; without addresses where there is no such host. */
function askOnce(
  server: string,
  question: string,
  table: TableName,
  { configuration, panel, clock, giveUp }: ResolveOptions,
): Promise<string[] | undefined> {
  const id = randomInt(0x10000);
  const vrf = table === undefined ? {} : { vrf: table };
  const route = routeIn(configuration, table, server);
  const real = route && routeTo(panel, { host: server, port: dnsPort, ...vrf });
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    const work = real === undefined ? undefined : clock.busy();
    // A server that says nothing must not hold a steered clock.
    const silence = setTimeout(() => work?.done(), 1000);
    let settled = false;
    const settle = (addresses: string[] | undefined): void => {
      settled = true;
      stop();
      clearTimeout(silence);
      work?.done();
      giveUp.removeEventListener('abort', abandoned);
      socket.removeAllListeners('message');
      socket.close();
      resolve(addresses);
    };
    const stop = clock.after(answerMs, () => settle(undefined));
    const abandoned = (): void => settle(undefined);
    giveUp.addEventListener('abort', abandoned);
    if (real === undefined || route === undefined) return;
    socket.on('error', () => undefined);
    socket.on('message', (bytes) => {
      const addresses = readAnswer(bytes, id);
      if (addresses !== undefined) settle(addresses);
    });
    socket.bind(0, homeOf(panel, route.source) ?? '127.0.0.1', () => {
      if (!settled) socket.send(writeQuestion(id, question), real.port, real.host);
    });
  });
}
