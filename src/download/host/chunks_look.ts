import { writeAll } from "../../cli/write_all.ts";
import type { Text } from "../../cli/language.ts";

/** As much is read as the head of an answer and the first line behind it can take. */
const MOST_BYTES = 512 * 1024;

/**
 * Asks for a file once more, over a connection of our own, only to see how the server writes its chunks (RFC 9112
 * §7.1): Deno says of chunks that it cannot read no more than of a connection that was lost.
 *
 * @returns what is wrong with them; `undefined` where nothing is
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
      // It has ended by itself.
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

/** The line that says how long the first chunk is, its end included; `undefined` where it does not come. */
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
