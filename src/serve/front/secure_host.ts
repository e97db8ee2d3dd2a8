import type { Language } from "../../cli/language.ts";
import { answerCertificatePage } from "../pages/certificate_page.ts";
import type { HostCertificate } from "../certificate/certificate_store.ts";
import type { Handler } from "../request/handler.ts";
import { answerHostFile } from "../browser/host_files.ts";
import { answerNotice, LOCKED } from "../pages/notice_page.ts";
import { languageOf } from "../pages/page_shell.ts";

/** Answers for the certificate of the authority; undefined where the operator has their own. */
export function answerAuthority({ authority }: HostCertificate): Response | undefined {
  if (!authority) return undefined;
  return new Response(authority.der, {
    headers: [
      ["content-type", "application/x-x509-ca-cert"],
      ["content-disposition", `attachment; filename="coplay-ca.crt"`],
      ["content-length", String(authority.der.length)],
      ["cache-control", "no-store"],
      ["x-content-type-options", "nosniff"],
    ],
  });
}

/** Answers for the steps; undefined where there is nothing to install. */
export function answerSteps(
  request: Request,
  { certificate, language }: { certificate: HostCertificate; language: Language },
): Response | undefined {
  if (!certificate.authority) return undefined;
  return answerCertificatePage(request, {
    language: languageOf(request, language),
    fingerprint: certificate.authority.fingerprint,
    secureUrl: toHttps(new URL("/", request.url)).href,
  });
}

/** Answers what comes as plain http to a host that speaks https: says so, and gives the certificate. */
export function makePlainHandler(
  certificateNow: () => HostCertificate,
  language: Language,
): Handler {
  return (request) => {
    const url = new URL(request.url);
    const certificate = certificateNow();
    if (url.pathname === "/.coplay/ca.crt") {
      const answer = answerAuthority(certificate);
      if (answer) return answer;
    }
    if (url.pathname === "/.coplay/certificate") {
      const answer = answerSteps(request, { certificate, language });
      if (answer) return answer;
    }
    const file = /^\/\.coplay\/([\w.]+)$/.exec(url.pathname)?.[1] ?? "";
    return answerHostFile(file, request) ?? answerPlain(request, {
      hasAuthority: certificate.authority !== undefined,
      language: languageOf(request, language),
    });
  };
}

function answerPlain(
  request: Request,
  { hasAuthority, language }: { hasAuthority: boolean; language: Language },
): Response {
  const steps = {
    label: { en: "First time: install the certificate", zh: "第一次：安装证书" },
    href: "/.coplay/certificate",
  };
  const secure = toHttps(new URL(request.url));
  const answer = answerNotice({
    language,
    status: 426,
    scripts: ["secure.js"],
    scene: LOCKED,
    asks: secure.origin,
    what: { en: "One step to go: open it with https", zh: "请改用 https 打开" },
    next: {
      en: "The games here need a protected connection.",
      zh: "这里的游戏需要加密连接。",
    },
    buttons: [
      {
        label: { en: "Open with https", zh: "用 https 打开" },
        href: secure.href,
      },
      ...(hasAuthority ? [steps] : []),
    ],
  });
  // RFC 9110 §15.5.22
  answer.headers.set("upgrade", "TLS/1.2, HTTP/1.1");
  answer.headers.set("connection", "upgrade");
  return answer;
}

function toHttps(url: URL): URL {
  const port = url.port || "80";
  const secure = new URL(url);
  secure.protocol = "https:";
  secure.port = port;
  return secure;
}
