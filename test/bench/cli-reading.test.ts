import { existsSync, readdirSync, readFileSync } from 'node:fs';
import t from 'tap';
import fc from 'fast-check';
import { asynchronyOf, renderLine } from '../../bench/cli-lines.ts';
import { modeOfPrompt, recogniseStop, sameHost } from '../../bench/cli-prompts.ts';
import { findEcho, readCli, readCliInPieces } from '../../bench/cli-reading.ts';

const log = '*Mar  1 00:05:02.123: %SSH-5-ENABLED: SSH 1.99 has been enabled';

t.test('output, prompt and places', (t) => {
  const received = 'show clock\r\n*12:00:00.000 UTC Mon Mar 1 1993\r\n\r\nSwitch#';
  const reading = readCli(received, 'show clock', 100);
  t.same(reading, {
    lines: [
      { text: '*12:00:00.000 UTC Mon Mar 1 1993', asynchronous: 'no', from: 112, to: 144 },
      { text: '', asynchronous: 'no', from: 146, to: 146 },
    ],
    promptAfter: 'Switch#',
    modeAfter: 'privileged-exec',
    echo: 12,
  });
  t.equal(received.slice(12, 44), reading.lines[0]?.text);
  t.end();
});

t.test('a numbered debug line is one line that came by itself', (t) => {
  const debug = '000123: *Jun 15 10:18:42.619: SSH2 0: SSH2_MSG_KEXINIT sent';
  t.match(readCli(`show clock\r\n${debug}\r\nnoon\r\nSwitch#`, 'show clock', 0).lines, [
    { text: debug, asynchronous: 'yes' },
    { text: 'noon', asynchronous: 'no' },
  ]);
  t.end();
});

t.test('what has no prompt at its end has closed', (t) => {
  t.match(readCli('exit\r\nbye', 'exit', 0), {
    promptAfter: '',
    modeAfter: 'closed',
    lines: [{ text: 'bye' }],
  });
  t.match(readCli('', 'exit', 0), { promptAfter: '', modeAfter: 'closed', lines: [] });
  t.end();
});

t.test('a prompt right behind output without a line end', (t) => {
  t.match(readCli('write memory\r\nBuilding configuration...\r\n[OK]Switch#', 'write memory', 0), {
    promptAfter: 'Switch#',
    lines: [{ text: 'Building configuration...' }, { text: '[OK]' }],
  });
  t.end();
});

t.test('echoes', (t) => {
  const command = 'show version';
  for (const [name, head] of [
    ['plain', 'show version\r\n'],
    ['behind an older prompt', '\r\nSwitch#show version\r\n'],
    ['cut in two by a log line', `show ver\r\n${log}\r\nsion\r\n`],
    ['cut in two, a log line glued to the first half', `show ver${log}\r\nsion\r\n`],
    ['cut in two, the second half glued to the log line', `show ver\r\n${log}sion\r\n`],
    ['cut in two, both halves glued to log lines', `${log}show ver\r\n${log}sion\r\n`],
    ['cut in two, the first half glued to a log line', `${log}show ver\r\n${log}\r\nsion\r\n`],
    ['behind the rest of a log line, and behind another', ` enabledshow ver\r\n${log}sion\r\n`],
    ['written again after a log line', `show ver\r\n${log}\r\nSwitch#show version\r\n`],
    ['repainted', `show ver${'\b'.repeat(8)}show version\r\n`],
    ['repainted after a carriage return', `show ver\rSwitch#show version\r\n`],
    ['glued to a log line', `${log}show version\r\n`],
    ['behind the rest of a log line', ` has been enabled\r\nshow version\r\n`],
    ['scrolled', `show ver${'\b'.repeat(8)}$ version\r\n`],
  ] as const) {
    t.equal(findEcho(`${head}output\r\nSwitch#`, command)?.end, head.length, name);
    t.same(
      readCli(`${head}output\r\nSwitch#`, command, 0)
        .lines.filter(({ asynchronous }) => asynchronous === 'no')
        .map(({ text }) => text),
      ['output'],
      name,
    );
  }
  t.same(
    readCli(`${log}show ver\r\n${log}sion\r\nSwitch#`, command, 0).lines.map(({ text }) => text),
    [log, log],
    'the echo is no part of the log lines',
  );
  t.equal(findEcho('output\r\nSwitch#', command), undefined);
  t.equal(findEcho('show versi', command), undefined, 'not there yet');
  t.end();
});

t.test('forms of log lines', (t) => {
  for (const line of [
    '%SYS-5-CONFIG_I: Configured from console by console',
    '000123: *Mar  1 00:05:02.123: %SSH-5-ENABLED: SSH 1.99 has been enabled',
    '2360957: Jan  6 2022 20:52:12.861: %SYS-5-CONFIG_I: x',
    '.Jan 16 10:00:00.1 CET: %SSH-4-SSH2_UNEXPECTED_MSG: y',
    '00:00:05: %LINK-3-UPDOWN: Interface Vlan1, changed state to up',
    '1d02h: %SYS-SW1-5-RESTART: x',
    '*Jun 15 14:08:56.942: SSH2 0: ssh_receive: 24 bytes received',
  ])
    t.equal(asynchronyOf(line), 'yes', line);
  for (const line of [
    'SSH2 0: send: len 280 (includes padlen 4)',
    '00:01:02: SSH2 0: x',
    'SNMP: Packet sent via UDP to 10.0.0.1',
  ])
    t.equal(asynchronyOf(line), 'maybe', line);
  for (const line of [
    '*12:00:00.000 UTC Mon Mar 1 1993',
    "% Invalid input detected at '^' marker.",
    '%Please create RSA keys to enable SSH (and of atleast 768 bits for SSH v2).',
    '%No SSHv2 server connections running.',
    'SSH Enabled - version 1.99',
    'hostname: x',
  ])
    t.equal(asynchronyOf(line), 'no', line);
  t.end();
});

t.test('prompts and questions', (t) => {
  for (const [prompt, mode] of [
    ['Switch>', 'user-exec'],
    ['Switch#', 'privileged-exec'],
    ['R1(standby)#', 'privileged-exec'],
    ['Switch(config)#', 'global-config'],
    ['Switch(config-line)#', 'line-config'],
    ['Switch(config-if)#', 'interface-config'],
    ['Switch(conf-ssh-pubkey-data)#', 'ssh-pubkey-data'],
    ['Switch(config-router)#', 'other-config'],
    ['switch:', 'boot-loader'],
    ['rommon 1 >', 'boot-loader'],
  ] as const)
    t.equal(modeOfPrompt(prompt), mode, prompt);
  for (const text of ['Authorized users only#', '**********', '<secret>', '#', '! comment #'])
    t.equal(modeOfPrompt(text), undefined, text);
  t.equal(recogniseStop('How many bits in the modulus [512]:')?.kind, 'question');
  t.equal(recogniseStop('Destination filename [running-config]?')?.kind, 'question');
  t.equal(recogniseStop('Proceed with reload? [confirm]')?.kind, 'question');
  t.equal(
    recogniseStop('Would you like to enter the initial configuration dialog? [yes/no]:')?.kind,
    'initial-dialog',
  );
  t.equal(recogniseStop('The name for the keys will be:'), undefined);
  t.ok(sameHost('a-very-long-hostname-x', 'a-very-long-hostname'));
  t.notOk(sameHost('sw1', 'sw10'));
  t.end();
});

t.test('the pager at the beginning of a line is taken away, and only there', (t) => {
  t.equal(renderLine(` --More-- ${'\b'.repeat(9)}        ${'\b'.repeat(9)} ip address`), ' ip address');
  t.equal(renderLine(' --More-- \r          \r!'), '!');
  t.equal(renderLine('a --More-- b'), 'a --More-- b');
  t.end();
});

t.test('pieces cut anywhere read the same', (t) => {
  const line = fc.constantFrom(
    '',
    'text',
    log,
    ' --More-- \r          \rx',
    'Switch#',
    'é\xff',
    'a\rb',
    'show x',
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), fc.array(fc.nat(400), { maxLength: 8 }), (lines, cuts) => {
      const text = `show x\r\n${lines.map((each) => `${each}\r\n`).join('')}Switch#`;
      const places = [
        0,
        ...cuts.map((cut) => cut % text.length).toSorted((one, other) => one - other),
        text.length,
      ];
      const pieces = places.slice(1).map((to, index) => text.slice(places[index], to));
      t.same(readCliInPieces(pieces, 'show x', 7), readCli(text, 'show x', 7));
    }),
    { numRuns: 100 },
  );
  t.end();
});

const transcripts = new URL('../../../shared/transcripts/', import.meta.url);
t.test(
  'transcripts of real devices',
  { skip: existsSync(transcripts) ? false : 'the transcripts are not here' },
  (t) => {
    const files = readdirSync(transcripts).filter((name) => name.endsWith('.txt'));
    t.ok(files.length > 200, `${files.length} files`);
    const wrong: string[] = [];
    let prompts = 0;
    let logs = 0;
    for (const name of files) {
      const text = readFileSync(new URL(name, transcripts), 'latin1').replaceAll('\r', '');
      for (const line of text.split('\n')) {
        // Every line of the form %FAC-SEV-MNEM: that begins a line or follows a time stamp is a log line.
        if (/^(?:\*?[A-Z][a-z]{2} +\d+ [\d:.]+: )?%[A-Z_]+-\d-[A-Z_0-9]+: /.test(line)) {
          logs++;
          if (asynchronyOf(line) !== 'yes') wrong.push(`${name}: ${line}`);
        }
        const prompt =
          /^([A-Za-z][\w-]*(?:\((?:config|conf-ssh)[\w-]*\))?[#>]) ?(?:sh|conf|crypto|ip |en)/.exec(
            line,
          )?.[1];
        if (prompt !== undefined) {
          prompts++;
          if (modeOfPrompt(prompt) === undefined) wrong.push(`${name}: ${line}`);
        }
      }
      // Nothing in any file is lost or invented by reading it.
      const reading = readCli(`show x\n${text}\nSwitch#`, 'show x', 0);
      const plain = text.split('\n').filter((line) => line !== '' && !/[\b\x00\x07]|--More--/.test(line));
      const read = new Set(reading.lines.map(({ text }) => text));
      const lost = plain.filter((line) => !read.has(line) && !/.%[A-Z]/.test(line));
      if (lost.length > 0) wrong.push(`${name} lost: ${lost[0] ?? ''}`);
      if (reading.promptAfter !== 'Switch#') wrong.push(`${name}: ${reading.promptAfter}`);
    }
    t.same(wrong, []);
    t.ok(prompts > 50 && logs > 100, `${prompts} prompts, ${logs} log lines`);
    t.end();
  },
);

t.test('what IOS writes in parentheses, and what a name has in them', (t) => {
  for (const [prompt, mode] of [
    ['27N2(2960_PoE)>', 'user-exec'],
    ['27N2(2960_PoE)#', 'privileged-exec'],
    ['27N2(2960_PoE)(config)#', 'global-config'],
    ['Switch(tcl)#', 'tcl-shell'],
    ['Switch(config-cert-chain)#', 'other-config'],
    ['Switch(dhcp-config)#', 'other-config'],
    ['Switch(vlan)#', 'other-config'],
    ['Switch(standby)#', 'privileged-exec'],
  ] as const)
    t.equal(modeOfPrompt(prompt), mode, prompt);
  t.end();
});

t.test('escape sequences are not shown', (t) => {
  t.equal(renderLine('\x1b[?2004h\x1b[1mnoon\x1b[0m\x1b[K'), 'noon');
  t.end();
});

t.test('a debug line that goes on in a second one', (t) => {
  const debug = '*Mar  1 00:05:02.123: STP: VLAN0001 tx BPDU';
  const read = (text: string): unknown =>
    readCli(`show x\r\n${debug}\r\n${text}\r\nnoon\r\nSwitch#`, 'show x', 0).lines.map(
      ({ asynchronous }) => asynchronous,
    );
  t.same(read(' ip address 192.0.2.1'), ['yes', 'no', 'no'], 'indented by one, as output is');
  t.same(read('    Data : 0000 00'), ['yes', 'maybe', 'no'], 'it can be either');
  t.same(read(`${' '.repeat(12)}more of it`), ['yes', 'yes', 'no']);
  t.end();
});

t.test('a debug line without a stamp right behind the prompt', (t) => {
  const { lines } = readCli('end\r\nSwitch#SSH2 0: send: len 280\r\nSwitch#', 'end', 0);
  t.same(
    lines.map(({ text, asynchronous }) => [text, asynchronous]),
    [
      ['Switch#', 'no'],
      ['SSH2 0: send: len 280', 'maybe'],
    ],
  );
  t.end();
});
