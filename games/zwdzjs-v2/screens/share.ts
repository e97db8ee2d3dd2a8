import { addButton, addElement, addText } from "../../kit/controls.ts";
import { bindText, say } from "../../kit/language.ts";
import { addLinkPicture } from "../../kit/link_picture.ts";
import type { Screens } from "../../kit/screens.ts";
import { decodeLawn } from "../lawn/code.ts";
import type { Lawn } from "../lawn/lawn.ts";
import { WORDS } from "../lawn/words.ts";

/** Puts a text on the clipboard; where a page may not, marks it in its field. Returns whether it was copied. */
async function copy(field: HTMLTextAreaElement, text: string): Promise<boolean> {
  field.value = text;
  field.select();
  // Without https there is no clipboard but the old command.
  if (!navigator.clipboard) return document.execCommand("copy");
  return await navigator.clipboard.writeText(text).then(() => true, () => false);
}

/** Options of the screen. */
export interface ShareOptions {
  readonly code: string;
  readonly onVisit: (lawn: Lawn) => void;
}

/** Shows the link as a QR code, where another device could open it. */
function addQr(panel: HTMLElement, link: string): void {
  const place = addElement("div", "by-camera", panel);
  const isShown = addLinkPicture(place, link, WORDS.qr);
  addText(place, "p", isShown ? WORDS.scan : WORDS.noQr).className = "soft";
}

function addCode(panel: HTMLElement, screens: Screens, code: string): void {
  const link = new URL(`#lawn=${code}`, location.href).href;
  addQr(panel, link);
  addText(panel, "p", WORDS.shareHow).className = "soft";
  const field = addElement("textarea", "code-field", panel);
  field.readOnly = true;
  field.rows = 4;
  field.value = code;
  field.spellcheck = false;
  bindText(field, WORDS.code, "aria-label");
  const line = addElement("div", "code-line", panel);
  for (const [label, text] of [[WORDS.copyCode, code], [WORDS.copyLink, link]] as const) {
    const run = async () => {
      const isCopied = await copy(field, text);
      screens.toast(isCopied ? WORDS.copied : WORDS.copyByHand);
    };
    addButton(line, { label, run });
  }
}

function addPaste(panel: HTMLElement, onVisit: (lawn: Lawn) => void): void {
  const form = addElement("form", "paste", panel);
  const label = addText(form, "label", WORDS.paste);
  const field = addElement("textarea", "code-field paste-field", form);
  field.id = "paste-field";
  label.htmlFor = field.id;
  field.rows = 3;
  field.spellcheck = false;
  field.autocapitalize = "off";
  const fault = addElement("p", "fault", form);
  fault.setAttribute("role", "alert");
  const read = () => {
    const reading = decodeLawn(field.value);
    if ("fault" in reading) fault.textContent = say(reading.fault);
    else onVisit(reading.lawn);
  };
  // A code is one line: on a phone Enter is the key at hand, and the button lies below it.
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    read();
  });
  addButton(form, { label: WORDS.visit, icon: "play", run: read });
}

/** Opens the screen with a lawn's code and a place for another one's. */
export function openShare(screens: Screens, options: ShareOptions): void {
  screens.open({
    id: "share",
    title: WORDS.shareTitle,
    build(panel) {
      addCode(panel, screens, options.code);
      addPaste(panel, options.onVisit);
    },
  });
}
