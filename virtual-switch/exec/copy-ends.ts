import type { CommandContext } from '../command-line/context.ts';
import { CommandError } from '../command-line/errors.ts';
import { hostnameOf } from '../configuration/configuration.ts';
import { FileError } from '../files/file-system.ts';
import { type FilePath, inside, lastName, shownPath } from '../files/paths.ts';
import { confirmed } from './single-key.ts';

/** The configurations by the words that `copy` has for them. */
export const places: Readonly<Record<string, FilePath>> = {
  'running-config': { system: 'system', names: ['running-config'] },
  'startup-config': { system: 'nvram', names: ['startup-config'] },
};

/** The name that a copy is offered under. */
export function defaultName({ device }: CommandContext, source: FilePath): string {
  if (shownPath(source) !== 'system:/running-config') return lastName(source);
  return `${hostnameOf(device.configuration).toLowerCase()}-confg`;
}

/** The end of every copy: what it changed is told, and how long it took. */
export function noteCopied(
  { device, io, session }: CommandContext,
  destination: FilePath | undefined,
  done: { readonly startedAt: number; readonly bytes: number; readonly from: string },
): void {
  const seconds = Math.max(0.001, (device.clock.now() - done.startedAt) / 1000);
  const place = destination === undefined ? '' : shownPath(destination);
  if (place === 'system:/running-config') {
    for (const { text, reason } of device.files.system.rejected) io.print(`${text}\n${reason}\n`);
    if (session) device.noteChange(session.line, done.from);
  }
  if (place === 'nvram:/startup-config') io.print('[OK]\n');
  const rate = Math.round(done.bytes / seconds);
  io.print(`${done.bytes} bytes copied in ${seconds.toFixed(3)} secs (${rate} bytes/sec)\n`);
}

/** `Destination filename [x]?`; a directory takes the file under the name that is offered. */
export async function askDestination(
  { device, io }: CommandContext,
  asked: FilePath,
  name: string,
): Promise<FilePath> {
  const isDirectory = device.files.find(asked)?.directory === true;
  const proposed = isDirectory ? { ...asked, names: [...asked.names, name] } : asked;
  const typed = (await io.ask(`Destination filename [${inside(proposed)}]? `)).trim();
  if (typed === '') return proposed;
  return device.files.place(typed, { system: proposed.system, names: [] }) ?? proposed;
}

/** Asks before a file is replaced; a view of the configuration is never asked about. */
export async function mayOverwrite(context: CommandContext, destination: FilePath): Promise<boolean> {
  const { device, io } = context;
  const isView = Object.values(places).some((place) => shownPath(place) === shownPath(destination));
  if (isView || device.files.find(destination)?.directory !== false) return true;
  io.print('%Warning:There is a file already existing with this name \n');
  return confirmed(context, 'Do you want to over write? ');
}

/** What a copy cannot begin with is said as it is of any file. */
export function orSay<T>(path: FilePath, doing: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new CommandError(`%Error ${doing} ${shownPath(path)} (${error.reason})\n`);
  }
}
