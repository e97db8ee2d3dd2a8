// Draws the time line: one row for each actor, and the path of the thread.

import { addElement } from "../../kit/controls.ts";
import { bindText, refreshTexts, say } from "../../kit/language.ts";
import { colourOf, face } from "./faces.ts";
import type { Span, View } from "../trace/moment.ts";
import { type ActorState, isOver, type Trace } from "../trace/recorder.ts";
import { round, threadPath, ticksOf, TimelineLayout } from "../trace/timeline.ts";
import { STATE_WORDS, WORDS } from "../words.ts";

const SVG = "http://www.w3.org/2000/svg";
/** The heights of rows, by the available space. */
const ROW_HEIGHTS = { few: 46, narrow: 36, many: 26, fewShort: 38, manyShort: 24 };
const MANY_ACTORS = 6;
/** On a phone in landscape all rows together have this height, as long as their faces do not touch. */
const LOW_ROWS_PX = 176;
const LEAST_ROW_PX = 22;
/** The height below which a screen is low, as in the style. */
const LOW_SCREEN_PX = 500;
/** The height below which a wide screen is short, such as a projector's, as in the style. */
const SHORT_SCREEN_PX = 800;
const NARROW_PX = 480;
/** The distance from the picture's left edge that still counts as its beginning. */
const EDGE_PX = 10;
/** How far a finger goes before its way is told. */
const TOUCH_SLOP_PX = 6;
/** The thickness of a span. */
const SPAN_HEIGHT = 14;
/** The length of the shortest bar. */
const LEAST_SPAN_PX = 1;

/** Whether a state is drawn as a bar; others are lines. */
export function isBar(state: ActorState): boolean {
  return ["sleeping", "blocking", "computing", "parallel", "ready"].includes(state);
}

/** Escapes a text for SVG. */
function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** The moment to draw. */
export type Picture = {
  readonly trace: Trace;
  readonly view: View;
  readonly axis: "lines" | "time";
  /** Whether there is little height. @default false */
  readonly isLow?: boolean;
  /** Whether there is less height than on most wide screens. @default false */
  readonly isShort?: boolean;
};

/** A time line that follows the width of its place. */
export class TimelineView {
  readonly #svg: SVGSVGElement;
  readonly #under: SVGGElement;
  readonly #ball: SVGGElement;
  readonly #host: HTMLElement;
  #picture: Picture | undefined;

  /** @param onScrub receives the moment at the pointer */
  constructor(parent: HTMLElement, onScrub: (position: number) => void) {
    this.#host = addElement("div", "timeline", parent);
    this.#svg = document.createElementNS(SVG, "svg");
    this.#svg.setAttribute("role", "img");
    this.#under = document.createElementNS(SVG, "g");
    this.#ball = document.createElementNS(SVG, "g");
    this.#ball.setAttribute("class", "ball");
    this.#ball.innerHTML = `<circle r="8"/><circle class="shine" cx="-2.4" cy="-2.6" r="2.2"/>`;
    this.#svg.append(this.#under, this.#ball);
    this.#host.append(this.#svg);
    bindText(this.#svg, () => this.#describe(), "aria-label");
    this.#listen(onScrub);
    new ResizeObserver(() => this.#draw()).observe(this.#host);
  }

  /** Draws a moment of a run. */
  show(picture: Picture): void {
    this.#picture = picture;
    this.#draw();
    refreshTexts();
  }

  /** Listens for presses and drags along the picture, which go through the run like the slider. */
  #listen(onScrub: (position: number) => void): void {
    const scrub = (event: PointerEvent) => {
      if (!this.#picture || !this.#svg.hasPointerCapture(event.pointerId)) return;
      const box = this.#svg.getBoundingClientRect();
      const layout = layoutOf(this.#picture, this.#width);
      const x = (event.clientX - box.left) * this.#width / box.width;
      if (x >= layout.options.gutter - EDGE_PX) onScrub(layout.momentAt(x));
    };
    // A finger may mean to scroll the page, which takes the pointer away: it counts when it moves sideways or is lifted.
    let from: PointerEvent | undefined;
    this.#svg.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      this.#svg.setPointerCapture(event.pointerId);
      from = event.pointerType === "touch" ? event : undefined;
      if (!from) scrub(event);
    });
    this.#svg.addEventListener("pointermove", (event) => {
      if (from && !isSideways(from, event)) return;
      from = undefined;
      scrub(event);
    });
    this.#svg.addEventListener("pointerup", (event) => {
      if (from) scrub(event);
      from = undefined;
    });
  }

  /** The width of the picture in its own units, which grow with the page's font. */
  get #width(): number {
    return this.#host.clientWidth / this.#scale;
  }

  get #scale(): number {
    return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  }

  #describe(): string {
    return this.#picture ? describe(this.#picture) : "";
  }

  #draw(): void {
    const [width, scale] = [this.#width, this.#scale];
    if (!this.#picture || width === 0) return;
    const [isLow, isShort] = [innerHeight < LOW_SCREEN_PX, innerHeight < SHORT_SCREEN_PX];
    this.#picture = { ...this.#picture, isLow, isShort };
    const { markup, height, ball } = drawTimeline(this.#picture, width);
    this.#svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.#svg.setAttribute("height", `${height * scale}`);
    this.#under.innerHTML = markup;
    this.#ball.style.transform = `translate(${round(ball.x)}px, ${round(ball.y)}px)`;
    this.#ball.classList.toggle("held", this.#picture.view.line !== undefined);
  }
}

/** Whether a finger went along the picture, not up or down the page. */
function isSideways(from: PointerEvent, to: PointerEvent): boolean {
  const along = Math.abs(to.clientX - from.clientX);
  return along > TOUCH_SLOP_PX && along > Math.abs(to.clientY - from.clientY);
}

/** Describes the picture for screen readers: one sentence for each actor. */
function describe({ trace, view }: Picture): string {
  const sentences = trace.actors.map((name, actor) =>
    say(WORDS.stateOf, { name, state: say(STATE_WORDS[view.states[actor] ?? "unborn"]) })
  );
  return say(WORDS.timelineNow, { who: sentences.join(say(WORDS.between)) });
}

function rowHeightOf(
  { trace: { actors }, isLow = false, isShort = false }: Picture,
  width: number,
): number {
  const wide = isShort ? ROW_HEIGHTS.fewShort : ROW_HEIGHTS.few;
  const few = width < NARROW_PX ? ROW_HEIGHTS.narrow : wide;
  const many = isShort ? ROW_HEIGHTS.manyShort : ROW_HEIGHTS.many;
  const height = actors.length > MANY_ACTORS ? many : few;
  const low = Math.max(LEAST_ROW_PX, LOW_ROWS_PX / actors.length);
  return isLow ? Math.min(height, low) : height;
}

function layoutOf(picture: Picture, width: number): TimelineLayout {
  const { trace, axis } = picture;
  const rowHeight = rowHeightOf(picture, width);
  const gutter = width < NARROW_PX ? 84 : 104;
  return new TimelineLayout(trace, { axis, width, rowHeight, gutter });
}

/** Draws the whole picture except for the ball, as SVG. */
export function drawTimeline(
  picture: Picture,
  width: number,
): { markup: string; height: number; ball: { x: number; y: number } } {
  const { trace, view, axis } = picture;
  const layout = layoutOf(picture, width);
  const x = layout.atMoment(view.position);
  const markup = [
    drawScale(trace, layout),
    ...trace.actors.map((name, actor) => drawRow(name, { actor, view, layout })),
    ...view.spans.map((span) => drawSpan(span, layout)),
    `<line class="now" x1="${round(x)}" x2="${round(x)}" y1="4" y2="${layout.bottom}"/>`,
    `<path class="thread-edge" d="${threadPath(trace, view, layout)}"/>`,
    `<path class="thread" d="${threadPath(trace, view, layout)}"/>`,
    ...(axis === "time" ? drawStops(trace, view, layout) : []),
    ...drawEnds(trace, view, layout),
    ...drawHandovers(trace, view, layout),
  ].join("");
  return { markup, height: layout.height, ball: { x, y: layout.rowOf(view.actor) } };
}

function drawScale(trace: Trace, layout: TimelineLayout): string {
  const y = layout.bottom;
  if (layout.options.axis === "lines") {
    const end = trace.moments.length - 1;
    const label = escapeText(say(WORDS.linesRun));
    return `<text class="tick" x="${layout.atMoment(0)}" y="${y + 17}">${label}</text>` +
      ticksOf(end, layout.options.width < NARROW_PX ? 4 : 6).slice(1).map((tick) =>
        drawTick(layout.atMoment(tick), { y, label: `${tick}` })
      ).join("");
  }
  const ticks = ticksOf(trace.endMs, layout.options.width < NARROW_PX ? 4 : 8);
  return ticks.map((tick) => {
    const label = tick === 0 ? say(WORDS.zeroMs) : String(Number(tick.toPrecision(3)));
    return drawTick(layout.atMs(tick), { y, label: escapeText(label) });
  }).join("");
}

function drawTick(x: number, { y, label }: { readonly y: number; readonly label: string }): string {
  return `<line class="grid" x1="${round(x)}" x2="${round(x)}" y1="4" y2="${y}"/>` +
    `<text class="tick" text-anchor="middle" x="${round(x)}" y="${y + 17}">${label}</text>`;
}

function drawRow(
  name: string,
  { actor, view, layout }: {
    readonly actor: number;
    readonly view: View;
    readonly layout: TimelineLayout;
  },
): string {
  const y = layout.rowOf(actor);
  const state = view.states[actor];
  const runs = actor === view.actor && view.line !== undefined;
  const { gutter, width } = layout.options;
  const short = name.split("/").at(-1)!;
  return `<g class="row-of ${runs ? "runs" : ""} ${state ? "" : "unborn"}">` +
    `<line class="rail" x1="${gutter}" x2="${width}" y1="${y}" y2="${y}"/>` +
    `<g transform="translate(14 ${y})">${face(actor, state)}</g>` +
    `<text class="who" x="31" y="${y + 4.5}"${fitText(short, gutter - 37)}>${
      escapeText(short)
    }</text></g>`;
}

/** Squeezes a long name, so that it does not cover the picture. */
function fitText(text: string, room: number): string {
  return text.length * 8 > room ? ` textLength="${room}" lengthAdjust="spacingAndGlyphs"` : "";
}

function drawSpan(span: Span, layout: TimelineLayout): string {
  const [from, to] = layout.spanOf(span);
  if (to - from < LEAST_SPAN_PX || span.state === "running") return "";
  const y = layout.rowOf(span.actor);
  const classes = `span span-${span.state} ${colourOf(span.actor)}`;
  if (isBar(span.state)) {
    const width = round(to - from);
    return `<rect class="${classes}" x="${round(from)}" y="${
      y - SPAN_HEIGHT / 2
    }" width="${width}" ` +
      `height="${SPAN_HEIGHT}" rx="${Math.min(5, width / 2)}"/>`;
  }
  return `<line class="${classes}" x1="${round(from)}" x2="${round(to)}" y1="${y}" y2="${y}"/>`;
}

/** Draws a dot for each moment, in the row of its actor. */
function drawStops({ moments }: Trace, view: View, layout: TimelineLayout): string[] {
  const stops = new Map<string, string>();
  for (const { actor, atMs } of moments.slice(0, view.position)) {
    const [x, y] = [round(layout.atMs(atMs)), layout.rowOf(actor)];
    stops.set(`${x} ${y}`, `<circle class="stop ${colourOf(actor)}" cx="${x}" cy="${y}" r="4"/>`);
  }
  return [...stops.values()];
}

const TICK = "m-3.2 .2 2.3 2.5 4.3-5";
const CROSS = "m-2.9 -2.9 5.8 5.8m0 -5.8 -5.8 5.8";

/** Draws a tick wherever an actor ended, and a cross where it failed. */
function drawEnds(trace: Trace, view: View, layout: TimelineLayout): string[] {
  return trace.changes
    .filter(({ state, moment }) => isOver(state) && moment < view.position)
    .map(({ actor, atMs, moment, state }) => {
      const x = layout.options.axis === "time" ? layout.atMs(atMs) : layout.atMoment(moment + 1);
      const sign = state === "failed" ? CROSS : TICK;
      return `<g class="end end-${state} ${colourOf(actor)}" transform="translate(${round(x)} ${
        layout.rowOf(actor)
      })"><circle r="7"/><path d="${sign}"/></g>`;
    });
}

/** Draws each passed value beside the place where the thread crosses. */
function drawHandovers(trace: Trace, view: View, layout: TimelineLayout): string[] {
  return trace.handovers.filter(({ moment }) => moment < view.position).map((handover) => {
    const x = layout.atMoment(handover.moment + 1) - 4;
    const y = (layout.rowOf(handover.from) + layout.rowOf(handover.to)) / 2;
    const width = 12 + handover.value.length * 8;
    return `<g class="handed" transform="translate(${round(x)} ${round(y)})">` +
      `<rect x="${-width / 2}" y="-10" width="${width}" height="20" rx="10"/>` +
      `<text text-anchor="middle" y="4.5">${escapeText(handover.value)}</text></g>`;
  });
}
