import { clockText, CountDown, type QueueState, stepName } from "../lesson/count_down.ts";
import type { Act } from "./ask_host.ts";
import { findPart } from "./page_part.ts";
import { offerRound, type RoundState } from "./round.ts";

/** The part of the host's state that this file shows. */
export interface LessonState {
  readonly front: Record<string, string> | null;
  readonly queue: QueueState | null;
  readonly round: RoundState | null;
}

let isCovered = false;

/** Makes the buttons for eyes to the front, the queue and rounds work. */
export function offerLesson(act: Act): (state: LessonState) => void {
  findPart("front").addEventListener("submit", (event) => {
    event.preventDefault();
    const words = findPart<HTMLInputElement>("front-words");
    if (isCovered) act({ method: "DELETE", path: "front" });
    else act({ method: "PUT", path: "front", body: { words: words.value } });
    words.value = "";
  });
  findPart("queue-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const line = findPart<HTMLInputElement>("queue-line");
    act({ method: "PUT", path: "queue", body: { queue: line.value } });
    sent = line.value;
    line.blur();
  });
  findPart("queue-end").addEventListener("click", () => act({ method: "DELETE", path: "queue" }));
  const count = new CountDown((left) => {
    findPart("clock").textContent = left === null ? "" : clockText(left);
  });
  const showRound = offerRound(act);
  return ({ front, queue, round }) => {
    showRound(round);
    showFront(front);
    count.take(queue);
    showQueue(queue);
  };
}

function showFront(front: LessonState["front"]): void {
  isCovered = front !== null;
  const button = document.querySelector<HTMLButtonElement>("#front button")!;
  button.textContent = isCovered ? button.dataset.lift! : button.dataset.cover!;
  button.classList.toggle("quiet", isCovered);
  button.classList.toggle("sun", !isCovered);
  findPart("covered").hidden = !isCovered;
  findPart("covered-words").textContent = front?.[document.documentElement.lang.slice(0, 2)] ?? "";
}

/** The line as this page wrote it, and as the operator has sent it. */
let written = "";
let sent = "";
let stepsBefore = "";

function showQueue(queue: QueueState | null): void {
  const [first, ...rest] = queue?.steps ?? [];
  const now = findPart("queue-now");
  const { then, still } = now.dataset;
  const isStill = queue && !queue.isRunning && queue.secondsLeft !== null;
  const isEnglish = document.documentElement.lang === "en";
  const parts = [
    ...(first ? [stepName(first) + (isStill ? ` (${still})` : "")] : []),
    ...(rest.length > 0
      ? [`${then}${isEnglish ? " " : ""}${rest.map(nameTimed).join(isEnglish ? ", " : "，")}`]
      : []),
  ];
  now.textContent = parts.join(isEnglish ? ", " : "，");
  now.hidden = !queue;
  findPart("queue-end").hidden = !queue;
  const button = document.querySelector<HTMLButtonElement>("#queue-form button")!;
  button.textContent = queue ? button.dataset.change! : button.dataset.start!;
  const line = findPart<HTMLInputElement>("queue-line");
  const steps = JSON.stringify(queue?.steps ?? []);
  // A line that was refused stays to be mended.
  const isTaken = line.value === sent && steps !== stepsBefore;
  const isFree = line.value === written || line.value === "" || isTaken;
  const isIdle = document.activeElement !== line && isFree;
  stepsBefore = steps;
  if (isIdle) line.value = written = queue ? queue.steps.map(lineOf(queue)).join(", ") : "";
}

function nameTimed(step: QueueState["steps"][number]): string {
  const { seconds } = step;
  if (seconds === null) return stepName(step);
  const [minute, second] = document.documentElement.lang === "en" ? ["min", "s"] : ["分钟", "秒"];
  const time = seconds % 60 === 0 ? `${seconds / 60} ${minute}` : `${Math.ceil(seconds)} ${second}`;
  return `${stepName(step)} ${time}`;
}

/** Writes a step as it is typed; the first one with the time that is left, so that a change goes on from there. */
function lineOf(queue: QueueState) {
  return (step: QueueState["steps"][number], at: number): string => {
    const seconds = at === 0 ? queue.secondsLeft : step.seconds;
    // The usual words differ between the languages; the operator's own do not.
    const isUsual = step.front?.en !== step.front?.zh;
    const what = step.game?.id ?? (isUsual ? "front" : `front ${stepName(step)}`);
    return `${what}${seconds === null ? "" : ` ${timeText(seconds)}`}`;
  };
}

function timeText(seconds: number): string {
  const whole = Math.max(1, Math.ceil(seconds));
  const minutes = Math.floor(whole / 60);
  if (minutes === 0) return `${whole}s`;
  return whole % 60 === 0 ? `${minutes}m` : `${minutes}m${whole % 60}s`;
}
