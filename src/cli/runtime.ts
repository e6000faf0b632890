import type { Services } from '../services/services.ts';

/** What the command line needs from the composition root; src/main.ts hands it in. */
export interface Runtime {
  readonly version: string;
  readonly clock: () => Date;
  /** Opens the database for one command. */
  open(settings: CommandSettings): Promise<OpenedServices>;
  /** Starts the server and gives it back when it listens. */
  serve(settings: ServeSettings): Promise<ServedPairwell>;
  /** The OpenAPI document. */
  describeApi(): Promise<object>;
  readonly io: Io;
}

/** Where a command's data is. */
export interface CommandSettings {
  readonly dataDir: string | null;
}

export interface ServeSettings extends CommandSettings {
  readonly port: number | null;
  readonly host: string | null;
  readonly quiet: boolean;
}

export interface OpenedServices {
  readonly services: Services;
  close(): Promise<void>;
}

export interface ServedPairwell extends OpenedServices {
  readonly url: string;
  readonly dataDir: string;
}

/** The terminal, or what stands in for it. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
  /** The command has done its work, and what it found is a failure: the process ends with exit code 1. */
  fail(): void;
  readonly isTerminal: boolean;
  readonly color: boolean;
  readonly columns: number;
  /** Resolves when the process is asked to stop. */
  untilStopped(): Promise<void>;
}
