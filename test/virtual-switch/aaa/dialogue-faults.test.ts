import t, { type Test } from 'tap';
import type { AaaAccount } from '../../../bench/aaa-dialogue.ts';
import { challenged, changeOnBlank, expiredPassword } from '../../../harness/aaa-dialogues.ts';
import { type Fault, readFaults } from '../../../virtual-switch/faults.ts';
import { address, aTacacsServer, key } from '../../drivers/aaa/a-tacacs-server.ts';
import { aaaLab } from './aaa-lab.ts';

const [old, next, other] = ['aWordInTests7', 'aNewWord88', 'anotherWord99'];

async function lab(t: Test, faults: readonly Fault[]) {
  const { call, doors } = await aTacacsServer(t);
  const made = await aaaLab({
    routes: [{ service: { host: address, port: 49 }, real: { host: '127.0.6.49', port: doors[49].port } }],
    commands: [
      ...[`tacacs-server host ${address}`, `tacacs-server key ${key}`],
      ...['aaa authentication login default group tacacs+', 'do debug tacacs'],
    ],
    faults,
  });
  /** The logins one after the other, and what the server has of it. */
  const seen = async (account: Omit<AaaAccount, 'username' | 'password'>, ...logins: readonly string[][]) => {
    const user = { username: 'user1', password: old, ...account };
    const { position: since } = await call('listen', { key, accounts: [user] });
    const tried = [];
    for (const answers of logins) tried.push(await made.login('user1', answers));
    const { exchanges } = await call('exchanges', { since });
    return {
      logins: tried.map(({ in: letIn, questions, gaveUp }) => ({ letIn, questions, gaveUp })),
      answers: exchanges.map(({ prompts, status }) => [...prompts.map(({ answer }) => answer), status]),
      stored: (await call('stored', { username: 'user1', among: [old, next, other] })).which,
    };
  };
  return { ...made, seen };
}

type Lab = Awaited<ReturnType<typeof lab>>;

const blank = { dialogue: changeOnBlank };
const expired = { expired: { afterLogins: 0, dialogue: expiredPassword() } };
const onBlank = ({ seen }: Lab) => seen(blank, ['', old, next, next]);
const onExpiry = ({ seen }: Lab) => seen(expired, [old, next, next]);
const onMismatch = ({ seen }: Lab) => seen(expired, [old, next, other, next, next]);

/** What one would see of a switch, with a fault and without it. */
const views: Readonly<Record<string, (lab: Lab) => Promise<unknown>>> = {
  'kbi-prompt-replaced': onBlank,
  'kbi-prompt-echoed': onBlank,
  'kbi-prompt-never-echoed': ({ seen }) => seen({ dialogue: challenged('1234', '5678') }, ['5678']),
  'kbi-first-prompt-only': onBlank,
  'kbi-message-lost': onExpiry,
  'kbi-blanks-dropped': ({ seen }) => seen({ dialogue: challenged('otp', 'A BIRD') }, ['A BIRD']),
  'chpass-blank-refused': onBlank,
  'chpass-mismatch-ends-login': onMismatch,
  'chpass-first-entry-counts': onMismatch,
  'chpass-expired-accepted': onExpiry,
  'chpass-change-not-sent': onExpiry,
  'chpass-old-password-remembered': ({ seen }) =>
    seen({ expired: { afterLogins: 1, dialogue: expiredPassword() } }, [old], [old, next, next], [old]),
  'debug-tacacs-tells-password': async ({ seen, log }) => {
    await seen(blank, ['', old, next, next]);
    return [old, next].map((word) => log().includes(word));
  },
};

for (const [name, view] of Object.entries(views)) {
  t.test(name, async (t) => {
    const fault = (await readFaults()).find((each) => each.name === name);
    if (fault === undefined) throw new Error(`there is no fault ${name}`);
    const without = await view(await lab(t, []));
    const withFault = await view(await lab(t, [fault]));
    t.not(JSON.stringify(withFault), JSON.stringify(without), 'it is seen');
  });
}

t.test('every fault about the dialogue of a login is among them', async (t) => {
  const own = (await readFaults()).map(({ name }) => name).filter((name) => /^(?:kbi|chpass)-/.test(name));
  t.same(
    own.toSorted(),
    Object.keys(views)
      .filter((name) => !name.startsWith('debug-'))
      .toSorted(),
  );
});

t.test('debug tacacs can tell everything that is typed, so that a fault can', async (t) => {
  const faults = (await readFaults()).filter(({ name }) => name === 'debug-tacacs-tells-password');
  const { seen, log } = await lab(t, faults);
  await seen(blank, ['', old, next, next]);
  t.match(log(), old);
  t.match(log(), next);
});
