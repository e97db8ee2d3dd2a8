// Runs in the lobby. Without it the page stays as it was when the player opened it.

/** Updates games and counts of players without a reload. */
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
  // The host may be unreachable; the page stays as it is until the host answers again.
  setInterval(() => refresh().catch(() => {}), 5000);
}

keepShelfFresh();
