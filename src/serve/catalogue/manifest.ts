import { TextError } from "../../cli/errors.ts";
import { messageOf } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import { decodeText } from "../../encoding/text_decoder.ts";

/** The content of game.json; every field is optional. */
export interface Manifest {
  readonly name?: Text;
  readonly description?: Text;
  /** The page the game starts with, as a path inside the game. */
  readonly entry?: string;
  /** A picture for the lobby, as a path inside the game. */
  readonly cover?: string;
  /** The ID of the game that provides every file this one lacks. */
  readonly base?: string;
  /** The game's place within its folder; smaller numbers come first. */
  readonly order?: number;
  /** Not shown in the catalogue, but usable as a base. */
  readonly hidden?: boolean;
  /** Files for games instead of a game: every game may load them; never shown or published. */
  readonly library?: boolean;
  /** Whether to send COOP and COEP; if left out, the game's own loader decides. */
  readonly isolate?: boolean;
  /** Whether the game plays the class's rounds: it listens for `coplay.round`. */
  readonly rounds?: boolean;
}

/** A game.json is no card of coplay's; the text names the file and the field. */
export class ManifestError extends TextError {
  override readonly name = "ManifestError";
  readonly path: string;
  readonly field: string | undefined;
  /** Whether nothing in it looks like a card. */
  readonly isForeign: boolean;
  constructor(
    path: string,
    { field, why, isForeign = false }: { field?: string; why: Text; isForeign?: boolean },
  ) {
    const what = field === undefined ? path : `${path}: ${field}`;
    super({ en: `${what}: ${why.en}`, zh: `${what}：${why.zh}` });
    this.path = path;
    this.field = field;
    this.isForeign = isForeign;
  }
}

/** The name of coplay's card at the top of a game; games have files of their own by that name, too. */
export const MANIFEST_NAME = "game.json";

/** A larger game.json is a file of the game. */
const MAX_MANIFEST_BYTES = 64 * 1024;

/** What coplay takes from a game.json. */
export interface Card {
  readonly manifest: Manifest;
  /** Whether it is coplay's card, which is not served. */
  readonly isCard: boolean;
  /** Says why it is none although it looks like one. */
  readonly notice?: Text;
}

/**
 * Reads a game.json. It is coplay's card if it is an object with fields of {@linkcode Manifest}, all of them valid, and
 * no others. Anything else is a file of the game.
 *
 * @param path the file's name in the notice
 */
export function readCard(bytes: Uint8Array, path: string): Card {
  try {
    const manifest = parseManifest(bytes, path);
    return { manifest, isCard: Object.keys(manifest).length > 0 };
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    const none = { manifest: {}, isCard: false };
    return error.isForeign ? none : { ...none, notice: ownFileText(error.text) };
  }
}

function ownFileText({ en, zh }: Text): Text {
  return {
    en: `${en}, so it is taken for a file of the game`,
    zh: `${zh}，因此当作游戏自己的文件`,
  };
}

/**
 * Parses coplay's card.
 *
 * @param path the file's name in errors
 * @throws {ManifestError} for text that is not JSON, an unknown field, and a field of the wrong type
 */
export function parseManifest(bytes: Uint8Array, path: string): Manifest {
  const fields = parseObject(bytes, path);
  function read<Value>(name: string, kind: Kind<Value>): Value | undefined {
    if (fields[name] === undefined) return undefined;
    const checked = kind(fields[name]);
    if ("value" in checked) return checked.value;
    throw new ManifestError(path, { field: name, why: checked });
  }
  const manifest = {
    name: read("name", asText),
    description: read("description", asText),
    entry: read("entry", asPage),
    cover: read("cover", asPath),
    base: read("base", asId),
    order: read("order", asNumber),
    hidden: read("hidden", asBoolean),
    library: read("library", asBoolean),
    isolate: read("isolate", asBoolean),
    rounds: read("rounds", asBoolean),
  };
  refuseOthers(fields, { known: Object.keys(manifest), path });
  const given = Object.entries(manifest).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as Manifest;
}

/** Refuses fields that a card does not have; a file with no field of a card is none of coplay's business. */
function refuseOthers(
  fields: Readonly<Record<string, unknown>>,
  { known, path }: { known: readonly string[]; path: string },
): void {
  const names = Object.keys(fields);
  const other = names.find((name) => !known.includes(name));
  if (other === undefined) return;
  throw new ManifestError(path, {
    field: other,
    why: { en: "coplay has no such field", zh: "coplay 没有这个字段" },
    isForeign: !names.some((name) => known.includes(name)),
  });
}

function parseObject(bytes: Uint8Array, path: string): Record<string, unknown> {
  if (bytes.length > MAX_MANIFEST_BYTES) {
    throw new ManifestError(path, {
      why: { en: "larger than 64 KiB", zh: "大于 64 KiB" },
      isForeign: true,
    });
  }
  let value: unknown;
  try {
    // Notepad of older Windows saves in the system's code page.
    value = JSON.parse(decodeText(bytes).text);
  } catch (error) {
    throw new ManifestError(path, { why: whyNotJson(error) });
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  const why = { en: "not a JSON object", zh: "不是 JSON 对象" };
  throw new ManifestError(path, { why, isForeign: true });
}

function whyNotJson(error: unknown): Text {
  const why = messageOf(error);
  const [, line, column] = /line (\d+) column (\d+)/.exec(why) ?? [];
  const where = line === undefined ? "" : `（第 ${line} 行第 ${column} 列）`;
  return { en: `not JSON: ${why}`, zh: `不是有效的 JSON${where}` };
}

/** The valid value, or a text that says what the field must be. */
type Checked<Value> = { readonly value: Value } | Text;
type Kind<Value> = (value: unknown) => Checked<Value>;

function asNumber(value: unknown): Checked<number> {
  if (typeof value === "number") return { value };
  return { en: "must be a number", zh: "必须是数字" };
}

function asBoolean(value: unknown): Checked<boolean> {
  if (typeof value === "boolean") return { value };
  return { en: "must be true or false", zh: "必须是 true 或 false" };
}

/** Reads one text for every language, or one each; a missing language borrows the other's. */
function asText(value: unknown): Checked<Text> {
  if (typeof value === "string" && value.trim() !== "") {
    return { value: { en: value.trim(), zh: value.trim() } };
  }
  if (typeof value === "object" && value !== null) {
    const { en, zh } = value as Record<string, unknown>;
    const given = [en, zh].filter((text) => text !== undefined);
    if (given.length > 0 && given.every((text) => typeof text === "string" && text.trim() !== "")) {
      const [first] = given as string[];
      return {
        value: {
          en: ((en ?? first) as string).trim(),
          zh: ((zh ?? first) as string).trim(),
        },
      };
    }
  }
  return {
    en: 'must be a text, or texts by language: {"en": "…", "zh": "…"}',
    zh: '必须是文本，或按语言给出的文本：{"en": "…", "zh": "…"}',
  };
}

/** Whether a path stays inside its game and names a file. */
function isInnerPath(path: string): boolean {
  const parts = path.split("/");
  return !/[\\\0]/.test(path) && parts.every((part) => part !== "" && !part.startsWith("."));
}

function asPath(value: unknown): Checked<string> {
  if (typeof value === "string") {
    const path = value.replace(/^\.\//, "");
    if (isInnerPath(path)) return { value: path };
  }
  return {
    en: "must be the path of a file inside the game, with / and without ..",
    zh: "必须是游戏内文件的路径，用 / 分隔且不含 ..",
  };
}

function asPage(value: unknown): Checked<string> {
  const checked = asPath(value);
  if (!("value" in checked) || /\.x?html?$/i.test(checked.value)) return checked;
  return { en: "must be an HTML page", zh: "必须是 HTML 页面" };
}

function asId(value: unknown): Checked<string> {
  if (typeof value === "string" && value !== "" && !/[\\/\0]/.test(value)) return { value };
  return { en: "must be the ID of a game", zh: "必须是某个游戏的 ID" };
}
