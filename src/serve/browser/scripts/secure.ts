// Runs in the page that plain http gets.

/**
 * Lets a device that trusts the host already go straight on, so that one address and one code serve the
 * first visit and every other.
 */
function goSecure(): void {
  const { href } = document.querySelector<HTMLAnchorElement>("a.button")!;
  fetch(new URL("/.coplay/state", href), { mode: "no-cors" })
    .then(() => location.replace(href), () => {});
}

goSecure();
