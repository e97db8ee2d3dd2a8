// Runs in the page on the wall.

/** Keeps the page as the host is: the count by itself, another game by loading the page again. */
function followSwitches(): void {
  const shown = document.querySelector("main")!.dataset.generation;
  setInterval(async () => {
    try {
      const state = await (await fetch("/.coplay/state")).json();
      if (String(state.generation) !== shown) location.reload();
      else showCount(state);
    } catch {
      // The host is away; what is shown stays until it is back.
    }
  }, 2000);
}

/** Shows how many have loaded the game. */
function showCount({ players, ready }: { players: number; ready: number }): void {
  const isChinese = document.documentElement.lang.startsWith("zh");
  const place = document.querySelector("[data-players]")!;
  const count = `${ready}/${players} ${isChinese ? "已就绪" : "ready"}`;
  const none = isChinese ? "等待玩家加入" : "Waiting for players";
  place.textContent = players === 0 ? none : count;
}

followSwitches();
