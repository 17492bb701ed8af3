/**
 * Programs that stand in for the virtual switch, to test how it is held. Each notes its options and the
 * startup configuration in the file that it is told of by FAKE_SWITCH_NOTES; a second device in one beside it, `.second`.
 */
const note = `
import { readFileSync, statSync, writeFileSync } from 'node:fs';
const options = process.argv.slice(2);
const startup = options[options.indexOf('--startup-config') + 1];
const isSecond = readFileSync(startup, 'utf8').includes('hostname Peer');
writeFileSync(process.env.FAKE_SWITCH_NOTES + (isSecond ? '.second' : ''), JSON.stringify({
  pid: process.pid, options, startup, mode: statSync(startup).mode & 0o777, text: readFileSync(startup, 'utf8'),
}));
`;
const ready = `
process.stdout.write(JSON.stringify({
  ready: true, console: isSecond ? '/dev/pts/second' : '/dev/pts/none', binds: { '192.0.2.1:22': '127.0.2.1:40022', '192.0.2.1:23': '127.0.2.1:40023', '192.0.2.1:514': '127.0.2.1:40514', '198.51.100.1:161': '127.0.4.1:40161' },
}) + '\\n');
`;
const clock = `
let heard = '';
process.stdin.on('data', (text) => {
  heard += text;
  for (let end = heard.indexOf('\\n'); end >= 0; end = heard.indexOf('\\n')) {
    const { id, op, ms } = JSON.parse(heard.slice(0, end));
    heard = heard.slice(end + 1);
    process.stdout.write(JSON.stringify({ id, now: 0, ...(op === 'advance' ? { advanced: ms } : {}) }) + '\\n');
  }
});
`;

export const fakeSwitches = {
  good: `${note}${ready}${clock}`,
  diesEarly: `${note}process.stderr.write('127.0.2.1:40022 is in use\\n'); process.exit(3);`,
  saysNothing: `${note}process.stdin.resume();`,
  secondDies: `${note}if (isSecond) { process.stderr.write('127.0.4.2:40122 is in use\\n'); process.exit(3); }${ready}${clock}`,
  staysForever: `${note}${ready}${clock}process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);`,
};

export interface Notes {
  readonly pid: number;
  readonly options: readonly string[];
  readonly startup: string;
  readonly mode: number;
  readonly text: string;
}
