import type { TestCertificate } from "./test_certificate.ts";
import { OutputLog } from "./output_log.ts";
import { programPath } from "./programs.ts";
import { onToldPort } from "./told_port.ts";

/** The settings of an nginx, besides its port and its own files. */
export interface NginxSettings {
  /** A folder that nginx may write to. */
  readonly folder: string;
  /** The content of `http { … }`. */
  readonly http?: string;
  /** The content of `server { … }`. */
  readonly server: string;
  /** The certificate and the protocol of a server with TLS. @default {HTTP/1.1 without TLS} */
  readonly tls?: { readonly certificate: TestCertificate; readonly protocol: "http/1.1" | "h2" };
}

const OWN_FOLDERS = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];

function configOf({ folder, http = "", server, tls }: NginxSettings, port: number): string {
  const certificate =
    `ssl_certificate ${folder}/nginx.pem; ssl_certificate_key ${folder}/nginx.key;`;
  const listen = tls ? ` ssl${tls.protocol === "h2" ? " http2" : ""}` : "";
  const temp = OWN_FOLDERS.map((name) => `${name}_temp_path ${folder}/${name};`).join(" ");
  return `worker_processes 1; daemon off; pid ${folder}/nginx.pid; error_log stderr notice;
events { worker_connections 4096; }
http { ${temp} access_log off; ${tls ? certificate : ""} ${http}
  server { listen 127.0.0.1:${port}${listen} backlog=4096; ${server} } }
`;
}

/** A real nginx on 127.0.0.1. */
export class NginxServer implements AsyncDisposable {
  readonly origin: string;
  readonly #child: Deno.ChildProcess;

  private constructor(child: Deno.ChildProcess, origin: string) {
    this.#child = child;
    this.origin = origin;
  }

  /** Starts nginx; resolves when it answers. */
  static async start(settings: NginxSettings): Promise<NginxServer> {
    const { folder, tls } = settings;
    if (tls) {
      await Deno.writeTextFile(`${folder}/nginx.pem`, tls.certificate.cert);
      await Deno.writeTextFile(`${folder}/nginx.key`, tls.certificate.key);
    }
    return await onToldPort(async (port) => {
      const path = `${folder}/nginx.conf`;
      await Deno.writeTextFile(path, configOf(settings, port));
      const child = new Deno.Command(programPath("nginx"), {
        args: ["-c", path, "-e", "stderr"],
        stdin: "null",
        stdout: "null",
        stderr: "piped",
      }).spawn();
      await new OutputLog(child.stderr).match(/start worker process \d/);
      return new NginxServer(child, `${tls ? "https" : "http"}://127.0.0.1:${port}`);
    });
  }

  get pid(): number {
    return this.#child.pid;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill("SIGTERM");
    await this.#child.status;
  }
}
