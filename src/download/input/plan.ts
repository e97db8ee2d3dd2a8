import { TextError } from "../../cli/errors.ts";
import { join } from "../../cli/path.ts";
import { visible } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import type { DownloadConfig } from "../model/config.ts";
import {
  collisionKey,
  nameFromUrl,
  numberedName,
  safePath,
  unpackedName,
} from "../names/filename.ts";
import type { Entry, Job, Target } from "../model/job.ts";
import { fillTemplate } from "../names/name_template.ts";
import { NameSet } from "../names/name_set.ts";
import { shownUrlText } from "../model/shown_url.ts";

/** An entry cannot become a job. */
export class PlanError extends TextError {
  override readonly name = "PlanError";
}

/**
 * Parses a URL to fetch.
 *
 * @throws {PlanError} for any scheme but http and https
 */
export function parseUrl(text: string): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new PlanError(notAUrl(text));
  }
  // fetch would read local files for file:, so this is checked here and at every redirect.
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new PlanError({
      en: `"${shownUrlText(text)}" is not http or https`,
      zh: `“${shownUrlText(text)}”不是 http 或 https 网址`,
    });
  }
  return url;
}

/** Names what was probably meant: a URL without its scheme, or the file of a list. */
function notAUrl(text: string): Text {
  const shown = shownUrlText(text);
  const meant = /^[\w-]+(\.[\w-]+)+(:\d+)?\/\S/.test(text) || text.startsWith("www.")
    ? `https://${shown}`
    : /^\S+\.(txt|lst|list|ndjson|jsonl|csv|urls)$/i.test(text)
    ? `-i ${shown}`
    : undefined;
  return {
    en: `"${shown}" is not a URL` + (meant ? `; did you mean ${meant}?` : ""),
    zh: `“${shown}”不是有效的网址` + (meant ? `；您是想用 ${meant} 吗？` : ""),
  };
}

/** Returns the target that an entry asks for, before collisions are resolved. */
export function wantedTarget(
  entry: Entry,
  url: URL,
  { config, position }: {
    config: Pick<DownloadConfig, "dir" | "template" | "doesExtract">;
    position: number;
  },
): Target {
  const target = fileTarget(entry, url, { config, position });
  const isNamed = entry.out !== undefined || config.template !== undefined;
  return config.doesExtract && !isNamed ? { ...target, name: unpackedName(target.name) } : target;
}

function fileTarget(
  entry: Entry,
  url: URL,
  { config, position }: { config: Pick<DownloadConfig, "dir" | "template">; position: number },
): Target {
  // Nearly all files of a long list go directly into the run's folder.
  if (entry.dir === undefined && entry.out === undefined && !config.template) {
    return { dir: config.dir, name: nameFromUrl(url) };
  }
  const folders = safePath(entry.dir ?? "");
  if (entry.out !== undefined) {
    const parts = safePath(entry.out);
    const name = parts.pop() ?? nameFromUrl(url);
    return { dir: join(config.dir, ...folders, ...parts), name };
  }
  if (config.template) {
    const filled = fillTemplate(config.template, { url, position });
    return { dir: join(config.dir, ...folders, ...filled.folders), name: filled.name };
  }
  return { dir: join(config.dir, ...folders), name: nameFromUrl(url) };
}

/**
 * Converts entries to jobs, in order. It remembers the targets, so that two jobs of a run never share one: the later
 * one is numbered.
 */
export class Planner {
  readonly #config: DownloadConfig;
  readonly #isNaming: boolean;
  readonly #names = new NameSet();
  /** The next number for each name, since a list may name `download` a million times. */
  readonly #nextNumbers = new Map<string, number>();
  #position = 0;

  /** @param options `isNaming` is false where the names were assigned earlier, when the jobs entered a queue */
  constructor(config: DownloadConfig, { isNaming = true }: { isNaming?: boolean } = {}) {
    this.#config = config;
    this.#isNaming = isNaming;
  }

  /** Counts an input line without a job, so that later numbers stay the same when it is corrected. */
  skip(): void {
    this.#position++;
  }

  /** @throws {PlanError} where the entry has no valid URL, or its name is taken and may not be numbered */
  plan(entry: Entry): Job {
    const position = ++this.#position;
    const urls = entry.urls.map(parseUrl) as [URL, ...URL[]];
    const wanted = wantedTarget(entry, urls[0], { config: this.#config, position });
    const isNameOpen = this.#config.usesContentDisposition && entry.out === undefined &&
      this.#config.template === undefined;
    return {
      id: position,
      entry,
      urls,
      target: isNameOpen ? wanted : this.claim(wanted),
      isNameOpen,
      checksum: entry.checksum,
    };
  }

  /** Reserves exactly this name. @returns whether no other job of this run had it */
  tryClaim(target: Target): boolean {
    return !this.#isNaming || this.#names.add(keyOf(target));
  }

  /** Reserves a name that no other job of this run has. @throws {PlanError} where it may not be numbered */
  claim(wanted: Target): Target {
    if (this.tryClaim(wanted)) return wanted;
    if (this.#config.ifExists !== "rename") throw new PlanError(clash(wanted));
    const key = keyOf(wanted);
    for (let number = this.#nextNumbers.get(key) ?? 1;; number++) {
      const target = { dir: wanted.dir, name: numberedName(wanted.name, number) };
      if (!this.tryClaim(target)) continue;
      this.#nextNumbers.set(key, number + 1);
      return target;
    }
  }
}

function keyOf({ dir, name }: Target): string {
  return collisionKey(`${dir}/${name}`);
}

/** Explains that two entries have one name. */
function clash({ name }: Target): Text {
  return {
    en: `an earlier file of this run has the name "${visible(name)}"`,
    zh: `本次下载中已有文件名为“${visible(name)}”`,
  };
}
