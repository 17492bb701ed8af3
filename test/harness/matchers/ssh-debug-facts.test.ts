import t from 'tap';
import {
  algorithmsDebugged,
  authenticationsDebugged,
  identsDebugged,
  requestsDebugged,
  signatureDebugged,
  terminalDebugged,
} from '../../../harness/matchers/ssh-debug-facts.ts';
import { changed, debuggedSession, transcript } from './debugged-session.ts';

const session = debuggedSession();
const whole = transcript(session);
const nothing = transcript([]);

t.test('identsDebugged rejects another string, another order and one that is cut or doubled', (t) => {
  const idents = identsDebugged({ sent: 'SSH-1.99-Cisco-1.25', received: 'SSH-2.0-client' });
  t.ok(idents.match(whole).matches);
  t.notOk(idents.match(transcript(changed(session, /SSH-1\.99/, 'SSH-2.0'))).matches);
  t.notOk(idents.match(transcript(changed(session, /SSH-2\.0-client/, 'SSH-2.0-cli'))).matches);
  const [started = '', sent = '', received = ''] = session;
  t.notOk(idents.match(transcript([started, received, sent])).matches);
  t.notOk(idents.match(transcript([started, sent, sent, received])).matches);
  t.notOk(idents.match(transcript([sent, received])).matches);
  t.notOk(idents.match(nothing).matches);
  t.end();
});

t.test('algorithmsDebugged rejects swapped directions, another name, and compression', (t) => {
  const toServer = { cipher: 'aes128-ctr', mac: 'hmac-sha1' };
  const toClient = { cipher: 'aes256-ctr', mac: 'hmac-md5' };
  const told = algorithmsDebugged({ toServer, toClient });
  t.ok(told.match(whole).matches);
  t.notOk(algorithmsDebugged({ toServer: toClient, toClient: toServer }).match(whole).matches);
  t.notOk(told.match(transcript(changed(session, /hmac-md5/, 'hmac-sha1'))).matches);
  t.notOk(told.match(transcript(changed(session, /hmac-md5 none/, 'hmac-md5 zlib'))).matches);
  t.notOk(told.match(transcript(changed(session, /.*server->client.*/))).matches);
  t.ok(
    told.match(
      transcript([
        'SSH2 0: kex: client->server enc:aes128-ctr mac:hmac-sha1 ',
        'SSH2 0: kex: server->client enc:aes256-ctr mac:hmac-md5 ',
      ]),
    ).matches,
  );
  t.end();
});

t.test('signatureDebugged rejects the length that another key makes', (t) => {
  t.ok(signatureDebugged({ algorithm: 'ssh-rsa', bits: 1024 }).match(whole).matches, '143 of guide page 43');
  const guide37 = transcript(['SSH2 1: signature length 111']);
  t.ok(signatureDebugged({ algorithm: 'ssh-rsa', bits: 768 }).match(guide37).matches, '111 of guide page 37');
  t.notOk(signatureDebugged({ algorithm: 'ssh-rsa', bits: 2048 }).match(whole).matches);
  t.notOk(signatureDebugged({ algorithm: 'rsa-sha2-256', bits: 1024 }).match(whole).matches);
  t.notOk(signatureDebugged({ algorithm: 'ssh-rsa', bits: 1024 }).match(nothing).matches);
  t.end();
});

t.test('authenticationsDebugged rejects another user, one too many, and silence', (t) => {
  t.ok(authenticationsDebugged(['lab']).match(whole).matches);
  t.notOk(authenticationsDebugged(['guest']).match(whole).matches);
  t.notOk(authenticationsDebugged([]).match(whole).matches);
  const failed = transcript(changed(session, /.*authentication successful.*/));
  t.ok(authenticationsDebugged([]).match(failed).matches);
  t.notOk(authenticationsDebugged(['lab']).match(failed).matches);
  t.notOk(authenticationsDebugged([]).match(nothing).matches);
  t.end();
});

t.test('terminalDebugged rejects swapped sizes and a fixed one', (t) => {
  const asked = { height: 50, width: 132 };
  t.ok(terminalDebugged({ requested: asked, set: asked }).match(whole).matches);
  t.notOk(terminalDebugged({ requested: { height: 132, width: 50 }, set: asked }).match(whole).matches);
  const fixed = changed(session, /set: height 50, width 132/, 'set: height 24, width 80');
  t.notOk(terminalDebugged({ requested: asked, set: asked }).match(transcript(fixed)).matches);
  t.ok(
    terminalDebugged({ requested: asked, set: { height: 24, width: 80 } }).match(transcript(fixed)).matches,
  );
  t.notOk(terminalDebugged({ requested: asked, set: asked }).match(nothing).matches);
  t.end();
});

t.test('requestsDebugged rejects a request that is missing, and another order', (t) => {
  t.ok(requestsDebugged(['pty-req', 'shell']).match(whole).matches);
  t.notOk(requestsDebugged(['pty-req', 'x11-req', 'shell']).match(whole).matches);
  t.notOk(requestsDebugged(['shell', 'pty-req']).match(whole).matches);
  t.end();
});
