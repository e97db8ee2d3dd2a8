import type { Text } from "../../cli/language.ts";
import type { Checksum } from "./checksum.ts";
import type { TransferError } from "./errors.ts";

/** Where something was read: a list and its line, for messages. */
export interface Place {
  /** The list's name; empty for the command line and for programs. */
  readonly list: string;
  /** The line's number, from 1. */
  readonly line: number;
}

/** One thing to fetch, as a command line or a list asks for it; nothing is decided yet. */
export interface Entry {
  /** The URL and its mirrors, as written, in the order they are tried. */
  readonly urls: readonly [string, ...string[]];
  /** The name asked for, relative to the folder. */
  readonly out?: string;
  /** A folder below the run's folder. */
  readonly dir?: string;
  /** Request headers for this file alone. */
  readonly headers?: readonly (readonly [string, string])[];
  /** What the file's bytes must hash to. */
  readonly checksum?: Checksum;
  /** Where it was read. */
  readonly place?: Place;
}

/** A line, or an entry with a wrong line, that cannot be understood. */
export interface WrongLine {
  /** Why it cannot be used. */
  readonly wrong: Text;
  /** The entry's URL as far as there is one, else the line. */
  readonly text: string;
  /** Where it was read. */
  readonly place: Place;
  /** All lines of the entry, to be handed back. @default {the text alone} */
  readonly lines?: readonly string[];
}

/** Something to say of a list, and of no line of it. */
export interface ListNotice {
  readonly notice: Text;
}

/** What comes out of a list. */
export type ListItem = Entry | WrongLine | ListNotice;

/** Where a finished file goes. */
export interface Target {
  /** Absolute path of the folder. */
  readonly dir: string;
  /** The file's name in it: always safe, see filename.ts. */
  readonly name: string;
}

/** One file to fetch, decided: what, from where, to where. */
export interface Job {
  /** Position in the run's input, from 1. */
  readonly id: number;
  /** What was asked for. */
  readonly entry: Entry;
  /** The URL and its mirrors, parsed; all http or https. */
  readonly urls: readonly [URL, ...URL[]];
  /** Where it goes; another name where this one turns out to be taken. */
  readonly target: Target;
  /** The server may propose another name (`--content-disposition`). */
  readonly isNameOpen: boolean;
  /** What its bytes must hash to, where that is known. */
  readonly checksum: Checksum | undefined;
}

/** What a job has gone through so far. The retry rules own it, see run/retry.ts; an attempt only reads it. */
export interface Progress {
  /** When the first attempt began, in milliseconds since 1970; `undefined` before. */
  beganMs: number | undefined;
  /** Attempts begun, over all mirrors. */
  attempts: number;
  /** Failures in a row without a byte of progress, which is what the retry budget counts. */
  failures: number;
  /** Bytes received by the attempts that are over. */
  receivedBytes: number;
  /** Index into {@linkcode Job.urls} of the mirror to try next. */
  mirror: number;
  /** Mirrors that failed for good. */
  readonly dead: Set<number>;
  /** How often bytes that were kept had to be thrown away. */
  restarts: number;
  /** The server answers ranges wrongly, so the whole file is asked for. */
  avoidsRange: boolean;
  /** Attempts that ended before any answer was seen. */
  unanswered: number;
  /** The media type that the file had when it first began to come; `undefined` before. */
  mediaType: string | undefined;
  /** The file has changed, so the next attempt asks for all of it. */
  asksWhole: boolean;
  /** Only one connection is used, because further ones were of no use, or unwelcome. */
  avoidsHelp: boolean;
  /** Bytes of several answers failed their checksum, and the file was fetched anew for it; once is enough. */
  wasRefetched: boolean;
  /** How often the host has refused it because too much was asked there at once. */
  refusals: number;
}

/** Where a job's file goes. It is settled before the file is asked for, see transfer/choose_target.ts. */
export interface Placement {
  /** The job's target, or the name found because that one was taken. */
  target: Target;
  /** The target has been looked at, and it is free or may be replaced. */
  isSettled: boolean;
}

/** A file that arrived, or was there. */
export interface Arrival {
  /**
   * - `downloaded`: it was fetched
   * - `unchanged`: it was there already, and is what the server has or has the checksum asked for
   * - `skipped`: it was there already, and `--if-exists skip` asks no further
   */
  readonly how: "downloaded" | "unchanged" | "skipped";
  /** Absolute path of the file, or of the folder it was unpacked into. */
  readonly path: string;
  /** The file's size. */
  readonly sizeBytes: number;
  /** Whether the server said how long the body is; without that, an early end cannot be told from the end. */
  readonly isLengthKnown: boolean;
  /** Whether it had a checksum to agree with, and does. */
  readonly isVerified: boolean;
  /** Bytes received by this run, all attempts together. */
  readonly receivedBytes: number;
  /** Its digest as `NAME:HEX`, where one was asked for. */
  readonly digest?: string;
  /** What the server calls this state of the file. */
  readonly etag?: string;
  /** A coding the server applied without being asked; the file holds the encoded bytes. */
  readonly encoding?: string;
  /** The folder it was unpacked into. */
  readonly extractedTo?: string;
}

/** How an attempt ended. */
export type Outcome =
  | {
    readonly kind: "arrived";
    readonly arrival: Arrival;
    /** Bytes received by this attempt. */
    readonly receivedBytes: number;
  }
  | {
    readonly kind: "failed";
    readonly error: TransferError;
    readonly receivedBytes: number;
    /** New bytes that are safely in the part file thanks to this attempt. */
    readonly progressBytes: number;
    /** How often this attempt threw away bytes that had been kept. */
    readonly restarts: number;
    /** Further connections were of no use to it, or unwelcome. */
    readonly avoidsHelp: boolean;
    /** The media type of the file, where it began to come. */
    readonly mediaType?: string | undefined;
  };
