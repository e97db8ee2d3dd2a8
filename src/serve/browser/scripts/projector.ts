// Runs in the page that a projector shows to the class.
import { clockText, CountDown, type QueueState, stepName } from "./lesson/count_down.ts";
import { showBoard } from "./projector/board.ts";
import { raceBoard, type RoundState, StartWall } from "./projector/round.ts";
import { type Level, ScoreWall } from "./projector/scores.ts";
import { takeWall } from "./projector/wall.ts";

/** The parts of the host's state that the wall shows. */
interface ShownState {
  readonly generation: number;
  readonly address: string | null;
  readonly players: number;
  readonly ready: number;
  /** Who has not loaded the game yet. */
  readonly waiting: readonly string[];
  readonly front: Record<string, string> | null;
  readonly queue: QueueState | null;
  readonly round: RoundState | null;
}

/** The best scores of the game, and those of the round. */
interface ShownScores {
  readonly levels: readonly Level[];
  readonly race: readonly Level[] | null;
}

/** Keeps the wall true: at a switch or a new address the page is drawn anew. */
function followHost(): void {
  const count = new CountDown(showClock);
  const wall = new ScoreWall();
  const start = new StartWall();
  const look = async () => {
    try {
      // Without scores the wall shows everything else.
      const asked: Promise<ShownScores | undefined> = ask("scores").catch(() => undefined);
      const state: ShownState = await ask("state");
      const best = await asked;
      if (isOther(state)) await drawAnew();
      const { round } = state;
      if (round) showBoard(raceBoard(round, best?.race ?? []));
      else if (best) showBoard(wall.show(best.levels, { title: part("board").dataset.title! }));
      start.take(round);
      showClass(state);
      showLesson(state);
      // The end of the round comes before the end of the game.
      count.take(round && !round.isOver ? { ...round, steps: [] } : state.queue);
    } catch {
      // The host is unreachable; the page stays as it is until the host answers again.
    }
  };
  look();
  setInterval(look, 1000);
}

async function ask(what: string) {
  return await (await fetch(`/.coplay/${what}`)).json();
}

/** Whether the page shows another game, or another address, than is true now. */
function isOther({ generation, address }: ShownState): boolean {
  const shown = document.querySelector("main")!.dataset;
  return String(generation) !== shown.generation ||
    (address !== null && address !== shown.address);
}

/** Replaces what the page shows: a reload would end the full screen. */
async function drawAnew(): Promise<void> {
  const text = await (await fetch(location.pathname)).text();
  const page = new DOMParser().parseFromString(text, "text/html");
  document.title = page.title;
  document.querySelector("main")!.replaceWith(page.querySelector("main")!);
}

const part = (id: string) => document.getElementById(id)!;

/** Shows what is left of the time; the last minute stands out. */
function showClock(secondsLeft: number | null): void {
  part("clock").hidden = secondsLeft === null;
  part("clock").textContent = secondsLeft === null ? "" : clockText(secondsLeft);
  part("clock").classList.toggle("soon", secondsLeft !== null && secondsLeft <= 60);
}

/** Shows the words for the class over everything, or what comes next. */
function showLesson({ front, queue }: ShownState): void {
  const words = front?.[document.documentElement.lang.slice(0, 2)] ?? "";
  part("words").hidden = !front;
  part("words").textContent = words;
  const [, next] = queue?.steps ?? [];
  const { then } = part("then").dataset;
  const gap = document.documentElement.lang === "en" ? " " : "";
  part("then").hidden = !next;
  part("then").textContent = next ? `${then}${gap}${stepName(next)}` : "";
}

/** The most names of those who are still loading. */
const MAX_NAMES = 6;

/** Shows how many players have loaded the game, and who has not. */
function showClass({ players, ready, waiting }: ShownState): void {
  const isChinese = document.documentElement.lang.startsWith("zh");
  const place = document.querySelector("[data-players]")!;
  const count = `${ready}/${players} ${isChinese ? "已就绪" : "ready"}`;
  const none = isChinese ? "等待玩家加入" : "Waiting for players";
  place.textContent = players === 0 ? none : count;
  const names = waiting.slice(0, MAX_NAMES);
  const { start, more = "" } = part("waiting").dataset;
  const [gap, comma] = isChinese ? ["", "、"] : [" ", ", "];
  const rest = players - ready - names.length;
  const tail = rest > 0 ? ` ${more.replace("{n}", `${isChinese ? players - ready : rest}`)}` : "";
  part("waiting").hidden = names.length === 0;
  part("waiting").textContent = `${start}${gap}${names.join(comma)}${tail}`;
}

takeWall();
followHost();
