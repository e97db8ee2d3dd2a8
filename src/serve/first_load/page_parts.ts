import { asUtf8 } from "../relocate/byte_text.ts";
import { type PageElement, readElements } from "../relocate/page_elements.ts";

/** A module script of a page. */
export interface ModuleScript {
  /** The address as it is written; undefined where the module stands in the page. */
  readonly src: string | undefined;
  /** Where the address ends in the page. */
  readonly srcEnd: number;
  readonly text: string;
}

/** What a page loads, as far as its tags say it. */
export interface PageParts {
  readonly moduleScripts: readonly ModuleScript[];
  /** The addresses of the scripts that are no modules. */
  readonly classicScripts: readonly string[];
  /** The addresses of the styles that apply on every screen. */
  readonly styles: readonly string[];
  /** What bare names of modules stand for. */
  readonly importMap: ReadonlyMap<string, string>;
  /** Where hints about modules may stand at the earliest; undefined for the beginning of the head. */
  readonly hintsAt: number | undefined;
  /** Whether the text of the page says that it loads modules in other ways too. */
  readonly loadsMore: boolean;
}

/**
 * What a script says that may load modules later, or that has a service worker, which keeps the files for the time
 * without a network that its author has listed.
 */
export const LATER_REGEXP = /\bimport\s*\(|["'`]module["'`]|\bserviceWorker\b/;

/**
 * Reads what a page loads.
 *
 * @param html the page with a character for each byte
 * @returns undefined for a page that says itself how its files are to be loaded: by a `<base>`, a policy, hints, or
 * demands on its scripts
 */
export function readPage(html: string): PageParts | undefined {
  const moduleScripts: ModuleScript[] = [];
  const classicScripts: string[] = [];
  const styles: string[] = [];
  let importMap: ReadonlyMap<string, string> = new Map();
  let hintsAt: number | undefined;
  let loadsMore = false;
  for (const element of readElements(html, { isXml: false })) {
    if (element.isInert) continue;
    if (isDemanding(element)) return undefined;
    const style = styleOf(element);
    if (style !== undefined) styles.push(style);
    if (element.name !== "script") continue;
    const text = asUtf8(html.slice(element.text.start, element.text.end));
    const type = valueOf(element, "type")?.toLowerCase() ?? "";
    const src = valueOf(element, "src");
    if (type === "importmap") {
      const read = readImportMap(text);
      if (!read || hintsAt !== undefined || moduleScripts.length > 0) return undefined;
      [importMap, hintsAt] = [read, html.indexOf(">", element.text.end) + 1];
    } else if (text.includes("importmap")) {
      return undefined;
    } else if (type === "module") {
      const srcEnd = element.attributes.find(({ name }) => name === "src")?.end ?? 0;
      moduleScripts.push({ src, srcEnd, text });
    } else if (type === "" || type.includes("javascript")) {
      loadsMore ||= LATER_REGEXP.test(text);
      if (src !== undefined) classicScripts.push(src);
    }
  }
  return { moduleScripts, classicScripts, styles, importMap, hintsAt, loadsMore };
}

/** The value of an attribute; undefined where there is none, and empty where it has no value. */
function valueOf({ attributes }: PageElement, name: string): string | undefined {
  const attribute = attributes.find((one) => one.name === name);
  return attribute && asUtf8(attribute.value).trim();
}

/** Whether an element says how files are to be loaded, which hints might say otherwise. */
function isDemanding(element: PageElement): boolean {
  switch (element.name) {
    case "base":
      return true;
    case "meta":
      return valueOf(element, "http-equiv")?.toLowerCase() === "content-security-policy";
    case "script":
      return ["integrity", "nonce", "crossorigin"].some((name) =>
        element.attributes.some((attribute) => attribute.name === name)
      );
    case "link":
      return /\b(?:modulepreload|preload)\b/i.test(valueOf(element, "rel") ?? "");
    default:
      return false;
  }
}

function styleOf(element: PageElement): string | undefined {
  if (element.name !== "link" || valueOf(element, "integrity") !== undefined) return undefined;
  const rel = valueOf(element, "rel")?.toLowerCase();
  const media = valueOf(element, "media")?.toLowerCase() ?? "all";
  const applies = rel === "stylesheet" && media === "all" &&
    !element.attributes.some(({ name }) => name === "disabled");
  return applies ? valueOf(element, "href") : undefined;
}

/** Reads an import map; undefined where it holds more than names and addresses. */
function readImportMap(text: string): ReadonlyMap<string, string> | undefined {
  try {
    const { imports = {}, ...more } = JSON.parse(text);
    const entries = Object.entries(imports);
    const isPlain = Object.keys(more).length === 0 &&
      entries.every(([, address]) => typeof address === "string");
    return isPlain ? new Map(entries as [string, string][]) : undefined;
  } catch {
    return undefined;
  }
}
