import { visible } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import type { DownloadConfig } from "../model/config.ts";
import { collisionKey } from "../names/filename.ts";
import type { ListItem, Place } from "../model/job.ts";
import { NameSet } from "../names/name_set.ts";
import { parseUrl, PlanError, wantedTarget } from "./plan.ts";
import { isInShard } from "./shard.ts";

/** The most problems that are reported one by one; of the rest only the number is. */
const MAX_TOLD = 10;

/** The result of reading all lists before the first file starts. */
export interface Preview {
  /** The first wrong lines, as texts. */
  readonly wrong: readonly Text[];
  readonly wrongCount: number;
  /** The first lines whose name an earlier line has, as texts. */
  readonly clashes: readonly Text[];
  readonly clashCount: number;
  /** The number of entries and wrong lines in this machine's part. */
  readonly count: number;
}

/** Reads the input once without fetching, to find wrong lines and clashing names before the first file starts. */
export async function previewInput(
  entries: AsyncIterable<ListItem>,
  config: Pick<
    DownloadConfig,
    "dir" | "template" | "usesContentDisposition" | "doesExtract" | "shard"
  >,
): Promise<Preview> {
  const names = new NameSet();
  const wrong: Text[] = [];
  const clashes: Text[] = [];
  let [wrongCount, clashCount, position, count] = [0, 0, 0, 0];
  const { shard } = config;
  const isMine = (url: string) => shard === undefined || isInShard(url, shard);
  const tellWrong = (text: Text, place: Place | undefined) => {
    if (++wrongCount <= MAX_TOLD) wrong.push(atPlace(text, place));
  };
  for await (const entry of entries) {
    if ("notice" in entry) continue;
    position++;
    if ("wrong" in entry) {
      tellWrong(entry.wrong, entry.place);
      if (isMine(entry.text)) count++;
      continue;
    }
    try {
      const [url] = entry.urls.map(parseUrl);
      if (isMine(url!.href)) count++;
      const isOpen = config.usesContentDisposition && entry.out === undefined && !config.template;
      if (isOpen) continue;
      const { dir, name } = wantedTarget(entry, url!, { config, position });
      if (names.add(collisionKey(`${dir}/${name}`)) || ++clashCount > MAX_TOLD) continue;
      clashes.push(atPlace(clashText(name), entry.place));
    } catch (error) {
      if (!(error instanceof PlanError)) throw error;
      tellWrong(error.text, entry.place);
      if (isMine(entry.urls[0])) count++;
    }
  }
  return { wrong, wrongCount, clashes, clashCount, count };
}

function clashText(name: string): Text {
  const shown = visible(name);
  return {
    en: `"${shown}" is the name of an earlier file, too`,
    zh: `“${shown}”与前面的文件重名`,
  };
}

function atPlace(text: Text, place: Place | undefined): Text {
  if (!place) return text;
  const where = `${visible(place.list)}:${place.line}`;
  return { en: `${where}: ${text.en}`, zh: `${where}：${text.zh}` };
}
