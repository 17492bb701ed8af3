import type { CliMode } from '../../bench/cli-mode.ts';
import { hostOfPrompt } from '../../bench/cli-prompts.ts';

/** A prompt at which the command line was seen to stand. */
export interface Place {
  readonly mode: CliMode;
  readonly prompt: string;
  readonly from: number;
  readonly end: number;
}

/** What is known of a command line: one part of the engine finds it out and the others build on it. */
export class LineKnowledge {
  #place: Place | undefined;
  #host: string | undefined;
  #mode: CliMode = 'unknown';
  /** Whether the device shows what is typed; held to be so until it was seen twice not to. */
  echoes = true;

  /** Where it stands; undefined after something was typed or came that can have moved it. */
  get place(): Place | undefined {
    return this.#place;
  }

  /** The host name of the last prompt that had one. */
  get host(): string | undefined {
    return this.#host;
  }

  /** The mode it was last seen in, for what is told to the person at the bench. */
  get mode(): CliMode {
    return this.#mode;
  }

  standsAt(place: Place): Place {
    this.#place = place;
    this.sawPrompt(place.prompt, place.mode);
    return place;
  }

  /** A prompt, question or greeting was read, which need not be the last thing on the line. */
  sawPrompt(prompt: string, mode: CliMode): void {
    this.#host = hostOfPrompt(prompt) ?? this.#host;
    this.#mode = mode;
  }

  sawMode(mode: CliMode): void {
    this.#mode = mode;
  }

  forgetPlace(): void {
    this.#place = undefined;
  }
}
