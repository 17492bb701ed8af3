import { type Configuration, hostnameOf } from '../configuration/configuration.ts';
import type { VirtualSwitch } from '../switch.ts';
import type { Terminal } from '../terminal.ts';
import { absoluteTimeoutMs, execTimeoutMs, noteExpiry, type TtyLine } from '../tty-line.ts';
import type { CommandContext, CommandIo } from './context.ts';
import { ConfigurationDesk } from './desk.ts';
import { CommandError, parseErrorText } from './errors.ts';
import { Cleared, HangUp, type LineEditor, type Typed } from './line-editor.ts';
import { page } from './pager.ts';
import { completionFor, helpFor, parseCommand, type Grammar } from './parse.ts';
import { splitPipe } from './pipe.ts';
import { helpText } from './help-text.ts';
import type { Screen } from './screen.ts';
import { flashRoot } from '../files/file-systems.ts';
import type { FilePath } from '../files/paths.ts';
import { enableByAaa } from '../aaa/enable.ts';
import { GaveUp } from '../aaa/login-attempt.ts';
import { dialogueAt } from './line-dialogue.ts';
import { OutgoingSessions } from '../ssh-client/outgoing-sessions.ts';

const passwordTimeoutMs = 30_000;
const passwordTries = 3;
const historySize = 20;

/** One EXEC session: somebody on a line, from the first prompt to the last. */
export class CliSession {
  readonly device: VirtualSwitch;
  readonly line: TtyLine;
  readonly screen: Screen;
  readonly editor: LineEditor;
  privilege: number;
  /** `terminal length`, `terminal width`, `terminal monitor`. */
  length: number;
  width: number;
  monitor = false;
  /** Where `cd` has led to. */
  directory: FilePath = flashRoot;
  /** To other hosts. */
  readonly outgoing: OutgoingSessions;

  readonly #terminal: Terminal;
  readonly #desk: ConfigurationDesk;
  readonly #history: string[] = [];
  #ended = false;
  #showingLog = false;
  #before: { configuration: Configuration; name: string } | undefined;

  constructor(options: {
    device: VirtualSwitch;
    line: TtyLine;
    terminal: Terminal;
    screen: Screen;
    editor: LineEditor;
    privilege: number;
  }) {
    this.device = options.device;
    this.line = options.line;
    this.screen = options.screen;
    this.editor = options.editor;
    this.privilege = options.privilege;
    this.#terminal = options.terminal;
    this.length = options.terminal.height;
    this.width = options.terminal.width;
    this.outgoing = new OutgoingSessions(this);
    this.#desk = new ConfigurationDesk(options.device, options.device.configurationTrees);
  }

  /** Prompts and runs what is typed until the session ends. */
  async shell(): Promise<void> {
    const limit = absoluteTimeoutMs(this.device.lineBlock(this.line));
    const stop = limit === undefined ? undefined : this.device.clock.after(limit, () => this.#timeIsOver());
    try {
      await this.#promptAndRun();
    } catch (error) {
      if (!(error instanceof Cleared)) throw error;
    } finally {
      stop?.();
      this.outgoing.closeAll();
    }
  }

  async #promptAndRun(): Promise<void> {
    while (!this.#ended) {
      this.screen.print(this.outgoing.notices());
      const typed = await this.#read({
        prompt: this.prompt,
        help: (text) => helpText(helpFor(text, this.#grammar()), text, this.width),
        page: (text) => this.#page(text),
        complete: (text) => completionFor(text, this.#grammar()),
        history: this.#history,
      });
      this.line.lastInput = this.device.clock.now();
      if (typed.kind === 'timeout') return noteExpiry(this.device, this.line);
      if (typed.kind === 'abort') {
        if (this.configuring) this.endConfiguration();
        continue;
      }
      await this.#runTyped(typed.text);
      if (typed.kind === 'end' && this.configuring) this.endConfiguration();
    }
  }

  /** Runs one command without anybody at the prompt, as an SSH client's `exec` does. */
  async runCommand(command: string): Promise<void> {
    this.length = 0;
    try {
      await this.runExec(command, 0);
    } finally {
      this.outgoing.closeAll();
    }
  }

  get prompt(): string {
    const { seams, configuration } = this.device;
    return seams.prompt({
      hostname: seams.nameInPrompt(hostnameOf(configuration), this.#before?.name),
      privilege: this.privilege,
      mode: this.#desk.mode,
    });
  }

  get configuring(): boolean {
    return this.#desk.mode !== undefined;
  }

  /** Whether log lines are shown here: on the console, and on a vty after `terminal monitor`. */
  log(text: string): void {
    const synchronous = this.device.lineBlock(this.line)?.settings.has('logging synchronous') === true;
    this.#showingLog = true;
    this.screen.log(text);
    if (synchronous && this.editor.reading) this.editor.repaint();
    this.#showingLog = false;
  }

  /** Whether what is written just now is a log line. */
  get showingLog(): boolean {
    return this.#showingLog;
  }

  get congested(): boolean {
    return this.#terminal.congested;
  }

  /** `show history`. */
  history(): string {
    return this.#history.map((text) => `  ${text}\n`).join('');
  }

  exit(): void {
    this.#ended = true;
  }

  /** The switch ends the session from outside: its line was cleared. */
  clear(): void {
    this.#ended = true;
    if (this.line.clear) this.line.clear();
    else this.editor.interrupt();
  }

  /** `absolute-timeout`: the text is from memory, no capture of it was found. */
  #timeIsOver(): void {
    this.screen.print('\n*\n*\n* Line timeout expired\n*\n*\n');
    this.clear();
  }

  /** `configure terminal`. */
  configure(): void {
    const { configuration } = this.device;
    this.screen.print('Enter configuration commands, one per line.  End with CNTL/Z.\n');
    this.#before = { configuration: structuredClone(configuration), name: hostnameOf(configuration) };
    this.#desk.open();
    this.device.snmp.configurationEvent('running');
  }

  /** `exit` in global configuration. */
  exitConfiguration(): void {
    const { seams } = this.device;
    if (this.#before) {
      const kept = seams.configurationAfterExit(this.device.configuration, this.#before.configuration);
      this.device.replaceConfiguration(kept);
    }
    this.endConfiguration();
    if (seams.exitOfConfiguration() === 'session') this.exit();
  }

  /** `end`, ^Z, ^C: leaves configuration from whatever mode. */
  endConfiguration(): void {
    const { configuration, seams } = this.device;
    const kept = seams.configurationAfterEnd(configuration, this.#desk.mode);
    if (kept !== configuration) this.device.replaceConfiguration(kept);
    this.#desk.close();
    this.#before = undefined;
    this.device.noteChange(this.line);
  }

  /** `enable`; gives the text of the refusal, if any. */
  async enable(): Promise<string | undefined> {
    const { configuration, seams } = this.device;
    const stored = configuration.enableSecret ?? configuration.enablePassword;
    if (this.privilege >= 15) return undefined;
    const byAaa = await this.#enableByAaa();
    if (byAaa !== undefined) return byAaa.refusal;
    if (stored === undefined) {
      if (this.line.kind === 'vty') return '% No password set\n';
      this.privilege = seams.privilegeAfterEnable();
      return undefined;
    }
    for (let attempt = 1; attempt <= passwordTries; attempt += 1) {
      const typed = await this.readPassword();
      if (typed.kind === 'timeout') this.screen.print('\n% Password:  timeout expired!\n');
      else if (typed.kind !== 'line') return undefined;
      else if (seams.acceptsEnablePassword(stored, typed.text)) {
        this.privilege = seams.privilegeAfterEnable();
        return undefined;
      }
    }
    return configuration.enableSecret ? '% Bad secrets\n\n' : '% Bad passwords\n\n';
  }

  /** `aaa authentication enable`; the texts of refusals are those of 17.15 on a lab of others, and from memory. */
  async #enableByAaa(): Promise<{ readonly refusal: string | undefined } | undefined> {
    const { device, line, screen, editor } = this;
    const dialogue = dialogueAt(device, line, screen, editor);
    for (let attempt = 1; attempt <= passwordTries; attempt += 1) {
      const enabled = await enableByAaa(device, line, dialogue).catch((error: unknown) => {
        if (error instanceof GaveUp) return 'gave up' as const;
        throw error;
      });
      if (enabled === undefined) return undefined;
      if (enabled === 'gave up') return { refusal: undefined };
      if (enabled === 'error') return { refusal: '% Error in authentication.\n\n' };
      if (enabled === 'passed') {
        this.privilege = device.seams.privilegeAfterEnable();
        return { refusal: undefined };
      }
    }
    return { refusal: '% Access denied\n\n' };
  }

  readPassword(prompt = 'Password: '): Promise<Typed> {
    const echo = this.device.seams.echoesPasswords(this.line.kind);
    return this.editor.read({ prompt, echo, timeoutMs: passwordTimeoutMs });
  }

  /** Runs an EXEC command; `column` is where its echo begins on the screen. */
  async runExec(input: string, column: number): Promise<void> {
    try {
      const piped = /^\s*(?:sh|sho|show|mor|more|dir)\s/i.test(input) ? splitPipe(input) : { command: input };
      if ('incomplete' in piped) return this.screen.print('% Incomplete command.\n\n');
      if ('badColumn' in piped) {
        return this.screen.print(parseErrorText({ kind: 'invalid', column: piped.badColumn }, input, column));
      }
      const result = parseCommand(piped.command, this.#execGrammar());
      if (result.kind !== 'command') return this.screen.print(parseErrorText(result, input, column));
      const nowhere = () => undefined;
      const context: CommandContext = {
        device: this.device,
        io: this.#io(),
        configuration: this.device.configuration,
        blocks: [],
        parsed: result,
        session: this,
        enter: nowhere,
        leave: nowhere,
        end: nowhere,
      };
      const output = await result.action.run?.(context, result.args);
      if (typeof output === 'string') await this.#show(piped.filter?.(output) ?? output);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      this.screen.print(error.message);
    }
  }

  async #runTyped(text: string): Promise<void> {
    if (text.trim() === '' && !this.configuring) {
      await this.outgoing.resume(this.outgoing.current);
      return;
    }
    if (text.trim() === '' || text.trimStart().startsWith('!')) return;
    if (this.#history.at(-1) !== text) this.#history.push(text);
    if (this.#history.length > historySize) this.#history.shift();
    const column = this.prompt.length;
    if (!this.configuring) return this.runExec(text, column);
    const exec = /^\s*do\s+(?=\S)/i.exec(text);
    if (exec !== null) return this.runExec(text.slice(exec[0].length), column + exec[0].length);
    try {
      const result = await this.#desk.execute(text, this.#io(), this);
      this.screen.print(parseErrorText(result, text, column));
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      this.screen.print(error.message);
    }
  }

  #page(text: string): ReturnType<typeof page> {
    const { screen, editor, length, width } = this;
    const timeoutMs = this.device.seams.idleLimitMs(execTimeoutMs(this.device.lineBlock(this.line)));
    return page(text, { screen, editor, length, width, ...(timeoutMs !== undefined && { timeoutMs }) });
  }

  async #show(output: string): Promise<void> {
    if ((await this.#page(output)) !== 'timeout') return;
    this.exit();
    noteExpiry(this.device, this.line);
  }

  #grammar(): Grammar {
    return this.configuring ? this.#desk.grammar() : this.#execGrammar();
  }

  #execGrammar(): Grammar {
    return {
      nodes: this.device.execTree,
      visible: (node) => (node.privilege ?? 0) <= this.privilege,
      negatable: false,
    };
  }

  #read(options: Parameters<LineEditor['read']>[0]): Promise<Typed> {
    this.editor.width = this.width;
    const timeoutMs = this.device.seams.idleLimitMs(execTimeoutMs(this.device.lineBlock(this.line)));
    return this.editor.read({ ...options, ...(timeoutMs !== undefined && { timeoutMs, idle: true }) });
  }

  #io(): CommandIo {
    const answer = async (question: string, echo: boolean) => {
      const typed = await this.#read({ prompt: question, echo });
      if (typed.kind === 'timeout') this.exit();
      if (typed.kind !== 'line') throw new CommandError('');
      return typed.text;
    };
    return {
      print: (text) => this.screen.print(text),
      ask: (question) => answer(question, true),
      askSecret: (question) => answer(question, false),
    };
  }
}

/** Runs a session to its end; the far end's going away is an end like others. */
export async function untilHangUp(work: () => Promise<void>): Promise<'ended' | 'hung-up'> {
  try {
    await work();
    return 'ended';
  } catch (error) {
    if (error instanceof HangUp) return 'hung-up';
    throw error;
  }
}
