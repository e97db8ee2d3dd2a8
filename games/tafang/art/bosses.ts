// The three bosses, larger than their square: King Gobble, General Boulder, Queen Lunara.

import { box, type Brush, ellipse, face, form, shape, spot, stroke } from "./brush.ts";

function steps(c: Brush, beat: number, look: { y: number; gap: number; colour: string }): void {
  for (const side of [0, 1]) {
    const turn = (beat + side / 2) * Math.PI * 2;
    const x = (side === 0 ? -1 : 1) * look.gap + Math.cos(turn) * 4;
    const y = look.y - Math.max(0, Math.sin(turn)) * 5;
    form(c, ellipse(x, y, 11, 7), look.colour, { size: 8, line: 2.4 });
  }
}

function drawGobble(c: Brush, beat: number): void {
  steps(c, beat, { y: 32, gap: 15, colour: "#6b3f2c" });
  c.translate(0, -Math.abs(Math.sin(beat * Math.PI * 2)) * 2);
  form(c, ellipse(-22, -26, 9, 9), "#9a5f3c", { size: 8, line: 2.6 });
  form(c, ellipse(24, -26, 9, 9), "#9a5f3c", { size: 8, line: 2.6 });
  form(c, shape("M-38 14C-42-14-24-34 1-34C26-34 44-14 40 14C34 38-32 38-38 14Z"), "#a9683f", {
    size: 32,
  });
  form(c, shape("M-20 12C-14 6 18 6 26 12C26 30-18 32-20 12Z"), "#fff6e4", { size: 14, line: 2.4 });
  stroke(c, shape("M-8 16h20M-4 22h14"), "#f0607a", 2.4);
  form(c, shape("M-20-30L-24-50L-10-40L1-52L12-40L26-50L22-30Z"), "#ffcb3a", {
    size: 14,
    line: 2.8,
  });
  for (const x of [-12, 1, 14]) spot(c, ellipse(x, -34, 2.6), "#f0607a");
  face(c, { x: 5, y: -13, eye: 7, gap: 11, mouth: "grin", angry: true });
  stroke(c, shape("M42 22L50-10"), "#e9eef5", 4);
  stroke(c, shape("M44-12v-8M50-10v-9M56-9v-8"), "#e9eef5", 2.6);
}

function drawBoulder(c: Brush, beat: number): void {
  steps(c, beat, { y: 33, gap: 17, colour: "#5c5f70" });
  c.translate(0, -Math.abs(Math.sin(beat * Math.PI * 2)) * 1.6);
  const swing = Math.sin(beat * Math.PI * 2) * 4;
  form(c, ellipse(-38, 8 + swing, 11, 13), "#7d8196", { size: 10 });
  form(c, ellipse(40, 8 - swing, 11, 13), "#7d8196", { size: 10 });
  form(c, shape("M-32 26L-38-4L-22-28L8-32L34-18L38 12L28 30L-8 36Z"), "#8b90a6", { size: 32 });
  stroke(c, shape("M-24 8l10 6-2 12M22-18l-8 8M26 14l-8 4"), "rgba(48, 52, 72, 0.6)", 2.6);
  spot(c, shape("M-34 8C-30 0-22 4-22 12C-22 20-30 22-32 20Z"), "#7fae55");
  form(c, shape("M-26-24C-24-44 28-46 30-22C14-32-8-32-26-24Z"), "#c0443c", {
    size: 18,
    line: 2.8,
  });
  form(c, shape("M-28-22C-8-33 16-33 32-20L30-15C14-25-8-25-26-16Z"), "#ffcb3a", {
    size: 8,
    line: 2.2,
  });
  form(c, ellipse(2, -36, 5), "#ffe07a", { size: 4, line: 2 });
  face(c, { x: 5, y: -4, eye: 7, gap: 11, mouth: "flat", angry: true, ink: "#262a3c" });
  form(c, box(-8, 12, 26, 5, 2.5), "#4d5166", { size: 4, line: 1.8 });
}

function drawLunara(c: Brush, beat: number): void {
  const lift = Math.sin(beat * Math.PI * 2);
  c.translate(0, -4 - lift * 3);
  for (const side of [-1, 1]) {
    c.save();
    c.translate(side * 6, -4);
    c.scale(side, 1);
    c.rotate(-0.1 - lift * 0.28);
    form(c, shape("M0 0C4-34 34-46 46-30C52-14 34 6 0 6Z"), "#8f7be0", { size: 24 });
    spot(c, shape("M30-30C40-28 42-16 34-12C37-18 36-26 30-30Z"), "#fff1b8");
    form(c, shape("M0 4C18 4 36 12 34 28C26 38 4 24 0 12Z"), "#6f63c9", { size: 16, line: 2.8 });
    spot(c, ellipse(22, 20, 4.4), "#c9f0ff");
    c.restore();
  }
  stroke(c, shape("M-5-26Q-12-40-20-40M7-26Q14-40 22-39"), "#4a3f8c", 3);
  form(c, ellipse(1, 6, 15, 25), "#e9dcff", { size: 16 });
  stroke(c, shape("M-12 14Q1 20 14 14M-10 22Q1 27 12 22"), "rgba(90, 74, 160, 0.5)", 2.6);
  form(c, ellipse(1, -14, 16, 15), "#f6ecff", { size: 14 });
  form(c, shape("M-10-26L-12-38L-4-32L1-40L6-32L14-38L12-26Z"), "#ffd560", { size: 8, line: 2.2 });
  face(c, { x: 3, y: -14, eye: 6, gap: 7.6, mouth: "smile", angry: true, ink: "#33286b" });
}

/** The drawing of each boss, around its middle. */
export const BOSS_DRAWERS = {
  gobble: drawGobble,
  boulder: drawBoulder,
  lunara: drawLunara,
} as const;
