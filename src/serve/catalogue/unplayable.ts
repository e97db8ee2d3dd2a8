import type { Text } from "../../cli/language.ts";
import { basename } from "../../cli/path.ts";
import { depthOf, isPage } from "./page_names.ts";

/** The most names that a reason lists. */
const MAX_NAMED = 3;

const PACKED: Text = {
  en: "coplay plays folders and zips: unpack it here, or pack it again as a zip",
  zh: "coplay 只能运行文件夹和 zip：请在此处解压，或重新压缩为 zip",
};

const FLASH: Text = {
  en: "it is Flash, which browsers play only by Ruffle, and coplay brings no Ruffle: " +
    "put the .swf into a folder with a page that loads ruffle.js",
  zh: "这是 Flash 游戏，浏览器要靠 Ruffle 才能运行，而 coplay 不带 Ruffle：" +
    "请把 .swf 放进一个文件夹，并加上一个载入 ruffle.js 的页面",
};

const NO_RUFFLE: Text = {
  en:
    "it has a .swf and no Ruffle, without which browsers show nothing of that: put ruffle.js beside it and load it in the page",
  zh: "里面有 .swf，但没有 Ruffle，浏览器不会显示这部分内容：请把 ruffle.js 放进去并在页面中载入",
};

const SCRATCH: Text = {
  en: "it is a Scratch project: make a page of it with the TurboWarp Packager",
  zh: "这是 Scratch 项目：请用 TurboWarp Packager 转成网页",
};

const LOVE: Text = {
  en: "it is a LÖVE game: make a web build of it, with love.js for example",
  zh: "这是 LÖVE 游戏：请先用 love.js 之类的工具导出为网页版",
};

/** Files that people take for games, and why browsers cannot play them. */
const REASONS: readonly (readonly [RegExp, Text])[] = [
  [/\.(?:7z|rar|tar|tgz|tbz2?|txz|tzst|tar\.(?:gz|bz2|xz|zst|br|lz4?))$/i, PACKED],
  [/\.swf$/i, FLASH],
  [/\.sb[23]?$/i, SCRATCH],
  [/\.love$/i, LOVE],
];

/** Says why a file cannot be played; undefined for one that nobody takes for a game. */
export function whyUnplayable(name: string): Text | undefined {
  return REASONS.find(([regexp]) => regexp.test(name))?.[1];
}

function isRuffle(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  return name.includes("ruffle") && /\.(?:js|wasm)$/.test(name);
}

/** Says what a game lacks for its Flash, so that nobody wonders at an empty page; undefined where it lacks nothing. */
export function whatFlashLacks(paths: readonly string[]): Text | undefined {
  const hasFlash = paths.some((path) => /\.swf$/i.test(path));
  return hasFlash && !paths.some(isRuffle) ? NO_RUFFLE : undefined;
}

/**
 * Says why a folder or zip has no page to start with.
 *
 * @param names the files at its top level
 * @param pages the paths of all its pages
 */
export function whyNoEntry(names: readonly string[], pages: readonly string[]): Text {
  const top = names.filter(isPage);
  if (top.length > 0) return severalPages(top);
  const folders = new Set(pages.map((path) => path.slice(0, path.indexOf("/"))));
  if (folders.size > 1 && pages.some((path) => depthOf(path) === 1)) return severalGames(folders);
  if (pages.length > 0) return severalPages(pages);
  const flash = names.some((name) => /\.swf$/i.test(name));
  if (flash) return FLASH;
  const archive = names.find((name) => /\.zip$/i.test(name) || whyUnplayable(name) === PACKED);
  return archive === undefined ? NO_PAGE : archiveInside(basename(archive));
}

const NO_PAGE: Text = {
  en: "it has no HTML page to start with",
  zh: "没有可以作为起始页的 HTML 页面",
};

function severalPages(pages: readonly string[]): Text {
  const named = listNames(pages);
  return {
    en:
      `it has no index.html but several other pages (${named.en}); name one as entry in game.json`,
    zh: `没有 index.html，却有多个其他页面（${named.zh}）；请在 game.json 的 entry 中指定一个`,
  };
}

function severalGames(folders: ReadonlySet<string>): Text {
  const named = listNames([...folders]);
  return {
    en: `it holds several games (${named.en}); put each by itself into the folder of games`,
    zh: `里面有多个游戏（${named.zh}）；请把它们分别放进游戏文件夹`,
  };
}

function archiveInside(name: string): Text {
  return {
    en:
      `it has no page but an archive, ${name}: put that one into the folder of games, as a zip or unpacked`,
    zh: `里面没有页面，只有压缩包 ${name}：请把它本身放进游戏文件夹，压缩为 zip 或解压都可以`,
  };
}

function listNames(names: readonly string[]): Text {
  const shown = names.toSorted().slice(0, MAX_NAMED);
  const more = names.length - shown.length;
  return {
    en: shown.join(", ") + (more > 0 ? ` and ${more} more` : ""),
    zh: shown.join("、") + (more > 0 ? `等 ${names.length} 个` : ""),
  };
}
