// Measures how long the compiled coplay takes to print its version, beside curl.
import { type Contender, median } from "../support/measure.ts";
import { binaryPath } from "../support/programs.ts";
import { print } from "../support/print.ts";
import { race, rowOf, type Work } from "../support/work.ts";

/** The starts in one run, so many that the time of the shell that starts them is negligible. */
const STARTS = 20;

function starts(name: string, program: string): Contender {
  const loop = `i=0; while [ $i -lt ${STARTS} ]; do "$0" --version; i=$((i+1)); done`;
  return { name, command: () => ["sh", "-c", loop, program] };
}

/**
 * A compiled program that does nothing, to show how much of the time is Deno's own start. Empty where none can be
 * compiled.
 */
async function emptyProgram(dir: string): Promise<Contender[]> {
  await Deno.writeTextFile(`${dir}/empty.ts`, "export {};\n");
  const compiler = Deno.env.get("COMPILE_DENO") || Deno.execPath();
  const path = `${dir}/empty`;
  const { success } = await new Deno.Command(compiler, {
    args: ["compile", "-q", "--no-config", "--output", path, `${dir}/empty.ts`],
    stderr: "null",
  }).output();
  return success ? [starts("an empty program", path)] : [];
}

/** Measures nothing without a binary or curl. */
export const STARTUP_WORK: Work = {
  name: "startup",
  ids: ["startup"],
  async run(bench) {
    const binary = binaryPath();
    if (binary === undefined || !bench.peers.has("curl")) {
      print("startup: left out; it needs curl, and the binary that `deno task compile` makes");
      return [];
    }
    const samples = await race(bench, [
      starts("binary", binary),
      starts("curl", "curl"),
      ...await emptyProgram(bench.dir),
    ]);
    const what = { en: `\`--version\`, ${STARTS} times`, zh: `\`--version\`，${STARTS} 次` };
    const aims = [{ own: "binary", beside: "curl", target: 4 }];
    return [rowOf({ id: "startup", what }, samples, { aims })];
  },
};

/** Measures the milliseconds from a program's start to its request, at a server in this process. */
async function firstRequestMs(command: (url: string) => readonly string[]): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, () => {
    resolve(performance.now());
    return new Response("hello");
  });
  const [program, ...args] = command(`http://127.0.0.1:${server.addr.port}/hello`);
  const silent = { stdin: "null", stdout: "null", stderr: "null" } as const;
  const beganMs = performance.now();
  const child = new Deno.Command(program!, { args, ...silent }).spawn();
  const elapsedMs = await promise - beganMs;
  await child.status;
  await server.shutdown();
  return elapsedMs;
}

/** Measures the time until the first request. Makes no row without a binary and curl. */
export const FIRST_REQUEST_WORK: Work = {
  name: "first",
  ids: ["first"],
  async run({ dir, peers, rounds }) {
    const binary = binaryPath();
    if (binary === undefined || !peers.has("curl")) return [];
    const own: number[] = [];
    const others: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const folder = `${dir}/first-${round}`;
      own.push(await firstRequestMs((url) => [binary, "download", "-q", "-d", folder, url]));
      others.push(await firstRequestMs((url) => ["curl", "-s", "-o", `${dir}/first`, url]));
    }
    const seconds = median(own) / 1000;
    const show = (ms: number) => `${(ms / 1000).toFixed(3)} s`;
    return [{
      id: "first",
      what: {
        en: "from the start of the program to its first request",
        zh: "从程序启动到发出第一个请求",
      },
      measured: { binary: show(median(own)), curl: show(median(others)) },
      ratios: [{ of: "binary, in seconds", value: seconds, target: 0.1 }],
      rounds,
    }];
  },
};
