// Where everything of a run lies in its picture: who does what, and how the one thread goes through it all.

import type { Trace } from "./recorder.ts";
import type { Span, View } from "./moment.ts";

/** What the picture is laid out for. */
export type LayoutOptions = {
  readonly axis: "lines" | "time";
  /** The room there is, in CSS pixels. */
  readonly width: number;
  /** Between the middles of two rows. */
  readonly rowHeight: number;
  /** The room for faces and names on the left. */
  readonly gutter: number;
};

const TOP = 8;
/** Below the rows: the scale. */
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

  /** The middle of somebody's row. */
  rowOf(actor: number): number {
    return TOP + (actor + 0.5) * this.options.rowHeight;
  }

  /** Where the rows end. */
  get bottom(): number {
    return this.height - FOOT;
  }

  /** Where a moment begins. */
  atMoment(position: number): number {
    if (this.options.axis === "time") return this.atMs(this.#trace.moments[position]!.atMs);
    return this.#place(position / Math.max(1, this.#trace.moments.length - 1));
  }

  /** Where a time is. */
  atMs(ms: number): number {
    return this.#place(ms / Math.max(this.#trace.endMs, 1e-6));
  }

  /** The last moment that begins at a place or before it. */
  momentAt(x: number): number {
    const later = this.#trace.moments.findIndex((_, at) => this.atMoment(at) > x);
    return later < 0 ? this.#trace.moments.length - 1 : Math.max(0, later - 1);
  }

  /** From where to where somebody was in a state. */
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
 * The way of the one thread up to a moment, as an SVG path. On a scale of lines it runs along each row and
 * swings over to the next; on a scale of time it jumps where somebody runs, is drawn through where somebody
 * holds on to it, and is gone where all wait.
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
    trace.changes.filter(({ state }) => state === "blocking").map(({ moment }) => moment),
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

/** To a tenth of a pixel. */
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
