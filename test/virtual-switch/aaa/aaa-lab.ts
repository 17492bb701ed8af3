import { authenticate } from '../../../virtual-switch/aaa/authenticate.ts';
import type { Identity } from '../../../virtual-switch/aaa/aaa-service.ts';
import { privilegeOfLogin } from '../../../virtual-switch/aaa/exec-authorization.ts';
import { GaveUp } from '../../../virtual-switch/aaa/login-attempt.ts';
import type { Question } from '../../../virtual-switch/aaa/seams.ts';
import type { Fault } from '../../../virtual-switch/faults.ts';
import type { Endpoint } from '../../../virtual-switch/patch-panel.ts';
import { aSwitch } from '../a-switch.ts';

export interface Tried {
  readonly in: boolean;
  readonly identity: Identity | undefined;
  readonly questions: readonly Question[];
  readonly told: readonly string[];
  readonly gaveUp: boolean;
}

/** A switch on 198.51.100.0/24, with AAA on and these commands; its servers are where the routes lead. */
export async function aaaLab(options: {
  routes: readonly { readonly service: Endpoint; readonly real: Endpoint }[];
  commands: readonly string[];
  release?: string;
  faults?: readonly Fault[];
}) {
  const { routes, commands, ...rest } = options;
  const made = await aSwitch({
    ...rest,
    patchPanel: {
      binds: [{ service: { host: '198.51.100.1', port: 22 }, real: { host: '127.0.0.1', port: 22 } }],
      routes,
    },
    at: 'config',
  });
  const { device, clock, send } = made;
  for (const command of [
    ...['interface Vlan1', 'ip address 198.51.100.1 255.255.255.0', 'no shutdown', 'exit'],
    ...['logging buffered 1000000', 'no logging console', 'aaa new-model'],
    ...commands,
  ]) {
    const said = await send(command);
    if (/^%/m.test(said)) throw new Error(`${command}: ${said}`);
  }
  const [vty = device.console] = device.vtys;
  vty.location = '192.0.2.10';
  /** Lets the switch's time go by while nothing else happens. */
  const inTime = async <Result>(work: Promise<Result>): Promise<Result> => {
    const state = { over: false };
    const done = work.finally(() => (state.over = true));
    done.catch(() => undefined);
    while (!state.over) {
      await clock.advance(1000);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return done;
  };
  /** A login with these answers, one to each question; it gives up where there are no more. */
  const login = async (name: string | undefined, answers: readonly string[], line = vty): Promise<Tried> => {
    const questions: Question[] = [];
    const told: string[] = [];
    const left = [...answers];
    let gaveUp = false;
    const work = authenticate(
      device,
      line,
      {
        ask: (question) => {
          questions.push(question);
          const answer = left.shift();
          return answer === undefined
            ? Promise.reject(new GaveUp('no more answers', false))
            : Promise.resolve(answer);
        },
        tell: (text) => void told.push(text),
      },
      name,
    ).catch((error: unknown) => {
      if (!(error instanceof GaveUp)) throw error;
      gaveUp = true;
      return undefined;
    });
    const identity = await inTime(work);
    return { in: identity !== undefined, identity, questions, told, gaveUp };
  };
  const level = (name: string, line = vty) => inTime(privilegeOfLogin(device, line, name));
  const log = () => device.syslog.buffered.join('\n');
  return { ...made, vty, login, level, log, inTime };
}
