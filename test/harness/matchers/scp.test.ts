import t from 'tap';
import type { ScpMessage, ScpObservation } from '../../../bench/scp-client.ts';
import {
  closedByDevice,
  contentIs,
  copied,
  copyRefused,
  fileAnnounced,
  fileHas,
  md5Shown,
  outlasted,
  remoteShellUnserved,
} from '../../../harness/matchers/scp.ts';
import { cli, login } from './observations.ts';

const ok: ScpMessage = { by: 'device', kind: 'ok', text: '' };
const complaint: ScpMessage = { by: 'device', kind: 'error', text: 'Privilege denied.' };
const sha256 = 'a'.repeat(64);
const md5 = 'b'.repeat(32);

function upload(rest: Partial<ScpObservation> = {}): ScpObservation {
  return {
    kind: 'scp',
    direction: 'upload',
    path: 'flash:conform-one',
    result: 'ok',
    login: login(),
    command: 'scp -t flash:conform-one',
    exec: 'granted',
    messages: [ok, ok, ok],
    data: { bytes: 12, sha256, md5 },
    closedBy: 'device',
    end: { by: 'us' },
    milliseconds: 400,
    ...rest,
  };
}

function download(rest: Partial<ScpObservation> = {}): ScpObservation {
  return upload({
    direction: 'download',
    file: { name: 'conform-one', mode: '0644', size: 12 },
    messages: [{ by: 'device', kind: 'record', text: 'C0644 12 conform-one' }, ok],
    ...rest,
  });
}

const refused = { result: 'failed', login: login({ outcome: 'refused' }), messages: [] } as const;

t.test('copied rejects what did not go whole', (t) => {
  t.ok(copied().match(upload()).matches);
  t.ok(copied().match(download()).matches);
  t.match(copied().match(upload({ result: 'failed', messages: [complaint] })), {
    matches: false,
    got: /^not copied, error "Privilege denied\.", 12 bytes, closed by device, ended by us$/,
  });
  t.notOk(copied().match({ kind: 'ssh-exec' } as never).matches);
  t.end();
});

t.test('copyRefused rejects a copy, a part of one, and a refusal elsewhere', (t) => {
  const at = (rest: Partial<ScpObservation>, make = upload) =>
    (['connection', 'login', 'exec', 'dialogue'] as const).filter(
      (stage) => copyRefused([stage]).match(make({ result: 'failed', ...rest })).matches,
    );
  t.same(at({}), [], 'all was taken');
  t.same(at({}, download), [], 'all was given');
  t.same(at({ data: { bytes: 1, sha256, md5 }, messages: [] }, download), [], 'some was given');
  t.same(at(refused), ['login']);
  t.same(at({ login: login({ outcome: 'unreachable' }), messages: [] }), ['connection']);
  t.same(at({ login: login({ outcome: 'closed' }), messages: [] }), ['connection']);
  t.same(at({ exec: 'refused', messages: [] }), ['exec']);
  t.same(at({ exec: 'ended', messages: [] }), ['exec']);
  t.same(at({ messages: [complaint] }), ['dialogue']);
  t.same(at({ messages: [ok, ok, complaint] }), ['dialogue']);
  t.same(at({ messages: [complaint], data: { bytes: 0, sha256, md5 } }, download), ['dialogue']);
  t.ok(copyRefused(['exec', 'dialogue']).match(upload({ result: 'failed', exec: 'refused' })).matches);
  t.end();
});

t.test('closedByDevice rejects what was left to us', (t) => {
  t.ok(closedByDevice().match(upload()).matches);
  t.ok(closedByDevice().match(upload({ closedBy: 'us', end: { by: 'server' } })).matches);
  t.notOk(closedByDevice().match(upload({ closedBy: 'us' })).matches);
  const { closedBy: _, ...neverOpened } = upload({ exec: 'refused' });
  t.notOk(closedByDevice().match(neverOpened).matches);
  t.end();
});

t.test('contentIs rejects other bytes, and part of them', (t) => {
  t.ok(contentIs(sha256).match(download()).matches);
  t.notOk(contentIs('c'.repeat(64)).match(download()).matches);
  t.notOk(contentIs(sha256).match(download({ result: 'failed' })).matches);
  const { data: _, ...none } = download();
  t.match(contentIs(sha256).match(none), { matches: false, got: 'no data' });
  t.throws(() => contentIs.fromJson(''), 'the digest of nothing is none');
  t.end();
});

t.test('fileAnnounced rejects another name and another size', (t) => {
  const expected = { name: 'conform-one', size: 12 };
  t.ok(fileAnnounced(expected).match(download()).matches);
  t.notOk(fileAnnounced({ ...expected, size: 13 }).match(download()).matches);
  t.notOk(fileAnnounced({ ...expected, name: 'one' }).match(download()).matches);
  t.match(fileAnnounced(expected).match(upload()), { matches: false, got: 'no record' });
  t.end();
});

t.test('fileHas rejects a file without the line, and one that did not come whole', (t) => {
  const text = '!\r\nhostname Switch\r\nend\r\n';
  t.ok(fileHas('^hostname Switch$').match(download({ text })).matches);
  t.notOk(fileHas('^hostname Router$').match(download({ text })).matches);
  t.notOk(fileHas('^hostname Switch$').match(download({ text, result: 'failed' })).matches);
  t.notOk(fileHas('^hostname Switch$').match(download()).matches);
  t.end();
});

t.test('outlasted rejects a copy that was cut, and one that had no time to be', (t) => {
  t.ok(outlasted(399).match(upload()).matches);
  t.notOk(outlasted(400).match(upload()).matches);
  t.notOk(outlasted(399).match(upload({ result: 'failed' })).matches);
  t.end();
});

t.test('md5Shown rejects another digest, and a refusal', (t) => {
  const shown = (digest: string) => cli(['.Done!', `verify /md5 (flash:conform-one) = ${digest}`, '']);
  t.ok(md5Shown(md5).match(shown(md5)).matches);
  t.ok(md5Shown(md5).match(shown(md5.toUpperCase())).matches);
  t.match(md5Shown(md5).match(shown('c'.repeat(32))), { matches: false, got: 'c'.repeat(32) });
  t.notOk(md5Shown(md5).match(cli(['%Error verifying flash:conform-one (No such file)'])).matches);
  t.end();
});

t.test('remoteShellUnserved rejects a port that is served', (t) => {
  const answered = (answer: 'taken' | 'refused' | 'silent') => ({ kind: 'remote-shell', answer }) as const;
  t.ok(remoteShellUnserved().match(answered('refused')).matches);
  t.ok(remoteShellUnserved().match(answered('silent')).matches);
  t.match(remoteShellUnserved().match(answered('taken')), { matches: false, got: 'TCP/514: taken' });
  t.end();
});
