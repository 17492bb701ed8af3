import { z } from 'zod';
import { type DebugOutput, debugOutput, sshDebugOf } from '../debug/debug-lines-of.ts';
import { defineMatcher } from './define.ts';

/** `debug ip ssh client` tells each identification string of an outbound session once: the server's and the device's own. */
export const clientIdentsDebugged = defineMatcher<
  DebugOutput,
  { readonly received: string; readonly sent: string }
>(
  'clientIdentsDebugged',
  debugOutput,
  z.strictObject({ received: z.string().min(1), sent: z.string().min(1) }),
  ({ received, sent }, output) => {
    const told = sshDebugOf(output).flatMap(({ class: of, fact }) =>
      of === 'client' && (fact.what === 'ident received' || fact.what === 'ident sent')
        ? [`${fact.what} ${fact.ident}`]
        : [],
    );
    const wanted = [`ident received ${received}`, `ident sent ${sent}`];
    return {
      matches: told.toSorted().join('\n') === wanted.join('\n'),
      got: told.join(', ') || 'none of them',
    };
  },
);
