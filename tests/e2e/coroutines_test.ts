import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { openGame, sharedBrowser, type TestPage } from "../support/browser.ts";
import { browserTest as test } from "../support/programs.ts";
import { serveGames } from "../support/game_server.ts";

const SCENES = ["turns", "switches", "waits", "downloads", "server", "threads"] as const;

/** The visible state of the stage. */
type Stage = {
  readonly position: number;
  readonly end: number;
  /** The number of the marked line, from 1; 0 without one. */
  readonly line: number;
  readonly output: readonly string[];
  /** The names of the programs that run, by their rows. */
  readonly rows: readonly string[];
  readonly summary: string;
};

function readStage(lab: TestPage): Promise<Stage> {
  return lab.read<Stage>(`(() => {
    const slider = document.querySelector(".moment input");
    const lines = [...document.querySelectorAll(".panel-code .code-line")];
    return {
      position: Number(slider.value),
      end: Number(slider.max),
      line: lines.findIndex((line) => line.matches(".next[aria-current=step]")) + 1,
      output: [...document.querySelectorAll(".panel-output .printed")].map((line) => line.lastChild.textContent),
      rows: [...document.querySelectorAll(".panel-timeline .who")].map((name) => name.textContent),
      summary: document.querySelector(".panel-timeline svg").getAttribute("aria-label"),
    };
  })()`);
}

async function openScene(lab: TestPage, id: string): Promise<void> {
  await lab.press(`#tab-${id}`);
  await lab.until(`document.body.dataset.scene === "${id}"`);
}

async function chooseVariant(lab: TestPage, nth: number): Promise<void> {
  await lab.press(`.variants .choice-option:nth-child(${nth})`);
}

/** Drags the slider to the end of the run. */
async function toEnd(lab: TestPage): Promise<Stage> {
  await lab.page.focus(".moment input");
  await lab.keys("End");
  await lab.until(`document.querySelector(".step-button").disabled`);
  return await readStage(lab);
}

/** An expression that is true if the page needs no horizontal scrolling. */
const FITS = `document.documentElement.scrollWidth <= innerWidth`;

for (const language of ["zh", "en"] as const) {
  const profile = language === "zh" ? "phone" : "desktop";
  test(`every scene runs line by line in ${language} on a ${profile}`, async () => {
    await using lab = await openGame("coroutines", { profile, language, calm: language === "en" });
    const rows = { turns: 3, switches: 3, waits: 4, downloads: 9, server: 5, threads: 5 };
    for (const id of SCENES) {
      await openScene(lab, id);
      const start = await readStage(lab);
      assertEquals([start.position, start.line, start.output.length], [0, 2, 0]);
      assertEquals(start.rows.length, rows[id]);
      await lab.press(".step-button");
      await lab.until(`document.querySelector(".moment input").value === "1"`);
      assertEquals((await readStage(lab)).line, 3);
      assertNotEquals(await lab.textOf(".note"), "");
      await lab.press(".controls .icon-button:nth-of-type(2)");
      assertEquals(await readStage(lab), start);
      await lab.press(".speed .choice-option:last-child");
      await lab.press(".run-button");
      await lab.until(`Number(document.querySelector(".moment input").value) >= 3`);
      await lab.press(".run-button");
      await lab.until(`document.querySelector(".run-button").dataset.sign === "play"`);
      const end = await toEnd(lab);
      assertEquals(end.line, 0);
      assert(end.output.length >= 4, `${end.output}`);
      assertEquals(await lab.read(FITS), true, `${id} is too wide`);
      await lab.press(".controls .icon-button:nth-of-type(1)");
      assertEquals(await readStage(lab), start);
    }
    const names = await lab.read<string[]>(
      `[...document.querySelectorAll(".tab-title")].map((tab) => tab.textContent)`,
    );
    assertEquals(
      names,
      language === "zh"
        ? ["轮流", "交接", "让位", "下载", "服务器", "线程"]
        : ["Turns", "Switch", "Waits", "Files", "Server", "Threads"],
    );
  });
}

test("the lab is worked by keyboard alone", async () => {
  await using lab = await openGame("coroutines", { profile: "desktop", language: "en" });
  await lab.see(".code-line.next");
  await lab.keys("ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft");
  assertEquals((await readStage(lab)).position, 2);
  await lab.keys("End");
  const end = await readStage(lab);
  assertEquals([end.position, end.line], [end.end, 0]);
  assertEquals(end.output[3], "work2: round 2");
  assert(end.summary.startsWith("Now: main has ended; work1 has ended"), end.summary);
  await lab.keys("Home", "Digit3");
  await lab.until(`document.body.dataset.scene === "waits"`);
  await lab.keys("Space");
  await lab.until(`Number(document.querySelector(".moment input").value) >= 2`);
  await lab.keys("Space");
  await lab.until(`document.querySelector(".run-button").dataset.sign === "play"`);
  // The tabs are one stop of the Tab key; arrow keys move between them.
  await lab.page.focus("#tab-waits");
  await lab.keys("ArrowRight");
  await lab.until(`document.body.dataset.scene === "downloads"`);
  assertEquals(await lab.read("document.activeElement.id"), "tab-downloads");
  assertEquals(await lab.read("getComputedStyle(document.activeElement).outlineStyle"), "solid");
  const nameless = await lab.read<string[]>(`[...document.querySelectorAll("button, input")]
    .filter((one) => !(one.getAttribute("aria-label") ?? one.textContent + one.closest("label")?.textContent).trim())
    .map((one) => one.outerHTML)`);
  assertEquals(nameless, []);
});

test("numbers change the run, and a patch makes a hidden wait visible", async () => {
  await using lab = await openGame("coroutines", { profile: "desktop", language: "zh" });
  await lab.press(".number:first-child .nudge:last-of-type");
  await lab.until(`document.querySelectorAll(".panel-timeline .who").length === 4`);
  assertEquals(await lab.read(`document.querySelector(".token-number").dataset.value`), "3");
  await chooseVariant(lab, 2);
  await lab.until(
    `document.querySelector(".panel-code .code").textContent.includes("new RoundRobin()")`,
  );
  assertEquals((await toEnd(lab)).output.length, 9);
  await openScene(lab, "waits");
  await chooseVariant(lab, 2);
  await lab.until(
    `document.querySelector(".panel-code .code").textContent.includes("time.sleep = sleep")`,
  );
  await toEnd(lab);
  assert((await lab.textOf(".moment-text")).endsWith("1200 毫秒"));
  assert(await lab.read(`document.querySelectorAll(".span-blocking").length >= 6`));
  assert(await lab.read(`document.querySelectorAll(".span-ready").length >= 2`));
  await lab.press(".numbers .switch");
  await lab.until(`document.querySelector(".moment input").value === "0"`);
  await toEnd(lab);
  assert((await lab.textOf(".moment-text")).endsWith("600 毫秒"));
  assertEquals(
    await lab.read(`document.querySelectorAll(".panel-timeline .timeline .span-blocking").length`),
    0,
  );
});

/** The number of the right choice of each question. */
const RIGHT = {
  turns: [1, 3, 1],
  switches: [3, 3, 1],
  waits: [3, 1, 2],
  downloads: [3, 3, 3],
  server: [3, 1, 1],
  threads: [2, 3, 2],
} as const;

/** Chooses an answer, runs to the end, and waits for the verdict. */
async function answer(lab: TestPage, choice: number, isRight: boolean): Promise<void> {
  await lab.press(`.answer:nth-child(${choice})`);
  await lab.until(`!document.querySelector(".check-button").disabled`);
  await lab.press(".check-button");
  // Whoever watches the run finds the way to its end in the bar, and may not guess anew.
  await lab.until(`document.querySelector(".controls .skip-button").offsetParent !== null`);
  assert(await lab.read(`document.querySelector(".answer input").disabled`));
  await lab.press(".skip-button");
  await lab.until(`document.querySelector(".verdict").dataset.right === "${isRight}"`);
  await lab.until(`document.querySelector(".skip-button").offsetParent === null`);
  assertEquals((await readStage(lab)).line, 0);
  await lab.until(`(() => {
    const { top, bottom } = document.querySelector(".verdict").getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  })()`);
}

test("questions are answered by running, counted, told to the host, and remembered", async () => {
  // With less motion, because the page scrolls smoothly to the stage and to the verdict.
  await using lab = await openGame("coroutines", { profile: "phone", language: "zh", calm: true });
  await lab.page.evaluateOnNewDocument(() => {
    const scores: unknown[] = [];
    const score = (value: number, { best }: { best: string }) => scores.push(`${value} ${best}`);
    Object.assign(globalThis, { scores, coplay: Object.assign(new EventTarget(), { score }) });
  });
  await lab.reload();
  for (const id of SCENES) {
    await openScene(lab, id);
    assert(await lab.read(`document.querySelector(".check-button").disabled`));
    for (const [at, right] of RIGHT[id].entries()) {
      if (at === 0) await answer(lab, right === 1 ? 2 : 1, false);
      await answer(lab, right, true);
      assert((await lab.textOf(".verdict-word")).startsWith("对了："));
      const mark = at === 0 ? "后来答对" : "一次猜对";
      await lab.until(`document.querySelector(".question-mark:nth-child(${at + 1})")
        .getAttribute("aria-label") === "第 ${at + 1} 题，共 3 题；${mark}"`);
      if (at < 2) await lab.press(".next-question");
    }
    await lab.until(`document.querySelector("#tab-${id}").matches(".is-solved")`);
  }
  await lab.untilScreen("answers");
  assertEquals(await lab.textOf(".answers-line"), "18 题全部答对，12 题一次猜对。");
  assertEquals(await lab.read("scores.at(-1)"), "12 high");
  await lab.press(".answers-list li:nth-child(4) button");
  await lab.untilScreen("play");
  await lab.until(`document.body.dataset.scene === "downloads"`);
  await lab.reload();
  await lab.until(`document.body.dataset.scene === "downloads"`);
  assertEquals(await lab.read(`document.querySelectorAll(".tab.is-solved").length`), 6);
  // A phone's bar has no room for the language.
  await lab.press(".settings-button");
  await lab.untilScreen("settings");
  await lab.press(".screen-settings .choice-option:nth-child(2)");
  await lab.until(`document.documentElement.lang === "en"`);
  await lab.keys("Escape");
  await lab.untilScreen("play");
  assertEquals(await lab.textOf(".scene-title"), "Downloading");
  await toEnd(lab);
  assertEquals((await readStage(lab)).output[5], "6.gif failed: 404");
  await lab.press(".answers-button");
  await lab.untilScreen("answers");
  await lab.press(".forget-button");
  assertEquals(await lab.textOf(".forget-button"), "Forget 18 answers?");
  await lab.press(".forget-button");
  await lab.untilScreen("play");
  assertEquals(await lab.textOf(".answers-button"), "0/18");
});

test("downloads are compared, and really fetched from a host that opens only this game", async () => {
  await using server = serveGames("coroutines");
  const browser = await sharedBrowser();
  await using lab = await browser.open(`${server.origin}/`, { profile: "desktop", language: "en" });
  await openScene(lab, "downloads");
  const totals = () =>
    lab.read<string[]>(
      `[...document.querySelectorAll(".total-text")].map((total) => total.textContent)`,
    );
  for (const variant of [1, 2, 3]) {
    await chooseVariant(lab, variant);
    await toEnd(lab);
  }
  assertEquals(await totals(), [
    "3000 ms, at most 1 at once",
    "700 ms, at most 8 at once",
    "1300 ms, at most 3 at once",
  ]);
  await lab.press(".numbers .switch");
  await lab.until(`document.querySelectorAll(".total-text").length === 3`);
  assertEquals((await lab.textOf(".run-button")).trim(), "Run");
  const asked: string[] = [];
  lab.page.on("request", (request) => void asked.push(request.url()));
  for (const variant of [1, 2, 3]) {
    await chooseVariant(lab, variant);
    await lab.until(`document.querySelectorAll(".panel-output .printed").length === 0`);
    await lab.press(".run-button");
    await lab.until(`document.querySelectorAll(".panel-output .printed").length === 8 &&
      document.querySelector(".run-button").dataset.sign === "restart"`);
    const { output, end } = await readStage(lab);
    assert(output.includes("cover.svg has arrived"), `${output}`);
    assert(end > 8 * 3);
    assertEquals(asked.splice(0).filter((url) => url.includes("/games/coroutines/")).length, 8);
  }
  // The measured time is the browser's; the number of files at once is the program's.
  const measured = await totals();
  assertEquals(measured.map((text) => /at most (\d) at once$/.exec(text)?.[1]), ["1", "8", "3"]);
  await lab.keys("Escape");
  await lab.page.focus(".moment input");
  await lab.keys("Home");
  assertEquals((await readStage(lab)).line, 2);
});

test("jobs are really computed, as tasks in the page's thread and in threads of their own", async () => {
  await using lab = await openGame("coroutines", { profile: "desktop", language: "en" });
  await openScene(lab, "threads");
  await lab.press(".numbers .switch");
  for (const [nth, state] of [[1, "computing"], [2, "computing"], [3, "parallel"]] as const) {
    await chooseVariant(lab, nth);
    await lab.press(".run-button");
    await lab.until(`document.querySelectorAll(".panel-output .printed").length === 3 &&
      document.querySelector(".run-button").dataset.sign === "restart"`);
    const { output } = await readStage(lab);
    assertEquals(output.toSorted()[2], "job3: 17984 primes");
    assert(await lab.read(`document.querySelectorAll(".timeline .span-${state}").length >= 3`));
  }
});

/** Opens the editor with another text: each pair of `changes` is replaced in turn. */
async function edit(
  lab: TestPage,
  ...changes: readonly (readonly [string, string])[]
): Promise<void> {
  await lab.press(".edit-button");
  await lab.see(".editor");
  const room = await lab.read<number[]>(`["height", "bottom"].map((side) =>
    document.querySelector(".editor").getBoundingClientRect()[side])`);
  const below = lab.profile === "phone" ? ".panel-timeline" : ".below";
  const lowest = `document.querySelector("${below}").getBoundingClientRect().top`;
  assert(room[0]! >= 190 && room[1]! <= await lab.read<number>(lowest), `${room}`);
  await lab.read(`(() => {
    const editor = document.querySelector(".editor");
    for (const [from, to] of ${JSON.stringify(changes)}) {
      if (!editor.value.includes(from)) throw new Error(from);
      editor.value = editor.value.replace(from, to);
    }
  })()`);
  await lab.press(".run-edited");
}

const MESSAGE = `document.querySelector(".code-message").textContent`;

test("lines are edited and run again, and the original comes back", async () => {
  await using lab = await openGame("coroutines", { profile: "phone", language: "zh", calm: true });
  await openScene(lab, "server");
  await toEnd(lab);
  assert((await lab.textOf(".moment-text")).endsWith("900 毫秒"));
  await edit(lab, ["    yield* join(task);\n", ""]);
  await lab.until(`document.querySelector(".panel-code").matches(".is-edited")`);
  await lab.until(`document.activeElement.matches(".code-box")`);
  const end = await toEnd(lab);
  assert((await lab.textOf(".moment-text")).endsWith("650 毫秒"));
  assertEquals(end.output[0], "客户端[tablet1]已连接！");
  assertEquals(end.output.at(-1), "客户端tablet1拿到网页了");
  // Numbers and another language run the edited lines, too.
  await lab.press(".number:nth-child(2) .nudge:last-of-type");
  await lab.until(`document.querySelector(".moment input").value === "0"`);
  await lab.until(`document.querySelector(".panel-code").matches(".is-edited")`);
  await lab.press(".restore-button");
  await lab.until(`!document.querySelector(".panel-code").matches(".is-edited")`);
  await toEnd(lab);
  assert((await lab.textOf(".moment-text")).endsWith("950 毫秒"));
});

test("a loop without an end is stopped, marked or not, and the page stays alive", async () => {
  await using lab = await openGame("coroutines", {
    profile: "desktop",
    language: "en",
    calm: true,
  });
  await edit(lab, ["round <= rounds", "true"], ["      yield;\n", ""]);
  await lab.until(`${MESSAGE}.startsWith("It does not end. Stopped after 600 lines")`);
  assert((await toEnd(lab)).output[100]!.startsWith("work1: round 101"));
  await lab.press(".restore-button");
  await edit(lab, ["const line = [];", "while(true){}"]);
  await lab.until(
    `${MESSAGE} === "It does not end: some loop goes round and round. Stopped after two seconds."`,
  );
  assert(await lab.read(`document.querySelector(".editor").value.includes("while(true){}")`));
  await lab.press(".stop-editing");
  assertEquals((await toEnd(lab)).output.length, 6);
});

test("a mistake is one clear line that says where it is", async () => {
  await using lab = await openGame("coroutines", {
    profile: "desktop",
    language: "en",
    calm: true,
  });
  await edit(lab, ["      yield;", "      yield;;)"]);
  await lab.until(
    `${MESSAGE} === "Line 8 is not JavaScript: ) is not expected here; is something missing before it?"`,
  );
  const chosen = `(() => {
    const { value, selectionStart, selectionEnd } = document.querySelector(".editor");
    return value.slice(selectionStart, selectionEnd);
  })()`;
  assertEquals(await lab.read(chosen), "      yield;;)");
  await lab.keys("Escape");
  await edit(lab, ["export default function (lab)", "function (lab)"]);
  await lab.until(`${MESSAGE} === "The first line and its function (lab) have to stay."`);
  await lab.keys("Escape");
  await edit(lab, ["${round}", "${rownd}"]);
  await lab.until(
    `${MESSAGE} === "Line 7 went wrong: nothing here is called rownd. Did you mean round?"`,
  );
  assertEquals((await readStage(lab)).line, 7);
  // The editor comes back at the line that went wrong.
  await lab.press(".edit-button");
  assert((await lab.read<string>(chosen)).includes("${rownd}"));
  await openScene(lab, "waits");
  await edit(lab, ["yield* sleep(ms)", "yield* sleep(-ms)"]);
  await lab.until(`${MESSAGE}.startsWith("Line 9 went wrong: Cannot wait -100 ms")`);
});

test("on a phone the line with the mistake is brought into sight, and all answers fit beside their scenes", async () => {
  await using lab = await openGame("coroutines", { profile: "phone", language: "en", calm: true });
  await edit(lab, ["${name}: round", "${name: round"]);
  await lab.until(`${MESSAGE}.startsWith("Line 7 is not JavaScript")`);
  const isInSight = `(() => {
    const { scrollTop, clientHeight, scrollHeight, value, selectionStart } = document.querySelector(".editor");
    const at = value.slice(0, selectionStart).split("\\n").length;
    const y = (at - 0.5) * scrollHeight / value.split("\\n").length - scrollTop;
    return y > 0 && y < clientHeight;
  })()`;
  assert(await lab.read(isInSight));
  await lab.press(".stop-editing");
  await lab.press(".answers-button");
  await lab.untilScreen("answers");
  const outside = `[...document.querySelectorAll(".screen-answers .panel, .answers-marks")]
    .filter((part) => part.getBoundingClientRect().right > innerWidth - 8).length`;
  assertEquals(await lab.read(outside), 0);
});

test("every program stands beside its Python", async () => {
  await using lab = await openGame("coroutines", { profile: "phone", language: "zh" });
  for (const id of SCENES) {
    await openScene(lab, id);
    const shown = `document.querySelector(".python-place .code")?.innerText.length > 100`;
    await lab.press(".code-language .choice-option:nth-child(2)");
    await lab.until(shown);
    const box = `document.querySelector(".python-place .code-box").offsetHeight`;
    assert(await lab.read<number>(box) >= 150);
    assertEquals(await lab.read(FITS), true, `${id} is too wide`);
    // It follows the run.
    for (let step = 0; step < 3; step++) await lab.press(".step-button");
    await lab.see(".python-place .code-line.next");
    await lab.press(".code-language .choice-option:nth-child(1)");
    await lab.until(`document.querySelector(".panel-code > .code-box").offsetHeight > 0`);
  }
});

test("the lab prints as a handout of all scenes, code, runs and questions", async () => {
  await using lab = await openGame("coroutines", { profile: "desktop", language: "zh" });
  await lab.see(".code-line");
  await lab.page.emulateMediaType("print");
  await lab.read(`dispatchEvent(new Event("beforeprint"))`);
  const seen = await lab.read<Record<string, number>>(`(() => {
    const count = (selector) => [...document.querySelectorAll(selector)]
      .filter((one) => one.getClientRects().length > 0).length;
    return {
      screen: count(".lab *"),
      scenes: count(".handout-scene"),
      programs: count(".handout .code"),
      pictures: count(".handout .timeline svg"),
      prints: count(".handout .printed"),
      questions: count(".handout-question"),
      totals: count(".handout .total"),
    };
  })()`);
  assertEquals(seen, {
    screen: 0,
    scenes: 6,
    programs: 13,
    pictures: 13,
    prints: 6 + 6 + 7 + 7 + 7 + 3 * 8 + 2 * 8 + 3 * 7,
    questions: 18,
    totals: 3,
  });
  const clipped = await lab.read<string[]>(
    `[...document.querySelectorAll(".handout .output, .handout .code")]
      .filter((list) => list.scrollHeight > list.clientHeight + 1 || list.scrollWidth > list.clientWidth + 1)
      .map((list) => list.textContent)`,
  );
  assertEquals(clipped, []);
});

test("a class gets a worksheet with room to write, and a sheet of the answers", async () => {
  await using lab = await openGame("coroutines", { profile: "desktop", language: "zh" });
  await lab.see(".code-line");
  await lab.read(`globalThis.print = () => dispatchEvent(new Event("beforeprint"))`);
  await lab.press(".print-worksheet");
  await lab.page.emulateMediaType("print");
  const count = (selector: string) =>
    lab.read<number>(`[...document.querySelectorAll(${JSON.stringify(selector)})]
      .filter((one) => one.getClientRects().length > 0).length`);
  assertEquals(await count(".sheet-name"), 3);
  assertEquals(await count(".handout-question"), 18);
  assertEquals(await count(".sheet-line"), 18 * 2 + 6 * 2);
  assertEquals(await count(".sheet-right"), 0);
  const [name, paper] = await lab.read<number[]>(
    `[".sheet-name", ".sheet-names"].map((part) => document.querySelector(part).clientWidth)`,
  );
  assert(name! > paper! / 3 && paper! > 500, `${name} of ${paper} to write a name`);
  const serverTask = `document.querySelectorAll(".sheet-scene")[4].querySelector(".sheet-task")
    .closest(".sheet-row").querySelector(".handout-code").textContent`;
  assert((await lab.read<string>(serverTask)).includes("join(task)"), "a task without its program");
  await lab.page.emulateMediaType("screen");
  await lab.press(".print-answers");
  await lab.page.emulateMediaType("print");
  assertEquals(await count(".sheet-answer"), 18);
  assertEquals(await count(".sheet-line"), 0);
  assertEquals(await lab.textOf(".sheet-right"), "work1: round 2");
  await lab.read(`dispatchEvent(new Event("afterprint")), dispatchEvent(new Event("beforeprint"))`);
  assertEquals(await count(".handout .timeline svg"), 13);
});

test("the worksheet is a page a scene, and no page of the handout has only questions", async () => {
  const isPage = /\/Type \/Page\b/g;
  for (const language of ["en", "zh"] as const) {
    await using lab = await openGame("coroutines", { profile: "desktop", language });
    await lab.see(".code-line");
    await lab.read("globalThis.print = () => {}");
    await lab.press(".print-worksheet");
    const pages = async () => {
      // A machine that is busy takes longer over a PDF than this function waits by itself.
      const paper = await lab.page.pdf({ preferCSSPageSize: true, timeout: 0 });
      return new TextDecoder("latin1").decode(paper).match(isPage)?.length;
    };
    assertEquals(await pages(), SCENES.length);
    // Downloads and threads have three programs, which take two pages.
    assertEquals(await pages(), SCENES.length + 2);
  }
});

test("a program on paper that is like the one above shows what is new, with its line numbers", async () => {
  await using lab = await openGame("coroutines", { profile: "desktop", language: "en" });
  await lab.see(".code-line");
  await lab.read("globalThis.print = () => {}");
  await lab.press(".print-worksheet");
  await lab.read(`dispatchEvent(new Event("beforeprint"))`);
  const threads = await lab.read<string[]>(
    `[...[...document.querySelectorAll(".sheet-scene:last-child .code")].at(-1).querySelectorAll("code")]
      .map((line) => line.textContent.trim())`,
  );
  assert(threads.includes("yield* inThread(work);"), threads.join("\n"));
  assertEquals(threads.filter((line) => line.startsWith("lines ")), [
    "lines 6 to 12 as above",
    "lines 18 to 24 as above",
  ]);
});

test("digits open a scene also from the choice of the speed, but not from a text", async () => {
  await using lab = await openGame("coroutines", { profile: "desktop", language: "en" });
  await lab.press(".speed .choice-option:last-child");
  await lab.keys("Digit3");
  await lab.until(`document.querySelector("#tab-waits").ariaSelected === "true"`);
  await lab.press(".edit-button");
  await lab.keys("Digit1");
  assertEquals(await lab.read(`document.querySelector("#tab-waits").ariaSelected`), "true");
});

test("a wide screen shows the whole stage at once, in every scene and language", async () => {
  await using lab = await openGame("coroutines", { profile: "desktop", language: "en" });
  for (const size of [[1280, 800], [1366, 768], [1920, 1080]] as const) {
    await lab.page.setViewport({ width: size[0], height: size[1] });
    for (const id of SCENES) {
      await openScene(lab, id);
      for (let language = 0; language < 2; language++) {
        await lab.press(".language-button");
        await lab.until(`scrollY === 0 && ${FITS}`);
        const hidden = await lab.read<string[]>(
          `[".code-line.next", ".timeline", ".panel-output h2", ".note", ".controls"]
          .filter((part) => {
            const box = document.querySelector(part).getBoundingClientRect();
            return box.height === 0 || box.top < 0 || box.bottom > innerHeight;
          })`,
        );
        assertEquals(hidden, [], `${id} at ${size}`);
      }
    }
  }
  const box = await lab.read<DOMRect>(
    `document.querySelector(".panel-timeline .timeline svg").getBoundingClientRect().toJSON()`,
  );
  const y = box.y + 40;
  await lab.drag({ from: { x: box.x + box.width / 2, y }, to: { x: box.right - 2, y } });
  await lab.until(`document.querySelector(".step-button").disabled`);
  await lab.page.focus(".moment input");
  await lab.keys("Home");
  await lab.press(".about-button");
  await lab.untilScreen("about");
  await lab.keys("ArrowRight", "Escape");
  await lab.untilScreen("play");
  assertEquals((await readStage(lab)).position, 0);
});

test("the bar fits a tablet in both languages", async () => {
  for (const language of ["en", "zh"] as const) {
    await using lab = await openGame("coroutines", { profile: "desktop", language });
    await lab.page.setViewport({ width: 1024, height: 768 });
    await lab.until("innerWidth === 1024");
    await lab.see(".settings-button");
    const right = await lab.read<number>(
      `document.querySelector(".settings-button").getBoundingClientRect().right`,
    );
    const edge = await lab.read<number>(
      `document.querySelector(".stage-of-scene").getBoundingClientRect().right`,
    );
    assert(right <= edge + 1, `${language}: ${right} of ${edge}`);
  }
});
