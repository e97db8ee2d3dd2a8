import { assert, assertEquals } from "@std/assert";
import type { CDPSession } from "puppeteer-core";
import { browserTest as test } from "../support/programs.ts";
import { until } from "../support/until.ts";
import { LiveHost, Players, Tab } from "./live_host.ts";

/** A game that listens to everything, has a style for everything, and wants the keys for itself. */
const GREEDY =
  `<!doctype html><meta name="viewport" content="width=device-width"><title>A</title><style>
  * { position: fixed !important; inset: 0 !important; display: none; z-index: 2147483647 !important }
  html, body, canvas { display: block !important }
</style><body><canvas tabindex="0" width="500" height="500"></canvas><script>
  window.heard = [];
  const kinds = ["keydown", "keyup", "beforeinput", "input", "pointerdown", "mousedown", "click", "submit",
    "compositionend"];
  for (const kind of kinds) addEventListener(kind, ({ type, key, data }) => heard.push(type, key, data), true);
  const ask = window.fetch;
  window.bodies = [];
  window.fetch = (...args) => (bodies.push(args[1]?.body), ask(...args));
  window.frames = 0;
  const draw = () => { frames++; requestAnimationFrame(draw) };
  draw();
  document.querySelector("canvas").focus();
</script>`;

const GAMES = {
  "a/index.html": GREEDY,
  "b/index.html": `<!doctype html><title>B</title><iframe src="inner.html"></iframe>`,
  "b/inner.html": "<!doctype html><title>inner</title>",
  "modal/index.html": `<!doctype html><title>M</title><dialog id="d">Title</dialog>
    <script>d.showModal()</script>`,
  "written/index.html":
    `<!doctype html><title>W</title><script>addEventListener("load", () => setTimeout(() => {
    document.open(); document.write("<title>anew</title><p>all new"); document.close();
    window.heard = []; addEventListener("keydown", ({ key }) => heard.push(key), true);
  }, 300))</script>`,
  "policy/index.html": `<!doctype html><meta http-equiv="Content-Security-Policy"
    content="default-src 'none'; script-src 'self' 'unsafe-inline'"><title>P</title>`,
};

type Node = { nodeId: number; shadowRoots?: Node[]; children?: Node[] };

/** The mark as a person sees it: its shadow is closed to every script. */
class Mark {
  readonly tab: Tab;
  readonly #protocol: CDPSession;

  private constructor(tab: Tab, protocol: CDPSession) {
    this.tab = tab;
    this.#protocol = protocol;
  }

  static async of(tab: Tab): Promise<Mark> {
    const mark = new Mark(tab, await tab.page.createCDPSession());
    await mark.until("root.querySelector('.mark')");
    return mark;
  }

  /** Evaluates an expression about the shadow root `root`; undefined without one. */
  async read<Value>(expression: string): Promise<Value | undefined> {
    const { root } = await this.#protocol.send("DOM.getDocument", { depth: -1, pierce: true });
    const find = (node: Node): Node | undefined =>
      node.shadowRoots?.[0] ?? (node.children ?? []).map(find).find(Boolean);
    const shadow = find(root as Node);
    if (!shadow) return undefined;
    const { object } = await this.#protocol.send("DOM.resolveNode", { nodeId: shadow.nodeId });
    const { result } = await this.#protocol.send("Runtime.callFunctionOn", {
      objectId: object.objectId!,
      functionDeclaration: `function () { const root = this; return ${expression} }`,
      returnByValue: true,
    });
    return result.value as Value;
  }

  async until(expression: string): Promise<void> {
    await until(expression, async () => !!await this.read(`!!(${expression})`).catch(() => false));
  }

  /** Clicks on the middle of an element of the shadow. */
  async press(selector: string): Promise<void> {
    // It arrives from the edge.
    await this.until(`root.querySelector('.asks, .named, .tucked')?.getAnimations().length === 0`);
    await this.until(`root.querySelector('${selector}').getBoundingClientRect().width > 0`);
    const [x, y] = (await this.read<[number, number]>(
      `((box) => [box.x + box.width / 2, box.y + box.height / 2])` +
        `(root.querySelector('${selector}').getBoundingClientRect())`,
    ))!;
    await this.tab.page.mouse.click(x, y);
  }

  /** Opens the sheet, types a name and presses Enter. */
  async name(text: string): Promise<void> {
    await this.press(".tab");
    await this.until("root.querySelector('dialog:modal')");
    await this.tab.page.keyboard.type(text);
    await this.tab.page.keyboard.press("Enter");
    await this.until("!root.querySelector('dialog')");
  }

  /** Notes from now on all that the mark says: it says most for a moment. */
  async listen(): Promise<void> {
    await this.read(`(root.heard = new Set(), new MutationObserver(() =>
      root.heard.add(root.querySelector(".says").textContent)).observe(root, { childList: true, subtree: true }), 1)`);
  }

  untilSaid(text: string): Promise<void> {
    return this.until(`root.heard.has(${JSON.stringify(text)})`);
  }

  says(): Promise<string | undefined> {
    return this.read("root.querySelector('.says').textContent");
  }
}

const namesOf = (host: LiveHost) =>
  host.front.players.all.map(({ id }) => host.front.players.shownName(id));

test("names: a player is asked once, named by the sheet, and told apart from another of that name", async () => {
  await using host = await LiveHost.start(GAMES);
  await using players = await Players.start();
  const marks = [];
  for (let at = 0; at < 2; at++) marks.push(await Mark.of(await players.open(host.origin)));
  for (const mark of marks) {
    await mark.until("root.querySelector('.asks')");
    await mark.name(" Ming ");
  }
  await until("names", () => `${namesOf(host)}` === "Ming,Ming 2");
  await marks[1]!.until("root.querySelector('.says').textContent === 'Ming 2'");
  assertEquals(await marks[0]!.says(), "Ming");
  // On paper it would cover what a game prints.
  await marks[0]!.tab.page.emulateMediaType("print");
  await marks[0]!.until("root.querySelector('.mark').getClientRects().length === 0");
});

test("names: no game hears, sees or finds what a player types, and its canvas has the keys again", async () => {
  await using host = await LiveHost.start(GAMES);
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  const mark = await Mark.of(tab);
  await mark.press(".tab");
  await mark.until("root.querySelector('dialog:modal')");
  await tab.page.keyboard.type("Xiu");
  // The game stands still, whatever the browser draws, and what is typed stays whole.
  const frames = await tab.read<number>("frames");
  await tab.page.screenshot();
  assertEquals(await tab.read<number>("frames"), frames);
  assertEquals(await mark.read("root.querySelector('input').value"), "Xiu");
  assertEquals(await tab.read("document.querySelector('input')"), null);
  await tab.page.keyboard.press("Tab");
  await tab.page.keyboard.press("Enter");
  await until("named", () => `${namesOf(host)}` === "Xiu");
  const heard = await tab.read<string[]>("heard.filter((each) => each && each !== 'Enter')");
  assertEquals(heard.filter((each) => each !== "keyup"), []);
  const reached = await tab.read<string>(`JSON.stringify([
    bodies, { ...localStorage }, { ...sessionStorage }, localStorage.getItem("coplay.player"), document.cookie, name,
    Object.getOwnPropertySymbols(self).map((symbol) => Object.entries(self[symbol] ?? {})),
    document.documentElement.outerHTML.replace(/<script>[^]*<.script>/, ""),
    [...document.querySelectorAll("*")].map(({ shadowRoot }) => shadowRoot?.innerHTML),
  ])`);
  assert(!reached.includes("Xiu"), reached);
  // What leads to the player's own storage was taken away before the game came.
  assertEquals(await tab.read(`self[Symbol.for("coplay.own")] === undefined`), true);
  await until("the focus is back", () => tab.read("document.activeElement.localName === 'canvas'"));
  await tab.page.keyboard.press("q");
  assert(await tab.read("heard.includes('q')"));
});

test("names: a name is there at the next game and the next visit, and can be changed and taken away", async () => {
  await using host = await LiveHost.start(GAMES);
  await using players = await Players.start();
  const context = await players.join();
  const tab = await Tab.open(context, host.origin);
  const mark = await Mark.of(tab);
  await mark.name("Ming");
  await host.publish("b");
  await tab.untilOn("b");
  await mark.until("root.querySelector('.named .says')?.textContent === 'Ming'");
  await tab.page.close();
  await until("gone", () => host.front.players.count === 0);
  const back = await Mark.of(await Tab.open(context, host.origin));
  await until("back", () => `${namesOf(host)}` === "Ming");
  await back.press(".tab");
  await back.until("root.querySelector('dialog:modal')");
  assertEquals(await back.read("root.querySelector('input').value"), "Ming");
  await back.tab.page.keyboard.press("Backspace");
  await back.tab.page.keyboard.press("Enter");
  await until("taken away", () => namesOf(host)[0] === undefined);
});

test("names: who says later, or presses Escape, is not asked again", async () => {
  await using host = await LiveHost.start(GAMES);
  await using players = await Players.start();
  for (const isKey of [false, true]) {
    const tab = await players.open(host.origin);
    const mark = await Mark.of(tab);
    await mark.until("root.querySelector('.asks')");
    if (isKey) {
      await mark.press(".tab");
      await mark.until("root.querySelector('dialog:modal')");
      await tab.page.keyboard.press("Escape");
    } else await mark.press(".later");
    await mark.until("root.querySelector('.tucked')");
    await tab.page.reload();
    await (await Mark.of(tab)).until("root.querySelector('.tucked')");
    assertEquals(namesOf(host).filter(Boolean), []);
  }
});

test("names: one that the operator takes away is gone from its page for good, and another can be given", async () => {
  await using host = await LiveHost.start(GAMES);
  await using players = await Players.start();
  const context = await players.join();
  const marks = [];
  for (let at = 0; at < 2; at++) {
    marks.push(await Mark.of(await Tab.open(context, host.origin)));
  }
  const [mark, second] = marks as [Mark, Mark];
  await mark.tab.page.bringToFront();
  await mark.name("Rude");
  await until("named", () => `${namesOf(host)}` === "Rude");
  for (const each of marks) await each.listen();
  await host.front.takeName("Rude");
  for (const each of marks) {
    await each.untilSaid("That name cannot stay");
    await each.until("root.querySelector('.tucked .token')?.textContent === '?'");
  }
  // A later run of the host, which knows nothing of it, does not hear it either.
  const keeper = await Tab.open(context, `${host.origin}/.coplay/projector`);
  const stored = await keeper.read<string>(`localStorage.getItem("coplay.player")`);
  assertEquals(stored, '{"name":"","isAsked":true}');
  // Neither a reload nor another typing brings it back, and nobody is asked.
  await mark.tab.page.bringToFront();
  await mark.tab.page.reload();
  const back = await Mark.of(mark.tab);
  await back.until("root.querySelector('.tucked .token')?.textContent === '?'");
  await back.listen();
  await back.name("rude!");
  await back.untilSaid("That name cannot stay");
  assertEquals(namesOf(host), [undefined]);
  await second.tab.page.bringToFront();
  await second.name("Ming");
  await until("another name", () => `${namesOf(host)}` === "Ming");
});

test("names: a page whose policy lets only a worker listen forgets a taken name, too", async () => {
  await using host = await LiveHost.start(GAMES, { game: "policy" });
  await using players = await Players.start();
  const mark = await Mark.of(await players.open(host.origin));
  await mark.name("Rude");
  await until("named", () => `${namesOf(host)}` === "Rude");
  await host.front.takeName("Rude");
  await mark.until("root.querySelector('.tucked .token')?.textContent === '?'");
});

for (const game of ["b", "modal", "written", "policy"]) {
  test(`names: a player can give one in the game "${game}"`, async () => {
    await using host = await LiveHost.start(GAMES, { game });
    await using players = await Players.start();
    const tab = await players.open(host.origin);
    if (game === "written") await tab.until("document.title === 'anew'");
    const mark = await Mark.of(tab);
    if (game === "modal") await tab.until("document.querySelector('dialog > div')");
    await mark.name("<script>alert(1)</script>");
    await until("named", () => namesOf(host)[0] === "<script>alert(1)</sc");
    if (game === "written") assertEquals(await tab.read("heard.join('')"), "");
    assertEquals(tab.problems, []);
  });
}

test("names: a page that is covered while its player types stays covered", async () => {
  await using host = await LiveHost.start(GAMES);
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  const mark = await Mark.of(tab);
  await mark.press(".tab");
  await mark.until("root.querySelector('dialog:modal')");
  await host.front.lesson.cover({ en: "Look", zh: "看" });
  await tab.until(`document.querySelector("#coplay-front")?.matches(":modal") === true`);
  await mark.read("root.querySelector('dialog').close()");
  await mark.until("!root.querySelector('dialog')");
  const isHeld = `self[Symbol.for("coplay.hold")].isHeld`;
  assertEquals(await tab.read(isHeld), true);
  await host.front.lesson.uncover();
  await tab.until(`!${isHeld}`);
});

test("names: on a phone the question is no wider than a token at the edge, and opens by a tap", async () => {
  await using host = await LiveHost.start(GAMES);
  await using players = await Players.start();
  // A board begins 21 px from the edge, and on the smallest phones 16.
  for (const [width, height, rim] of [[390, 844, 21], [844, 390, 21], [320, 568, 16]] as const) {
    const tab = await Tab.open(await players.join(), "about:blank");
    await tab.page.setViewport({ width, height, hasTouch: true });
    await tab.page.goto(host.origin);
    const mark = await Mark.of(tab);
    await mark.until("root.querySelector('.asks')?.getAnimations().length === 0");
    const ends = await mark.read<number[]>(
      `[".tab", ".later"].map((part) => root.querySelector(part).getBoundingClientRect().right)`,
    );
    assertEquals(ends, [28, 0]);
    await tab.page.touchscreen.tap(14, height / 2);
    await mark.until("root.querySelector('dialog:modal')");
    await tab.page.keyboard.type(`At ${width}`);
    await tab.page.keyboard.press("Enter");
    await until("named", () => namesOf(host).includes(`At ${width}`));
    await mark.until(
      `root.querySelector('.tucked .tab')?.getBoundingClientRect().right <= ${rim}`,
    );
  }
});

test("names: the question speaks the language that the player chose in a game", async () => {
  await using host = await LiveHost.start(GAMES);
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  await tab.read(
    `localStorage.setItem("coplay.settings", '{"version":1,"data":{"language":"zh"}}')`,
  );
  await tab.page.reload();
  const mark = await Mark.of(tab);
  assertEquals(await mark.read("root.querySelector('.says').textContent"), "你叫什么名字？");
  assertEquals(await mark.read("root.querySelector('.mark').lang"), "zh-CN");
  await mark.press(".tab");
  await mark.until("root.querySelector('dialog:modal')?.lang === 'zh-CN'");
});

test("names: every button of the sheet can be read by day and by night", async () => {
  await using host = await LiveHost.start(GAMES);
  await using players = await Players.start();
  for (const value of ["light", "dark"]) {
    const tab = await Tab.open(await players.join(), "about:blank");
    await tab.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
    await tab.page.goto(host.origin);
    const mark = await Mark.of(tab);
    await mark.press(".tab");
    await mark.until("root.querySelector('dialog:modal')");
    // A button without a colour of its own stands on that of the sheet.
    const colours = await mark.read<string[][]>(`(() => {
      const ground = (of) => of && (/rgba.*, 0\\)/.test(getComputedStyle(of).backgroundColor)
        ? ground(of.parentElement) : getComputedStyle(of).backgroundColor);
      return [...root.querySelectorAll("dialog button")].map((button) =>
        [getComputedStyle(button).color, ground(button)]);
    })()`);
    assertEquals(colours!.length, 2);
    for (const pair of colours!) {
      const [text, ground] = pair.map(lightnessOf) as [number, number];
      assert(Math.abs(text - ground) > 100, `${value}: ${pair}`);
    }
  }
});

/** How light a colour such as `rgb(0, 0, 0)` is, up to 255. */
function lightnessOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [...colour.matchAll(/\d+/g)].map(Number);
  return 0.3 * red + 0.6 * green + 0.1 * blue;
}

test("names: upright, where the question stands below the middle, the middle is the game's", async () => {
  await using host = await LiveHost.start(GAMES);
  await using players = await Players.start();
  const tab = await Tab.open(await players.join(), "about:blank");
  await tab.page.setViewport({ width: 768, height: 1024, hasTouch: true });
  await tab.page.goto(host.origin);
  const mark = await Mark.of(tab);
  await mark.until("root.querySelector('.asks')?.getAnimations().length === 0");
  await tab.page.touchscreen.tap(100, 512);
  await tab.until("heard.includes('pointerdown')");
  await mark.press(".tab");
  await mark.until("root.querySelector('dialog:modal')");
});

test("names: the first touch of the game leaves the token of the question, which still opens", async () => {
  await using host = await LiveHost.start(GAMES);
  await using players = await Players.start();
  const tab = await Tab.open(await players.join(), "about:blank");
  await tab.page.setViewport({ width: 1280, height: 800 });
  await tab.page.goto(host.origin);
  const mark = await Mark.of(tab);
  const end = `root.querySelector(".mark").getBoundingClientRect().right`;
  await mark.until(`root.querySelector('.asks')?.getAnimations().length === 0 && ${end} > 150`);
  await tab.page.keyboard.press("Tab");
  assert(await mark.read<number>(end) as number > 150);
  await tab.page.mouse.click(700, 400);
  await mark.until(`root.querySelector('.asks') && ${end} === 28`);
  await mark.press(".tab");
  await mark.until("root.querySelector('dialog:modal')");
});

test("names: a host without them asks for none", async () => {
  await using host = await LiveHost.start(GAMES, { hasNames: false });
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  await until("ready", () => host.front.players.countReady("a") === 1);
  // The host answers in order, so the page has all of its greeting.
  await host.front.lesson.cover({ en: "Look", zh: "看" });
  await tab.until(`document.querySelector("#coplay-front")?.matches(":modal") === true`);
  assertEquals(await tab.read("document.querySelectorAll('html > div').length"), 0);
});
