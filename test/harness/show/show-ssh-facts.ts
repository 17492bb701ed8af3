import type { FactsOf } from './facts.ts';
import type { ShowSsh } from '../../../harness/show/show-ssh.ts';

/** What a person reads in each transcript, the lines that say nothing known included. */
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
    unknown: [],
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
    unknown: [],
  },
  'show-ssh--netacad-it--1.txt': { connections: [], idle: ['2', '1'], unknown: [] },
  'show-ssh--nhanhoa--1.txt': { connections: [], idle: ['2', '1'], unknown: [] },
  'show-ssh--vaamonde--1.txt': { connections: [], idle: ['2', '1'], unknown: [] },
  'show-ssh--ccna-notes-1-99--1.txt': {
    connections: [
      {
        connection: 0,
        version: '1.99',
        mode: 'IN',
        encryption: 'aes128-cbc',
        hmac: 'hmac-sha1',
        state: 'Session Started',
        username: 'yudi',
      },
      {
        connection: 0,
        version: '1.99',
        mode: 'OUT',
        encryption: 'aes128-cbc',
        hmac: 'hmac-sha1',
        state: 'Session Started',
        username: 'yudi',
      },
    ],
    idle: ['1'],
    unknown: [],
  },
};
