import { type Change, withChanges } from "./changes.ts";
import { relocateImportMap } from "./import_map.ts";
import type { Lead } from "./lead.ts";
import { type PageAttribute, type PageElement, readElements } from "./page_elements.ts";
import { relocateStyle } from "./style_addresses.ts";

/** The tools that change a page's addresses. */
export interface PageRelocation {
  readonly lead: Lead;
  /** Leads the addresses within a script of the page. */
  readonly relocateScript: (source: string) => string;
  readonly isXml: boolean;
}

/** Leads the absolute addresses of a page into the game: those of its tags, styles, scripts and import maps. */
export function relocatePage(page: string, relocation: PageRelocation): string {
  const changes = readElements(page, relocation).flatMap((element) => [
    ...element.attributes.flatMap((attribute) => relocateAttribute(attribute, relocation)),
    ...relocateText(page, { element, relocation }),
  ]);
  return withChanges(page, changes);
}

/** Lists the addresses that a page's tags name, `<base>` aside. */
export function listPageAddresses(elements: readonly PageElement[]): string[] {
  return elements.filter(({ name }) => name !== "base")
    .flatMap(({ attributes }) => attributes)
    .filter(({ name }) => name === "src" || name === "href")
    .map(({ value }) => value.trim());
}

/** The value of an element's attribute; undefined where it has none. */
export function attributeOf(element: PageElement, name: string): string | undefined {
  return element.attributes.find((attribute) => attribute.name === name)?.value.trim();
}

function relocateAttribute(attribute: PageAttribute, { lead }: PageRelocation): Change[] {
  const { name, value, start, end } = attribute;
  const text = relocateValue(name, { value, lead });
  return text === value ? [] : [{ start, end, text }];
}

function relocateValue(name: string, { value, lead }: { value: string; lead: Lead }): string {
  if (name === "style") return relocateStyle(value, lead);
  if (name.endsWith("srcset")) {
    return value.replace(/(^|,)(\s*)(\/[^\s,]*)/g, (whole, comma, space, address) => {
      const led = lead(address);
      return led === undefined ? whole : comma + space + led;
    });
  }
  if (name === "content") {
    // The address of `<meta http-equiv=refresh>`.
    return value.replace(/^(\s*\d+\s*;\s*url=\s*)(\/\S*)/i, (whole, before, address) => {
      const led = lead(address);
      return led === undefined ? whole : before + led;
    });
  }
  const address = value.trim();
  // A mere slash is an address only where nothing else may stand.
  if (address === "/" && name !== "href" && name !== "action") return value;
  return lead(address) ?? value;
}

function relocateText(
  page: string,
  { element, relocation }: { element: PageElement; relocation: PageRelocation },
): Change[] {
  const { start, end } = element.text;
  const text = page.slice(start, end);
  if (text.trim() === "") return [];
  const instead = element.name === "style"
    ? relocateStyle(text, relocation.lead)
    : relocateInlineScript(text, { element, relocation });
  return instead === text ? [] : [{ start, end, text: instead }];
}

function relocateInlineScript(
  text: string,
  { element, relocation }: { element: PageElement; relocation: PageRelocation },
): string {
  const type = (attributeOf(element, "type") ?? "").toLowerCase();
  if (/^importmap(?:-shim)?$/.test(type)) return relocateImportMap(text, relocation.lead);
  return /^$|^module(?:-shim)?$|javascript/.test(type) ? relocation.relocateScript(text) : text;
}
