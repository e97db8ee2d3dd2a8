/** The address of this script, as the page loaded it; a worker does not know, and takes the newest. */
export const APART_URL =
  (self.document?.currentScript as HTMLScriptElement | null | undefined)?.src ??
    `${self.origin}/.coplay/apart.js`;
