import { join } from "node:path";

/** nginx over a folder, on a port of its own, until it is stopped. */
export interface Nginx {
  readonly origin: string;
  stop(): Promise<void>;
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

/** Starts nginx with its defaults but for what a bench needs: two workers, no log. */
export async function startNginx(root: string, locations = ""): Promise<Nginx> {
  const port = freePort();
  const config = join(root, "..", "nginx.conf");
  await Deno.writeTextFile(
    config,
    `worker_processes 2; daemon off; pid ${config}.pid; error_log ${config}.log;
events { worker_connections 4096; }
http { access_log off; sendfile on; keepalive_requests 1000000;
  types {} default_type application/octet-stream;
  server { listen 127.0.0.1:${port} backlog=4096; root ${root}; ${locations} } }
`,
  );
  const child = new Deno.Command("nginx", { args: ["-c", config], stderr: "null" }).spawn();
  const origin = `http://127.0.0.1:${port}`;
  for (;;) {
    try {
      await (await fetch(origin)).body?.cancel();
      break;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  return {
    origin,
    async stop() {
      child.kill("SIGTERM");
      await child.status;
    },
  };
}
