// Sends the same HTTP requests to coplay and other hosts with their defaults, and saves the answers.
//
//   deno run -P=bench --import-map=.import_map.json bench/serve/conformance.ts
import { request as httpRequest } from "node:http";
import { judgeRow, type RawAnswer, ROWS, type Send } from "../../tests/serve/conformance/table.ts";
import type { Row } from "../../tests/serve/conformance/row.ts";
import { SITES } from "../../tests/serve/conformance/sites.ts";
import { writeTree } from "../../tests/serve/host_fixture.ts";
import { print } from "../support/print.ts";
import { benchFile, coplayCommand, findProgram } from "../support/programs.ts";

/** A host whose root is the folder of all sites. */
interface Peer {
  readonly name: string;
  /** The beginning of its paths. */
  readonly prefix: string;
  /** Whether it compresses files in the background; the bench then waits for that. */
  readonly packs?: boolean;
  readonly command: (options: { root: string; port: number }) => string[] | Promise<string[]>;
}

/** Node programs from npm. */
const NODE_PEERS = {
  sirv: "sirv-cli@3.0.1",
  serve: "serve@14.2.7",
  "http-server": "http-server@14.1.1",
};

const PEERS: readonly Peer[] = [
  {
    name: "coplay",
    prefix: "/games/",
    packs: true,
    command: ({ root, port }) =>
      coplayCommand("serve", `${port}`, "--games", root, "--lobby", "--no-live", "--game", "plain"),
  },
  {
    name: "nginx",
    prefix: "/",
    command: async ({ root, port }) => ["nginx", "-c", await writeNginxConfig(root, port)],
  },
  {
    name: "caddy",
    prefix: "/",
    command: (
      { root, port },
    ) => ["caddy", "file-server", "--root", root, "--listen", `127.0.0.1:${port}`],
  },
  {
    name: "sirv",
    prefix: "/",
    command: ({ root, port }) => node("sirv-cli/bin.js", root, "--port", `${port}`, "--quiet"),
  },
  {
    name: "serve",
    prefix: "/",
    command: ({ root, port }) => node("serve/build/main.js", root, "--listen", `${port}`),
  },
  {
    name: "http-server",
    prefix: "/",
    command: ({ root, port }) => node("http-server/bin/http-server", root, "--port", `${port}`),
  },
];

let modules = "";

function node(path: string, ...args: string[]): string[] {
  return ["node", `${modules}/node_modules/${path}`, ...args];
}

/** Writes Debian's default configuration: its media types, with gzip. */
async function writeNginxConfig(root: string, port: number): Promise<string> {
  const config = `${root}.nginx.conf`;
  await Deno.writeTextFile(
    config,
    `daemon off; pid ${config}.pid; error_log ${config}.log; user root; events {}
http { access_log off; sendfile on; tcp_nopush on; include /etc/nginx/mime.types;
  default_type application/octet-stream; gzip on;
  server { listen 127.0.0.1:${port}; root ${root}; } }
`,
  );
  return config;
}

async function installNodePeers(folder: string): Promise<void> {
  await Deno.writeTextFile(`${folder}/package.json`, '{"private":true}');
  const args = ["install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"];
  const npm = new Deno.Command("npm", {
    args: [...args, ...Object.values(NODE_PEERS)],
    cwd: folder,
  });
  await npm.output();
}

async function makeSites(folder: string): Promise<string> {
  const root = `${folder}/sites`;
  await writeTree(root, SITES);
  await Deno.writeTextFile(`${folder}/outside.txt`, "SECRET outside");
  await Deno.symlink(`${folder}/outside.txt`, `${root}/plain/link.txt`);
  return root;
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

/** Sends a request without normalizing the path or decoding the answer. */
function sendTo(port: number, prefix: string): Send {
  return ({ method, path, headers }) =>
    new Promise<RawAnswer>((resolve, reject) => {
      const options = { host: "127.0.0.1", port, method, headers, path: encodeURI(prefix) + path };
      const request = httpRequest(options, (response) => {
        const pieces: Uint8Array[] = [];
        response.on("data", (piece: Uint8Array) => pieces.push(piece));
        response.on("error", reject);
        response.on("end", async () => {
          const { statusCode = 0 } = response;
          const body = await new Blob(pieces as BlobPart[]).bytes();
          const pairs = Object.entries(response.headers)
            .map(([name, value]): [string, string] => [name, String(value)]);
          resolve({ status: statusCode, headers: new Headers(pairs), body });
        });
      });
      request.on("error", reject);
      request.end();
    });
}

/** Waits until the host answers, and has compressed its files where it does so in the background. */
async function waitUntilReady(send: Send, packs: boolean): Promise<void> {
  const headers = { "accept-encoding": "gzip" };
  for (let tries = 0; tries < 150; tries++) {
    const answer = await send({ method: "GET", path: "plain/engine.wasm", headers })
      .catch(() => undefined);
    if (answer && (!packs || answer.headers.has("content-encoding"))) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the host does not answer");
}

/** A host as a process, which a request may crash. */
class RunningPeer {
  readonly #peer: Peer;
  readonly #root: string;
  #child: Deno.ChildProcess | undefined;
  #hasEnded = true;
  #send: Send = () => Promise.reject(new Error("not started"));

  constructor(peer: Peer, root: string) {
    this.#peer = peer;
    this.#root = root;
  }

  async judge(row: Row): Promise<string> {
    if (this.#hasEnded) await this.#start();
    try {
      return await judgeRow(row, this.#send) ?? "";
    } catch (error) {
      // A host that crashes closes the connection before its exit is known.
      await Promise.race([this.#child?.status, new Promise((end) => setTimeout(end, 1000))]);
      return this.#hasEnded ? "the server ends" : String((error as Error).message);
    }
  }

  async stop(): Promise<void> {
    if (!this.#hasEnded) this.#child?.kill("SIGKILL");
    await this.#child?.status;
  }

  async #start(): Promise<void> {
    const port = freePort();
    const [program, ...args] = await this.#peer.command({ root: this.#root, port });
    const env = { XDG_CONFIG_HOME: `${this.#root}.config`, XDG_DATA_HOME: `${this.#root}.data` };
    const silent = { stdin: "null", stdout: "null", stderr: "null" } as const;
    const child = new Deno.Command(program!, { args, env, ...silent }).spawn();
    this.#hasEnded = false;
    this.#child = child;
    child.status.then(() => this.#hasEnded = true);
    this.#send = sendTo(port, this.#peer.prefix);
    await waitUntilReady(this.#send, this.#peer.packs ?? false);
  }
}

async function judgePeer(peer: Peer, root: string): Promise<Map<Row, string>> {
  const running = new RunningPeer(peer, root);
  const verdicts = new Map<Row, string>();
  try {
    for (const row of ROWS) verdicts.set(row, await running.judge(row));
  } finally {
    await running.stop();
  }
  return verdicts;
}

function escapeCell(text: string): string {
  return text.replace(/[|\n\r]/g, " ").replace(/</g, "&lt;").slice(0, 90);
}

function markdown(verdicts: ReadonlyMap<string, ReadonlyMap<Row, string>>): string {
  const names = [...verdicts.keys()];
  const right = names.map((name) =>
    [...verdicts.get(name)!.values()].filter((verdict) => verdict === "").length
  );
  const lines = [
    `| promise | held by | ${names.join(" | ")} |`,
    `| --- | --- | ${names.map(() => "---").join(" | ")} |`,
    `| **kept of ${ROWS.length}** | | ${right.map((count) => `**${count}**`).join(" | ")} |`,
  ];
  for (const row of ROWS) {
    const cells = names.map((name) => escapeCell(verdicts.get(name)!.get(row)!) || "✓");
    lines.push(`| ${escapeCell(row.does)} | ${row.section} | ${cells.join(" | ")} |`);
  }
  return lines.join("\n") + "\n";
}

const folder = await Deno.makeTempDir({ prefix: "coplay_conformance_" });
try {
  modules = folder;
  await installNodePeers(folder);
  const root = await makeSites(folder);
  const verdicts = new Map<string, Map<Row, string>>();
  for (const peer of PEERS) {
    const [program] = await peer.command({ root, port: 1 });
    if (!await findProgram(program!)) continue;
    verdicts.set(peer.name, await judgePeer(peer, root));
    const kept = [...verdicts.get(peer.name)!.values()].filter((verdict) => verdict === "").length;
    print(`${peer.name}: ${kept} of ${ROWS.length}`);
  }
  await Deno.mkdir(benchFile("results"), { recursive: true });
  const head = "What each host answers at its defaults; a mark where it keeps the promise, " +
    "else what it does instead.\n\n";
  await Deno.writeTextFile(benchFile("results/conformance.md"), head + markdown(verdicts));
} finally {
  await Deno.remove(folder, { recursive: true });
}
