import { type Io, tell } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import type { Front } from "../front/front.ts";
import type { Host } from "../live/host.ts";
import type { Lesson, LessonListener } from "../live/lesson.ts";
import { clockText, durationText, stepsText, stepText } from "../live/lesson_text.ts";
import { isOn } from "../live/round.ts";
import {
  announcedText,
  begunText,
  coveredText,
  LESSON_TEXTS,
  roundCancelledText,
  roundOverText,
  roundText,
} from "./lesson_texts.ts";

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
  const round = describeRoundNow(lesson);
  return [
    ...(front ? [coveredText(front)] : []),
    ...(queue ? [queue] : []),
    ...(round ? [round] : []),
  ];
}

function describeRoundNow({ state: { round }, nowMs }: Lesson): Text | undefined {
  if (!isOn(round)) return undefined;
  const { number, startsMs, endsMs, heldMs } = round;
  const atMs = heldMs ?? nowMs;
  return roundText(number, {
    left: endsMs === null ? "" : clockText(Math.max(0, endsMs - atMs)),
    startsIn: Math.ceil((startsMs - atMs) / 1000),
    isHeld: heldMs !== null,
  });
}

/** What the operator is told when a round is announced, is over or was called off. */
function describeRoundChange(
  { catalogue }: Host,
  ...[{ round }, { before: { round: earlier } }]: Parameters<LessonListener>
): Text[] {
  if (round === null || round.phase === earlier?.phase && round.number === earlier.number) {
    return [];
  }
  const { number, forMs, gameId } = round;
  if (isOn(round)) {
    const isPlayed = catalogue.get(gameId)?.hasRounds;
    const time = forMs === null ? undefined : durationText(forMs);
    return [announcedText(number, time), ...isPlayed ? [] : [LESSON_TEXTS.notPlayed]];
  }
  if (!isOn(earlier)) return [];
  return [round.phase === "over" ? roundOverText(number) : roundCancelledText(number)];
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
  if (cause === "publish" && before.steps.length > 0) texts.push(LESSON_TEXTS.endedByPublishing);
  else if (step) texts.push(...step.front ? [] : [begunText(stepText(step, nameIn(host)))]);
  else if (before.steps.length > 0 && now.steps.length === 0) {
    texts.push(cause === "time" ? LESSON_TEXTS.over : LESSON_TEXTS.ended);
  }
  if (now.front && now.front !== before.front) texts.push(coveredText(now.front));
  if (!now.front && before.front) texts.push(LESSON_TEXTS.uncovered);
  return [...texts, ...describeRoundChange(host, now, { before, cause })];
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
