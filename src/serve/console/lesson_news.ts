import { type Io, tell } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import type { Front } from "../front/front.ts";
import type { Host } from "../live/host.ts";
import type { Lesson, LessonListener } from "../live/lesson.ts";
import { clockText, stepsText, stepText } from "../live/lesson_text.ts";
import { begunText, coveredText, LESSON_TEXTS } from "./lesson_texts.ts";

/** Tells the operator how the class goes on: what covers its pages, and what of the queue is on. */
export function tellLesson({ host, lesson }: Front, io: Io): void {
  lesson.onRefused = (why) => tell(io, why);
  lesson.subscribe((...change) => {
    for (const text of describeChange(host, ...change)) tell(io, text);
  });
}

/** The queue in a line for the operator, or that there is none. */
export function describeLesson({ host, lesson }: Front): Text {
  return describeQueue(host, lesson) ?? LESSON_TEXTS.noQueue;
}

/** What the screen says of the class below the published game: none while nothing is special. */
export function lessonNotices(host: Host, lesson: Lesson): Text[] {
  const { front } = lesson.state;
  const queue = describeQueue(host, lesson);
  return [...(front ? [coveredText(front)] : []), ...(queue ? [queue] : [])];
}

function describeChange(
  host: Host,
  ...[now, { before, cause }]: Parameters<LessonListener>
): Text[] {
  const hasMoved = now.steps[0] !== before.steps[0];
  // The last step needs no queue where it has no end.
  const last = cause === "time" && now.steps.length === 0 ? before.steps[1] : undefined;
  const step = hasMoved ? now.steps[0] ?? last : undefined;
  const texts: Text[] = [];
  if (cause === "publish") texts.push(LESSON_TEXTS.endedByPublishing);
  else if (step) texts.push(...step.front ? [] : [begunText(stepText(step, nameIn(host)))]);
  else if (before.steps.length > 0 && now.steps.length === 0) {
    texts.push(cause === "time" ? LESSON_TEXTS.over : LESSON_TEXTS.ended);
  }
  if (now.front && now.front !== before.front) texts.push(coveredText(now.front));
  if (!now.front && before.front) texts.push(LESSON_TEXTS.uncovered);
  return texts;
}

function describeQueue(host: Host, { state, leftMs }: Lesson): Text | undefined {
  const [first, ...rest] = state.steps;
  if (!first) return undefined;
  const then = stepsText(rest, nameIn(host));
  const now = stepText({ ...first, forMs: null }, nameIn(host));
  const left = leftMs === null ? "" : clockText(leftMs);
  const still = state.endsMs === null && leftMs !== null;
  return {
    en: `${now.en}${left && ` ${left}`}${still ? " (time stands still)" : ""}` +
      (rest.length > 0 ? `, then ${then.en}` : ""),
    zh: `${now.zh}${left && ` ${left}`}${still ? "（已停表）" : ""}` +
      (rest.length > 0 ? `，然后：${then.zh}` : ""),
  };
}

function nameIn({ catalogue }: Host): (gameId: string) => Text {
  return (gameId) => catalogue.get(gameId)?.name ?? { en: gameId, zh: gameId };
}
