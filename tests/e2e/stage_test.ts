// Stages that a thread of their own draws, and what happens where there is none.

import { assertEquals } from "@std/assert";
import { openGame, type TestPage } from "../support/browser.ts";
import { browserTest as test } from "../support/programs.ts";
import { until } from "../support/until.ts";

/** Before a page's scripts: keeps each thread that draws. */
const KEEP_THREADS = `{
  const Own = Worker;
  globalThis.threads = [];
  globalThis.Worker = class extends Own {
    constructor(url, options) {
      super(globalThis.wrongPath ?? url, options);
      threads.push(this);
    }
  };
}`;

/** Loads the kit and makes a function that makes a stage in a corner of the page. */
const SET_UP = `(async () => {
  const load = (path) => import(new URL("../kit/" + path, location.href).href);
  const { Stage } = await load("stage.ts");
  const { Sheet } = await load("drawing/sheet.ts");
  const { tellRecipe } = await load("drawing/drawing_list.ts");
  const makeStage = (apart) => {
    const host = document.createElement("div");
    host.style.cssText = "position:fixed;left:0;top:0;width:210px;height:140px;z-index:9";
    document.body.append(host);
    // However slow this machine is, it draws all pixels.
    const pace = { sharpness: 1, count: () => false };
    return new Stage({ host, landscape: { width: 210, height: 140 }, apart, pace });
  };
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const untilDrawnApart = async (stage, draw) => {
    while (stage.canvas.style.opacity !== "0") {
      draw();
      await frame();
    }
  };
  const readPixels = (canvas) => {
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", {
      willReadFrequently: true,
    });
    copy.drawImage(canvas, 0, 0);
    return copy.getImageData(0, 0, canvas.width, canvas.height).data;
  };
  Object.assign(globalThis, { makeStage, frame, untilDrawnApart, readPixels, Sheet, tellRecipe });
})()`;

/** Draws the same on two stages, with pictures of each kind, and counts the pixels that differ. */
const COMPARE = `(async () => {
  const bitmapOf = (colour) => {
    const canvas = new OffscreenCanvas(30, 30);
    const g = canvas.getContext("2d");
    g.fillStyle = colour;
    g.arc(15, 15, 14, 0, 7);
    g.fill();
    return canvas.transferToImageBitmap();
  };
  const bitmap = bitmapOf("#c02040");
  // The plain stage gets the picture, the other one what it is made of.
  const compose = (g) => {
    g.drawImage(bitmap, 0, 0);
    g.globalCompositeOperation = "source-atop";
    g.fillStyle = "#ffffff";
    g.globalAlpha = 0.5;
    g.fillRect(0, 0, 30, 15);
  };
  const composed = new OffscreenCanvas(30, 30);
  compose(composed.getContext("2d"));
  const recipe = tellRecipe({ width: 30, height: 30 }, compose);
  const draw = (stage, sheet, picture) => {
    const g = stage.begin();
    g.fillStyle = "#2050a0";
    g.beginPath();
    g.roundRect(10, 10, 80, 50, 9);
    g.fill();
    g.globalAlpha = 0.5;
    g.drawImage(bitmap, 60, 40);
    g.globalAlpha = 1;
    g.drawImage(stage.sprite ??= stage.makeSprite({ width: 40, height: 40 }, (s) => {
      s.fillStyle = "#20a050";
      s.fillRect(5, 5, 30, 30);
    }), 120, 20, 50, 50);
    g.font = "800 24px sans-serif";
    g.fillText("+25", 20, 120);
    g.drawImage(sheet, 100, 80);
    g.drawImage(picture, 165, 100);
    g.drawImage(picture, 165, 60);
  };
  const here = makeStage(false);
  const plainSheet = new OffscreenCanvas(60, 40);
  const apart = makeStage(true);
  const sheet = new Sheet();
  sheet.resize(60, 40);
  for (const g of [plainSheet.getContext("2d"), sheet.brush]) {
    g.fillStyle = "#e0a010";
    g.fillRect(0, 0, 60, 40);
    g.clearRect(10, 10, 20, 20);
  }
  draw(here, plainSheet, composed);
  await untilDrawnApart(apart, () => draw(apart, sheet.image, recipe));
  sheet.brush.clearRect(40, 10, 10, 10);
  plainSheet.getContext("2d").clearRect(40, 10, 10, 10);
  draw(here, plainSheet, composed);
  draw(apart, sheet.image, recipe);
  for (let count = 0; count < 3; count++) await frame();
  const drawn = document.querySelectorAll("canvas.stage-drawn");
  const [one, other] = [readPixels(here.canvas), readPixels([...drawn].at(-1))];
  let different = 0;
  let painted = 0;
  for (let at = 0; at < one.length; at++) {
    if (one[at] !== 0) painted++;
    if (Math.abs(one[at] - other[at]) > 1) different++;
  }
  return { painted: painted > 5000, sameSize: one.length === other.length, different };
})()`;

test("stage: another thread draws the same pixels as the page would", async () => {
  await using page = await openGame("dxs", { profile: "desktop" });
  await page.read(SET_UP);
  const compared = await page.read(COMPARE);
  assertEquals(compared, { painted: true, sameSize: true, different: 0 });
});

test("stage: a thread that is behind leaves frames out, but no change of a sheet", async () => {
  await using page = await openGame("dxs", { profile: "desktop" });
  await page.read(SET_UP);
  await page.read(`(async () => {
    const stage = makeStage(true);
    const sheet = new Sheet();
    sheet.resize(210, 140);
    await untilDrawnApart(stage, () => stage.begin());
    // Twenty frames between two repaints.
    for (let count = 0; count < 20; count++) {
      sheet.brush.fillRect(count * 10, count, 10, 1);
      stage.begin().drawImage(sheet.image, 0, 0);
      await undefined;
    }
  })()`);
  // The last frame shows the twenty strips, 10 units each.
  await page.until(`(() => {
    const canvas = [...document.querySelectorAll("canvas.stage-drawn")].at(-1);
    const units = canvas.width * canvas.height / (210 * 140);
    let alpha = 0;
    readPixels(canvas).forEach((value, at) => alpha += at % 4 === 3 ? value : 0);
    return Math.round(alpha / 255 / units) === 200;
  })()`);
  assertEquals(page.problems, []);
});

test("stage: the page's canvas and its thread's are never seen together", async () => {
  await using page = await openGame("dxs", { profile: "desktop" });
  await page.read(SET_UP);
  const seen = await page.read(`(async () => {
    const stage = makeStage(true);
    const host = stage.canvas.parentElement;
    const seen = new Set();
    const isSeen = (canvas) => Number(canvas.style.opacity || 1) > 0.05;
    const look = () => {
      const names = [...host.querySelectorAll("canvas")].filter(isSeen).map((canvas) => canvas.className);
      seen.add(names.join(" and "));
    };
    const options = { childList: true, subtree: true, attributes: true };
    new MutationObserver(look).observe(host, options);
    await untilDrawnApart(stage, () => (stage.begin().fillRect(0, 0, 10, 10), look()));
    await frame();
    return [...seen];
  })()`);
  assertEquals(seen, ["stage", "stage-drawn"]);
  assertEquals(page.problems, []);
});

/** Whether a page's own canvas shows something. */
const SHOWS = `(() => {
  const stage = document.querySelector(".place canvas.stage");
  if (!stage) return false;
  const copy = new OffscreenCanvas(100, 100).getContext("2d", { willReadFrequently: true });
  copy.drawImage(stage, 0, 0, 100, 100);
  const { data } = copy.getImageData(0, 0, 100, 100);
  return stage.style.opacity === "" && data.some((value) => value !== 0);
})()`;

const NO_THREADS = `delete HTMLCanvasElement.prototype.transferControlToOffscreen`;
const WRONG_PATH = `${KEEP_THREADS}; globalThis.wrongPath = "no-such-thread.ts"`;

/** Brings each game to where it draws frames. */
const BEGIN: Readonly<Record<string, (page: TestPage) => Promise<void>>> = {
  async tafang(page) {
    await page.untilScreen("title");
    await page.press(".screen-title .primary");
    await page.untilScreen("play");
  },
  // Behind its title somebody plays.
  "zwdzjs-v1": (page) => page.untilScreen("title"),
};

for (const [id, begin] of Object.entries(BEGIN)) {
  test(`stage: ${id} draws by itself where a browser cannot draw on a thread`, async () => {
    await using page = await openGame(id, { profile: "phone", before: NO_THREADS });
    await begin(page);
    await page.until(SHOWS);
    assertEquals(await page.read("document.querySelector('canvas.stage-drawn')"), null);
    assertEquals(page.problems, []);
  });

  test(`stage: ${id} draws by itself where its thread cannot be loaded`, async () => {
    await using page = await openGame(id, { profile: "desktop", before: WRONG_PATH });
    await page.until(`globalThis.threads?.length > 0`);
    const isExpected = (problem: string) => problem.includes("no-such-thread");
    await until("the missing thread", () => page.problems.some(isExpected));
    await page.until("!document.querySelector('canvas.stage-drawn')");
    assertEquals(page.problems.splice(0).filter((problem) => !isExpected(problem)), []);
    await begin(page);
    await page.until(SHOWS);
  });

  test(`stage: ${id} goes on by itself when its thread is lost`, async () => {
    await using page = await openGame(id, { profile: "phone", before: KEEP_THREADS });
    await begin(page);
    await page.until("document.querySelector('.place canvas.stage').style.opacity === '0'");
    await page.read(
      "void threads.at(-1).postMessage([{ things: null }])",
    );
    await page.until("!document.querySelector('canvas.stage-drawn')");
    await page.until(SHOWS);
    assertEquals(page.problems, []);
  });
}
