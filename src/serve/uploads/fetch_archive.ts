import { basename } from "../../cli/path.ts";
import type { TransferError } from "../../download/download.ts";
import { tooLargeText, UPLOAD_TEXTS, UploadError } from "./upload_error.ts";

/** What is known of a fetch under way. */
export interface FetchProgress {
  readonly name: string;
  readonly receivedBytes: number;
  /** Null where the server did not state it. */
  readonly sizeBytes: number | null;
}

/** How to fetch. */
export interface FetchOptions {
  /** The folder for the archive, in which nothing else lies. */
  readonly dir: string;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: FetchProgress) => void;
}

const PROGRESS_MS = 500;

/**
 * Fetches an archive with the downloader: verified, resumed after a drop, tried again where that helps.
 *
 * @returns its path and its name
 * @throws {UploadError} where it did not arrive
 */
export async function fetchArchive(
  url: string,
  { dir, maxBytes, signal, onProgress }: FetchOptions,
): Promise<{ path: string; name: string }> {
  const { download } = await import("../../download/download.ts");
  const options = { dir, signal, maxSize: maxBytes, progressMs: PROGRESS_MS };
  for await (const event of download(url, { ...options, usesContentDisposition: true })) {
    if (event.type === "progress") {
      for (const { name, doneBytes, size } of event.active) {
        onProgress({ name, receivedBytes: doneBytes, sizeBytes: size });
      }
    }
    if (event.type === "done") {
      const { path } = event.arrival;
      return { path, name: basename(path) };
    }
    if (event.type === "failed") throw refusal(event.error, maxBytes);
    if (event.type === "wrong") throw new UploadError(400, UPLOAD_TEXTS.notUrl);
  }
  throw new UploadError(409, signal.aborted ? UPLOAD_TEXTS.stopped : UPLOAD_TEXTS.cut);
}

/** The downloader names its option where a file is too large; nobody here has given one. */
function refusal({ kind, text, detail }: TransferError, maxBytes: number): UploadError {
  const isTooLarge = kind === "refused" && detail.discardsPart === true;
  return new UploadError(409, isTooLarge ? tooLargeText(maxBytes) : text);
}
