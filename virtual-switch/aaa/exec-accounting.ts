import { writeAccountingRequest } from '../../protocols/tacacs/accounting.ts';
import {
  accountingFlag,
  authenticationService,
  authenticationType,
  authenticationMethod,
  packetType,
} from '../../protocols/tacacs/numbers.ts';
import { addressAttribute, numberAttribute, textAttribute } from '../../protocols/radius/attributes.ts';
import { acctAuthentic, acctStatusType, attribute } from '../../protocols/radius/numbers.ts';
import { flag } from '../configuration/configuration.ts';
import type { VirtualSwitch } from '../switch.ts';
import type { TtyLine } from '../tty-line.ts';
import { protocolOf, radiusServers, tacacsServers } from './configured-servers.ts';
import { AaaTrace, placeOf } from './debug.ts';
import { groupOf, type Method } from './method-lists.ts';
import { askRadius } from './radius-client.ts';
import { lineAttributes } from './radius-login.ts';
import { TacacsConnection } from './tacacs-connection.ts';

interface Record {
  readonly device: VirtualSwitch;
  readonly line: TtyLine;
  readonly user: string;
  readonly privilege: number;
  readonly task: number;
  readonly kind: 'start' | 'stop';
  readonly elapsedSeconds: number;
}

/**
 * `aaa accounting exec default start-stop|stop-only GROUP`: the first server of the first group that answers is told that a shell begins, and
 * that it has ended. Nothing waits for it.
 */
export function accountForExec(
  device: VirtualSwitch,
  line: TtyLine,
  user: string | undefined,
  privilege: number,
): void {
  const { configuration, clock, aaa } = device;
  if (flag(configuration, 'aaa new-model') !== true || user === undefined) return;
  const [, when, rest = ''] =
    /^aaa accounting exec default (start-stop|stop-only) (.*)/.exec(
      configuration.settings.get('aaa accounting exec default') ?? '',
    ) ?? [];
  if (when === undefined) return;
  // As it stood when the shell began; the line is somebody else's when it has ended.
  const on: TtyLine = { ...line };
  const groups = (rest.match(/group \S+/g) ?? []) as Method[];
  const began = clock.now();
  const task = aaa.nextLogin();
  const told = (kind: 'start' | 'stop'): Record => {
    const elapsedSeconds = Math.round((clock.now() - began) / 1000);
    return { device, line: on, user, privilege, task, kind, elapsedSeconds };
  };
  const started = when === 'start-stop' ? tell(told('start'), groups) : Promise.resolve();
  aaa.onLeave(line, () => {
    const stop = told('stop');
    void started.then(() => tell(stop, groups));
  });
}

async function tell(record: Record, groups: readonly Method[]): Promise<void> {
  const { configuration } = record.device;
  for (const method of groups) {
    const group = groupOf(method) ?? '';
    const protocol = protocolOf(configuration, group);
    const heard =
      protocol === 'tacacs+'
        ? await tellTacacs(record, group)
        : protocol === 'radius' && (await tellRadius(record, group));
    if (heard) return;
  }
}

/** RFC 8907, section 7. */
async function tellTacacs(
  { device, line, user, privilege, task, kind, elapsedSeconds }: Record,
  group: string,
): Promise<boolean> {
  const body = writeAccountingRequest({
    flags: accountingFlag[kind],
    method: authenticationMethod.tacacsPlus,
    privilege,
    type: authenticationType.ascii,
    service: authenticationService.login,
    user,
    ...placeOf(line),
    args: [
      `task_id=${task}`,
      'timezone=UTC',
      'service=shell',
      ...(kind === 'stop' ? ['disc-cause=1', `elapsed_time=${elapsedSeconds}`] : []),
    ],
  });
  for (const configured of tacacsServers(device.configuration, group)) {
    const server = device.seams.tacacsServerAsked(configured);
    const connection = await TacacsConnection.open(device, server, packetType.accounting);
    if (connection === undefined) continue;
    const answer = await connection.ask(body);
    connection.close();
    if ('body' in answer) return true;
  }
  return false;
}

/** RFC 2866, section 5. */
async function tellRadius(
  { device, line, user, task, kind, elapsedSeconds }: Record,
  group: string,
): Promise<boolean> {
  const heard = await askRadius(radiusServers(device.configuration, group), {
    device,
    trace: new AaaTrace(device),
    kind: 'accounting',
    attributes: (_authenticator, _secret, source) => [
      textAttribute(attribute.acctSessionId, task.toString(16).toUpperCase().padStart(8, '0')),
      textAttribute(attribute.userName, user),
      numberAttribute(attribute.acctAuthentic, acctAuthentic.radius),
      numberAttribute(attribute.acctStatusType, acctStatusType[kind]),
      ...(kind === 'stop' ? [numberAttribute(attribute.acctSessionTime, elapsedSeconds)] : []),
      ...lineAttributes(line),
      addressAttribute(attribute.nasIpAddress, source),
    ],
  });
  return heard !== undefined;
}
