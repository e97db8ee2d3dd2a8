import { injectScripts } from "../assets/html_inject.ts";
import { asBytes, toBytes } from "../relocate/byte_text.ts";
import { type Change, withChanges } from "../relocate/changes.ts";

/** What is added to a page so that it loads more quickly; all ASCII. */
export interface PageEdit {
  /** Tags for the beginning of the head. */
  readonly headTags: string;
  readonly changes: readonly Change[];
}

/** Adds to the first page of a game. */
export function editPage(
  html: Uint8Array<ArrayBuffer>,
  { headTags, changes }: PageEdit,
): Uint8Array<ArrayBuffer> {
  const edited = changes.length > 0 ? toBytes(withChanges(asBytes(html), changes)) : html;
  if (headTags === "") return edited;
  return injectScripts(edited, () => headTags, { isEntry: true, isXml: false });
}
