import { z } from 'zod';

/**
 * The shape of the registry's files. Strict: an unknown field is an error, so that a misspelt `optionl: true`
 * does not turn into a required pattern.
 */

/** The hazards and roles are the bench's; named again here because this room imports nothing of ours. */
export const hazards = [
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

export const roles = [
  'console',
  'ssh-client',
  'sshv1-client',
  'multi-ssh-clients',
  'telnet-client',
  'ssh-server-host',
  'sshv1-server-host',
  'second-device',
  'scp-client',
  'trap-listener',
  'tacacs-server',
  'radius-server',
  'otp-server',
  'syslog-listener',
  'dns-server',
  'vrf',
  'packet-capture',
  'alt-image',
  'reload-allowed',
] as const;

const words = z.string().min(1);

const regularExpression = words.superRefine((source, context) => {
  try {
    new RegExp(source);
  } catch (error) {
    context.addIssue({
      code: 'custom',
      message: `does not compile: ${error instanceof Error ? error.message : String(error)}`,
    });
  }
});

const expectation = z
  .strictObject({
    line: words.exactOptional(),
    re: regularExpression,
    source: z.enum(['guide', 'guide-repaired', 'derived', 'external']),
    absent: z.literal(true).exactOptional(),
    optional: z.literal(true).exactOptional(),
    alternative: z.literal(true).exactOptional(),
    instead_of: z.array(z.int().nonnegative()).min(1).exactOptional(),
    where: words.exactOptional(),
    from: words.exactOptional(),
    real: z.enum(['unsure', 'documentation']).exactOptional(),
    seen_in: z.array(words).exactOptional(),
    repaired_from: words.exactOptional(),
    continued: z.literal(true).exactOptional(),
    continuation: z.literal(true).exactOptional(),
    count: z.int().min(2).exactOptional(),
  })
  .refine(({ alternative, instead_of }) => (alternative === undefined) === (instead_of === undefined), {
    message: 'alternative and instead_of go together',
  })
  .refine(({ absent, optional, alternative }) => absent === undefined || (!optional && !alternative), {
    message: 'what must be absent can be neither optional nor an alternative',
  });

const requirement = z.strictObject({
  id: z.string().regex(/^[A-Z0-9]+(?:-[A-Z0-9]+)*-\d{3}$/, 'is no requirement id, such as SSH2-HOST-005'),
  chapter: z.int().positive(),
  section: words,
  page: words,
  lines: words,
  kind: z.enum([
    'procedure',
    'step',
    'behaviour',
    'restriction',
    'prerequisite',
    'default',
    'limit',
    'error',
    'output',
    'example',
    'feature',
  ]),
  suite: words,
  statement: words,
  command: words.exactOptional(),
  example: words.exactOptional(),
  example_printed: words.exactOptional(),
  config: z.array(words).exactOptional(),
  config_repairs: z.array(z.strictObject({ line: words, printed: words })).exactOptional(),
  applied: z.array(words).exactOptional(),
  not_applied: z.array(z.strictObject({ reason: words, lines: z.array(words) })).exactOptional(),
  variants: z.array(words).exactOptional(),
  mode: words,
  prompt: words.exactOptional(),
  leads_to: words.exactOptional(),
  prompt_after: words.exactOptional(),
  expect: z.array(expectation).superRefine((items, context) => {
    items.forEach((item, index) => {
      for (const other of item.instead_of ?? []) {
        if (other === index || items[other] === undefined || items[other].absent === true) {
          context.addIssue({
            code: 'custom',
            path: [index, 'instead_of'],
            message: `names item ${other}, which is not there to be stood in for`,
          });
        }
      }
    });
    if (items.some(({ continuation }) => continuation) && !items.some(({ continued }) => continued)) {
      context.addIssue({ code: 'custom', message: 'has a continuation of nothing' });
    }
  }),
  check: z.strictObject({ stimulus: words, channels: z.array(words), fail: words }),
  judge: words.exactOptional(),
  needs: z.array(z.enum(roles)),
  hazard: z.array(z.enum(hazards)),
  seconds: z.number().nonnegative(),
  negative: z.array(words),
  ambiguity: words.exactOptional(),
  note: words.exactOptional(),
  same_as: words.exactOptional(),
  related: z.array(words).exactOptional(),
});

const procedure = z.strictObject({
  number: z.string().regex(/^[PED]\d{2}$/, 'is no number of a procedure, such as P05'),
  title: words,
  chapter: words,
  pages: words,
  suite: words,
});

export const chapterFile = z.array(requirement);
export const proceduresFile = z.array(procedure);
