import { parseArgs } from 'node:util';
import { type BeginState, beginStates } from './boot/begin.ts';
import type { Endpoint, PatchPanel } from './patch-panel.ts';
import { defaultRelease, type Release, releaseNamed, releases } from './release.ts';

/** Wrong words on the command line. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}

export interface Options {
  readonly startupConfig: string | undefined;
  readonly release: Release;
  readonly baud: number;
  readonly steered: boolean;
  readonly patchPanel: PatchPanel;
  readonly faults: readonly string[];
  readonly listFaults: boolean;
  readonly variations: readonly string[];
  readonly listVariations: boolean;
  /** The state in which the console is found; just up and silent where it is not given. */
  readonly begin: BeginState | undefined;
}

/** Reads the command line; throws OptionError in one line that says option, expectation and what was given. */
export function readOptions(words: readonly string[]): Options {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...words],
      options: {
        'startup-config': { type: 'string' },
        release: { type: 'string', default: defaultRelease },
        baud: { type: 'string', default: '9600' },
        'steered-clock': { type: 'boolean', default: false },
        bind: { type: 'string', multiple: true, default: [] },
        route: { type: 'string', multiple: true, default: [] },
        fault: { type: 'string', multiple: true, default: [] },
        'list-faults': { type: 'boolean', default: false },
        variation: { type: 'string', multiple: true, default: [] },
        'list-variations': { type: 'boolean', default: false },
        begin: { type: 'string' },
      },
    }));
  } catch (error) {
    throw new OptionError(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  }
  const release = releaseNamed(values.release);
  if (release === undefined) {
    throw new OptionError(
      `--release: expected one of ${[...releases.keys()].join(', ')} or a number in one of them, got ${values.release}`,
    );
  }
  const baud = Number(values.baud);
  if (!Number.isInteger(baud) || baud < 300 || baud > 10_000_000) {
    throw new OptionError(`--baud: expected a number from 300 to 10000000, got ${values.baud}`);
  }
  const begin = beginStates.find((state) => state === values.begin);
  if (values.begin !== undefined && begin === undefined) {
    throw new OptionError(`--begin: expected one of ${beginStates.join(', ')}, got ${values.begin}`);
  }
  if (begin === 'initial-dialog' && values['startup-config'] !== undefined) {
    throw new OptionError('--begin initial-dialog: expected no --startup-config, as it begins without one');
  }
  return {
    startupConfig: values['startup-config'],
    release,
    baud,
    steered: values['steered-clock'],
    patchPanel: {
      binds: values.bind.map((text) => {
        const { vrf: _vrf, ...bind } = wire('--bind', text);
        return bind;
      }),
      routes: values.route.map((text) => wire('--route', text)),
    },
    faults: values.fault,
    listFaults: values['list-faults'],
    variations: values.variation,
    listVariations: values['list-variations'],
    begin,
  };
}

/** `[vrf/]ADDRESS:PORT=HOST:PORT` */
function wire(option: string, text: string): { vrf?: string; service: Endpoint; real: Endpoint } {
  const match = /^(?:([^/=:]+)\/)?([^/=:]+):(\d{1,5})=([^/=:]+):(\d{1,5})$/.exec(text);
  const [, vrf, address, port, host, realPort] = match ?? [];
  if (address === undefined || host === undefined || Number(port) > 65_535 || Number(realPort) > 65_535) {
    throw new OptionError(`${option}: expected ADDRESS:PORT=HOST:PORT, got ${text}`);
  }
  return {
    ...(vrf !== undefined && { vrf }),
    service: { host: address, port: Number(port) },
    real: { host, port: Number(realPort) },
  };
}
