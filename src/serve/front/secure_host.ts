import type { Language } from "../../cli/language.ts";
import { AUTHORITY_FILE, HOST_PATH, STEPS_PAGE } from "../address/paths.ts";
import { answerHostFile } from "../browser/host_files.ts";
import type { HostCertificate } from "../certificate/certificate_store.ts";
import { answerCertificatePage } from "../pages/certificate_page.ts";
import { answerNotice, LOCKED } from "../pages/notice_page.ts";
import { languageOf } from "../pages/page_shell.ts";
import type { Handler } from "../request/handler_type.ts";
import { PLAIN_TEXTS } from "./texts.ts";

/** Answers with the authority's certificate; undefined where the operator has their own. */
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

/** Answers with the steps to install it; undefined where there is nothing to install. */
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

/** Answers plain http on a host that speaks https: with a notice, the steps and the certificate. */
export function makePlainHandler(
  certificateNow: () => HostCertificate,
  language: Language,
): Handler {
  return (request) => {
    const certificate = certificateNow();
    const { pathname } = new URL(request.url);
    const name = pathname.startsWith(HOST_PATH) ? pathname.slice(HOST_PATH.length) : "";
    return answerOwn(name, request, { certificate, language }) ?? answerHostFile(name, request) ??
      answerPlain(request, {
        hasAuthority: certificate.authority !== undefined,
        language: languageOf(request, language),
      });
  };
}

/** Answers with the certificate and the steps, which a client needs before it can use https. */
function answerOwn(
  name: string,
  request: Request,
  own: { certificate: HostCertificate; language: Language },
): Response | undefined {
  if (name === AUTHORITY_FILE) return answerAuthority(own.certificate);
  return name === STEPS_PAGE ? answerSteps(request, own) : undefined;
}

function answerPlain(
  request: Request,
  { hasAuthority, language }: { hasAuthority: boolean; language: Language },
): Response {
  const steps = { label: PLAIN_TEXTS.steps, href: HOST_PATH + STEPS_PAGE };
  const secure = toHttps(new URL(request.url));
  const answer = answerNotice({
    language,
    status: 426,
    scripts: ["secure.js"],
    scene: LOCKED,
    asks: secure.origin,
    what: PLAIN_TEXTS.what,
    next: PLAIN_TEXTS.next,
    buttons: [{ label: PLAIN_TEXTS.open, href: secure.href }, ...(hasAuthority ? [steps] : [])],
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
