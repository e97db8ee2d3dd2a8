import { join } from "node:path";
import { benchFile, type Peers } from "./programs.ts";

/** A server in its own process, until it is stopped. */
export interface RunningServer {
  readonly origin: string;
  stop(): Promise<void>;
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

function running(child: Deno.ChildProcess, port: number): RunningServer {
  return {
    origin: `http://127.0.0.1:${port}`,
    async stop() {
      child.kill("SIGTERM");
      await child.status;
    },
  };
}

/** Starts one of the benches' own servers, which prints its port in its first line. */
export async function startScript(script: string, ...args: string[]): Promise<RunningServer> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-config", "--allow-net", "--allow-read", benchFile(script), ...args],
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const { value } = await child.stdout.getReader().read();
  return running(child, Number(new TextDecoder().decode(value)));
}

/** Most servers send a tag and a date, of which a download keeps a line for each file. */
const HELLO_DATE = "Sun, 06 Nov 1994 08:49:37 GMT";

/**
 * Starts nginx with its defaults, except for two workers and one slow folder.
 *
 * @param log a file for a line about each request: method, status and bytes of the body @default {none}
 */
export async function startNginx(root: string, log?: string): Promise<RunningServer> {
  const access = log === undefined ? "off" : `${log} asked`;
  const port = freePort();
  const config = join(root, "..", "nginx.conf");
  await Deno.writeTextFile(
    config,
    `worker_processes 2; daemon off; pid ${config}.pid; error_log ${config}.log;
events { worker_connections 4096; }
http { log_format asked '$request_method $status $body_bytes_sent'; access_log ${access}; sendfile on; keepalive_requests 1000000;
  types {} default_type application/octet-stream;
  server { listen 127.0.0.1:${port} backlog=4096; root ${root};
    location /capped/ { limit_rate 8m; }
    location /hello/ {
      add_header ETag '"hello"'; add_header Last-Modified "${HELLO_DATE}"; return 200 "hello\\n";
    } } }
`,
  );
  const child = new Deno.Command("nginx", { args: ["-c", config], stderr: "null" }).spawn();
  const server = running(child, port);
  while (!await isUp(server.origin)) await new Promise((resolve) => setTimeout(resolve, 20));
  return server;
}

async function isUp(origin: string): Promise<boolean> {
  try {
    await (await fetch(origin)).body?.cancel();
    return true;
  } catch {
    return false;
  }
}

/** Starts nginx over a folder, or a small server of our own on a machine without nginx. */
export async function startFileServer(root: string, peers: Peers): Promise<RunningServer> {
  return peers.has("nginx")
    ? await startNginx(root)
    : await startScript("peers/file_server.ts", root);
}
