/**
 * Runs in the page that plain http gets, as `/.coplay/secure.js`: a device that trusts the host already
 * goes straight on, so that one address and one code serve the first visit and every other.
 */
export function goSecure(): void {
  const { href } = document.querySelector<HTMLAnchorElement>("a.button")!;
  fetch(new URL("/.coplay/state", href), { mode: "no-cors" })
    .then(() => location.replace(href), () => {});
}
