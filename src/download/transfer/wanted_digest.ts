import { relative } from "../../cli/path.ts";
import type { Attempt } from "./attempt.ts";
import type { Checksum } from "../model/checksum.ts";
import { TransferError } from "../model/errors.ts";
import { nameFromUrl } from "../names/filename.ts";

/** A digest to compute, and what it must be where that is known. */
export type WantedDigest = { readonly algorithm: Checksum["algorithm"]; readonly hex?: string };

/** The checksum the file must have, or a digest that is only reported. */
export function wantedDigest(attempt: Attempt): WantedDigest | undefined {
  const { turn: { job }, run } = attempt;
  const checksum = job.checksum ?? listedChecksum(attempt);
  if (checksum) return checksum;
  if (run.config.checksums) reportUnlisted(attempt);
  return run.config.digest && { algorithm: run.config.digest };
}

/** What the lists of checksums say of the file, by its name here or by its name at the server. */
function listedChecksum({ turn: { job, history }, run }: Attempt): Checksum | undefined {
  if (!run.config.checksums) return undefined;
  const { dir, name } = history.target;
  const path = relative(run.config.dir, `${dir}/${name}`).replaceAll("\\", "/");
  return run.config.checksums.find(path, nameFromUrl(job.urls[0]));
}

/** Checksums were given, and this file is not among them. */
function reportUnlisted({ turn: { job, history }, run }: Attempt): void {
  const { en, zh } = { en: "no checksum is listed for it", zh: "校验和列表中没有此文件" };
  if (run.config.isStrict) throw new TransferError("checksum", { en, zh });
  // Said once, however often the file is tried.
  if (history.attempts > 1) return;
  const { name } = history.target;
  run.emit({ type: "notice", job, text: { en: `${name}: ${en}`, zh: `${name}：${zh}` } });
}
