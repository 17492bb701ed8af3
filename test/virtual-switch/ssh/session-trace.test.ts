import { readFileSync } from 'node:fs';
import t from 'tap';
import { aSshSwitch, type ASshSwitch } from './a-ssh-switch.ts';
import { user } from './fake-host.ts';
import { whyNoOpenSsh } from './openssh.ts';

/** `debug ip ssh` of real packets: OpenSSH logs in, and the lines are compared with the guide and its registry. */

const skip = whyNoOpenSsh();
const { password } = user;

/** One session that types a command and leaves; gives the debug lines that it caused, without their stamps. */
async function debugged(
  { send, lines, ssh, device }: ASshSwitch,
  command: string,
  options: { readonly options?: readonly string[]; readonly flags?: readonly string[] } = {},
): Promise<{ stamped: string[]; told: string[]; output: string }> {
  await send('undebug all');
  await send(command);
  lines();
  const run = await ssh.run({
    password,
    flags: ['-tt', ...(options.flags ?? [])],
    input: 'show privilege\rexit\r',
    ...(options.options && { options: options.options }),
  });
  while (device.vtys[0]?.busy === true) await new Promise((resolve) => setImmediate(resolve));
  const stamped = lines().filter((text) => !text.includes('%SSH-'));
  return { stamped, told: stamped.map((text) => text.replace(stamp, '')), output: run.stdout };
}

const stamp = /^[*.]?[A-Z][a-z]{2} +\d+ \d\d:\d\d:\d\d\.\d{3}: /;
const plain = { options: ['KexAlgorithms=diffie-hellman-group14-sha1'] };

t.test('03.03SE: a session tells the lines of the guide, in its order', { skip }, async (t) => {
  const made = await aSshSwitch(t);
  const { told, stamped } = await debugged(made, 'debug ip ssh', plain);
  t.ok(
    stamped.every((text) => stamp.test(text)),
    'every line is stamped',
  );
  const events = [
    /^SSH0: starting SSH control process$/,
    /^SSH0: sent protocol version id SSH-1\.99-Cisco-1\.25$/,
    /^SSH0: protocol version id is - SSH-2\.0-OpenSSH_\S.*$/,
    /^SSH2 0: send: len \d+ \(includes padlen \d+\)$/,
    /^SSH2 0: SSH2_MSG_KEXINIT sent$/,
    /^SSH2 0: ssh_receive: \d+ bytes received$/,
    /^SSH2 0: input: packet len \d+$/,
    /^SSH2 0: partial packet 8, need \d+, maclen 0$/,
    /^SSH2 0: input: padlen \d+$/,
    /^SSH2 0: received packet type 20$/,
    /^SSH2 0: SSH2_MSG_KEXINIT received$/,
    /^SSH2: kex: client->server aes128-ctr hmac-sha1 none$/,
    /^SSH2: kex: server->client aes128-ctr hmac-sha1 none$/,
    /^SSH2 0: expecting SSH2_MSG_KEXDH_INIT$/,
    /^SSH2 0: received packet type 30$/,
    /^SSH2 0: SSH2_MSG_KEXDH_INIT received$/,
    /^SSH2 0: signature length 143$/,
    /^SSH2: kex_derive_keys complete$/,
    /^SSH2 0: send: len 16 \(includes padlen 10\)$/,
    /^SSH2 0: newkeys: mode 1$/,
    /^SSH2 0: SSH2_MSG_NEWKEYS sent$/,
    /^SSH2 0: waiting for SSH2_MSG_NEWKEYS$/,
    /^SSH2 0: newkeys: mode 0$/,
    /^SSH2 0: received packet type 21$/,
    /^SSH2 0: SSH2_MSG_NEWKEYS received$/,
    /^SSH2 0: partial packet 16, need 16, maclen 20$/,
    /^SSH2 0: MAC #3 ok$/,
    /^SSH2 0: received packet type 5$/,
    /^SSH2 0: done calc MAC out #3$/,
    /^SSH2 0: received packet type 50$/,
    /^SSH2 0: authentication successful for cisco$/,
    /^SSH2 0: received packet type 90$/,
    /^SSH2 0: channel open request$/,
    /^SSH2 0: pty-req request$/,
    /^SSH2 0: setting TTY - requested: height \d+, width \d+; set: height 24, width 80$/,
    /^SSH2 0: shell request$/,
    /^SSH2 0: shell message received$/,
    /^SSH2 0: starting shell for vty$/,
    /^SSH2 0: received packet type 94$/,
    /^SSH0: Session terminated normally$/,
  ];
  let at = 0;
  for (const event of events) {
    const found = told.findIndex((text, index) => index >= at && event.test(text));
    t.ok(found >= 0, `${String(event)} after line ${at}`);
    if (found >= 0) at = found + 1;
  }
  t.equal(at, told.length, 'and nothing comes after the end');
  t.notOk(
    told.some((text) => text.includes(password)),
    'the password is nowhere',
  );
  t.same(sums(told, /input: packet len (\d+)/, /partial packet (\d+), need (\d+), maclen (\d+)/), []);
});

t.test('16.12: the text of newer software, for the same session', { skip }, async (t) => {
  const made = await aSshSwitch(t, { release: '16.12' });
  await made.send('crypto key generate rsa modulus 2048');
  const { told } = await debugged(made, 'debug ip ssh', plain);
  for (const line of [
    /^SSH2 0: send:packet of {2}length \d+ \(length also includes padlen of \d+\)$/,
    /^SSH2 0: ssh_receive: \d+ bytes received $/,
    /^SSH2 0: input: total packet length of \d+ bytes$/,
    /^SSH2 0: partial packet length\(block size\)8 bytes,needed \d+ bytes,$/,
    /^ {15}maclen 0$/,
    /^SSH2 0: input: padlength \d+ bytes$/,
    /^SSH2 0: kex: client->server enc:aes128-ctr mac:hmac-\S+ $/,
    /^SSH2 0: Using kex_algo = diffie-hellman-group14-sha1$/,
    /^SSH2 0: MAC compared for #3 :ok$/,
    /^SSH2 0: computed MAC for sequence no\.#3 type 6$/,
    /^SSH2 0: Using method = keyboard-interactive$/,
  ]) {
    t.ok(
      told.some((text) => line.test(text)),
      String(line),
    );
  }
  t.notOk(
    told.some((text) => text.includes('received packet type')),
    'types are not told',
  );
});

t.test('a login that fails: no success is told, and newer software names the user', { skip }, async (t) => {
  for (const release of ['03.03SE', '03.06E']) {
    const { ssh, send, lines, device } = await aSshSwitch(t, { release });
    await send('debug ip ssh detail');
    lines();
    const wrong = `${password}0`;
    await ssh.run({ password: wrong, options: ['NumberOfPasswordPrompts=1'] }, 'show privilege');
    while (device.vtys[0]?.busy === true) await new Promise((resolve) => setImmediate(resolve));
    const told = lines().join('\n');
    t.notMatch(told, 'authentication successful');
    t.notMatch(told, wrong);
    t.equal(told.includes('SSH0: password authentication failed for cisco'), release === '03.06E');
    t.match(told, 'SSH0: Session disconnected - error 0x00');
  }
});

t.test('group exchange, both forms', { skip }, async (t) => {
  const exchange = { options: ['KexAlgorithms=diffie-hellman-group-exchange-sha1'] };
  for (const release of ['03.03SE', '03.06E']) {
    const { told } = await debugged(await aSshSwitch(t, { release }), 'debug ip ssh detail', exchange);
    const at = (text: string) => told.findIndex((line) => line.includes(text));
    const order = [
      'SSH2_MSG_KEX_DH_GEX_REQUEST received',
      'Range sent by client is - 2048 < ',
      'Modulus size established : ',
      'expecting SSH2_MSG_KEX_DH_GEX_INIT',
      'SSH2_MSG_KEX_DH_GEX_INIT received',
      'kex_derive_keys',
    ].map(at);
    t.same(
      order,
      [...order].sort((left, right) => left - right),
      `${release}: in order`,
    );
    t.ok(order[0] !== undefined && order[0] > 0, 'and all there');
  }
});

t.test('a keyword tells its own class only; both together tell all, once', { skip }, async (t) => {
  const made = await aSshSwitch(t);
  const packetLine = /^SSH2 \d+: (?:ssh_receive|input|partial packet|send:|MAC |computed)/;
  const eventLine =
    /^SSH2 \d+: (?:SSH2_MSG_\w+ (?:sent|received)|channel open|pty-req|shell|authentication successful)/;
  const detail = (await debugged(made, 'debug ip ssh detail', plain)).told;
  t.notOk(
    detail.some((text) => packetLine.test(text)),
    'detail: no packet',
  );
  t.ok(detail.includes('SSH2:kex: client->server enc:aes128-ctr mac:hmac-sha1'));
  t.ok(detail.includes('SSH2: kex_derive_keys_complete'));
  t.equal(detail.at(-1), 'SSH0: Session terminated normally');
  const packet = (await debugged(made, 'debug ip ssh packet', plain)).told;
  t.notOk(
    packet.some((text) => eventLine.test(text)),
    'packet: no event',
  );
  t.ok(packet.some((text) => /^SSH2 0: MAC compared for #3 :ok$/.test(text)));
  t.same(
    sums(
      packet,
      /total packet length of (\d+) bytes/,
      /block size\)(\d+) bytes,needed (\d+) bytes, maclen (\d+)/,
    ),
    [],
  );
  await made.send('debug ip ssh packet');
  const everything = (await debugged(made, 'debug ip ssh', plain)).told;
  t.equal(everything.filter((text) => text.includes('SSH2_MSG_KEXINIT sent')).length, 1);
});

t.test(
  'the number is that of the vty and of show ssh; an end that is no exit says so',
  { skip },
  async (t) => {
    const made = await aSshSwitch(t);
    const { ssh, send, lines } = made;
    const first = ssh.session({ password, flags: ['-tt'] });
    await first.sees('Switch>');
    await send('debug ip ssh detail');
    lines();
    const second = ssh.session({ password, flags: ['-tt'] });
    await second.sees('Switch>');
    t.match(await send('show ssh'), /\n1 {10}2\.0 {5}IN/);
    await send('clear line vty 1');
    await send('');
    await second.ended;
    while (made.device.vtys[1]?.busy === true) await new Promise((resolve) => setImmediate(resolve));
    const told = lines().filter((text) => !text.includes('%SSH-'));
    t.ok(
      told.every((text) => /: SSH(?:1|2 1|2): ?/.test(text)),
      'no other number',
    );
    t.match(told.at(-1), /: SSH1: Session disconnected - error 0x00$/);
    first.type('exit\r');
    await first.ended;
  },
);

t.test('terminal monitor on the debugged session itself comes to an end', { skip }, async (t) => {
  const { ssh, send, lines, device, pass } = await aSshSwitch(t, { vty: ['privilege level 15'] });
  const session = ssh.session({ password, flags: ['-tt'] });
  await session.sees('Switch>');
  await send('debug ip ssh');
  session.type('terminal monitor\r');
  await session.sees('SSH2 0: send: len');
  let told = 0;
  for (let quiet = 0; quiet < 5; quiet = lines().length === 0 ? quiet + 1 : 0) {
    await pass(100);
    told += 1;
    if (told > 200) break;
  }
  t.ok(told < 200, 'the lines about lines stop');
  session.type('exit\r');
  await session.ended;
  t.equal(device.debugging.active.length, 1);
});

/** Where the figures do not add up: SSH2-MON-009 and SSH2-DBGP-004. */
function sums(told: readonly string[], length: RegExp, partial: RegExp): string[] {
  const wrong: string[] = [];
  let read = 0;
  let taken = 0;
  let packet = 0;
  let counted = true;
  for (const text of told) {
    read += Number(/ssh_receive: (\d+)/.exec(text)?.[1] ?? 0);
    const total = length.exec(text);
    if (total) {
      packet = Number(total[1]);
      counted = false;
    }
    const part = partial.exec(text);
    if (!part) continue;
    const [block = 0, need = 0, macLength = 0] = part.slice(1).map(Number);
    if (block + need !== packet || packet % block !== 0) wrong.push(text);
    if (!counted) taken += packet + macLength;
    counted = true;
  }
  if (read !== taken) wrong.push(`${read} bytes read, ${taken} bytes in packets`);
  return wrong;
}

t.test('what is printed matches the registry, of either text', { skip }, async (t) => {
  const requirements = JSON.parse(
    readFileSync(new URL('../../../requirements/ssh-ios-xe-3se/chapter-3.json', import.meta.url), 'utf8'),
  ) as Registered[];
  const events = requirements.filter(({ id }) => asked.test(id));
  t.ok(events.length >= 18, 'the requirements are there');
  for (const release of ['03.03SE', '03.06E']) {
    const made = await aSshSwitch(t, { release });
    const everything = await debugged(made, 'debug ip ssh', plain);
    const detail = await debugged(made, 'debug ip ssh detail', plain);
    const packet = await debugged(made, 'debug ip ssh packet', plain);
    for (const { id, expect } of events) {
      const { stamped } = id.includes('DBGD') ? detail : id.includes('DBGP') ? packet : everything;
      for (const [index, item] of expect.entries()) {
        if (item.alternative || item.optional || item.absent) continue;
        const accepted = [item, ...expect.filter(({ instead_of: instead }) => instead?.includes(index))];
        const found = stamped.some((text) => accepted.some(({ re }) => new RegExp(re).test(text)));
        // Of newer text the registry knows no other form of these two.
        const unknown = release !== '03.03SE' && /received packet type|done calc MAC out/.test(item.re);
        t.ok(found || unknown, `${release} ${id} ${item.line ?? item.re}`);
      }
    }
  }
});

interface Registered {
  readonly id: string;
  readonly expect: readonly {
    readonly re: string;
    readonly line?: string;
    readonly alternative?: boolean;
    readonly optional?: boolean;
    readonly absent?: boolean;
    readonly instead_of?: readonly number[];
  }[];
}

/** All that a session of OpenSSH without X11 shows. */
const asked = /^SSH2-(?:MON-0(?:0[5-9]|1[0-689]|2[01])|DBG[DP]-00\d)$/;
