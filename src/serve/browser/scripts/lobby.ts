// Runs in the lobby. Without it the page shows what was so when it was opened.

/** Lets games that come and go and the counts of players appear by themselves. */
function keepShelfFresh(): void {
  const refresh = async () => {
    if (document.hidden) return;
    const text = await (await fetch(location.href)).text();
    const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("main")!;
    const shown = document.querySelector("main")!;
    if (fresh.innerHTML === shown.innerHTML) return;
    const focused = document.activeElement?.getAttribute("href");
    shown.replaceChildren(...fresh.childNodes);
    const links = [...shown.querySelectorAll("a")];
    links.find((link) => link.getAttribute("href") === focused)?.focus();
  };
  // The host may be away; what is shown stays until it is back.
  setInterval(() => refresh().catch(() => {}), 5000);
}

keepShelfFresh();
