import type { CliSession } from '../command-line/session.ts';
import { EscapeReader } from './escape.ts';
import type { OutgoingSession } from './outgoing-session.ts';

/** How often it is looked whether a slow terminal takes more, in milliseconds of the switch's clock. */
const congestionMs = 50;

/** The sessions to other hosts that somebody on one line has open, by their numbers from 1. */
export class OutgoingSessions {
  readonly #session: CliSession;
  readonly #open = new Map<number, OutgoingSession>();
  #current: number | undefined;
  #attached: number | undefined;
  #notices = '';

  constructor(session: CliSession) {
    this.#session = session;
  }

  get all(): readonly (readonly [number, OutgoingSession])[] {
    return [...this.#open];
  }

  /** The one that Return goes back to. */
  get current(): number | undefined {
    return this.#current;
  }

  /** What happened to sessions that nobody was in front of; told once. */
  notices(): string {
    const text = this.#notices;
    this.#notices = '';
    return text;
  }

  /** Takes a session in and stays in front of it until it is over or left by the escape sequence. */
  async begin(outgoing: OutgoingSession): Promise<void> {
    let number = 1;
    while (this.#open.has(number)) number += 1;
    this.#open.set(number, outgoing);
    void outgoing.over.then(({ by }) => {
      this.#open.delete(number);
      if (this.#current === number) this.#current = undefined;
      if (this.#attached !== number && by === 'server') {
        this.#notices += `\n[Connection ${number} to ${outgoing.target} closed by foreign host]\n`;
      }
    });
    await this.#interconnect(number, outgoing);
  }

  /** False where there is no such session. */
  async resume(number: number | undefined): Promise<boolean> {
    const outgoing = number === undefined ? undefined : this.#open.get(number);
    if (number === undefined || outgoing === undefined) return false;
    this.#session.screen.print(`[Resuming connection ${number} to ${outgoing.target} ... ]\n`);
    await this.#interconnect(number, outgoing);
    return true;
  }

  get(number: number | undefined): OutgoingSession | undefined {
    return number === undefined ? undefined : this.#open.get(number);
  }

  closeAll(): void {
    for (const outgoing of this.#open.values()) outgoing.close();
  }

  async #interconnect(number: number, outgoing: OutgoingSession): Promise<void> {
    const { editor, screen, device } = this.#session;
    this.#attached = number;
    const escape = new EscapeReader(() => device.seams.honoursEscape());
    let stopWaiting: (() => void) | undefined;
    const show = (bytes: Buffer): void => {
      screen.echo(bytes.toString('latin1'));
      if (!this.#session.congested || stopWaiting !== undefined) return;
      outgoing.holdBack();
      const look = (): void => {
        stopWaiting = undefined;
        if (this.#session.congested) stopWaiting = device.clock.after(congestionMs, look);
        else outgoing.goOn();
      };
      stopWaiting = device.clock.after(congestionMs, look);
    };
    let release: () => void = () => undefined;
    let how: 'left' | 'over';
    /** Typed behind the escape sequence: for the prompt. */
    let behind = '';
    let isLeft = false;
    try {
      how = await new Promise<'left' | 'over'>((resolve, reject) => {
        release = editor.divert({
          take: (text) => {
            if (isLeft) {
              behind += text;
              return;
            }
            const { left, rest, sent } = escape.read(text);
            const forwarded = device.seams.sshClientTyped(sent);
            if (forwarded !== '') outgoing.typed(forwarded);
            if (!left) return;
            isLeft = true;
            behind = rest;
            resolve('left');
          },
          gone: reject,
        });
        outgoing.attach(show);
        void outgoing.over.then(() => resolve('over'));
      });
    } catch (error) {
      outgoing.close();
      throw error;
    } finally {
      release();
      outgoing.detach();
      stopWaiting?.();
      this.#attached = undefined;
    }
    if (how === 'left') {
      this.#current = number;
      screen.print('\n');
      editor.typed(behind);
      return;
    }
    const line = `[Connection to ${outgoing.target} closed by foreign host]`;
    screen.print(`\n${device.seams.sshClientClosing(line)}\n`);
  }
}
