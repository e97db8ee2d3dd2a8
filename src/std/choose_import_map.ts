// Chooses, before every task, where the four @std packages come from, and writes the import map that
// the task then runs with. It imports nothing, so that it runs where nothing can be fetched.
//
// deno.json maps @std to JSR. Many school and company networks do not let JSR through; there the
// stand-ins beside this file take its place. The answer is remembered, so that only the first task
// of a while asks the network.

const root = new URL("../../", import.meta.url);
const target = new URL(".import_map.json", root);

/** A registry that has not answered by then is treated as out of reach. */
const PROBE_TIMEOUT_MS = 3000;
/** JSR packages stay in Deno's cache once fetched, so a good answer holds for long. */
const REMEMBER_JSR_MS = 7 * 24 * 3600 * 1000;
/** A network that blocks JSR now may not be the network of this afternoon. */
const REMEMBER_STAND_INS_MS = 3600 * 1000;

type Source = "jsr" | "stand-ins";
type Imports = Record<string, string>;
type Remembered = { source: Source; decidedAt: number; imports: Imports };

function readJson<T>(url: URL): T | undefined {
  try {
    return JSON.parse(Deno.readTextFileSync(url)) as T;
  } catch {
    return undefined;
  }
}

async function registryAnswers(): Promise<boolean> {
  const registry = Deno.env.get("JSR_URL") || "https://jsr.io";
  try {
    const answer = await fetch(new URL("/@std/cli/meta.json", registry), {
      signal: AbortSignal.timeout(PROBE_TIMEOUT_MS),
    });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

function remembered(): Source | undefined {
  const last = readJson<Remembered>(target);
  if (!last || typeof last.decidedAt !== "number") return undefined;
  const keepMs = last.source === "jsr" ? REMEMBER_JSR_MS : REMEMBER_STAND_INS_MS;
  const ageMs = Date.now() - last.decidedAt;
  return ageMs >= 0 && ageMs < keepMs ? last.source : undefined;
}

/** The stand-ins' map is written relative to its own folder; the chosen map lies at the root. */
function standIns(): Imports {
  const map = readJson<{ imports: Imports }>(new URL("import_map.json", import.meta.url));
  const imports = map?.imports ?? {};
  return Object.fromEntries(
    Object.entries(imports).map(([name, path]) => [name, path.replace(/^\.\//, "./src/std/")]),
  );
}

const forced = Deno.env.get("COPLAY_STD");
const known = forced === "jsr" || forced === "stand-ins" ? forced : remembered();
const source: Source = known ?? (await registryAnswers() ? "jsr" : "stand-ins");
const config = readJson<{ imports: Imports }>(new URL("deno.json", root))?.imports ?? {};
const imports = source === "jsr" ? config : { ...config, ...standIns() };
const decidedAt = known && !forced
  ? readJson<Remembered>(target)?.decidedAt ?? Date.now()
  : Date.now();
const text = JSON.stringify({ source, decidedAt, imports }, null, 2) + "\n";
// Tasks may run side by side, so the file is replaced in one step, and only when it changes.
if (readJson<Remembered>(target) === undefined || Deno.readTextFileSync(target) !== text) {
  const draft = new URL(`.import_map.json.${Deno.pid}`, root);
  Deno.writeTextFileSync(draft, text);
  Deno.renameSync(draft, target);
}
if (source === "stand-ins") {
  const line = "coplay: JSR is out of reach, so @std comes from the stand-ins in src/std\n";
  Deno.stderr.writeSync(new TextEncoder().encode(line));
}
