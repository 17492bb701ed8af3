import { type Action, keyword, line, type Node, word } from '../command-line/grammar.ts';
import { enrollCommand } from '../keys/enroll-command.ts';
import { keyCommands } from '../keys/key-commands.ts';
import type { Release } from '../release.ts';
import { blockLines, blockOf } from './blocks.ts';
import { keep, valued } from './keep.ts';

const trustpoint: Action = {
  run: ({ configuration, enter, parsed }) =>
    enter('ca-trustpoint', [blockOf(configuration, parsed.canonical)]),
  no: ({ configuration, parsed }, { name = '' }) => {
    configuration.blocks.delete(parsed.canonical);
    configuration.certificates.delete(name);
  },
  show: {
    section: 'crypto',
    lines: (context) => blockLines(context, 'crypto pki trustpoint ', 'ca-trustpoint'),
  },
};

const chain: Action = {
  run: ({ configuration, enter }, { name = '' }) => {
    enter('config-cert-chain', [blockOf(configuration, `certificate chain ${name}`)]);
  },
  no: ({ configuration }, { name = '' }) => void configuration.certificates.delete(name),
  show: {
    section: 'crypto',
    lines: ({ configuration }) =>
      [...configuration.certificates].flatMap(([name, lines]) => [
        '!',
        `crypto pki certificate chain ${name}`,
        ' certificate self-signed 01',
        ...lines.map((text) => `  ${text}`),
        '  \tquit',
      ]),
  },
};

/** `crypto …` of the global configuration. */
export const cryptoCommand = (release: Release): Node =>
  keyword(
    'crypto',
    'Encryption module',
    ...keyCommands(release),
    keyword(
      'pki',
      'Public Key components',
      enrollCommand,
      keyword('trustpoint', 'Define a CA trustpoint', word('name', 'CA Server Name', trustpoint)),
      keyword(
        'certificate',
        'Certificate commands',
        keyword('chain', 'Identify certificates', word('name', 'CA Server Name', chain)),
      ),
    ),
  );

export const trustpointModeCommands: readonly Node[] = [
  keyword(
    'enrollment',
    'Enrollment parameters',
    keyword('selfsigned', 'self signed certificate', keep('pki')),
  ),
  valued('subject-name', 'Subject Name', keep('pki'), line('name', 'LDAP format subject name', keep('pki'))),
  valued(
    'revocation-check',
    'Revocation checking options',
    keep('pki'),
    line('methods', 'crl, none, ocsp', keep('pki')),
  ),
  valued(
    'rsakeypair',
    'Specify rsakeypair for this identity',
    keep('pki'),
    word('name', 'RSA keypair label', keep('pki')),
  ),
];

export const certificateChainModeCommands: readonly Node[] = [
  keyword(
    'certificate',
    'add certificate',
    keyword(
      'self-signed',
      'CA self-signed certificate',
      word('serial', 'Certificate serial number', {
        run: async ({ configuration, blocks, io }) => {
          const [block] = blocks;
          const lines: string[] = [];
          for (;;) {
            const typed = (await io.ask('')).trim();
            if (typed === 'quit') break;
            if (typed !== '') lines.push(typed);
          }
          const groups = lines.join(' ').split(/\s+/);
          const formed = Array.from({ length: Math.ceil(groups.length / 8) }, (_, row) => {
            const last = (row + 1) * 8 >= groups.length;
            return groups.slice(row * 8, row * 8 + 8).join(' ') + (last ? '' : ' ');
          });
          for (const [name, candidate] of configuration.blocks) {
            if (candidate !== block) continue;
            configuration.blocks.delete(name);
            configuration.certificates.set(name.replace('certificate chain ', ''), formed);
          }
        },
      }),
    ),
  ),
];
