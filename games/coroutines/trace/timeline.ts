// The layout of a run's picture: the actors' states, and the path of the one thread through them.

import type { Trace } from "./recorder.ts";
import type { Span, View } from "./moment.ts";

/** The options of the layout. */
export type LayoutOptions = {
  readonly axis: "lines" | "time";
  /** The width in CSS pixels. */
  readonly width: number;
  /** The distance between the middles of two rows. */
  readonly rowHeight: number;
  /** The space for faces and names on the left. */
  readonly gutter: number;
};

const TOP = 8;
/** The height of the scale below the rows. */
const FOOT = 24;
const RIGHT = 16;

/** The measures of a picture. */
export class TimelineLayout {
  readonly options: LayoutOptions;
  readonly height: number;
  readonly #trace: Trace;

  constructor(trace: Trace, options: LayoutOptions) {
    this.#trace = trace;
    this.options = options;
    this.height = TOP + trace.actors.length * options.rowHeight + FOOT;
  }

  /** The y of the middle of an actor's row. */
  rowOf(actor: number): number {
    return TOP + (actor + 0.5) * this.options.rowHeight;
  }

  /** The y of the end of the rows. */
  get bottom(): number {
    return this.height - FOOT;
  }

  /** The x of the start of a moment. */
  atMoment(position: number): number {
    if (this.options.axis === "time") return this.atMs(this.#trace.moments[position]!.atMs);
    return this.#place(position / Math.max(1, this.#trace.moments.length - 1));
  }

  /** The x of a time. */
  atMs(ms: number): number {
    return this.#place(ms / Math.max(this.#trace.endMs, 1e-6));
  }

  /** The last moment that begins at or before an x. */
  momentAt(x: number): number {
    const later = this.#trace.moments.findIndex((_, at) => this.atMoment(at) > x);
    return later < 0 ? this.#trace.moments.length - 1 : Math.max(0, later - 1);
  }

  /** The x of the start and the end of a span. */
  spanOf(span: Span): readonly [number, number] {
    return this.options.axis === "time"
      ? [this.atMs(span.fromMs), this.atMs(span.toMs)]
      : [this.atMoment(span.fromStep), this.atMoment(span.toStep)];
  }

  #place(share: number): number {
    const { gutter, width } = this.options;
    return gutter + share * (width - gutter - RIGHT);
  }
}

/**
 * The path of the one thread up to a moment, as an SVG path. On a scale of lines it runs along each row and crosses to
 * the next. On a scale of time it jumps to each running actor, is a line while an actor blocks it, and is interrupted
 * while all wait.
 */
export function threadPath(trace: Trace, view: View, layout: TimelineLayout): string {
  return layout.options.axis === "lines"
    ? pathOfLines(trace, view, layout)
    : pathOfTime(trace, view, layout);
}

function pathOfLines({ moments }: Trace, { position }: View, layout: TimelineLayout): string {
  const bend = Math.min(9, (layout.atMoment(1) - layout.atMoment(0)) * 0.9);
  let path = `M${point(layout.atMoment(0), layout.rowOf(0))}`;
  for (let at = 1; at <= position; at++) {
    const x = layout.atMoment(at);
    const from = layout.rowOf(moments[at - 1]!.actor);
    const to = layout.rowOf(moments[at]!.actor);
    if (from === to) path += `L${point(x, to)}`;
    else {
      path += `L${point(x - bend, from)}C${point(x, from)} ${point(x - bend, to)} ${point(x, to)}`;
    }
  }
  return path;
}

function pathOfTime(trace: Trace, { position }: View, layout: TimelineLayout): string {
  const { moments } = trace;
  const blockedAt = new Set(
    trace.changes.filter(({ state }) => state === "blocking" || state === "computing")
      .map(({ moment }) => moment),
  );
  let path = `M${point(layout.atMoment(0), layout.rowOf(0))}`;
  for (let at = 1; at <= position; at++) {
    const [last, next] = [moments[at - 1]!, moments[at]!];
    if (next.atMs > last.atMs) {
      const held = point(layout.atMoment(at), layout.rowOf(last.actor));
      path += blockedAt.has(at - 1)
        ? `L${held}`
        : `M${point(layout.atMoment(at), layout.rowOf(next.actor))}`;
    }
    path += `L${point(layout.atMoment(at), layout.rowOf(next.actor))}`;
  }
  return path;
}

function point(x: number, y: number): string {
  return `${round(x)} ${round(y)}`;
}

/** Rounds to a tenth of a pixel. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The times on the scale: round numbers, at most `most` of them after zero. */
export function ticksOf(endMs: number, most: number): number[] {
  if (endMs <= 0) return [0];
  const size = 10 ** Math.floor(Math.log10(endMs / most));
  const step = [1, 2, 5, 10].map((times) => times * size).find((step) => endMs / step <= most)!;
  return Array.from({ length: Math.floor(endMs / step + 1e-9) + 1 }, (_, at) => at * step);
}
