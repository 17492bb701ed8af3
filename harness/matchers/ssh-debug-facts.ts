import { z } from 'zod';
import { type DebugOutput, debugOutput, sshDebugOf } from '../debug/debug-lines-of.ts';
import { defineMatcher } from './define.ts';
import { matchOf } from './findings.ts';

/** Matchers of what `debug ip ssh` tells of one session: who, with what, from where. */

/** Each string once, in this order, behind the line that the control process began. */
export const identsDebugged = defineMatcher<
  DebugOutput,
  { readonly sent: string; readonly received: string }
>(
  'identsDebugged',
  debugOutput,
  z.strictObject({ sent: z.string().min(1), received: z.string().min(1) }),
  ({ sent, received }, output) => {
    const told = sshDebugOf(output).flatMap(({ fact }) =>
      fact.what === 'control started' || fact.what === 'ident sent' || fact.what === 'ident received'
        ? [`${fact.what}${'ident' in fact ? ` ${fact.ident}` : ''}`]
        : [],
    );
    const wanted = ['control started', `ident sent ${sent}`, `ident received ${received}`];
    return { matches: told.join('\n') === wanted.join('\n'), got: told.join(', ') || 'none of them' };
  },
);

const directionSchema = z.strictObject({ cipher: z.string(), mac: z.string() });
type Direction = Readonly<z.infer<typeof directionSchema>>;

/** The algorithms of each direction; compression, where it is named, is none. */
export const algorithmsDebugged = defineMatcher<
  DebugOutput,
  { readonly toServer: Direction; readonly toClient: Direction }
>(
  'algorithmsDebugged',
  debugOutput,
  z.strictObject({ toServer: directionSchema, toClient: directionSchema }),
  ({ toServer, toClient }, output) => {
    const told = sshDebugOf(output).flatMap(({ fact }) =>
      fact.what === 'algorithms'
        ? [
            {
              text: `${fact.direction} ${fact.cipher} ${fact.mac}`,
              compressed: (fact.compression ?? 'none') !== 'none',
            },
          ]
        : [],
    );
    const wanted = [
      `client->server ${toServer.cipher} ${toServer.mac}`,
      `server->client ${toClient.cipher} ${toClient.mac}`,
    ];
    const texts = told.map(({ text }) => text);
    return {
      matches: texts.join() === wanted.join() && !told.some(({ compressed }) => compressed),
      got: texts.join(', ') || 'no algorithms',
    };
  },
);

/**
 * The signature that a host key of so many bits makes: two strings, the algorithm's name and the signature, each with
 * its length before it (RFC 4253 section 6.6).
 */
export const signatureDebugged = defineMatcher<
  DebugOutput,
  { readonly algorithm: string; readonly bits: number }
>(
  'signatureDebugged',
  debugOutput,
  z.strictObject({ algorithm: z.string().min(1), bits: z.int().positive() }),
  ({ algorithm, bits }, output) => {
    const length = 4 + algorithm.length + 4 + Math.ceil(bits / 8);
    const told = sshDebugOf(output).flatMap(({ fact }) => (fact.what === 'signature' ? [fact.length] : []));
    return {
      matches: told.length > 0 && told.every((each) => each === length),
      got: told.length === 0 ? 'no signature' : `signature length ${told.join(', ')} in place of ${length}`,
    };
  },
);

/** Who is told to have been authenticated, once for each time: nobody where nobody was. */
export const authenticationsDebugged = defineMatcher<DebugOutput, readonly string[]>(
  'authenticationsDebugged',
  debugOutput,
  z.array(z.string().min(1)).readonly(),
  (expected, output) => {
    const lines = sshDebugOf(output);
    const told = lines.flatMap(({ fact }) => (fact.what === 'authenticated' ? [fact.user] : []));
    return {
      matches: lines.length > 0 && told.join('\n') === expected.join('\n'),
      got: lines.length === 0 ? 'no debug at all' : told.join(', ') || 'nobody',
    };
  },
);

const sizeSchema = z.strictObject({ height: z.int().nonnegative(), width: z.int().nonnegative() });
type Size = Readonly<z.infer<typeof sizeSchema>>;

/** The size that a client asked for, and the one that its terminal got. */
export const terminalDebugged = defineMatcher<DebugOutput, { readonly requested: Size; readonly set: Size }>(
  'terminalDebugged',
  debugOutput,
  z.strictObject({ requested: sizeSchema, set: sizeSchema }),
  (expected, output) => {
    const text = ({ height, width }: Size): string => `height ${height}, width ${width}`;
    const told = sshDebugOf(output).flatMap(({ fact }) =>
      fact.what === 'terminal' ? [`requested: ${text(fact.requested)}; set: ${text(fact.set)}`] : [],
    );
    const wanted = `requested: ${text(expected.requested)}; set: ${text(expected.set)}`;
    return { matches: told.length === 1 && told[0] === wanted, got: told.join(' | ') || 'no terminal' };
  },
);

/** The requests on the session's channel, in their order; others may come between. */
export const requestsDebugged = defineMatcher<DebugOutput, readonly string[]>(
  'requestsDebugged',
  debugOutput,
  z.array(z.string().min(1)).min(1).readonly(),
  (expected, output) => {
    const told = sshDebugOf(output).flatMap(({ fact }) => (fact.what === 'request' ? [fact.name] : []));
    const missing = expected.filter((name) => !told.includes(name)).map((name) => `no ${name} request`);
    const order = told.filter((name) => expected.includes(name));
    const findings =
      missing.length > 0 || order.join() === expected.join() ? missing : [`requests ${order.join(', ')}`];
    return matchOf(findings, told.join(', '));
  },
);
