// Runs in the page that a projector shows to the class.
import { clockText, CountDown, type QueueState, stepName } from "./lesson/count_down.ts";

/** Updates the count of players, and reloads the page at a switch. */
function followSwitches(): void {
  const { generation: shown, address } = document.querySelector("main")!.dataset;
  const count = new CountDown(showClock);
  const look = async () => {
    try {
      const state = await (await fetch("/.coplay/state")).json();
      const hasMoved = state.address !== null && state.address !== address;
      if (String(state.generation) !== shown || hasMoved) location.reload();
      else {
        showCount(state);
        showLesson(state);
        count.take(state.queue);
      }
    } catch {
      // The host is unreachable; the page stays as it is until the host answers again.
    }
  };
  look();
  setInterval(look, 1000);
}

const part = (id: string) => document.getElementById(id)!;

/** Shows what is left of the time; the last minute stands out. */
function showClock(secondsLeft: number | null): void {
  part("clock").hidden = secondsLeft === null;
  part("clock").textContent = secondsLeft === null ? "" : clockText(secondsLeft);
  part("clock").classList.toggle("soon", secondsLeft !== null && secondsLeft <= 60);
}

/** Shows the words for the class over everything, or what comes next. */
function showLesson(
  { front, queue }: { front: Record<string, string> | null; queue: QueueState | null },
): void {
  const words = front?.[document.documentElement.lang.slice(0, 2)] ?? "";
  part("words").hidden = !front;
  part("words").textContent = words;
  const [, next] = queue?.steps ?? [];
  const { then } = part("then").dataset;
  const gap = document.documentElement.lang === "en" ? " " : "";
  part("then").hidden = !next;
  part("then").textContent = next ? `${then}${gap}${stepName(next)}` : "";
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
