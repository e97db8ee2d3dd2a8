// The Python programs beside those of the lab have been run: what they printed is kept with a digest of their text, and
// it is what the lab's own programs print.

import { assert, assertEquals } from "@std/assert";
import { Experiment, type Programs } from "../../../games/coroutines/experiment.ts";
import { loadPrograms } from "../../../games/coroutines/programs.ts";
import { compile, record } from "../../../games/coroutines/runs/run.ts";
import { recordLive } from "../../../games/coroutines/runs/live.ts";
import { SCENES } from "../../../games/coroutines/scenes/scenes.ts";

const FOLDER = new URL("../../../games/coroutines/", import.meta.url);
const programs: Programs = await loadPrograms((path) => Deno.readTextFile(new URL(path, FOLDER)));

/** Programs whose actors do not wait for one another: the order among them is the machine's. */
const ANY_ORDER = new Set([
  "at_most",
  "pieces",
  "real_all_at_once",
  "real_at_most",
  "real_threads",
  "server",
  "threads",
]);

/** What a program of the lab prints with the numbers that it begins with, in the words of the Python programs. */
async function printed(id: string): Promise<string[]> {
  const scene = SCENES.find(({ variants }) => variants.some((one) => one.id === id))!;
  const experiment = new Experiment(scene, programs);
  const isReal = id.startsWith("real_");
  experiment.setUp({ variant: id.replace("real_", ""), numbers: { real: isReal } });
  const options = {
    numbers: experiment.numbers,
    report: (name: string, what: number | string) => `${name}: ${what}`,
  };
  const { machine } = experiment.variant;
  const program = compile(experiment.program.source);
  const trace = machine === "real"
    ? await recordLive(program, {
      ...options,
      nowMs: () => 0,
      fetch: (name) => Promise.resolve(new Response(name)),
    })
    : record(program, { ...options, machine });
  return trace.output.map(({ text }) => text);
}

async function digestOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return new Uint8Array(digest).toHex();
}

for (const [id, { python }] of programs) {
  Deno.test(`the Python of ${id} has been run, and printed what the lab prints`, async () => {
    const transcript = await Deno.readTextFile(new URL(`python/${id}.txt`, import.meta.url));
    const [digest, versions, gap, ...lines] = transcript.trimEnd().split("\n");
    assertEquals(
      digest,
      await digestOf(await python()),
      "changed since it ran: write_transcripts.py",
    );
    assert(/^Python 3\.\d+\.\d+, gevent \d/.test(versions!), versions);
    assertEquals(gap, "");
    const expected = await printed(id);
    if (ANY_ORDER.has(id)) assertEquals(lines.toSorted(), expected.toSorted());
    else assertEquals(lines, expected);
  });
}
