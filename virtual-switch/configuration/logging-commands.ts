import { type Action, keyword, type Node, number } from '../command-line/grammar.ts';
import { severities } from '../logging.ts';
import { defaultBuffer, emptyConfiguration } from './configuration.ts';
import { valued, keep } from './keep.ts';
import { rateLimitCommand } from './logging-rate-command.ts';
import { address } from '../command-line/grammar.ts';

const levelNames = severities.map((name, level) => ({ name, level }));

/** The level that stands without a command. */
const standard = emptyConfiguration().logging;

/** `logging …`. */
export const loggingCommand: Node = keyword(
  'logging',
  'Modify message logging facilities',
  destination('console', 'Set console logging parameters'),
  destination('monitor', 'Set terminal line (monitor) logging parameters'),
  destination('trap', 'Set syslog server logging level'),
  buffered(),
  rateLimitCommand,
  keyword(
    'host',
    'Set syslog server IP address and parameters',
    address('host', 'IP address of the syslog server', keep('logging', { each: true })),
  ),
);

function levels(set: (level: number) => Action): readonly Node[] {
  return [
    ...levelNames.map(({ name, level }) => keyword(name, `${name} messages (severity=${level})`, set(level))),
    number('level', 0, 7, 'Logging severity level', {
      run: (context, { level }) => set(Number(level)).run?.(context, {}),
    }),
  ];
}

function destination(kind: 'console' | 'monitor' | 'trap', help: string): Node {
  const set = (level: number | undefined): Action => ({
    run: ({ configuration }) => {
      configuration.logging[kind] = level;
    },
  });
  const action: Action = {
    ...set(standard[kind]),
    no: ({ configuration }) => {
      configuration.logging[kind] = undefined;
    },
    show: {
      section: 'logging',
      lines: ({ configuration }) => {
        const level = configuration.logging[kind];
        if (level === standard[kind]) return [];
        return [level === undefined ? `no logging ${kind}` : `logging ${kind} ${severities[level] ?? level}`];
      },
    },
  };
  return keyword(kind, help, action, ...levels(set));
}

function buffered(): Node {
  const change = (size: number | undefined, level: number | undefined): Action => ({
    run: ({ configuration, device }, args) => {
      const before = configuration.logging.buffered ?? defaultBuffer;
      configuration.logging.buffered = {
        size: size ?? Number(args['size'] ?? before.size),
        level: level ?? before.level,
      };
      device.syslog.clearBuffer();
    },
  });
  const action: Action = {
    ...change(undefined, undefined),
    no: ({ configuration }) => {
      configuration.logging.buffered = undefined;
    },
    show: {
      section: 'logging',
      lines: ({ configuration: { logging } }) => {
        const standard = emptyConfiguration().logging.buffered;
        if (logging.buffered === undefined) return ['no logging buffered'];
        const { size, level } = logging.buffered;
        if (size === standard?.size && level === standard.level) return [];
        const name = level === 7 ? '' : ` ${severities[level] ?? level}`;
        return [`logging buffered ${size}${name}`];
      },
    },
  };
  const sized = (...parts: Node[]) =>
    number('size', 4096, 2_147_483_647, 'Logging buffer size', change(undefined, undefined), ...parts);
  const withSize = levelNames.map(({ name, level }) =>
    keyword(name, `${name} messages (severity=${level})`, change(undefined, level)),
  );
  return valuedBuffered(action, [...levels((level) => change(undefined, level)), sized(...withSize)]);
}

function valuedBuffered(action: Action, values: readonly Node[]): Node {
  return { ...valued('buffered', 'Set buffered logging parameters', action, ...values), action };
}
