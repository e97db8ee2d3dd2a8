// Chooses, before every task, where the four @std packages come from, and writes the import map and the
// lock file that the task then runs with. It imports nothing, so that it runs where nothing can be fetched.
//
// deno.json maps @std to JSR. Many school and company networks do not let JSR through; there the
// stand-ins beside this file take its place. The answer is remembered, so that only the first task
// of a while asks the network. COPLAY_STD=jsr or COPLAY_STD=stand-ins decides without asking.
//
// What only tests and benches import is named in tests/import_map.json and locked in tests/deno.lock, since
// Deno fetches all that a lock file or deno.json names, whatever of it is imported. Tasks run with copies of
// the lock files, since Deno adds to a lock file what it gets from JSR: the checkout stays as it was.

type Source = "jsr" | "stand-ins";
type Imports = Record<string, string>;
type Choice = { source: Source; decidedAt: number };

const root = new URL("../../", import.meta.url);
const IMPORT_MAP = ".import_map.json";
// A file of its own, since Deno warns of everything in an import map that it does not know.
const CHOICE = ".import_map.choice.json";
const LOCKS = {
  "deno.lock": ".import_map.lock",
  "tests/deno.lock": ".import_map.tests.lock",
};

/** A registry that has not answered by then is treated as out of reach. */
const PROBE_TIMEOUT_MS = 3000;

const REMEMBER_MS: Record<Source, number> = {
  // Fetched modules stay in Deno's cache, so a day later this costs one short question.
  "jsr": 24 * 3600 * 1000,
  // A network that blocks JSR now may not be the network of this afternoon.
  "stand-ins": 3600 * 1000,
};

function readText(path: string): string | undefined {
  try {
    return Deno.readTextFileSync(new URL(path, root));
  } catch {
    return undefined;
  }
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readText(path) ?? "");
  } catch {
    return undefined;
  }
}

function readImports(path: string): Imports {
  const file = readJson(path) as { imports?: Imports } | undefined;
  return file?.imports ?? {};
}

/** The stand-ins' map is written relative to its own folder; the chosen map lies at the root. */
function standIns(): Imports {
  const entries = Object.entries(readImports("src/stand_ins/import_map.json"));
  return Object.fromEntries(
    entries.map(([name, path]) => [name, path.replace(/^\.\//, "./src/stand_ins/")]),
  );
}

/**
 * Whether the registry has every package version that deno.json names. The answers are read, since
 * the sign-in page of a guest network says 200 to everything.
 */
async function registryHas(imports: Imports): Promise<boolean> {
  const registry = Deno.env.get("JSR_URL") || "https://jsr.io";
  const signal = AbortSignal.timeout(PROBE_TIMEOUT_MS);
  const versions = Object.values(imports).flatMap((specifier) => {
    const [, name, version] = /^jsr:(@[^@]+)@([^/]+)/.exec(specifier) ?? [];
    return name && version ? [`/${name}/${version}_meta.json`] : [];
  });
  try {
    await Promise.all([...new Set(versions)].map(async (path) => {
      const answer = await fetch(new URL(path, registry), { signal });
      const { manifest } = await answer.json();
      if (!answer.ok || !manifest) throw new Error(`no ${path}`);
    }));
    return true;
  } catch {
    return false;
  }
}

function readForced(): Source | undefined {
  const value = Deno.env.get("COPLAY_STD") ?? "";
  if (value === "") return undefined;
  if (value === "jsr" || value === "stand-ins") return value;
  say(`COPLAY_STD must be "jsr" or "stand-ins", not ${JSON.stringify(value)}`);
  Deno.exit(2);
}

function readRemembered(): Choice | undefined {
  const last = readJson(CHOICE) as Partial<Choice> | null | undefined;
  if (last?.source !== "jsr" && last?.source !== "stand-ins") return undefined;
  if (typeof last.decidedAt !== "number") return undefined;
  const ageMs = Date.now() - last.decidedAt;
  return ageMs >= 0 && ageMs < REMEMBER_MS[last.source] ? last as Choice : undefined;
}

async function choose(imports: Imports): Promise<Choice> {
  const last = readRemembered();
  if (last) return last;
  const source = await registryHas(imports) ? "jsr" : "stand-ins";
  return { source, decidedAt: Date.now() };
}

/** Tasks may run side by side, so a file is replaced in one step, and only when it changes. */
function write(path: string, text: string): void {
  if (readText(path) === text) return;
  const draft = new URL(`${path}.${Deno.pid}`, root);
  try {
    Deno.writeTextFileSync(draft, text);
    Deno.renameSync(draft, new URL(path, root));
  } catch (error) {
    say(`Cannot write "${path}": ${error instanceof Error ? error.message : error}`);
    Deno.exit(1);
  }
}

function writeJson(path: string, content: unknown): void {
  write(path, JSON.stringify(content, null, 2) + "\n");
}

function say(line: string): void {
  Deno.stderr.writeSync(new TextEncoder().encode(`coplay: ${line}\n`));
}

const imports = { ...readImports("deno.json"), ...readImports("tests/import_map.json") };
const forced = readForced();
// A forced choice is dated so that it is never remembered: it says nothing about the network.
const choice: Choice = forced ? { source: forced, decidedAt: 0 } : await choose(imports);
writeJson(IMPORT_MAP, {
  imports: choice.source === "jsr" ? imports : { ...imports, ...standIns() },
});
writeJson(CHOICE, choice);
for (const [kept, used] of Object.entries(LOCKS)) {
  const text = readText(kept);
  if (text !== undefined) write(used, text);
}
if (choice.source === "stand-ins") {
  const why = forced ? "COPLAY_STD asks for it" : "JSR is out of reach";
  say(`${why}, so @std comes from the stand-ins in src/stand_ins`);
}
