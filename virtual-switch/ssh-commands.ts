import { type Action, keyword, type Node, number, word } from './command-line/grammar.ts';
import type { CommandContext } from './command-line/context.ts';
import { CommandError } from './command-line/errors.ts';
import { defaultSsh, type SshConfiguration } from './configuration/configuration.ts';
import { keep, valued } from './configuration/keep.ts';
import { keptSshCommands, sourceInterface } from './ssh/kept-commands.ts';
import { pubkeyChain } from './ssh/pubkey-commands.ts';

/** `ip ssh …`. */
export const sshCommands: readonly Node[] = [
  keyword(
    'ssh',
    'Configure ssh options',
    sourceInterface,
    rsa(),
    keyword(
      'logging',
      'Configure logging for SSH',
      keyword('events', 'Configure logging SSH events', keep('ip-ssh')),
    ),
    timeOut(),
    authenticationRetries(),
    version(),
    keyword('dh', 'Diffie-Hellman', keyword('min', 'Minimum Diffie-Hellman key size', dhMinSize())),
    pubkeyChain,
    ...keptSshCommands,
  ),
];

/** Every setting of SSH reminds one of the missing key, in the words of ip-ssh-no-keys--xeylou-notes--1. */
function setting(options: {
  set(ssh: SshConfiguration, value: string, context: CommandContext): void;
  unset(ssh: SshConfiguration, context: CommandContext): void;
  line(ssh: SshConfiguration): string | undefined;
}): Action & Required<Pick<Action, 'run' | 'no' | 'show'>> {
  const remind = ({ device, io }: CommandContext) => {
    const text = device.release.showIpSsh.missingKey.replace(/^%/, '');
    const said = device.seams.keyReminder(text, device.ssh.key !== undefined);
    if (said !== undefined) io.print(`${said}\n`);
  };
  return {
    run: (context, { value = '' }) => {
      options.set(context.configuration.ssh, value, context);
      remind(context);
    },
    no: (context) => options.unset(context.configuration.ssh, context),
    show: {
      section: 'ip-ssh',
      lines: ({ configuration }) => {
        const shown = options.line(configuration.ssh);
        return shown === undefined ? [] : [shown];
      },
    },
  };
}

function timeOut(): Node {
  const change = (ssh: SshConfiguration, seconds: number, { device }: CommandContext) => {
    ssh.timeOutSeconds = seconds;
    ssh.authenticationRetries = device.seams.retriesAfterTimeOut(ssh.authenticationRetries);
  };
  const action = setting({
    set: (ssh, value, context) => change(ssh, Number(value), context),
    unset: (ssh, context) => change(ssh, defaultSsh.timeOutSeconds, context),
    line: ({ timeOutSeconds }) =>
      timeOutSeconds === defaultSsh.timeOutSeconds ? undefined : `ip ssh time-out ${timeOutSeconds}`,
  });
  return valued(
    'time-out',
    'Specify SSH time-out interval',
    action,
    number('value', 1, 120, 'SSH time-out interval (secs)', action),
  );
}

function authenticationRetries(): Node {
  const change = (ssh: SshConfiguration, retries: number, { device }: CommandContext) => {
    ssh.authenticationRetries = retries;
    ssh.timeOutSeconds = device.seams.timeOutAfterRetries(ssh.timeOutSeconds);
  };
  const action = setting({
    set: (ssh, value, context) => change(ssh, Number(value), context),
    unset: (ssh, context) => change(ssh, defaultSsh.authenticationRetries, context),
    line: ({ authenticationRetries: retries }) =>
      retries === defaultSsh.authenticationRetries ? undefined : `ip ssh authentication-retries ${retries}`,
  });
  return valued(
    'authentication-retries',
    'Specify number of authentication retries',
    action,
    number('value', 0, 5, 'Number of authentication retries', action),
  );
}

function version(): Node {
  const action = setting({
    set: (ssh, value, { device }) => {
      ssh.version = value === '1' ? 1 : 2;
      Object.assign(ssh, device.seams.parametersAfterVersion(ssh));
    },
    unset: (ssh, { device }) => {
      ssh.version = device.seams.sshVersionAfterNo(ssh.version);
    },
    line: ({ version: configured }) =>
      configured === undefined ? undefined : `ip ssh version ${configured}`,
  });
  return valued(
    'version',
    'Specify protocol version to be supported',
    action,
    number('value', 1, 2, 'Protocol version', action),
  );
}

function dhMinSize(): Node {
  const action = setting({
    set: (ssh, value) => {
      ssh.dhMinBits = Number(value);
    },
    unset: (ssh) => {
      ssh.dhMinBits = undefined;
    },
    line: ({ dhMinBits }) => (dhMinBits === undefined ? undefined : `ip ssh dh min size ${dhMinBits}`),
  });
  const sizes = ['1024', '2048', '4096'].map((bits) =>
    keyword(bits, `Diffie Group ${bits === '1024' ? 1 : bits === '2048' ? 14 : 16} ${bits}-bit key`, {
      run: (context) => action.run(context, { value: bits }),
      no: action.no,
      show: action.show,
    }),
  );
  return valued('size', 'Minimum Diffie-Hellman key size', action, ...sizes);
}

function rsa(): Node {
  const action = setting({
    set: (ssh, value, { device }) => {
      const taken = device.seams.keypairName(value, device.keys.signing(value) !== undefined);
      if ('refusal' in taken) throw new CommandError(`${taken.refusal}\n`);
      ssh.keypairName = taken.name;
    },
    unset: (ssh) => {
      ssh.keypairName = undefined;
    },
    line: ({ keypairName }) =>
      keypairName === undefined ? undefined : `ip ssh rsa keypair-name ${keypairName}`,
  });
  return keyword(
    'rsa',
    'Configure RSA keypair name for SSH',
    valued('keypair-name', 'Specify RSA keypair name', action, word('value', 'RSA keypair name', action)),
  );
}
