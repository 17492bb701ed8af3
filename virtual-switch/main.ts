import fs from 'node:fs/promises';
import readline from 'node:readline';
import { type ClockAnswer, clockRequestSchema, type Ready } from '../protocols/lab-clock.ts';
import { bringTo, fromPowerOn } from './boot/begin.ts';
import { ConsolePlug } from './boot/console-plug.ts';
import { CannotBegin } from './boot/person.ts';
import { SteerableClock } from './clock.ts';
import type { Rejected } from './configuration/load.ts';
import { ConsoleTerminal, runConsole } from './console.ts';
import { readFaults } from './faults.ts';
import { OptionError, type Options, readOptions } from './options.ts';
import type { Endpoint } from './patch-panel.ts';
import { type ConsolePty, openConsolePty } from './pty.ts';
import { standardSeams, type Seams } from './seams.ts';
import { agentPort, openSnmpPorts } from './snmp/ports.ts';
import { holdRshPort, rshPort } from './rsh-port.ts';
import { startSshServer } from './ssh/server.ts';
import { standardSurroundings, type Surroundings } from './surroundings.ts';
import { VirtualSwitch } from './switch.ts';
import { readVariations } from './variations.ts';
import { startTelnetServer, telnetPort } from './telnet/server.ts';

const usageError = 3;

try {
  const options = readOptions(process.argv.slice(2));
  if (options.listFaults) {
    const faults = await readFaults();
    process.stdout.write(
      `${JSON.stringify(faults.map(({ name, title, requirements }) => ({ name, title, requirements })))}\n`,
    );
  } else if (options.listVariations) {
    const variations = await readVariations();
    process.stdout.write(`${JSON.stringify(variations.map(({ name, title }) => ({ name, title })))}\n`);
  } else await run(options);
} catch (error) {
  if (!(error instanceof OptionError || error instanceof CannotBegin)) throw error;
  process.stderr.write(`virtual-switch: ${error.message}\n`);
  process.exit(usageError);
}

async function run(options: Options): Promise<void> {
  const clock = new SteerableClock();
  const surroundings = await surroundingsWith(options.variations);
  const startupConfiguration = surroundings.startup(await readStartupConfiguration(options));
  const device = new VirtualSwitch({
    clock,
    release: options.release,
    patchPanel: options.patchPanel,
    seams: await seamsWith(options.faults),
    ...(startupConfiguration !== undefined && { startupConfiguration }),
  });
  const { begin } = options;
  if (begin === undefined || !fromPowerOn(begin)) tellRejected(await device.start());
  if (begin === 'initial-dialog') device.nvram.erase();
  const pty = await openConsolePty();
  const plug = begin === undefined ? undefined : new ConsolePlug();
  const port = surroundings.consolePort(plug ?? pty);
  const line = new ConsoleTerminal(port, clock, surroundings.baud(options.baud));
  const terminal = surroundings.consoleLine(line, device);
  const { snmp } = device;
  const udp = await openSnmpPorts({ snmp, panel: options.patchPanel, clock });
  const tcp = options.patchPanel.binds.filter(({ service }) => service.port !== agentPort);
  const named = ({ host, port }: Endpoint) => ({ address: host, port });
  const servers = await Promise.all(
    tcp
      .filter(({ service }) => service.port !== telnetPort && service.port !== rshPort)
      .map(async ({ service, real }) => {
        const server = await startSshServer({
          host: device.ssh,
          listen: real,
          service: named(service),
          onConnection: (socket) => surroundings.connection(socket),
        });
        return { service, server };
      }),
  );
  const telnet = await Promise.all(
    tcp
      .filter(({ service }) => service.port === telnetPort)
      .map(async ({ service, real }) => {
        const server = await startTelnetServer({
          device,
          listen: real,
          service: named(service),
          onConnection: (socket) => surroundings.connection(socket),
        });
        return { service, server };
      }),
  );
  const rsh = await Promise.all(
    tcp
      .filter(({ service }) => service.port === rshPort)
      .map(async ({ service, real }) => ({ service, server: await holdRshPort(device, real) })),
  );
  const listening = [...servers, ...telnet, ...rsh];
  device.ssh.onRefresh(() => {
    for (const { server } of [...servers, ...rsh]) server.refresh();
  });
  device.power.onOff(() => {
    for (const { server } of listening) server.reset();
  });

  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    clock.close();
    await Promise.all(listening.map(({ server }) => server.close()));
    await udp.close();
    await pty.close();
    process.exit(0);
  };
  process.on('SIGTERM', () => void end());
  process.on('SIGINT', () => void end());

  const ready: Ready = {
    ready: true,
    console: pty.path,
    binds: Object.fromEntries([
      ...listening.map(({ service, server }): [string, string] => [
        `${service.host}:${service.port}`,
        `${server.address}:${server.port}`,
      ]),
      ...udp.binds.map(({ service, real }): [string, string] => [
        `${service.host}:${service.port}`,
        `${real.host}:${real.port}`,
      ]),
    ]),
  };
  void runConsole(device, terminal, tellRejected);
  if (begin !== undefined && plug !== undefined) {
    await bringTo(begin, { device, clock, plug, startupConfiguration });
    plug.plugIn(pty);
  }
  if (device.up) surroundings.up(device);
  process.stdout.write(`${JSON.stringify(ready)}\n`);

  const requests = readline.createInterface({ input: process.stdin });
  requests.on('close', () => void end());
  // One after the other: a jump is over before the next request is looked at.
  let last = Promise.resolve();
  requests.on('line', (text) => {
    last = last.then(async () => {
      const answer = await answerTo(text, clock, options.steered, pty.traffic);
      if (answer !== undefined) process.stdout.write(`${JSON.stringify(answer)}\n`);
    });
  });
}

function tellRejected(lines: readonly Rejected[]): void {
  for (const { line, text, reason } of lines) {
    process.stderr.write(`startup configuration, line ${line}: ${JSON.stringify(text)}: ${reason}\n`);
  }
}

async function answerTo(
  text: string,
  clock: SteerableClock,
  steered: boolean,
  console: ConsolePty['traffic'],
): Promise<ClockAnswer | undefined> {
  let request;
  try {
    request = clockRequestSchema.parse(JSON.parse(text));
  } catch {
    process.stderr.write(`virtual-switch: not a clock request: ${text}\n`);
    return undefined;
  }
  if (request.op === 'now') return { id: request.id, now: clock.now() };
  const arrived = (): boolean => console.typed >= (request.typed ?? 0);
  if (request.op === 'reach') {
    const reach = steered ? await clock.reach(request.ms, arrived) : 0;
    return { id: request.id, now: clock.now(), reach };
  }
  const advanced = steered ? await clock.advance(request.ms, arrived) : 0;
  return { id: request.id, now: clock.now(), advanced, printed: console.printed };
}

async function readStartupConfiguration({ startupConfig }: Options): Promise<string | undefined> {
  if (startupConfig === undefined) return undefined;
  try {
    return await fs.readFile(startupConfig, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new OptionError(`--startup-config: cannot be read: ${why}`);
  }
}

async function surroundingsWith(names: readonly string[]): Promise<Surroundings> {
  const surroundings = standardSurroundings();
  for (const variation of await chosen('variation', names, readVariations)) variation.apply(surroundings);
  return surroundings;
}

async function seamsWith(names: readonly string[]): Promise<Seams> {
  const seams = standardSeams();
  for (const fault of await chosen('fault', names, readFaults)) fault.apply(seams);
  return seams;
}

async function chosen<T extends { readonly name: string }>(
  what: 'fault' | 'variation',
  names: readonly string[],
  read: () => Promise<readonly T[]>,
): Promise<T[]> {
  if (names.length === 0) return [];
  const known = await read();
  return names.map((name) => {
    const found = known.find((candidate) => candidate.name === name);
    if (found !== undefined) return found;
    throw new OptionError(`--${what}: expected a name of --list-${what}s, got ${name}`);
  });
}
