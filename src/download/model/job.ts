import type { Text } from "../../cli/language.ts";
import type { Checksum } from "./checksum.ts";
import type { TransferError } from "./errors.ts";

/** A place in a list, for messages. */
export interface Place {
  /** The list's name; empty for the command line and for programs. */
  readonly list: string;
  /** The line's number, from 1. */
  readonly line: number;
}

/** One file to fetch as the command line or a list names it, before anything is decided. */
export interface Entry {
  /** The URL and its mirrors as written, in the order to try them. */
  readonly urls: readonly [string, ...string[]];
  /** The requested name, relative to the folder. */
  readonly out?: string;
  /** A folder below the run's folder. */
  readonly dir?: string;
  /** Request headers for this file alone. */
  readonly headers?: readonly (readonly [string, string])[];
  /** The checksum that the file must have. */
  readonly checksum?: Checksum;
  /** The place in the list. */
  readonly place?: Place;
}

/** A line, or an entry with a line, that is invalid. */
export interface WrongLine {
  /** Why it cannot be used. */
  readonly wrong: Text;
  /** The entry's URL if it has one, else the line. */
  readonly text: string;
  /** The place in the list. */
  readonly place: Place;
  /** All lines of the entry, to write to the list of failures. @default {the text alone} */
  readonly lines?: readonly string[];
}

/** A message about a list as a whole. */
export interface ListNotice {
  readonly notice: Text;
}

/** One result of reading a list. */
export type ListItem = Entry | WrongLine | ListNotice;

/** The path of a finished file. */
export interface Target {
  /** The absolute path of the folder. */
  readonly dir: string;
  /** The file's name in the folder, always safe (see filename.ts). */
  readonly name: string;
}

/** One file to fetch, with its URLs and target decided. */
export interface Job {
  /** The position in the run's input, from 1. */
  readonly id: number;
  /** The entry that it was made from. */
  readonly entry: Entry;
  /** The parsed URL and its mirrors, all http or https. */
  readonly urls: readonly [URL, ...URL[]];
  /** The target; the file gets another name where this one is taken. */
  readonly target: Target;
  /** Whether the server may propose another name (`--content-disposition`). */
  readonly isNameOpen: boolean;
  /** The checksum that the file must have, where it is known. */
  readonly checksum: Checksum | undefined;
}

/** The history of a job. Only the retry rules change it, see run/retry.ts; an attempt reads it. */
export interface Progress {
  /** When the first attempt began, in milliseconds since 1970; undefined before. */
  beganMs: number | undefined;
  /** The attempts so far, over all mirrors. */
  attempts: number;
  /** The failures in a row without a byte of progress, which the retry limit counts. */
  failures: number;
  /** The bytes received by finished attempts. */
  receivedBytes: number;
  /** The index in {@linkcode Job.urls} of the next mirror to try. */
  mirror: number;
  /** Mirrors that failed permanently. */
  readonly dead: Set<number>;
  /** How often kept bytes had to be discarded. */
  restarts: number;
  /** Whether the server answers ranges wrongly, so that attempts ask for the whole file. */
  avoidsRange: boolean;
  /** Attempts that ended without an answer. */
  unanswered: number;
  /** The media type of the first answer; undefined before. */
  mediaType: string | undefined;
  /** Whether the file has changed, so that the next attempt asks for all of it. */
  asksWhole: boolean;
  /** Whether to use only one connection, because more of them did not help or were refused. */
  avoidsHelp: boolean;
  /** Whether the file was fetched again because bytes of several answers failed its checksum; it happens only once. */
  wasRefetched: boolean;
  /** How often the host has refused it because too much was asked there at once. */
  refusals: number;
}

/** A job's target, settled before the file is requested (see transfer/choose_target.ts). */
export interface Placement {
  /** The job's target, or another name where that one was taken. */
  target: Target;
  /** Whether the target has been checked: it is free or may be replaced. */
  isSettled: boolean;
}

/** A file that arrived, or was there already. */
export interface Arrival {
  /**
   * How the file came to be there:
   *
   * - `downloaded`: it was fetched
   * - `unchanged`: it was there already, and matches the server or the checksum
   * - `skipped`: it was there already, and `--if-exists skip` does not ask the server
   */
  readonly how: "downloaded" | "unchanged" | "skipped";
  /** The absolute path of the file, or of the folder it was unpacked into. */
  readonly path: string;
  /** The file's size in bytes. */
  readonly sizeBytes: number;
  /** Whether the server stated the body's length; otherwise a body that ends early goes unnoticed. */
  readonly isLengthKnown: boolean;
  /** Whether the file had a checksum and matches it. */
  readonly isVerified: boolean;
  /** The bytes received by this run in all attempts. */
  readonly receivedBytes: number;
  /** The digest as `NAME:HEX`, where one was requested. */
  readonly digest?: string;
  /** The server's entity tag for the file. */
  readonly etag?: string;
  /** A coding that the server applied without being asked; the file contains the encoded bytes. */
  readonly encoding?: string;
  /** The folder it was unpacked into. */
  readonly extractedTo?: string;
}

/** The result of an attempt. */
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
    /** New bytes that this attempt stored in the part file. */
    readonly progressBytes: number;
    /** How often this attempt discarded kept bytes. */
    readonly restarts: number;
    /** Whether more connections did not help, or were refused. */
    readonly avoidsHelp: boolean;
    /** The media type of the answer, if one came. */
    readonly mediaType?: string | undefined;
  };
