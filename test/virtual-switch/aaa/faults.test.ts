import t from 'tap';
import { passwordInHand } from '../../../virtual-switch/aaa/login-attempt.ts';
import { type Fault, readFaults } from '../../../virtual-switch/faults.ts';
import { byHand, type ByHand } from '../scp/by-hand.ts';

/** Lines that ask for the local users, one of whom has his password in its hidden form. */
t.setTimeout(180_000);

const startup = `ip scp server enable
username seven password 7 070C285F4D06
line vty 0 15
 login local`;

/** Types these, and gives what they print, what stands in the configuration, who is let in, and who copies. */
function typed(...lines: readonly string[]): (lab: ByHand) => Promise<unknown> {
  return async ({ send, device, speak, stored }) => {
    let printed = '';
    for (const line of ['configure terminal', 'enable secret OfEnable1', ...lines, 'end'])
      printed += await send(line);
    const line = { number: 0, release: () => undefined };
    const letIn: string[] = [];
    for (const [user, password] of [
      ['copier', 'Right1'],
      ['copier', 'Wrong1'],
      ['copier', 'OfEnable1'],
      ['seven', 'cisco'],
    ] as const) {
      if (await device.ssh.authenticate(line, user, passwordInHand(password)))
        letIn.push(`${user} ${password}`);
    }
    await speak('scp -t flash:f', ['C0644 1 f\n', 'x', '\0']);
    const shown = device.runningConfig().match(/^ ?(?:no )?(?:aaa|login|authorization) .*$/gm);
    return { printed: printed, shown, letIn, stored: stored('f') };
  };
}

const listOfLogins = ['aaa new-model', 'aaa authentication login default enable'];
const ofLine = [...listOfLogins, 'aaa authentication login LIST local'];
const localRights = ['aaa new-model', 'aaa authorization exec default local'];
const boundLine = async (lab: ByHand): Promise<unknown> => [
  await typed(...ofLine)(lab),
  await typed('line vty 0 15', 'login authentication LIST')(lab),
];

const views: Readonly<Record<string, (lab: ByHand) => Promise<unknown>>> = {
  'aaa-new-model-rejected': typed('aaa new-model'),
  'aaa-new-model-without-effect': typed(...listOfLogins),
  'aaa-new-model-not-shown': typed('aaa new-model'),
  'aaa-takes-any-password': typed('aaa new-model'),
  'local-login-takes-any-password': typed('no aaa new-model'),
  'login-lists-rejected': typed(...listOfLogins),
  'default-login-list-not-shown': typed(...listOfLogins),
  'vty-logins-always-local': typed(...listOfLogins),
  'named-login-list-becomes-default': typed(...ofLine),
  'login-list-of-line-ignored': boundLine,
  'second-login-method-not-stored': typed(
    'aaa new-model',
    'aaa authentication login default group tacacs+ local',
  ),
  'second-login-method-not-asked': typed(
    'aaa new-model',
    'aaa authentication login default group tacacs+ local',
  ),
  'exec-authorization-rejected': typed(...localRights),
  'exec-authorization-without-effect': typed(...localRights),
  'reverse-access-authorization-rejected': typed('aaa authorization reverse-access default local'),
  'commands-authorization-without-level': typed('aaa authorization commands default local'),
  'named-authorization-list-not-kept': typed('aaa authorization commands 15 LIST group tacacs+ local'),
  'second-authorization-method-not-stored': typed('aaa authorization network default group tacacs+ local'),
  'authorization-list-survives-no': typed(
    'aaa authorization configuration LIST local',
    'no aaa authorization configuration LIST',
  ),
  'type-7-password-in-clear': typed('no aaa new-model'),
};

for (const [name, view] of Object.entries(views)) {
  t.test(name, async (t) => {
    const without = await view(await byHand({ startup }));
    t.equal(
      JSON.stringify(await view(await byHand({ startup }))),
      JSON.stringify(without),
      'every time alike',
    );
    const withFault = await view(await byHand({ startup, faults: [await faultNamed(name)] }));
    t.not(JSON.stringify(withFault), JSON.stringify(without), 'it is seen');
  });
}

async function faultNamed(name: string): Promise<Fault> {
  const fault = (await readFaults()).find((each) => each.name === name);
  if (fault === undefined) throw new Error(`there is no fault ${name}`);
  return fault;
}

t.test('the lab is as the views take it to be', async (t) => {
  t.match(await typed('no aaa new-model')(await byHand({ startup })), {
    letIn: ['copier Right1', 'seven cisco'],
    stored: 'x',
  });
  t.match(await boundLine(await byHand({ startup })), [
    { letIn: ['copier OfEnable1'] },
    { letIn: ['copier Right1', 'seven cisco'] },
  ]);
  t.match(await typed(...localRights)(await byHand({ startup })), { stored: 'x' });
  t.match(await typed('aaa new-model')(await byHand({ startup })), { stored: undefined });
});

t.test('of each kind of list the other lists are let be', async (t) => {
  const lines = [
    'aaa authentication login default group tacacs+ local',
    'aaa authorization commands 15 default group tacacs+ none',
    'aaa authorization commands 15 LIST group radius',
    'aaa authorization console',
  ];
  const seen = async (fault: string): Promise<readonly string[]> => {
    const { send, device } = await byHand({ startup, faults: [await faultNamed(fault)] });
    for (const line of ['configure terminal', 'aaa new-model', ...lines, 'end']) await send(line);
    return lines.filter((line) => device.runningConfig().includes(`${line}\n`));
  };
  const [logins, commands, named, console] = lines;
  t.same(await seen('second-login-method-not-stored'), [commands, named, console]);
  t.same(await seen('second-authorization-method-not-stored'), [logins, named, console]);
  t.same(await seen('named-authorization-list-not-kept'), [logins, commands, console]);
  t.same(await seen('default-login-list-not-shown'), [commands, named, console]);
});
