import { writeAll } from "../../cli/write_all.ts";
import type { Text } from "../../cli/language.ts";

/** The most bytes to read: enough for the headers of an answer and the first line after them. */
const MOST_BYTES = 512 * 1024;

/**
 * Requests a file again over its own connection, only to see how the server writes its chunks (RFC 9112 §7.1): Deno
 * reports an invalid chunk exactly like a lost connection.
 *
 * @returns the problem of the chunks; `undefined` without one
 */
export async function lookAtChunks(
  url: URL,
  headers: readonly (readonly [string, string])[],
  { caCerts, signal }: { caCerts: readonly string[]; signal: AbortSignal },
): Promise<Text | undefined> {
  const hostname = url.hostname.replace(/^\[|\]$/g, "");
  const connection = url.protocol === "https:"
    ? await Deno.connectTls({ hostname, port: Number(url.port || 443), caCerts: [...caCerts] })
    : await Deno.connect({ hostname, port: Number(url.port || 80) });
  const close = () => {
    try {
      connection.close();
    } catch {
      // The connection is closed already.
    }
  };
  signal.addEventListener("abort", close, { once: true });
  try {
    const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
    const request =
      `GET ${url.pathname}${url.search} HTTP/1.1\r\nhost: ${url.host}\r\n${lines}\r\n`;
    await writeAll(connection, Uint8Array.from(request, (character) => character.charCodeAt(0)));
    return fault(await readFirstSize(connection));
  } finally {
    signal.removeEventListener("abort", close);
    close();
  }
}

/** Reads the line with the size of the first chunk, including its end; `undefined` if it does not arrive. */
async function readFirstSize(connection: Deno.Conn): Promise<string | undefined> {
  const buffer = new Uint8Array(64 * 1024);
  let text = "";
  while (text.length < MOST_BYTES) {
    const [, size] = /^[^]*?\r?\n\r?\n([^\n]*\n)/.exec(text) ?? [];
    if (size !== undefined) return size;
    const count = await connection.read(buffer);
    if (count === null) return undefined;
    text += String.fromCharCode(...buffer.subarray(0, count));
  }
  return undefined;
}

function fault(line: string | undefined): Text | undefined {
  if (line === undefined) return undefined;
  if (!line.endsWith("\r\n")) {
    return {
      en: "the server ends the lines of its chunks with a bare line feed, which cannot be read",
      zh: "服务器的分块传输仅以换行符（LF）结束各行，无法读取",
    };
  }
  if (/^[0-9a-f]{1,15}[ \t]*(?:;.*)?\r\n$/i.test(line)) return undefined;
  return {
    en: "the server sends chunks without saying how long they are",
    zh: "服务器的分块传输没有给出有效的块长度",
  };
}
