import t from 'tap';
import {
  compressionOffered,
  greetsWithVersion2,
  noEarlyChannel,
} from '../../../harness/matchers/ssh-offer.ts';
import { login } from './observations.ts';

t.test('greetsWithVersion2 rejects version 1, another protocol and silence', (t) => {
  const said = (ident: string) => greetsWithVersion2().match({ kind: 'ident', ident }).matches;
  t.ok(said('SSH-2.0-Cisco-1.25'));
  t.ok(said('SSH-1.99-Cisco-1.25'));
  for (const ident of ['SSH-1.5-Cisco-1.25', 'SSH-2-x', 'HTTP/1.1 400', ' SSH-2.0-x']) t.notOk(said(ident));
  t.notOk(greetsWithVersion2().match({ kind: 'ssh-login', outcome: 'unreachable', turns: [] }).matches);
  t.end();
});

t.test('compressionOffered rejects another list in either direction', (t) => {
  const offering = (compressionIn: string[], compressionOut: string[]) =>
    login({
      offer: {
        kex: [],
        hostKey: [],
        cipherIn: [],
        cipherOut: [],
        macIn: [],
        macOut: [],
        compressionIn,
        compressionOut,
      },
    });
  t.ok(compressionOffered(['none']).match(offering(['none'], ['none'])).matches);
  t.notOk(compressionOffered(['none']).match(offering(['none', 'zlib'], ['none'])).matches);
  t.notOk(compressionOffered(['none']).match(offering(['none'], ['zlib', 'none'])).matches);
  t.notOk(compressionOffered(['none']).match(login()).matches);
  t.end();
});

t.test('noEarlyChannel rejects one that was granted, and none that was asked for', (t) => {
  t.ok(noEarlyChannel().match(login({ earlyChannel: 'refused' })).matches);
  t.ok(noEarlyChannel().match(login({ earlyChannel: 'unanswered' })).matches);
  t.notOk(noEarlyChannel().match(login({ earlyChannel: 'granted' })).matches);
  t.notOk(noEarlyChannel().match(login()).matches);
  t.end();
});
