import {
  benchFile,
  coplayCommand,
  findProgram,
  hasGevent,
  versionOf,
} from "../support/programs.ts";

/** A program that serves the folder of games with its defaults. */
export interface HostPeer {
  readonly name: string;
  /** Its command; undefined where this machine lacks it. */
  readonly command: (
    options: { root: string; port: number; folder: string },
  ) => Promise<string[] | undefined>;
  /** The beginning of its files' paths. */
  readonly prefix: string;
  /** Its certificate for https. @default {plain http} */
  readonly cert?: string;
}

/** A running host. */
export interface RunningHost extends AsyncDisposable {
  readonly name: string;
  readonly pid: number;
  /** The URL of a file in the folder. */
  url(path: string): string;
}

const NODE_PEERS = ["sirv-cli@3.0.1", "serve@14.2.7", "http-server@14.1.1"];

/** Installs the peers from npm into a folder. */
export async function installNodePeers(folder: string): Promise<void> {
  await Deno.writeTextFile(`${folder}/package.json`, '{"private":true}');
  const args = ["install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"];
  await new Deno.Command("npm", { args: [...args, ...NODE_PEERS], cwd: folder }).output()
    .catch(() => undefined);
}

/** @param tls the paths of a certificate and its key, for https and HTTP/2 */
export function nginx(
  workers: number,
  tls?: { certPath: string; keyPath: string },
): HostPeer["command"] {
  const secure = tls
    ? ` ssl http2; ssl_certificate ${tls.certPath}; ssl_certificate_key ${tls.keyPath}`
    : "";
  return async ({ root, port, folder }) => {
    if (!await findProgram("nginx")) return undefined;
    const config = `${folder}/nginx${workers}${tls ? "s" : ""}.conf`;
    await Deno.writeTextFile(
      config,
      `worker_processes ${workers}; daemon off; pid ${config}.pid; error_log ${config}.log; user root;
events {}
http { access_log off; sendfile on; tcp_nopush on; include /etc/nginx/mime.types;
  default_type application/octet-stream; gzip on; keepalive_requests 1000000;
  server { listen 127.0.0.1:${port}${secure}; root ${root}; } }
`,
    );
    return ["nginx", "-c", config];
  };
}

export function coplay(...more: string[]): HostPeer["command"] {
  const rest = ["--game", "b", "--no-live", ...more];
  return ({ root, port }) =>
    Promise.resolve(coplayCommand("serve", `${port}`, "--games", root, ...rest));
}

function node(path: string, args: (root: string, port: number) => string[]): HostPeer["command"] {
  return async ({ root, port, folder }) => {
    const script = `${folder}/node_modules/${path}`;
    const isThere = await Deno.stat(script).then(() => true, () => false);
    return isThere ? ["node", script, ...args(root, port)] : undefined;
  };
}

/** coplay with one process. */
export const COPLAY: HostPeer = { name: "coplay", prefix: "/games", command: coplay() };

export const NGINX: HostPeer = { name: "nginx", prefix: "", command: nginx(1) };

/** All hosts, coplay first. */
export const HOSTS: readonly HostPeer[] = [
  COPLAY,
  { name: "coplay, workers auto", prefix: "/games", command: coplay("--workers", "auto") },
  NGINX,
  { name: "nginx, 2 workers", prefix: "", command: nginx(2) },
  {
    name: "caddy",
    prefix: "",
    command: async ({ root, port }) =>
      await findProgram("caddy")
        ? ["caddy", "file-server", "--root", root, "--listen", `127.0.0.1:${port}`]
        : undefined,
  },
  {
    name: "lighttpd",
    prefix: "",
    async command({ root, port, folder }) {
      if (!await findProgram("lighttpd")) return undefined;
      const config = `${folder}/lighttpd.conf`;
      await Deno.writeTextFile(
        config,
        `server.document-root = "${root}"\nserver.port = ${port}\nserver.bind = "127.0.0.1"\n`,
      );
      return ["lighttpd", "-D", "-f", config];
    },
  },
  {
    name: "sirv",
    prefix: "",
    command: node("sirv-cli/bin.js", (root, port) => [root, "--port", `${port}`, "--quiet"]),
  },
  {
    name: "serve",
    prefix: "",
    command: node("serve/build/main.js", (root, port) => [root, "--listen", `${port}`, "-L"]),
  },
  {
    name: "http-server",
    prefix: "",
    command: node("http-server/bin/http-server", (root, port) => [root, "-p", `${port}`, "-s"]),
  },
  {
    name: "gevent",
    prefix: "",
    command: async ({ root, port }) =>
      await hasGevent()
        ? ["/usr/bin/python3", benchFile("peers/gevent_serve.py"), root, `${port}`]
        : undefined,
  },
];

const VERSION_FLAGS = { nginx: "-v", caddy: "version", lighttpd: "-v", wrk: "-v" };

/** Describes this machine's peers and load generators with their versions. */
export async function describeHosts(): Promise<string[]> {
  const versions: string[] = [];
  for (const [name, flag] of Object.entries(VERSION_FLAGS)) {
    if (!await findProgram(name)) continue;
    const version = (await versionOf(name, flag)).replace(/ \[.*/, "");
    versions.push(version.startsWith(name) ? version : `${name} ${version}`);
  }
  if (await findProgram("node")) versions.push(...NODE_PEERS);
  if (await hasGevent()) versions.push("Python with gevent");
  return versions;
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

/** Starts a host and waits until it answers; undefined where this machine lacks it. */
export async function startHost(
  peer: HostPeer,
  options: { root: string; folder: string },
): Promise<RunningHost | undefined> {
  const port = freePort();
  const command = await peer.command({ ...options, port });
  if (!command) return undefined;
  const [program, ...args] = command;
  const env = { XDG_DATA_HOME: options.folder, XDG_CONFIG_HOME: options.folder };
  const silent = { stdin: "null", stdout: "null", stderr: "null" } as const;
  const child = new Deno.Command(program!, { args, env, ...silent }).spawn();
  const host: RunningHost = {
    name: peer.name,
    pid: child.pid,
    url: (path) => `http${peer.cert ? "s" : ""}://127.0.0.1:${port}${peer.prefix}/${path}`,
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await child.status;
    },
  };
  using client = Deno.createHttpClient({ caCerts: peer.cert ? [peer.cert] : [] });
  for (let tries = 0; tries < 600; tries++) {
    const answer = await fetch(host.url("b/small.png"), { client }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return host;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await host[Symbol.asyncDispose]();
  throw new Error(`${peer.name} does not answer`);
}
