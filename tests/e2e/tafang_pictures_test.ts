import { assert, assertEquals } from "@std/assert";
import { browserTest as test } from "../support/programs.ts";
import { openTafang } from "./tafang_player.ts";

/** Draws a square of 20 units, in the lower right of one of 100, as a picture at a place between two pixels. */
const DRAW = `(async () => {
  const [{ Stage }, { makeSprite, stamp }] = await Promise.all(
    ["../kit/stage.ts", "view/sprite.ts"].map((path) => import(new URL(path, location.href).href)));
  const host = document.createElement("div");
  host.style.cssText = "position:fixed;inset:0";
  document.body.append(host);
  const stage = new Stage({ host, landscape: { width: 700, height: 500 } });
  const sprite = makeSprite(stage, 100, (c) => {
    c.fillStyle = "#ff0000";
    c.fillRect(10, 20, 20, 20);
  });
  const c = stage.begin();
  stamp(c, sprite, { x: 200.37, y: 150.71 });
  const { width, height } = stage.canvas;
  const { data } = c.getImageData(0, 0, width, height);
  const { scale, x, y } = stage.grid;
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let at = 0; at < width * height; at++) {
    if (data[at * 4 + 3] < 128) continue;
    [left, right] = [Math.min(left, at % width), Math.max(right, at % width)];
    [top, bottom] = [Math.min(top, Math.floor(at / width)), Math.max(bottom, Math.floor(at / width))];
  }
  // A copy keeps the picture's own pixels; a blend between two pixels has others.
  const copy = new OffscreenCanvas(sprite.image.width, sprite.image.height).getContext("2d");
  copy.drawImage(sprite.image, 0, 0);
  const own = copy.getImageData(0, 0, sprite.image.width, sprite.image.height).data;
  const known = new Set(own.filter((_, at) => at % 4 === 3));
  const isCopy = data.every((alpha, at) => at % 4 !== 3 || known.has(alpha));
  const box = {
    left: (left - x) / scale, top: (top - y) / scale,
    right: (right + 1 - x) / scale, bottom: (bottom + 1 - y) / scale,
  };
  return { box, pixel: 1 / scale, isCopy, size: [sprite.width, sprite.height] };
})()`;

interface Drawn {
  readonly box: Readonly<Record<"left" | "top" | "right" | "bottom", number>>;
  /** The logical units of a pixel. */
  readonly pixel: number;
  readonly isCopy: boolean;
  readonly size: readonly number[];
}

for (const profile of ["phone", "desktop"] as const) {
  test(`a picture of the carrot game is cut to what it shows and copied where it belongs on a ${profile}`, async () => {
    await using game = await openTafang({ profile });
    const { box, pixel, isCopy, size } = await game.read<Drawn>(DRAW);
    const expected = { left: 210.37, top: 170.71, right: 230.37, bottom: 190.71 } as const;
    for (const [side, at] of Object.entries(expected)) {
      const drawn = box[side as keyof typeof box];
      assert(Math.abs(drawn - at) <= pixel * 1.01, `${side} lies at ${drawn}, not at ${at}`);
    }
    assertEquals(isCopy, true);
    for (const length of size) assert(length < 30, `a picture of 20 units is ${length} long`);
  });
}
