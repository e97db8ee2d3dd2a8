import { Buffer } from "node:buffer";
import { readFileSync } from "node:fs";
import type { DownloadConfig } from "../../src/download/model/config.ts";
import type { Entry, Target } from "../../src/download/model/job.ts";
import { formatClaim, formatHeader, sealOf } from "../../src/download/disk/journal.ts";
import { journalPath, partPath } from "../../src/download/disk/part_paths.ts";
import { urlSource } from "../../src/download/model/url_key.ts";
import type { Validators } from "../../src/download/model/validators.ts";
import { type EngineRun, runEngine, testConfig } from "../support/engine_run.ts";
import { type Body, bodyBytes, bodySize } from "../support/body.ts";
import { ScriptedServer } from "../support/scripted_server.ts";
import { TempDir } from "../support/temp_dir.ts";

/** Large enough for a journal, small enough to be fast. */
export const OLD = { sizeBytes: 600_000, seed: 11 };
/** A file of the same length with other bytes. */
export const NEW = { sizeBytes: 600_000, seed: 12 };
/** The bytes that an earlier run has left. */
export const LEFT_BYTES = 250_000;
/** An old date, which is a strong validator. */
export const DATE = "Mon, 06 Jan 2020 10:00:00 GMT";
export const LATER_DATE = "Tue, 07 Jan 2020 10:00:00 GMT";

/** A server and a folder for these tests. */
export class ResumeFixture implements AsyncDisposable {
  readonly server: ScriptedServer;
  readonly folder: TempDir;

  private constructor(server: ScriptedServer, folder: TempDir) {
    this.server = server;
    this.folder = folder;
  }

  static async make(): Promise<ResumeFixture> {
    return new ResumeFixture(await ScriptedServer.start(), await TempDir.make());
  }

  get target(): Target {
    return { dir: this.folder.path, name: "file" };
  }

  /** Leaves the first bytes of a body as a killed run would. */
  async leave(validators: Validators, body: Body = OLD, leftBytes = LEFT_BYTES): Promise<void> {
    await Deno.writeFile(partPath(this.target), bodyBytes(body, 0, leftBytes));
    await this.leaveJournal(validators, [[0, leftBytes]]);
  }

  async leaveJournal(
    validators: Validators,
    claims: readonly (readonly [number, number])[],
    url: string = this.server.url("/file"),
  ): Promise<void> {
    const header = formatHeader(urlSource(new URL(url)), validators);
    const seal = sealOf(header);
    const lines = claims.map(([start, end]) => formatClaim({ start, end }, seal));
    await Deno.writeTextFile(journalPath(this.target), [header, ...lines].join(""));
  }

  run(
    config: Partial<DownloadConfig> = {},
    entries: readonly (string | Entry)[] = [this.server.url("/file")],
  ): Promise<EngineRun> {
    return runEngine(entries, testConfig(this.folder.path, config));
  }

  /** The Range headers in the order of the requests. */
  get ranges(): (string | null)[] {
    return this.server.requests.map(({ headers }) => headers.get("range"));
  }

  get ifRanges(): (string | null)[] {
    return this.server.requests.map(({ headers }) => headers.get("if-range"));
  }

  /** Whether the target has exactly these bytes. */
  holds(body: Body, name = "file"): boolean {
    const bytes = readFileSync(this.folder.join(name));
    return bytes.length === bodySize(body) && Buffer.compare(bytes, bodyBytes(body)) === 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]();
    await this.folder[Symbol.asyncDispose]();
  }
}
