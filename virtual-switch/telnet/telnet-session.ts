import type { Socket } from 'node:net';
import { LineEditor } from '../command-line/line-editor.ts';
import { Screen } from '../command-line/screen.ts';
import { CliSession, untilHangUp } from '../command-line/session.ts';
import { accountForExec } from '../aaa/exec-accounting.ts';
import { privilegeOfLogin } from '../aaa/exec-authorization.ts';
import { login } from '../line-login.ts';
import { HandshakeWatch } from '../ssh/handshake-watch.ts';
import type { RemoteEnd } from '../ssh/host.ts';
import { watchTraffic } from '../ssh/tcp-traffic.ts';
import type { VirtualSwitch } from '../switch.ts';
import { takeVty } from '../vty-lines.ts';
import { TelnetTerminal } from './telnet-terminal.ts';

/**
 * Carries one Telnet connection from its first byte to its end: banners, login and EXEC as on the console, on a vty
 * that it gives back. Refused with RST where no vty is free and lets Telnet in, as FINDINGS section 8 has it.
 */
export function acceptTelnet(device: VirtualSwitch, socket: Socket, remote: RemoteEnd): void {
  const taken = device.up ? takeVty(device, remote, 'telnet') : undefined;
  if (taken === undefined) {
    socket.resetAndDestroy();
    return;
  }
  const { tty } = taken;
  socket.on('error', () => undefined);
  const watch = new HandshakeWatch(socket, device.clock);
  taken.onTraffic(watchTraffic(socket));
  const terminal = new TelnetTerminal(socket);
  taken.onClear(() => terminal.hangUp());
  socket.once('close', () => {
    watch.done();
    taken.release();
  });

  const screen = new Screen(terminal);
  const editor = new LineEditor(terminal, screen, device.clock);
  terminal.onInput(() => {
    tty.lastInput = device.clock.now();
  });
  const serve = async (): Promise<void> => {
    const banners = () => device.configuration.banners;
    for (const kind of ['motd', 'login']) {
      const banner = banners().get(kind);
      if (banner !== undefined) screen.print(`\n${banner}\n`);
    }
    const user = await login(device, tty, screen, editor);
    watch.done();
    if (user === undefined) return;
    const privilege = await privilegeOfLogin(device, tty, user.name);
    if (privilege === undefined) {
      screen.print('% Authorization failed.\n');
      return;
    }
    const session = new CliSession({ device, line: tty, terminal, screen, editor, privilege });
    tty.user = user.name;
    tty.session = session;
    accountForExec(device, tty, user.name, privilege);
    device.snmp.connections.loggedIn(tty, user.name ?? '');
    const exec = banners().get('exec');
    screen.print(`\n${exec === undefined ? '' : `${exec}\n`}`);
    await session.shell();
    if (session.configuring) session.endConfiguration();
  };
  void untilHangUp(serve).then((how) => {
    if (how === 'hung-up') return;
    device.snmp.connections.endedHere(tty);
    terminal.hangUp();
  });
}
