import t from 'tap';
import { pubkeyUsersOf } from '../../../harness/show/pubkey-chain.ts';
import { parseShowRunningConfig } from '../../../harness/show/show-running-config.ts';
import { linesOf, withoutTranscripts } from './transcripts.ts';

const keys = ['ssh-rsa 5D24EA1D261C1836E437F4E67E2CEBEB', 'ssh-rsa CCA79DBB37A7EA060C781DA2767509C0'];

t.test('the keys of a real 3850, through filters', { skip: withoutTranscripts }, (t) => {
  for (const name of ['section-pubkey', 'section-ssh', 'section-user']) {
    const { lines } = parseShowRunningConfig(linesOf(`show-running-config-${name}--rikosintie--1.txt`));
    const users = pubkeyUsersOf(lines);
    // `section user` leaves out the line that all stands under.
    t.same([...users], name === 'section-user' ? [] : [['mhubbard', keys]], name);
  }
  t.end();
});
