import { holdOf } from "../holding/hold.ts";
import { HOST_SIDE, type HostSide, hostSideOf } from "./host_side.ts";
import { ScoreQueue } from "./score_queue.ts";
import { PageRound } from "./page_round.ts";
import { refuseScore, type SentScore } from "./score_rules.ts";
import { sendScores } from "./send_scores.ts";

/** Gives the game in this page the global `coplay`. It never throws: a game plays on whatever the host does. */
export function giveCoplay(gameId: string): void {
  const outer = parent === self ? undefined : hostSideOf(parent);
  let send = sendScores;
  const round = new PageRound(outer?.round ?? null);
  const warn = warner();
  const setTimeout = holdOf(self)?.setTimeout ?? self.setTimeout;
  let startSending = () => {};
  const queue = new ScoreQueue({
    gameId,
    opened: new Promise((resolve) => startSending = resolve),
    send: (body) => send(body),
    wait: (delayMs) => new Promise((resolve) => setTimeout(resolve, delayMs)),
    warn,
  });
  class Coplay extends EventTarget {
    get round() {
      return round.current;
    }
    score = (value: unknown, options?: unknown): void => {
      const { best, level } = Object(options);
      const score = { value, best, level: level ?? "" };
      const why = refuseScore(score);
      if (why) warn(why[isChinese() ? "zh" : "en"]);
      else {
        const sent = { ...score, level: score.level.normalize().trim(), round: round.number };
        side.report(sent as SentScore);
      }
    };
  }
  const coplay = new Coplay();
  const side: HostSide = {
    get round() {
      return round.current;
    },
    setRound(next) {
      round.set(next, () => coplay.dispatchEvent(new Event("round")));
      for (let at = 0; at < self.frames.length; at++) hostSideOf(self.frames[at])?.setRound(next);
    },
    startSending,
    sendBy: (next) => send = next,
    report: (score) => outer ? outer.report(score) : queue.add(score),
  };
  Object.defineProperty(self, HOST_SIDE, { value: side });
  // A game may have a variable of this name.
  Object.defineProperty(self, "coplay", { value: coplay, configurable: true, writable: true });
  addEventListener("pagehide", () => queue.flush());
  document.addEventListener("visibilitychange", () => document.hidden && queue.flush());
}

/** Says each thing once: a game that reports wrongly does so at every frame. */
function warner(): (why: string) => void {
  const said = new Set<string>();
  return (why) => {
    if (said.has(why) || said.size > 50) return;
    said.add(why);
    // deno-lint-ignore no-console -- it is for whoever makes the game
    console.warn(`coplay.score: ${why}`);
  };
}

function isChinese(): boolean {
  return /^zh/i.test(navigator.language);
}
