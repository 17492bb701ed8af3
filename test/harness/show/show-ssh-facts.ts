import type { FactsOf } from './facts.ts';
import type { ShowSsh } from '../../../harness/show/show-ssh.ts';

/** What a person reads in each transcript that a device printed; bodies of keys are left out. */
export const facts: FactsOf<ShowSsh> = {
  'show-ssh--opensysadmins-1941--1.txt': {
    connections: [
      {
        connection: 0,
        version: '2.0',
        mode: 'IN',
        encryption: 'aes256-cbc',
        hmac: 'hmac-sha2-256',
        state: 'Session started',
        username: 'admin',
      },
      {
        connection: 0,
        version: '2.0',
        mode: 'OUT',
        encryption: 'aes256-cbc',
        hmac: 'hmac-sha2-256',
        state: 'Session started',
        username: 'admin',
      },
    ],
    idle: [],
  },
  'show-ssh--tp4-gns3--1.txt': {
    connections: [
      {
        connection: 0,
        version: '2.0',
        mode: 'IN',
        encryption: 'aes256-cbc',
        hmac: 'hmac-sha1',
        state: 'Session started',
        username: 'admin',
      },
      {
        connection: 0,
        version: '2.0',
        mode: 'OUT',
        encryption: 'aes256-cbc',
        hmac: 'hmac-sha1',
        state: 'Session started',
        username: 'admin',
      },
    ],
    idle: ['1'],
  },
};
