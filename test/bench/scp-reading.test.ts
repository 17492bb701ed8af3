import t from 'tap';
import { readFileRecord, readScp, type ScpFact, writeScpFact } from '../../bench/scp-reading.ts';
import type { SshFact } from '../../bench/ssh-reading.ts';

const told = (...facts: readonly (ScpFact | SshFact)[]): string =>
  facts.map((fact) => writeScpFact(1, fact)).join('');

const ends = {
  fact: 'connected',
  client: { address: '192.0.2.10', port: 50_000 },
  server: { address: '192.0.2.1', port: 22 },
} as const;
const letIn: readonly SshFact[] = [
  ends,
  { fact: 'ident', ident: 'SSH-2.0-Cisco-1.25' },
  { fact: 'attempt', method: 'password' },
  { fact: 'answer', result: 'success', canContinue: [] },
];
const granted: ScpFact = { fact: 'scp-exec', answer: 'granted' };
const heard = (kind: 'ok' | 'warning' | 'error' | 'record' | 'other', text = ''): ScpFact => ({
  fact: 'scp-message',
  by: 'device',
  kind,
  text,
});
const said = (text: string): ScpFact => ({ fact: 'scp-message', by: 'us', kind: 'record', text });
const data: ScpFact = { fact: 'scp-data', bytes: 12, sha256: 'a'.repeat(64), md5: 'b'.repeat(32) };
const took: ScpFact = { fact: 'scp-took', milliseconds: 40 };
const end: SshFact = { fact: 'end', by: 'us' };

const up: ScpFact = { fact: 'scp', direction: 'upload', path: 'flash:x' };
const asked: ScpFact = { fact: 'scp-asked', command: 'scp -t flash:x' };
const upload = (...between: readonly ScpFact[]): string =>
  told(up, ...letIn, asked, granted, ...between, { fact: 'scp-closed', by: 'device' }, end, took);

t.test('an upload from its facts', (t) => {
  const whole = readScp(upload(heard('ok'), said('C0644 12 x'), heard('ok'), data, heard('ok')));
  t.match(whole, {
    kind: 'scp',
    direction: 'upload',
    result: 'ok',
    login: { outcome: 'authenticated', ident: 'SSH-2.0-Cisco-1.25' },
    exec: 'granted',
    data: { bytes: 12 },
    closedBy: 'device',
    end: { by: 'us' },
    milliseconds: 40,
  });
  t.equal(whole?.file, undefined);
  const failed = (...between: readonly ScpFact[]): string | undefined => readScp(upload(...between))?.result;
  const record = said('C0644 12 x');
  t.equal(failed(heard('ok'), record, heard('ok'), data), 'failed', 'the last answer is missing');
  t.equal(failed(heard('ok'), record, heard('ok'), data, heard('warning', 'full')), 'failed');
  t.equal(failed(heard('ok'), record, heard('ok'), data, heard('other', 'x')), 'failed');
  t.equal(failed(heard('ok'), said('C0644 13 x'), heard('ok'), data, heard('ok')), 'failed', 'cut short');
  const gone: ScpFact = { fact: 'scp-exit', status: 1 };
  t.equal(failed(heard('ok'), record, heard('ok'), data, heard('ok'), gone), 'failed');
  t.end();
});

t.test('a download from its facts', (t) => {
  const from: ScpFact = { fact: 'scp', direction: 'download', path: 'flash:x' };
  const download = (...between: readonly ScpFact[]) =>
    readScp(told(from, ...letIn, { ...asked, command: 'scp -f flash:x' }, granted, ...between, end, took));
  const record = heard('record', 'C0600 12 x');
  t.match(download(record, data, heard('ok')), {
    result: 'ok',
    file: { name: 'x', mode: '0600', size: 12 },
  });
  t.match(download(record, data), { result: 'failed' });
  t.match(download(heard('record', 'C0600 13 x'), data, heard('ok')), { result: 'failed' });
  t.match(download(heard('error', 'no such file')), { result: 'failed' });
  t.end();
});

t.test('who was not let in, who was refused a program, and what broke off', (t) => {
  const failure: readonly SshFact[] = [
    ends,
    { fact: 'attempt', method: 'password' },
    { fact: 'answer', result: 'failure', canContinue: [] },
  ];
  t.match(readScp(told(up, ...failure, end, took)), { result: 'failed', login: { outcome: 'refused' } });
  const refused = readScp(told(up, ...letIn, asked, { fact: 'scp-exec', answer: 'refused' }, end, took));
  t.match(refused, { result: 'failed', exec: 'refused', messages: [] });
  t.equal(readScp(told(up, ...letIn)), undefined, 'it did not come to its end');
  t.end();
});

t.test('the record of a file', (t) => {
  t.same(readFileRecord('C0644 0 a b'), { mode: '0644', size: 0, name: 'a b' });
  for (const none of ['C644 0 a', 'C0644 -1 a', 'C0644 1', 'D0755 0 a', 'C0648 1 a', ''])
    t.equal(readFileRecord(none), undefined, none);
  t.end();
});
