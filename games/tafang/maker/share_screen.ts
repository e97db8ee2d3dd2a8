// Hands a map on: a QR code for a camera, its code and a link, to be copied or written down.

import { addButton, addElement, addText } from "../../kit/controls.ts";
import type { Text } from "../../kit/language.ts";
import { addLinkPicture, isKnownHereOnly } from "../../kit/link_picture.ts";
import type { Shell } from "../../kit/shell.ts";
import { MAKER_WORDS } from "../texts/maker.ts";

/** What stands before the code in a link to a map. */
export const LINK_START = "#map=";

/** The link of a code, as an address of this page. */
function linkOf(code: string): string {
  const { origin, pathname } = location;
  return `${origin}${pathname}${LINK_START}${code}`;
}

/** The code in a link or in the page's own `#`; the text itself where it is no link. */
export function codeIn(text: string): string {
  const at = text.indexOf(LINK_START);
  return (at < 0 ? text : text.slice(at + LINK_START.length)).trim();
}

/** Opens the code and the link of a map over the maker. */
export function openShare(shell: Shell, code: string): void {
  shell.screens.open({
    id: "share",
    title: MAKER_WORDS.share,
    build: (panel) => {
      const link = linkOf(code);
      const place = addElement("div", "by-camera", panel);
      const isShown = addLinkPicture(place, link, MAKER_WORDS.qr);
      addText(place, "p", isShown ? MAKER_WORDS.scan : MAKER_WORDS.noQr);
      const byLink = { label: MAKER_WORDS.link, text: link, copy: MAKER_WORDS.copyLink };
      const byCode = { label: MAKER_WORDS.code, text: code, copy: MAKER_WORDS.copyCode };
      // A link that opens nothing elsewhere comes last and says so.
      const ways = isKnownHereOnly()
        ? [{ ...byCode, label: MAKER_WORDS.codeFirst }, { ...byLink, label: MAKER_WORDS.linkHere }]
        : [byLink, byCode];
      ways.forEach((way, index) => addCopied(panel, shell, { ...way, isFirst: index === 0 }));
    },
  });
}

function addCopied(
  panel: HTMLElement,
  shell: Shell,
  { label, text, copy: copyLabel, isFirst }: {
    label: Text;
    text: string;
    copy: Text;
    isFirst: boolean;
  },
): void {
  const field = addElement("label", "share-field", panel);
  addText(field, "span", label);
  const area = addElement("textarea", "share-text", field);
  area.readOnly = true;
  area.rows = 3;
  area.value = text;
  area.addEventListener("focus", () => area.select());
  addButton(panel, {
    label: copyLabel,
    primary: isFirst,
    icon: "check",
    run: () => void copy(shell, area),
  });
}

/** Copies a text; a page without https has no clipboard, and there the browser's own command helps, or the hand. */
async function copy(shell: Shell, area: HTMLTextAreaElement): Promise<void> {
  area.select();
  const clipboard = navigator.clipboard as Clipboard | undefined;
  const isCopied = clipboard
    ? await clipboard.writeText(area.value).then(() => true, () => false)
    : document.execCommand("copy");
  shell.screens.toast(isCopied ? MAKER_WORDS.copied : MAKER_WORDS.copyByHand);
}
