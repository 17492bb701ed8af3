import type { DebugKind } from '../debugging.ts';

/** `debug ip ssh`: all that the server has to tell (guide page 21). */
export const incomingSsh: DebugKind = {
  command: 'ip ssh',
  title: 'Incoming SSH debugging',
  heading: 'SSH',
};

/** Protocol and channel events only (guide pages 42 and 43). Its confirmation was recorded nowhere. */
export const sshDetail: DebugKind = {
  command: 'ip ssh detail',
  title: 'SSH detail messages debugging',
  heading: 'SSH',
};

/** Packets only (guide pages 42 and 43). Its confirmation was recorded nowhere. */
export const sshPacket: DebugKind = {
  command: 'ip ssh packet',
  title: 'SSH packet messages debugging',
  heading: 'SSH',
};

/** Guide page 40. */
export const sshClient: DebugKind = {
  command: 'ip ssh client',
  title: 'SSH Client debugging',
  heading: 'SSH',
};

/** debug-ip-scp--ccnp-book--1. */
export const incomingScp: DebugKind = {
  command: 'ip scp',
  title: 'Incoming SCP debugging',
  heading: 'SCP',
};

/** What of `debug ip ssh` is on. */
export interface DebugSwitches {
  readonly everything: boolean;
  readonly detail: boolean;
  readonly packet: boolean;
}

/** Without a keyword every line is shown, with one those of its kind (guide page 21). */
export function sshDebugAskedFor(
  kind: 'event' | 'packet',
  { everything, detail, packet }: DebugSwitches,
): 'everything' | 'keyword' | undefined {
  if (everything) return 'everything';
  return (kind === 'event' ? detail : packet) ? 'keyword' : undefined;
}
