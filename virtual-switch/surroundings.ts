import type { Socket } from 'node:net';
import type { ConsolePort } from './console.ts';
import type { PacedLine } from './console-log.ts';
import type { VirtualSwitch } from './switch.ts';
import type { Terminal } from './terminal.ts';

/**
 * What is around a switch and lies within what a conforming one may meet or do: a benign variation replaces some
 * of it, and no verdict may change for that.
 */
export interface Surroundings {
  /** The startup configuration that it is found with; undefined for the factory's. */
  startup(text: string | undefined): string | undefined;
  /** Speed of the console line, given the one that was asked for. */
  baud(asked: number): number;
  /** What the console is plugged into. */
  consolePort(port: ConsolePort): ConsolePort;
  /** The console as the switch writes to it. */
  consoleLine(line: Terminal & PacedLine, device: VirtualSwitch): Terminal & PacedLine;
  /** A TCP connection to one of its services, before anything is sent on it. */
  connection(socket: Socket): void;
  /** It has come up for the first time. */
  up(device: VirtualSwitch): void;
}

export function standardSurroundings(): Surroundings {
  const nothing = (): void => undefined;
  return {
    startup: (text) => text,
    baud: (asked) => asked,
    consolePort: (port) => port,
    consoleLine: (line) => line,
    connection: nothing,
    up: nothing,
  };
}
