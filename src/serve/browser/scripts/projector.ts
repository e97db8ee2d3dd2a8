// Runs in the page that a projector shows to the class.

/** Updates the count of players, and reloads the page at a switch. */
function followSwitches(): void {
  const shown = document.querySelector("main")!.dataset.generation;
  setInterval(async () => {
    try {
      const state = await (await fetch("/.coplay/state")).json();
      if (String(state.generation) !== shown) location.reload();
      else showCount(state);
    } catch {
      // The host is unreachable; the page stays as it is until the host answers again.
    }
  }, 2000);
}

/** Shows how many players have loaded the game. */
function showCount({ players, ready }: { players: number; ready: number }): void {
  const isChinese = document.documentElement.lang.startsWith("zh");
  const place = document.querySelector("[data-players]")!;
  const count = `${ready}/${players} ${isChinese ? "已就绪" : "ready"}`;
  const none = isChinese ? "等待玩家加入" : "Waiting for players";
  place.textContent = players === 0 ? none : count;
}

followSwitches();
