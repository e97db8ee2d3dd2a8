import { extractArchive } from "../../archive/extract.ts";
import type { Text } from "../../cli/language.ts";
import { join } from "../../cli/path.ts";
import {
  collisionKey,
  numberedName,
  safeName,
  unpackedName,
} from "../../download/names/filename.ts";
import type { Game } from "../catalogue/catalogue.ts";
import { fetchArchive } from "./fetch_archive.ts";
import { diskError, refusalOf, tooLargeText, UPLOAD_TEXTS, UploadError } from "./upload_error.ts";

/** A game that is being added, was added, or could not be. */
export interface Upload {
  readonly id: number;
  /** The name of its archive, and once it is there its folder's. */
  name: string;
  state: "receiving" | "unpacking" | "there" | "failed";
  receivedBytes: number;
  /** Null where the sender did not state it. */
  sizeBytes: number | null;
  /** Why it could not be added. */
  error: Text | null;
}

/** What uploads need of their host. */
export interface UploadsOptions {
  /** The folder for added games, which the catalogue reads. */
  readonly folder: string;
  /** Reads the folders again. */
  readonly rescan: () => Promise<unknown>;
  readonly findGame: (id: string) => Game | undefined;
  /** The IDs of all games. */
  readonly gameIds: () => Iterable<string>;
  readonly isPublished: (id: string) => boolean;
  /** Whether a URL leads to this host itself. */
  readonly isOwnUrl: (url: URL) => boolean;
  /** The largest archive in bytes. @default 2 GB */
  readonly maxBytes?: number;
}

/** An archive that has arrived, in a folder of its own that is removed afterwards. */
interface Arrived {
  readonly staging: string;
  readonly path: string;
  readonly name: string;
}

/** What lies under such a name is being added, or is left from a host that was killed. */
const STAGING_PREFIX = ".coplay-upload-";

/** As many failures and finished games as somebody may still want to read of. */
const MAX_LISTED = 200;

/** Games that are added to a folder, and removed from it, while the host runs. */
export class Uploads {
  readonly #options: UploadsOptions;
  readonly #maxBytes: number;
  readonly #uploads = new Map<number, Upload>();
  readonly #stops = new Map<number, AbortController>();
  #nextId = 1;
  /** Games take their places one after another. */
  #lastInstall: Promise<unknown> = Promise.resolve();

  private constructor(options: UploadsOptions) {
    this.#options = options;
    this.#maxBytes = options.maxBytes ?? 2_000_000_000;
  }

  /** Opens the folder, lists the games that were added before, and removes what a kill has left. */
  static async open(options: UploadsOptions): Promise<Uploads> {
    const uploads = new Uploads(options);
    await Deno.mkdir(options.folder, { recursive: true });
    for await (const { name, isDirectory } of Deno.readDir(options.folder)) {
      const path = join(options.folder, name);
      if (name.startsWith(STAGING_PREFIX)) await Deno.remove(path, { recursive: true });
      else if (isDirectory && !name.startsWith(".")) uploads.#begin(name, "there");
    }
    return uploads;
  }

  /** All uploads, the latest first. */
  get listed(): readonly Upload[] {
    return [...this.#uploads.values()].reverse();
  }

  /**
   * Takes an archive from a request's body and adds its game.
   *
   * @throws {UploadError} where it is refused
   */
  receive(
    body: ReadableStream<Uint8Array> | null,
    { name, sizeBytes }: { name: string; sizeBytes: number | null },
  ): Promise<Upload> {
    return this.#add(name, async (upload, staging, signal) => {
      upload.sizeBytes = sizeBytes;
      if (sizeBytes !== null && sizeBytes > this.#maxBytes) throw this.#tooLarge();
      const path = join(staging, "archive");
      await this.#write(path, { body, upload, signal });
      return { staging, path, name };
    });
  }

  /**
   * Begins to fetch an archive, whose game is then added.
   *
   * @throws {UploadError} where the address cannot be used
   */
  fetch(text: string): Upload {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (!url || !/^https?:$/.test(url.protocol)) throw new UploadError(400, UPLOAD_TEXTS.notUrl);
    if (this.#options.isOwnUrl(url)) throw new UploadError(409, UPLOAD_TEXTS.ownAddress);
    const before = this.#nextId;
    // Its error is kept in the list.
    this.#add(url.pathname.split("/").at(-1) || url.host, async (upload, staging, signal) => {
      const dir = join(staging, "fetched");
      const onProgress = (progress: Partial<Upload>) => void Object.assign(upload, progress);
      const arrived = await fetchArchive(url.href, {
        dir,
        maxBytes: this.#maxBytes,
        signal,
        onProgress,
      });
      return { staging, ...arrived };
    }).catch(() => {});
    return this.#uploads.get(before)!;
  }

  /**
   * Stops an upload that is under way, removes an added game with its files, or forgets a failure.
   *
   * @throws {UploadError} where there is none, or its game is being played
   */
  async remove(id: number): Promise<void> {
    const upload = this.#uploads.get(id);
    if (!upload) throw new UploadError(404, UPLOAD_TEXTS.none);
    this.#stops.get(id)?.abort();
    if (upload.state === "there") {
      if (this.#options.isPublished(upload.name)) throw new UploadError(409, UPLOAD_TEXTS.playing);
      await Deno.remove(join(this.#options.folder, upload.name), { recursive: true })
        .catch((error) => {
          if (!(error instanceof Deno.errors.NotFound)) throw diskError(error);
        });
      await this.#options.rescan();
    }
    this.#uploads.delete(id);
  }

  /** Stops everything under way. */
  close(): void {
    for (const stop of this.#stops.values()) stop.abort();
  }

  #begin(name: string, state: Upload["state"]): Upload {
    const id = this.#nextId++;
    const upload = { id, name, state, receivedBytes: 0, sizeBytes: null, error: null };
    this.#uploads.set(id, upload);
    for (const old of [...this.#uploads.values()].slice(0, -MAX_LISTED)) {
      if (old.state === "failed") this.#uploads.delete(old.id);
    }
    return upload;
  }

  async #add(
    name: string,
    arrive: (upload: Upload, staging: string, signal: AbortSignal) => Promise<Arrived>,
  ): Promise<Upload> {
    const upload = this.#begin(name, "receiving");
    const stop = new AbortController();
    this.#stops.set(upload.id, stop);
    try {
      await this.#stage(async (staging) => {
        const arrived = await arrive(upload, staging, stop.signal);
        upload.state = "unpacking";
        await this.#install(arrived, upload, stop.signal);
      });
      upload.state = "there";
      return upload;
    } catch (error) {
      const refusal = stop.signal.aborted
        ? new UploadError(409, UPLOAD_TEXTS.stopped)
        : refusalOf(error);
      Object.assign(upload, { state: "failed", error: refusal?.text ?? UPLOAD_TEXTS.bug });
      throw refusal ?? error;
    } finally {
      this.#stops.delete(upload.id);
    }
  }

  /** Makes a folder for the time of some work; it is gone before anybody hears of the end. */
  async #stage(work: (staging: string) => Promise<void>): Promise<void> {
    const staging = join(this.#options.folder, STAGING_PREFIX + crypto.randomUUID());
    await Deno.mkdir(staging);
    try {
      await work(staging);
    } finally {
      await Deno.remove(staging, { recursive: true }).catch(() => {});
    }
  }

  async #write(
    path: string,
    { body, upload, signal }: {
      body: ReadableStream<Uint8Array> | null;
      upload: Upload;
      signal: AbortSignal;
    },
  ): Promise<void> {
    const file = await Deno.open(path, { write: true, createNew: true });
    try {
      for await (const chunk of readWhole(body)) {
        signal.throwIfAborted();
        upload.receivedBytes += chunk.length;
        if (upload.receivedBytes > this.#maxBytes) throw this.#tooLarge();
        for (let at = 0; at < chunk.length;) at += await file.write(chunk.subarray(at));
      }
    } finally {
      file.close();
    }
    const isWhole = upload.sizeBytes === null || upload.receivedBytes === upload.sizeBytes;
    if (!isWhole) throw new UploadError(400, UPLOAD_TEXTS.cut);
  }

  /** Unpacks the archive and gives its game a place, once those before it have theirs. */
  async #install(arrived: Arrived, upload: Upload, signal: AbortSignal): Promise<void> {
    const fresh = join(arrived.staging, "game");
    await extractArchive(arrived.path, fresh, { signal });
    const install = this.#lastInstall.catch(() => {}).then(() => this.#place(arrived, fresh));
    this.#lastInstall = install;
    upload.name = await install;
    for (const { id, name, state } of this.#uploads.values()) {
      if (id !== upload.id && state === "there" && name === upload.name) this.#uploads.delete(id);
    }
  }

  /** Moves a game to its place; an older one of that name returns where the new one is none. */
  async #place({ staging, name }: Arrived, fresh: string): Promise<string> {
    const { folder, rescan, findGame } = this.#options;
    const id = await this.#freeId(unpackedName(safeName(name)) || "game");
    const [place, old] = [join(folder, id), join(staging, "old")];
    const hasOld = await Deno.rename(place, old).then(() => true, (error) => {
      if (error instanceof Deno.errors.NotFound) return false;
      throw error;
    });
    await Deno.rename(fresh, place);
    await rescan();
    const game = findGame(id);
    if (game && !game.fault) return id;
    await Deno.rename(place, join(staging, "refused"));
    if (hasOld) await Deno.rename(old, place);
    await rescan();
    throw new UploadError(409, game?.fault ?? UPLOAD_TEXTS.noPage);
  }

  /** Returns the ID for a game: its own, or numbered where a game that was not added here has it. */
  async #freeId(wanted: string): Promise<string> {
    const taken = new Set([...this.#options.gameIds()].map(collisionKey));
    for await (const { name } of Deno.readDir(this.#options.folder)) {
      taken.delete(collisionKey(name));
    }
    for (let number = 0;; number++) {
      const id = number === 0 ? wanted : numberedName(wanted, number);
      if (!taken.has(collisionKey(id))) return id;
    }
  }

  #tooLarge(): UploadError {
    return new UploadError(413, tooLargeText(this.#maxBytes));
  }
}

/** Reads a request's body. @throws {UploadError} where the sender went away */
async function* readWhole(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  const reader = (body ?? new Blob([]).stream()).getReader();
  const cut = () => {
    throw new UploadError(400, UPLOAD_TEXTS.cut);
  };
  try {
    for (;;) {
      const { value, done } = await reader.read().catch(cut);
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
