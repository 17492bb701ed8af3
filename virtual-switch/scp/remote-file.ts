import type { CommandContext } from '../command-line/context.ts';
import { CommandError } from '../command-line/errors.ts';
import { hostnameOf } from '../configuration/configuration.ts';

/** A file on another host, as a URL names it or as it was typed. */
export interface RemoteFile {
  readonly host: string;
  readonly user: string;
  readonly path: string;
}

/** `scp://user@host/path`, any part of it left out. */
export function readScpUrl(text: string): Partial<RemoteFile> {
  const [, user, host, path] = /^scp:(?:\/\/(?:([^@/]*)@)?([^/]*)(?:\/(.*))?)?$/is.exec(text) ?? [];
  return {
    ...(user !== undefined && user !== '' && { user }),
    ...(host !== undefined && host !== '' && { host }),
    ...(path !== undefined && path !== '' && { path }),
  };
}

export const shownUrl = ({ user, host, path }: RemoteFile): string => `scp://${user}@${host}/${path}`;

/** Who one is on the other host unless another name is typed: the user of the line, or the switch itself. */
function ownName({ device, session }: CommandContext): string {
  return session?.line.user ?? hostnameOf(device.configuration);
}

/** A source: what the URL does not say is asked for (copy-flash-scp--ccnp-book--1 and public transcripts). */
export async function askSource(context: CommandContext, url: string): Promise<RemoteFile> {
  const { host, user, path } = readScpUrl(url);
  return {
    host: host ?? (await ask(context, 'Address or name of remote host []? ')),
    user: user ?? (await ask(context, `Source username [${ownName(context)}]? `, ownName(context))),
    path: path ?? (await ask(context, 'Source filename []? ')),
  };
}

/** A destination: everything is asked for, and what the URL says is offered. */
export async function askTarget(context: CommandContext, url: string, name: string): Promise<RemoteFile> {
  const { host = '', user = ownName(context), path = '' } = readScpUrl(url);
  const offered = path === '' || path.endsWith('/') ? path + name : path;
  return {
    host: await ask(context, `Address or name of remote host [${host}]? `, host),
    user: await ask(context, `Destination username [${user}]? `, user),
    path: await ask(context, `Destination filename [${offered}]? `, offered),
  };
}

async function ask({ io }: CommandContext, question: string, offered = ''): Promise<string> {
  const typed = (await io.ask(question)).trim();
  const answer = typed === '' ? offered : typed;
  if (answer === '') throw new CommandError('%Error parsing filename (Invalid argument)\n');
  return answer;
}
