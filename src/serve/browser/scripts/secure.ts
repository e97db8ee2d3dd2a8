// Runs in the page that plain http answers with.

/** Sends a device that already trusts the host to https, so that one address and one code serve every visit. */
function goSecure(): void {
  const { href } = document.querySelector<HTMLAnchorElement>("a.button")!;
  fetch(new URL("/.coplay/state", href), { mode: "no-cors" })
    .then(() => location.replace(href), () => {});
}

goSecure();
