// The drawings of the monsters, facing right; `beat` (0 to 1) is the share of their stride.

import { box, type Brush, contact, ellipse, face, form, shape, spot, stroke } from "./brush.ts";
import { BOSS_DRAWERS } from "./bosses.ts";
import type { MonsterKind } from "../rules/monsters_table.ts";

type Drawer = (c: Brush, beat: number) => void;

/** The number of pictures of a stride. */
export const BEATS = 6;

/** Draws a monster in its square of 100, without its shadow. */
export function drawMonster(c: Brush, kind: MonsterKind, beat: number): void {
  DRAWERS[kind](c, beat);
}

/** Draws a monster's shadow, which is lower below one that flies. */
export function drawMonsterShadow(c: Brush, radius: number, flies: boolean): void {
  contact(c, 0, flies ? 40 : 31, radius);
}

/** Draws two feet in turn. */
export function feet(
  c: Brush,
  beat: number,
  look: { y: number; gap: number; colour: string },
): void {
  for (const side of [0, 1]) {
    const turn = (beat + side / 2) * Math.PI * 2;
    const x = (side === 0 ? -1 : 1) * look.gap + Math.cos(turn) * 5;
    const y = look.y - Math.max(0, Math.sin(turn)) * 6;
    form(c, ellipse(x, y, 8.4, 5.6), look.colour, { size: 6, line: 2.4 });
  }
}

function bob(beat: number, height = 2.5): number {
  return -Math.abs(Math.sin(beat * Math.PI * 2)) * height;
}

function drawGumble(c: Brush, beat: number): void {
  feet(c, beat, { y: 29, gap: 11, colour: "#b9503f" });
  c.translate(0, bob(beat));
  form(c, shape("M-27 12C-30-12-14-26 0-30C14-26 30-12 27 12C24 28-24 28-27 12Z"), "#f58a6c");
  stroke(c, shape("M-9-22Q0-32 4-38M0-26Q8-30 12-36M-3-25Q-8-30-10-35"), "#a9412f", 3.4);
  face(c, { x: 6, y: -2, eye: 7, gap: 9, mouth: "grin", cheeks: "rgba(220, 60, 70, 0.4)" });
}

function drawScoot(c: Brush, beat: number): void {
  stroke(c, shape(`M-24 14C-40 ${12 + beat * 8}-38-6-46-8`), "#8c5a3a", 4.4);
  feet(c, beat, { y: 27, gap: 13, colour: "#9c6238" });
  c.translate(0, bob(beat, 4));
  form(c, shape("M-28 16C-30-2-14-14 6-14C22-14 36-2 38 10C34 22-20 28-28 16Z"), "#e8a552");
  form(c, ellipse(-4, -18, 12, 13, -0.3), "#e8a552", { size: 10, line: 2.8 });
  spot(c, ellipse(-4, -17, 6.5, 7.5, -0.3), "#f7c6a6");
  form(c, ellipse(15, -19, 11, 12, 0.2), "#e8a552", { size: 10, line: 2.8 });
  spot(c, ellipse(15, -18, 6, 7, 0.2), "#f7c6a6");
  face(c, { x: 18, y: 0, eye: 5.6, gap: 7, lookX: 0.8, mouth: "teeth" });
  form(c, ellipse(38, 7, 4.6, 4), "#7a3b34", { size: 4, line: 2 });
}

function drawSesame(c: Brush, beat: number): void {
  feet(c, beat, { y: 26, gap: 10, colour: "#3c2a4a" });
  c.translate(0, bob(beat, 5));
  form(c, shape("M-24 8C-24-10-8-28 4-32C16-24 26-8 24 10C20 26-20 26-24 8Z"), "#7b5aa6");
  spot(c, ellipse(4, -4, 13, 14), "#ffffff");
  stroke(c, ellipse(4, -4, 13, 14), "#3c2a4a", 2.4);
  spot(c, ellipse(9, -2, 7, 8), "#2b2033");
  spot(c, ellipse(6, -6, 2.6), "#ffffff");
  stroke(c, shape("M-4 17Q5 22 14 16"), "#2b2033", 3);
}

function drawTinback(c: Brush, beat: number): void {
  feet(c, beat, { y: 28, gap: 15, colour: "#56483c" });
  form(c, ellipse(26, 8, 15, 14), "#d98d5a", { size: 12 });
  face(c, { x: 29, y: 4, eye: 5, gap: 6, lookX: 0.7, mouth: "flat", angry: true });
  c.translate(0, bob(beat, 1.5));
  form(c, shape("M-36 20C-38-14-18-32 2-32C22-32 32-12 26 18C8 26-18 27-36 20Z"), "#9fb3c8", {
    size: 28,
  });
  stroke(c, shape("M-6-31C-10-10-10 8-7 23"), "rgba(48, 64, 84, 0.6)", 2.6);
  for (const [x, y] of [[-24, -4], [-20, 12], [10, -12], [14, 6]] as const) {
    spot(c, ellipse(x, y, 3.4), "#5d7188");
    spot(c, ellipse(x - 1, y - 1, 1.4), "#e9f2fa");
  }
}

function drawFlutter(c: Brush, beat: number): void {
  const lift = Math.sin(beat * Math.PI * 2);
  c.translate(0, -4 - lift * 3);
  for (const side of [-1, 1]) {
    c.save();
    c.translate(side * 5, -4);
    c.scale(side, 1);
    c.rotate(-0.15 - lift * 0.45);
    form(c, shape("M0 0C8-26 34-30 38-16C40-4 24 6 0 4Z"), "#ffcf5c", { size: 18 });
    spot(c, ellipse(25, -13, 6), "#f2784b");
    form(c, shape("M0 2C14 4 26 8 24 18C18 24 4 16 0 8Z"), "#ffb24a", { size: 10, line: 2.6 });
    c.restore();
  }
  stroke(c, shape("M-4-18Q-8-30-14-32M6-18Q10-30 16-31"), "#6b4632", 2.8);
  form(c, ellipse(1, 2, 13, 19), "#c98a5a", { size: 14 });
  stroke(c, shape("M-10 8Q1 13 12 8M-9 14Q1 19 11 14"), "rgba(90, 50, 30, 0.5)", 2.4);
  face(c, { x: 3, y: -6, eye: 5.6, gap: 6.4, mouth: "open" });
}

function drawBubbloo(c: Brush, beat: number): void {
  feet(c, beat, { y: 28, gap: 15, colour: "#3f8f63" });
  c.translate(0, bob(beat, 3));
  form(c, ellipse(-10, -18, 11, 11), "#62c789", { size: 9, line: 2.8 });
  form(c, ellipse(14, -18, 11, 11), "#62c789", { size: 9, line: 2.8 });
  form(c, shape("M-30 10C-30-8-16-18 2-18C20-18 32-8 31 10C27 28-26 28-30 10Z"), "#62c789");
  spot(c, ellipse(3, 17, 18, 8), "#d9f5b8");
  for (const x of [-9, 15]) {
    spot(c, ellipse(x, -19, 7, 7.4), "#ffffff");
    spot(c, ellipse(x + 2, -18, 4, 4.6), "#2b2033");
    spot(c, ellipse(x + 0.6, -20, 1.5), "#ffffff");
  }
  stroke(c, shape("M-10 3Q4 13 20 2"), "#1f5238", 3);
}

function jelly(c: Brush, beat: number, colour: string): void {
  const sway = Math.sin(beat * Math.PI * 2) * 3;
  form(
    c,
    shape(
      `M-30 28C-34 4 ${-26 + sway}-22 ${sway}-24C${26 + sway}-22 34 4 30 28C16 34-16 34-30 28Z`,
    ),
    colour,
  );
  spot(c, shape("M-18 24C-20 10-16 0-10-4C-12 8-10 18-8 26Z"), "rgba(255, 255, 255, 0.28)");
  for (const [x, y, r] of [[15, 18, 3.4], [-12, 18, 2.6], [20, 6, 2.2]] as const) {
    stroke(c, ellipse(x, y, r), "rgba(255, 255, 255, 0.7)", 1.6);
  }
}

function drawJelloid(c: Brush, beat: number): void {
  jelly(c, beat, "#e66aa8");
  face(c, { x: 5, y: -2, eye: 7.4, gap: 10.5, mouth: "open" });
}

function drawJellet(c: Brush, beat: number): void {
  jelly(c, beat, "#f08fc0");
  face(c, { x: 5, y: 2, eye: 9, gap: 11, mouth: "smile" });
}

function drawMossback(c: Brush, beat: number): void {
  feet(c, beat, { y: 30, gap: 19, colour: "#8f8a4a" });
  form(c, ellipse(30, 4, 15, 13), "#b8b35e", { size: 12 });
  face(c, { x: 33, y: 0, eye: 4.8, gap: 6, lookX: 0.6, mouth: "flat" });
  c.translate(0, bob(beat, 1.2));
  form(c, shape("M-40 22C-42-10-22-30-2-30C18-30 34-12 31 22C10 29-18 29-40 22Z"), "#8a6b4a", {
    size: 28,
  });
  form(
    c,
    shape(
      "M-38 2C-36-20-18-31-2-31C16-31 29-18 31 2C22 12 16 0 8 8C0 16-8 0-16 8C-24 14-32 10-38 2Z",
    ),
    "#6fae4c",
    {
      size: 20,
    },
  );
  stroke(c, shape("M-14-28V-38"), "#3f6f2c", 3);
  form(c, ellipse(-14, -40, 6.4, 5.6), "#ff9db0", { size: 5, line: 2 });
  spot(c, ellipse(-14, -40, 2.2), "#ffe07a");
}

function drawNursecap(c: Brush, beat: number): void {
  feet(c, beat, { y: 30, gap: 9, colour: "#c98a9c" });
  c.translate(0, bob(beat));
  form(c, shape("M-16 24C-20 8-16-6-10-8H14C20-6 24 8 20 24C12 30-10 30-16 24Z"), "#fdeee6");
  form(c, shape("M-32-6C-30-28-14-38 2-38C18-38 34-28 36-6C24 3-20 3-32-6Z"), "#fbfbff", {
    size: 24,
  });
  spot(c, shape("M2-13C-16-25-6-35 2-28C10-35 20-25 2-13Z"), "#f0607a");
  face(c, { x: 4, y: 8, eye: 5.4, gap: 7.6, mouth: "smile", cheeks: "rgba(240, 110, 130, 0.5)" });
}

function drawEmbertail(c: Brush, beat: number): void {
  const sway = Math.sin(beat * Math.PI * 2) * 5;
  form(c, shape(`M-22 12C-40 14-46 ${sway}-36-10C-34-4-28-2-20 0Z`), "#e2563a", { size: 10 });
  form(c, shape(`M-40-6C-52-16-44-26-38-${38 + sway}C-34-28-24-24-30-8Z`), "#ffb73a", {
    size: 10,
    line: 2.6,
  });
  spot(c, shape("M-37-9C-42-16-38-20-36-26C-33-20-30-16-33-9Z"), "#fff1a8");
  feet(c, beat, { y: 28, gap: 16, colour: "#b23a2c" });
  c.translate(0, bob(beat));
  form(c, shape("M-26 14C-28-2-12-12 6-20C26-26 38-14 38-2C36 18-14 30-26 14Z"), "#ee6a42");
  spot(c, shape("M0 21C-2 10 12 4 30 8C22 19 10 23 0 21Z"), "#ffd28a");
  stroke(c, shape("M-16-6l5-8 5 5 4-9 6 5"), "#a52f2a", 3);
  face(c, { x: 20, y: -7, eye: 6, gap: 7.4, lookX: 0.6, mouth: "teeth", angry: true });
}

function drawSnowfluff(c: Brush, beat: number): void {
  feet(c, beat, { y: 31, gap: 12, colour: "#6d8fc4" });
  c.translate(0, bob(beat));
  let tufts = "M0-34";
  for (let i = 1; i <= 14; i++) {
    const turn = -Math.PI / 2 + (i / 14) * Math.PI * 2;
    const half = turn - Math.PI / 14;
    tufts += `Q${Math.cos(half) * 39} ${Math.sin(half) * 37 - 0.5} ${Math.cos(turn) * 31} ${
      Math.sin(turn) * 31 - 2
    }`;
  }
  form(c, shape(tufts + "Z"), "#e4f0ff", { size: 28 });
  form(c, ellipse(6, 2, 18, 16), "#a9c8f2", { size: 14, line: 2.4 });
  face(c, { x: 7, y: -3, eye: 6, gap: 8, mouth: "teeth", ink: "#26365c" });
  form(c, shape("M-14-28L-20-42L-6-33Z"), "#f4d48a", { size: 5, line: 2.2 });
  form(c, shape("M14-30L22-43L25-27Z"), "#f4d48a", { size: 5, line: 2.2 });
}

const DRAWERS: Readonly<Record<MonsterKind, Drawer>> = {
  gumble: drawGumble,
  scoot: drawScoot,
  sesame: drawSesame,
  tinback: drawTinback,
  flutter: drawFlutter,
  bubbloo: drawBubbloo,
  jelloid: drawJelloid,
  jellet: drawJellet,
  mossback: drawMossback,
  nursecap: drawNursecap,
  embertail: drawEmbertail,
  snowfluff: drawSnowfluff,
  ...BOSS_DRAWERS,
};

/** Draws the bubble around a bubbloo, as thick as its remaining share. */
export function drawBubble(c: Brush, share: number): void {
  spot(c, ellipse(1, -2, 40), `rgba(170, 225, 255, ${0.12 + share * 0.22})`);
  stroke(c, ellipse(1, -2, 40), `rgba(235, 250, 255, ${0.4 + share * 0.5})`, 1.6 + share * 2.6);
  stroke(c, shape("M-26-20Q-18-32-6-34"), "rgba(255, 255, 255, 0.9)", 3.4);
}

/** Draws a basket for unknown monsters in the almanac. */
export function drawUnknown(c: Brush): void {
  form(c, box(-26, -24, 52, 50, 22), "#8b92a8", { size: 24 });
  stroke(c, shape("M-8-6C-8-20 12-18 10-6C9 1 0 2 0 9M0 17V17.5"), "#f4f0e6", 6);
}
