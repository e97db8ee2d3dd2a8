import { CommandError } from "../../cli/errors.ts";
import { hostUrl } from "../address/paths.ts";
import type { Handler } from "../request/handler_type.ts";
import { RenewingServer } from "./renewing_server.ts";

/** Where the host listens. */
export interface ListenOptions {
  /** 0 takes a free port. */
  readonly port: number;
  readonly hostname: string;
  /** Whether other processes of this host listen on the same port. @default false */
  readonly isShared?: boolean;
}

/** A server that answers requests. */
export interface RunningServer {
  readonly port: number;
  readonly hostname: string;
  /** Stops taking requests, lets those under way finish for a while, then ends them. */
  stop(): Promise<void>;
}

/**
 * Starts to answer requests.
 *
 * @throws {CommandError} where the host cannot listen on the address
 */
export async function listen(handler: Handler, options: ListenOptions): Promise<RunningServer> {
  const { hostname, isShared = false } = options;
  try {
    const port = isShared ? options.port : await findPort(options);
    const server = new RenewingServer(handler, { ...options, port });
    return { port: server.addr.port, hostname, stop: () => server.stop() };
  } catch (error) {
    throw await explainListenError(error, options);
  }
}

/**
 * Returns the port, or a free one for 0. The server will share the port with its workers and its successor, and so
 * would share it with another program: this first binds it exclusively to find out.
 *
 * @throws {CommandError} where the host cannot listen on the address
 */
export async function findPort(options: ListenOptions): Promise<number> {
  try {
    const listener = Deno.listen({ port: options.port, hostname: options.hostname });
    const { port } = listener.addr;
    // Not by `using`: deno bundle --minify drops it where the value is used once, and never closes the listener.
    listener.close();
    return port;
  } catch (error) {
    throw await explainListenError(error, options);
  }
}

/**
 * Explains to the operator why the host cannot listen; returns an unexpected error as it is.
 *
 * @param options `os` is the system @default {that of this machine}
 */
export async function explainListenError(
  error: unknown,
  { port, hostname, os = Deno.build.os }: ListenOptions & { os?: typeof Deno.build.os },
): Promise<unknown> {
  if (error instanceof Deno.errors.AddrInUse) {
    const holder = await guessHolder(port);
    return new CommandError({
      en: `Cannot listen on port ${port}: it is in use, ${holder.en}`,
      zh: `无法监听端口 ${port}：端口已被占用，${holder.zh}`,
    });
  }
  if (error instanceof Deno.errors.PermissionDenied && os === "windows") {
    const show = "netsh interface ipv4 show excludedportrange protocol=tcp";
    return new CommandError({
      en:
        `Cannot listen on port ${port}: Windows keeps it for other programs; take another port. ` +
        `See those it keeps: ${show}`,
      zh: `无法监听端口 ${port}：Windows 已将它留给其他程序；请换一个端口。查看保留的端口：${show}`,
    });
  }
  if (error instanceof Deno.errors.PermissionDenied) {
    return new CommandError({
      en: `Cannot listen on port ${port}: permission denied; take a port above 1023`,
      zh: `无法监听端口 ${port}：没有权限；请使用 1023 以上的端口`,
    });
  }
  if (error instanceof Deno.errors.AddrNotAvailable) {
    return new CommandError({
      en: `Cannot listen on ${hostname}: this machine does not have that address`,
      zh: `无法监听 ${hostname}：本机没有这个地址`,
    });
  }
  return error;
}

/** How long to wait for the port's holder to identify itself; a busy machine takes its time. */
const HOLDER_ANSWERS_MS = 3000;

/** Asks the program on the port what it is; a web server often says. */
async function guessHolder(port: number) {
  const show = Deno.build.os === "windows"
    ? `netstat -ano | findstr :${port}`
    : Deno.build.os === "darwin"
    ? `lsof -i :${port}`
    : `ss -ltnp "sport = :${port}"`;
  try {
    const signal = AbortSignal.timeout(HOLDER_ANSWERS_MS);
    const response = await fetch(hostUrl(`http://127.0.0.1:${port}/`, "state"), { signal });
    await response.body?.cancel();
    if (response.headers.has("coplay-generation")) {
      return { en: "probably by another coplay", zh: "可能是另一个 coplay" };
    }
    const server = response.headers.get("server")?.replace(/[^\w./ -]/g, "").slice(0, 40);
    const name = server ? ` (${server})` : "";
    return {
      en: `by another web server${name}; see: ${show}`,
      zh: `占用者是另一个网页服务器${name}；查看：${show}`,
    };
  } catch {
    return { en: `by another program; see: ${show}`, zh: `占用者是另一个程序；查看：${show}` };
  }
}
