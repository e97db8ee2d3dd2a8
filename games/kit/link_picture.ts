// A link as a QR code, for a device beside this one.

import { addElement } from "./controls.ts";
import { bindText, type Text } from "./language.ts";
import { makeQr } from "./qr.ts";

/** Names by which a machine reaches only itself. */
const OWN_NAMES = ["localhost", "127.0.0.1", "[::1]"];
/** The light modules around a QR code that readers need. */
const QUIET = 4;

/** Whether this page was opened by a name of this machine, so that its links open nothing on another one. */
export function isKnownHereOnly(): boolean {
  return OWN_NAMES.includes(location.hostname);
}

/** Draws a QR code, one pixel a module. */
function drawQr(canvas: HTMLCanvasElement, modules: readonly (readonly boolean[])[]): void {
  canvas.width = canvas.height = modules.length + 2 * QUIET;
  const g = canvas.getContext("2d")!;
  g.fillStyle = "#fff";
  g.fillRect(0, 0, canvas.width, canvas.height);
  g.fillStyle = "#000";
  for (const [y, row] of modules.entries()) {
    for (const [x, isDark] of row.entries()) if (isDark) g.fillRect(x + QUIET, y + QUIET, 1, 1);
  }
}

/**
 * Shows the link of this page as a QR code, where another device could open it.
 *
 * @returns whether it did; not for a page that was opened by a name of this machine only, nor for a very long link
 */
export function addLinkPicture(place: Element, link: string, label: Text): boolean {
  const modules = isKnownHereOnly() ? undefined : makeQr(link);
  if (!modules) return false;
  const canvas = addElement("canvas", "qr", place);
  canvas.setAttribute("role", "img");
  bindText(canvas, label, "aria-label");
  drawQr(canvas, modules);
  return true;
}
