import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import fc from "fast-check";
import { noteOf } from "../../../games/coroutines/view/code.ts";
import { Experiment, type Programs } from "../../../games/coroutines/experiment.ts";
import { tokenize } from "../../../games/coroutines/view/highlight.ts";
import { instrument } from "../../../games/coroutines/runs/instrument.ts";
import { mostWaiting, viewAt } from "../../../games/coroutines/trace/moment.ts";
import { Player } from "../../../games/coroutines/trace/player.ts";
import { loadPrograms } from "../../../games/coroutines/programs.ts";
import { recordLive } from "../../../games/coroutines/runs/live.ts";
import { Notebook } from "../../../games/coroutines/notebook.ts";
import { readProgress } from "../../../games/coroutines/progress.ts";
import { isOver, Recorder, type Trace } from "../../../games/coroutines/trace/recorder.ts";
import {
  compile,
  noPython,
  type Program,
  record,
  type RunOptions,
} from "../../../games/coroutines/runs/run.ts";
import { SCENES } from "../../../games/coroutines/scenes/scenes.ts";
import type { Scene, Variant } from "../../../games/coroutines/scenes/scene.ts";
import { threadPath, ticksOf, TimelineLayout } from "../../../games/coroutines/trace/timeline.ts";

const FOLDER = new URL("../../../games/coroutines/", import.meta.url);
const programs: Programs = await loadPrograms((path) => Deno.readTextFile(new URL(path, FOLDER)));
const report = (name: string, status: number | string) => `${name} ${status}`;

/** The numbers of the lines of a program that run, from 1. */
function markedLines(source: string): number[] {
  return [...instrument(source).matchAll(/\$at\((\d+), \$me(?:, true)?\)/g)].map(([, line]) =>
    Number(line)
  );
}

/** A simulated clock and network, in which each answer arrives a tick after the previous one. */
function makeNetwork() {
  let nowMs = 0;
  const asked: string[] = [];
  return {
    asked,
    nowMs: () => nowMs++,
    fetch: (name: string) => {
      asked.push(name);
      return Promise.resolve(new Response(name));
    },
  };
}

const ALL: readonly { readonly scene: Scene; readonly variant: Variant }[] = SCENES.flatMap((
  scene,
) => scene.variants.map((variant) => ({ scene, variant })));

function experimentOf({ scene, variant }: typeof ALL[number]): Experiment {
  const experiment = new Experiment(scene, programs);
  const numbers = { real: variant.machine === "real" };
  experiment.setUp({ variant: variant.id.replace("real_", ""), numbers });
  return experiment;
}

/** Runs a program of the page on any of its machines. */
async function run(one: typeof ALL[number]): Promise<Trace> {
  const experiment = experimentOf(one);
  if (one.variant.machine !== "real") return experiment.record();
  return await recordLive(experiment.program, {
    numbers: experiment.numbers,
    report,
    ...makeNetwork(),
  });
}

Deno.test("the marks change nothing: without them a program does the same", async () => {
  for (const one of ALL) {
    const { variant } = one;
    const file = new URL(`programs/${variant.id}.js`, FOLDER);
    const bare: { readonly default: Program["run"] } = await import(file.href);
    const experiment = experimentOf(one);
    const source = await Deno.readTextFile(file);
    assertEquals(experiment.program.source, source, "what is shown is the file");
    const options = { numbers: experiment.numbers, report };
    const unmarked = { source, python: noPython, run: bare.default };
    const said = (trace: Trace) => trace.output.map(({ text }) => text);
    if (variant.machine === "real") {
      const seen = await recordLive(experiment.program, { ...options, ...makeNetwork() });
      assertEquals(said(await recordLive(unmarked, { ...options, ...makeNetwork() })), said(seen));
      assertEquals(said(seen).length, one.scene.id === "downloads" ? 8 : 3);
    } else {
      const seen = record(experiment.program, { ...options, machine: variant.machine });
      const plain = record(unmarked, { ...options, machine: variant.machine });
      assertEquals(said(plain), said(seen), variant.id);
      assertEquals(plain.endMs, seen.endMs);
      assert(said(seen).length > 0);
    }
  }
});

Deno.test("a marked program is the program, line by line, once its marks are taken away", () => {
  for (const { source } of programs.values()) {
    const bare = instrument(source)
      .replace(/, \$at, \$enter, \$leave/, "")
      .replace(/ const \$me = (0|\$enter\(arguments\)); ?(try \{)?/g, "")
      .replace(/ finally \{ \$leave\(\$me\); \} \}/g, "")
      .replace(/\$at\(\d+, \$me(?:, true)?\)[,;] ?/g, "");
    const lines = (text: string) => text.split("\n").map((line) => line.trimEnd());
    assertEquals(lines(bare), lines(source));
  }
});

Deno.test("every line that can run does run, in its own place, and has a note", async () => {
  for (const one of ALL) {
    const { variant } = one;
    const { source } = programs.get(variant.id)!;
    const ran = new Set((await run(one)).moments.flatMap(({ line }) => line ?? []));
    const marked = markedLines(source);
    assertEquals([...ran].toSorted((a, b) => a - b), marked.toSorted((a, b) => a - b), variant.id);
    const lines = source.split("\n");
    for (const line of marked) {
      assert(noteOf(lines[line - 1]!, variant), `${variant.id}:${line} ${lines[line - 1]}`);
      assert(!/^\s*(?:[})]|$)/.test(lines[line - 1]!));
    }
    const texts = lines.map((line) => noteOf(line, variant));
    for (const [part, text] of variant.notes) {
      assert(texts.includes(text), `${variant.id}: ${part}`);
    }
  }
});

Deno.test("lines that the marks cannot stand before are told", () => {
  assertThrows(
    () => instrument("f();\nwhile (a(\n  b,\n)) c();"),
    SyntaxError,
    "Cannot mark a loop",
  );
});

Deno.test("what two workers say, with the switches of every line", async () => {
  const trace = await run(ALL.find(({ variant }) => variant.id === "turns")!);
  assertEquals(trace.actors, ["main", "work1", "work2"]);
  const who = trace.moments.map(({ actor }) => actor).join("").replace(/(.)\1+/g, "$1");
  // Each worker has three rounds, and one more turn to find that they are over.
  assertEquals(who, "01020102010201020");
  assertEquals(trace.output.map(({ text }) => text), [
    "work1: round 1",
    "work2: round 1",
    "work1: round 2",
    "work2: round 2",
    "work1: round 3",
    "work2: round 3",
  ]);
});

Deno.test("the library's loop gives the turns that the loop of one's own gives", () => {
  const numbers = fc.record({
    workers: fc.integer({ min: 1, max: 4 }),
    rounds: fc.integer({ min: 1, max: 5 }),
  });
  fc.assert(fc.property(numbers, (numbers) => {
    const said = (id: string) =>
      record(programs.get(id)!, { machine: "turns", numbers, report }).output.map(({ text }) =>
        text
      );
    assertEquals(said("turns_library"), said("turns"));
  }));
});

Deno.test("5 is handed over, and what comes back reaches main", async () => {
  const trace = await run(ALL.find(({ variant }) => variant.id === "switches")!);
  const handed = trace.handovers.map(({ from, to, value }) => `${from}>${to} ${value}`);
  assertEquals(handed.slice(0, 3), ["0>1 5", "1>2 6", "2>1 12"]);
  assertEquals(handed.at(-1), "1>0 54");
  assertEquals(trace.output.at(-1)!.text, "main got 54");
});

Deno.test("a wait that is seen overlaps, one that is not adds up, and the patch makes it seen", () => {
  const waits = SCENES.find(({ id }) => id === "waits")!;
  const ranges = fc.record({
    workers: fc.integer({ min: 1, max: 4 }),
    rounds: fc.integer({ min: 1, max: 4 }),
    wait: fc.constantFrom(50, 100, 300),
  });
  fc.assert(fc.property(ranges, (numbers) => {
    const end = (variant: string, patched: boolean) => {
      const experiment = new Experiment(waits, programs);
      experiment.setUp({ variant, numbers: { ...numbers, patched } });
      return experiment.record().endMs;
    };
    const { workers, rounds, wait } = numbers;
    const all = workers * (workers + 1) / 2;
    assertEquals(end("waits", false), workers * rounds * wait);
    assertEquals(end("blocking", true), workers * rounds * wait);
    assertEquals(end("blocking", false), all * rounds * wait);
  }));
});

Deno.test("eight files one by one, all at once, and a few at a time", () => {
  const cases = [["one_by_one", 3, 3000, 1], ["all_at_once", 3, 700, 8], ["at_most", 3, 1300, 3], [
    "at_most",
    1,
    3000,
    1,
  ], ["at_most", 8, 700, 8]] as const;
  const downloads = SCENES.find(({ id }) => id === "downloads")!;
  for (const [variant, limit, totalMs, mostAtOnce] of cases) {
    const experiment = new Experiment(downloads, programs);
    experiment.setUp({ variant, numbers: { limit } });
    const trace = experiment.record();
    assertEquals([trace.endMs, mostWaiting(trace)], [totalMs, mostAtOnce], `${variant} ${limit}`);
    assertEquals(trace.output.length, 8);
    assertEquals(trace.output.filter(({ text }) => text.includes("404")).length, 1);
  }
});

Deno.test("a real run asks for every file once, at most so many at a time", async () => {
  const downloads = SCENES.find(({ id }) => id === "downloads")!;
  for (const [variant, most] of [["one_by_one", 1], ["all_at_once", 8], ["at_most", 3]] as const) {
    const experiment = new Experiment(downloads, programs);
    experiment.setUp({ variant, numbers: { real: true, limit: 3 } });
    let [open, seen, moments] = [0, 0, 0];
    const answers: (() => void)[] = [];
    const network = makeNetwork();
    const ended = recordLive(experiment.program, {
      numbers: experiment.numbers,
      report,
      nowMs: network.nowMs,
      onMoment: () => moments++,
      fetch: async (name) => {
        seen = Math.max(seen, ++open);
        await new Promise<void>((resolve) => answers.push(resolve));
        open--;
        return await network.fetch(name);
      },
    });
    while (network.asked.length < 8) {
      answers.shift()?.();
      await new Promise((resolve) => setTimeout(resolve));
    }
    const trace = await ended;
    assertEquals([seen, mostWaiting(trace)], [most, most], variant);
    assertEquals(network.asked.toSorted(), [...experiment.numbers.files as string[]].toSorted());
    assertEquals(moments, trace.moments.length - 1);
    for (const name of network.asked) {
      assert(trace.output.some(({ text }) => text === `${name} 200`));
      assert((await Deno.stat(new URL(name, FOLDER))).isFile, "a file that the lab has");
    }
  }
  const broken = programs.get("real_one_by_one")!;
  await assertRejects(
    () =>
      recordLive(broken, {
        numbers: { files: ["a"] },
        report,
        nowMs: () => 0,
        fetch: () => Promise.reject(new TypeError("no network")),
      }),
    TypeError,
  );
});

Deno.test("each question has one right answer among its choices, found by running", () => {
  const right: Readonly<Record<string, readonly string[]>> = {
    turns: ["work1: round 2", "8", "main"],
    switches: ["10", "13", "main"],
    waits: ["600", "work1: round 2", "300"],
    downloads: ["3000", "6.gif", "6"],
    server: ["750", "150", "250"],
    threads: ["650", "650", "450"],
  };
  for (const scene of SCENES) {
    const experiment = new Experiment(scene, programs);
    const answers = scene.questions.map((question) => experiment.findAnswer(question));
    assertEquals(answers, right[scene.id]);
    for (const [at, question] of scene.questions.entries()) {
      assert(question.choices.some(({ value }) => value === answers[at]));
      // A choice's settings lie within those that the learner could set by hand.
      for (const { value } of question.choices) {
        experiment.setUp(question.setUp(value));
        for (const control of experiment.controls) {
          const set = experiment.values[control.id];
          if (control.kind === "switch") assertEquals(typeof set, "boolean");
          else assert(Number(set) >= control.min && Number(set) <= control.max);
        }
      }
    }
  }
});

/** When each actor ends, in milliseconds. */
function endsOf({ actors, changes }: Trace): Record<string, number> {
  const ends = changes.filter(({ state }) => state === "ended");
  return Object.fromEntries(ends.map(({ actor, atMs }) => [actors[actor]!, atMs]));
}

Deno.test("a slow client holds up the others of a server that waits for it, and nobody else", () => {
  const server = SCENES.find(({ id }) => id === "server")!;
  const ranges = fc.record({
    guests: fc.integer({ min: 2, max: 6 }),
    slow: fc.constantFrom(300, 600, 900),
  });
  fc.assert(fc.property(ranges, (numbers) => {
    const traceOf = (variant: string) => {
      const experiment = new Experiment(server, programs);
      experiment.setUp({ variant, numbers });
      return experiment.record();
    };
    const free = endsOf(traceOf("server"));
    const held = endsOf(traceOf("server_waits"));
    assertEquals(free.tablet1, numbers.slow + 50);
    assertEquals(held.tablet1, numbers.slow + 50);
    for (let n = 2; n <= numbers.guests; n++) {
      const [arrives, needs] = [(n - 1) * 50, n === 3 ? 50 : 100];
      assertEquals(free[`tablet${n}`], arrives + needs);
      assert(held[`tablet${n}`]! >= numbers.slow + 50 + needs);
    }
    // Whoever has arrived and is not let in stands in line for everybody to see.
    const { actors, changes } = traceOf("server_waits");
    const queued = changes.find(({ actor, state }) =>
      actors[actor] === "tablet2" && state === "queued"
    );
    assertEquals(queued?.atMs, 50);
  }));
});

Deno.test("computing adds up in tasks and in pieces, and overlaps in threads as far as there are cores", () => {
  const threads = SCENES.find(({ id }) => id === "threads")!;
  const ranges = fc.record({
    jobs: fc.integer({ min: 1, max: 4 }),
    cores: fc.integer({ min: 1, max: 4 }),
    work: fc.constantFrom(200, 400),
  });
  fc.assert(fc.property(ranges, (numbers) => {
    const traceOf = (variant: string) => {
      const experiment = new Experiment(threads, programs);
      experiment.setUp({ variant, numbers: { ...numbers, real: false } });
      return experiment.record();
    };
    const lastJob = (trace: Trace) => endsOf(trace)[`job${numbers.jobs}`];
    const { jobs, cores, work } = numbers;
    assertEquals(lastJob(traceOf("computing")), 50 + jobs * work);
    assertEquals(Math.max(...Object.values(endsOf(traceOf("pieces")))), 50 + jobs * work);
    assertEquals(lastJob(traceOf("threads")), 50 + Math.ceil(jobs / cores) * work);
    const tickAt = (variant: string) =>
      traceOf(variant).output.find(({ text }) => text === "clock: 2")!.atMs;
    assertEquals(tickAt("threads"), 100, "the clock is on time");
    assertEquals(tickAt("computing"), 50 + jobs * work, "the clock is late");
    if (jobs > 1) assert(tickAt("pieces") < tickAt("computing"));
  }));
});

Deno.test("every setting of every scene runs to its end, the same way each time", () => {
  const settings = fc.constantFrom(...ALL.filter(({ variant }) => variant.machine !== "real"))
    .chain((one) =>
      fc.record(Object.fromEntries(one.scene.controls.map((control) => [
        control.id,
        control.kind === "switch"
          ? fc.constant(control.id !== "real" && control.value)
          : fc.integer({ min: control.min, max: control.max }),
      ]))).map((numbers) => ({ one, numbers }))
    );
  fc.assert(
    fc.property(settings, ({ one, numbers }) => {
      const experiment = experimentOf(one);
      experiment.setUp({ variant: one.variant.id, numbers });
      const trace = experiment.record();
      assertEquals(experiment.record(), trace);
      const last = viewAt(trace, trace.moments.length - 1);
      assertEquals(last.line, undefined);
      assertEquals(last.output, trace.output);
      const open = last.states.filter((state) => state === undefined || !isOver(state));
      // Only a coroutine that no other switches to any more stays unfinished.
      assertEquals(open, one.variant.id === "switches" ? open.slice(0, 1) : []);
    }),
    { numRuns: 40 },
  );
});

Deno.test("a view shows what has happened before its line, and nothing of what comes", async () => {
  for (const one of ALL.slice(0, 5)) {
    const trace = await run(one);
    let said = 0;
    for (const at of trace.moments.keys()) {
      const view = viewAt(trace, at);
      assertEquals(view.states[view.actor], view.line === undefined ? "ended" : "running");
      const running = view.states.filter((state) => state === "running" || state === "blocking");
      assertEquals(running.length, view.line === undefined ? 0 : 1, `${one.variant.id} ${at}`);
      assert(view.output.length >= said);
      said = view.output.length;
      for (const span of view.spans) assert(span.toStep <= at && span.toMs <= view.nowMs);
      for (const mark of view.bookmarks) assert(mark.actor !== view.actor);
    }
  }
});

Deno.test("a line of output appears when its line has run, not before", async () => {
  for (const one of ALL) {
    const { source } = programs.get(one.variant.id)!;
    const trace = await run(one);
    const prints = trace.moments.map(({ line }) =>
      /^\s*print\(/.test(source.split("\n")[line! - 1] ?? "")
    );
    let ran = 0;
    for (const [at, isPrint] of prints.entries()) {
      assertEquals(viewAt(trace, at).output.length, ran, `${one.variant.id} ${at}`);
      if (isPrint) ran++;
    }
    assertEquals(ran, trace.output.length);
  }
});

Deno.test("a program that runs on without end is stopped", () => {
  const endless = compile(
    "export default function (lab) {\n  while (true) {\n    lab.print(1);\n  }\n}\n",
  );
  const options: RunOptions = { machine: "turns", numbers: {}, report };
  assertThrows(() => record(endless, options), Error, "it runs without end");
});

Deno.test("a recorder knows the running actor by the name that its function was called with", () => {
  const recorder = new Recorder({ nowMs: () => 0, idleState: "paused" });
  const me = recorder.enter(["a"]);
  assertEquals([me, recorder.enter(["a"]), recorder.enter([5]), recorder.enter([])], [1, 1, 0, 0]);
  recorder.at(1, 0);
  recorder.at(2, me);
  recorder.leave(me);
  recorder.at(3, 0);
  const { moments, changes } = recorder.trace();
  assertEquals(moments.map(({ line, actor }) => [line, actor]), [[1, 0], [2, 1], [3, 0], [
    undefined,
    0,
  ]]);
  assertEquals(changes.map(({ actor, state }) => `${actor} ${state}`), [
    "0 running",
    "0 paused",
    "1 running",
    "1 ended",
    "0 running",
  ]);
});

Deno.test("a long run that shows an answer is over in a quarter of a minute, and the next one can be read along", () => {
  let [lastMs, runMs] = [0, 0];
  let timer: (() => void) | undefined;
  const player = new Player({
    after: (ms, run) => {
      [lastMs, timer] = [ms, run];
      runMs += ms;
      return () => timer = undefined;
    },
    onChange: () => {},
  });
  const times = Array.from({ length: 100 }, (_, at) => at * 10);
  player.load(times);
  player.runToAnswer();
  while (timer && player.isRunning) timer();
  assert(player.isAtEnd && runMs < 15_100, `${runMs} ms`);
  const hurriedMs = lastMs;
  player.load(times);
  player.run();
  assert(lastMs > 3 * hurriedMs, "read along");
  player.load(times.slice(0, 5));
  player.run();
  const plainMs = lastMs;
  player.runToAnswer();
  assertEquals(lastMs, plainMs, "a short run is not hurried");
});

Deno.test("a player steps, runs, pauses, goes back and stops at the end", () => {
  const timers: { ms: number; run: () => void }[] = [];
  let shown = 0;
  const player = new Player({
    after: (ms, run) => {
      const timer = { ms, run };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
    onChange: () => shown++,
  });
  const tick = () => timers.shift()!.run();
  player.load([0, 0, 500, 500]);
  player.run();
  player.run();
  assertEquals([timers.length, player.isRunning], [1, true]);
  const plainMs = timers[0]!.ms;
  tick();
  assert(timers[0]!.ms > plainMs, "a wait is felt");
  player.pause();
  assertEquals([timers.length, player.position, player.isRunning], [0, 1, false]);
  player.speed = 4;
  player.run();
  tick();
  assertEquals(timers[0]!.ms, plainMs / 4);
  tick();
  assertEquals([player.position, player.isAtEnd, player.isRunning, timers.length], [
    3,
    true,
    false,
    0,
  ]);
  player.run();
  assertEquals(player.position, 0);
  player.goTo(99);
  player.goTo(-1);
  assertEquals([player.position, timers.length], [0, 0]);
  player.follow([0, 1, 2, 3, 4]);
  assertEquals(player.position, 4);
  assert(shown > 8);
});

Deno.test("a line is cut into words that together are the line", () => {
  for (const { source } of programs.values()) {
    for (const line of source.split("\n")) {
      assertEquals(tokenize(line, new Set(["rounds"])).map(({ text }) => text).join(""), line);
    }
  }
  const kinds = tokenize("  yield* sleep(wait, `a ${b}`, 12);", new Set(["wait"]))
    .filter(({ kind }) => kind !== "plain").map(({ kind, text }) => `${kind} ${text}`);
  assertEquals(kinds, [
    "keyword yield",
    "call sleep",
    "number wait",
    "string `a ${b}`",
    "literal 12",
  ]);
  assertEquals(tokenize("lab.wait", new Set(["wait"])).at(-1)!.kind, "plain");
});

Deno.test("the thread of a picture is one line where lines count, and is gone where all wait", async () => {
  const pathOf = async (id: string) => {
    const one = ALL.find(({ variant }) => variant.id === id)!;
    const trace = await run(one);
    const options = { axis: one.scene.axis, width: 600, rowHeight: 40, gutter: 100 };
    const layout = new TimelineLayout(trace, options);
    return threadPath(trace, viewAt(trace, trace.moments.length - 1), layout);
  };
  const pieces = async (id: string) => (await pathOf(id)).split("M").length - 1;
  assertEquals(await pieces("turns"), 1);
  // Some task uses the thread all the time.
  assertEquals(await pieces("blocking"), 1);
  // A task takes the thread each time its wait is over.
  assertEquals(await pieces("waits"), 6);
});

Deno.test("the scale has round times, few enough to read", () => {
  assertEquals(ticksOf(1300, 8), [0, 200, 400, 600, 800, 1000, 1200]);
  assertEquals(ticksOf(700, 4), [0, 200, 400, 600]);
  assertEquals(ticksOf(0, 4), [0]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 2, max: 9 }), (end, most) => {
      const ticks = ticksOf(end, most);
      assert(ticks.length <= most + 1 && ticks.at(-1)! <= end);
    }),
  );
});

/** A browser's storage. */
function makeStorage(stored: Record<string, string> = {}) {
  const items = new Map(Object.entries(stored));
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, text: string) => void items.set(key, text),
    removeItem: (key: string) => void items.delete(key),
  };
}

Deno.test("only progress of scenes and questions there are is remembered", () => {
  const good = { scene: "waits", marks: { "turns/fourth": "first", "waits/order": "wrong" } };
  assertEquals(readProgress(good, SCENES), good as ReturnType<typeof readProgress>);
  const more = { scene: "waits", marks: { ...good.marks, "x/y": "first", "turns/calls": "yes" } };
  assertEquals(readProgress(more, SCENES), good as ReturnType<typeof readProgress>);
  for (const bad of [undefined, null, 3, {}, { scene: "x", marks: {} }, { scene: "turns" }]) {
    assertEquals(readProgress(bad, SCENES), undefined);
  }
});

Deno.test("answers are counted: the first guess counts as such, and a right one stays right", () => {
  const storage = makeStorage();
  const notebook = new Notebook(SCENES, storage);
  notebook.answer("turns", "fourth", true);
  notebook.answer("turns", "fourth", false);
  notebook.answer("turns", "calls", false);
  notebook.answer("turns", "calls", true);
  notebook.answer("turns", "alone", false);
  assertEquals(notebook.tally, { all: 18, first: 1, right: 2 });
  assertEquals(notebook.isSolved("turns"), false);
  notebook.answer("turns", "alone", true);
  const again = new Notebook(SCENES, storage);
  assertEquals([again.tally.right, again.isSolved("turns")], [3, true]);
  again.startOver();
  assertEquals(again.tally, { all: 18, first: 0, right: 0 });
});

Deno.test("answers of the lab's first version are kept", () => {
  const older = { version: 1, data: { scene: "waits", solved: ["turns", "downloads"] } };
  const notebook = new Notebook(
    SCENES,
    makeStorage({ "coplay.coroutines": JSON.stringify(older) }),
  );
  assertEquals(notebook.scene, "waits");
  assertEquals(notebook.markOf("turns", "fourth"), "later");
  assertEquals(notebook.tally, { all: 18, first: 0, right: 2 });
});
