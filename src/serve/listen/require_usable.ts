import { CommandError } from "../../cli/errors.ts";
import { messageOf } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import type { CertifiedKey } from "../certificate/certificate.ts";

/** Tests a certificate with its key. @throws {CommandError} where they do not work for https */
export function requireUsable({ cert, key }: CertifiedKey): void {
  try {
    Deno.listenTls({ port: 0, hostname: "127.0.0.1", cert, key }).close();
  } catch (error) {
    throw new CommandError(explainPair(error));
  }
}

/** Explains why a certificate and a key do not work, by the wording of Deno's TLS library. */
function explainPair(error: unknown): Text {
  const message = messageOf(error);
  const why = message.includes("KeyMismatch")
    ? { en: "the key belongs to another one", zh: "私钥与证书不匹配" }
    : /\bkeys?\b/i.test(message)
    ? { en: "the key file holds no key that fits", zh: "私钥文件中没有可用的私钥" }
    : { en: "the file is damaged", zh: "证书文件已损坏" };
  return {
    en: `Cannot speak https with this certificate: ${why.en}`,
    zh: `无法使用该证书提供 https：${why.zh}`,
  };
}
