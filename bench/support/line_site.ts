import { join } from "node:path";
import { makeTestCertificate } from "../../tests/support/test_certificate.ts";
import { type RunningServer, startScript } from "./file_server.ts";

/** Origins with the same files, each behind its own slow line. */
const DOORS = {
  http: { listen: "", more: "" },
  tls: { listen: " ssl", more: "" },
  h2: { listen: " ssl http2", more: "" },
  limitReq: { listen: "", more: "limit_req zone=asked;" },
  limitConn: { listen: "", more: "limit_conn open 4; limit_rate 1m;" },
} as const;

export type Door = keyof typeof DOORS;

/** nginx behind slow lines. */
export interface LineSite {
  /** The origin of a door, without a slash at the end. */
  origin(door: Door): string;
  /** The path of the certificate that clients must trust. */
  readonly ca: string;
  /** An origin with the same files, behind a line that breaks a connection in every 100 MiB that it carries. */
  readonly lossyOrigin: string;
  /** Names of hosts that all lead to the same server, at this port. */
  readonly hosts: { readonly count: number; readonly port: string };
  stop(): Promise<void>;
}

const HOSTS = 20;

/** Makes a self-signed certificate for localhost. coplay would not accept one that may sign others. */
async function makeCertificate(dir: string): Promise<{ cert: string; key: string }> {
  const certificate = await makeTestCertificate();
  const paths = { cert: join(dir, "line.pem"), key: join(dir, "line.key") };
  await Deno.writeTextFile(paths.cert, certificate.cert);
  await Deno.writeTextFile(paths.key, certificate.key);
  return paths;
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

/** Starts nginx over a folder, with a slow line before each of its doors. */
export async function startLineSite(dir: string, www: string): Promise<LineSite> {
  const { cert, key } = await makeCertificate(dir);
  const doors = Object.keys(DOORS) as Door[];
  const ports = new Map(doors.map((door) => [door, freePort()]));
  const servers = doors.map((door) =>
    `server { listen 127.0.0.1:${ports.get(door)}${DOORS[door].listen} backlog=4096; root ${www};
      ${DOORS[door].more} }`
  );
  const config = join(dir, "line.conf");
  await Deno.writeTextFile(
    config,
    `worker_processes 1; daemon off; pid ${config}.pid; error_log ${config}.log;
events { worker_connections 4096; }
http { sendfile on; types {} default_type application/octet-stream; access_log off;
  ssl_certificate ${cert}; ssl_certificate_key ${key};
  limit_req_zone $server_port zone=asked:1m rate=5r/s; limit_conn_zone $server_port zone=open:1m;
  ${servers.join("\n  ")} }
`,
  );
  const nginx = new Deno.Command("nginx", { args: ["-c", config], stderr: "null" }).spawn();
  const lines = new Map<Door, RunningServer>();
  for (const door of doors) {
    lines.set(door, await startScript("peers/slow_line.ts", `${ports.get(door)}`, `${HOSTS}`));
  }
  const lossy = await startScript("peers/slow_line.ts", `${ports.get("http")}`, "1", "100");
  const portOf = (server: RunningServer) => new URL(server.origin).port;
  return {
    ca: cert,
    lossyOrigin: lossy.origin,
    hosts: { count: HOSTS, port: portOf(lines.get("http")!) },
    origin(door) {
      const { origin } = lines.get(door)!;
      const isSecure = DOORS[door].listen.includes("ssl");
      return isSecure ? `https://localhost:${new URL(origin).port}` : origin;
    },
    async stop() {
      for (const line of [...lines.values(), lossy]) await line.stop();
      nginx.kill("SIGTERM");
      await nginx.status;
    },
  };
}
