import { type Io, tell } from "../../cli/io.ts";
import { isLoopback } from "../address/machine_addresses.ts";
import { hostUrl, STEPS_PAGE } from "../address/paths.ts";
import type { HostCertificate } from "../certificate/certificate_store.ts";
import type { Front } from "../front/front.ts";
import type { OpenHost } from "../listen/open_host.ts";
import { qrLines } from "../pages/qr.ts";
import type { LiveScreen } from "./live_screen.ts";
import { fitsCode } from "./screen_rows.ts";
import { makeReadHost } from "./screen_state.ts";
import {
  adminText,
  fingerprintText,
  firewallText,
  projectorText,
  stepsText,
  TEXTS,
} from "./texts.ts";

/** Foretells the question that the system asks when a program listens on its network for the first time. */
export function foretellFirewall(
  hostname: string,
  { io, os = Deno.build.os }: { io: Io; os?: typeof Deno.build.os },
): void {
  const text = isLoopback(hostname) ? undefined : firewallText(os);
  if (text) tell(io, text);
}

/** Prints the host's addresses and how to trust it, and starts to draw the operator's screen. */
export function announce(
  front: Front,
  { urls, certificate, screen, io }: OpenHost & { screen: LiveScreen | undefined; io: Io },
): void {
  const { address: entrance = "" } = front;
  const code = qrLines(entrance, io.stderr);
  const isShownLater = screen !== undefined && fitsCode(code, io.size());
  announceAddresses(urls, { code: isShownLater ? [] : code, token: front.adminToken, io });
  if (certificate) announceAuthority(certificate, { entrance, io });
  screen?.open(makeReadHost(front, { code, io }));
}

/**
 * Prints the addresses for players, as text and as a code, and the operator's page.
 *
 * @param urls the best one first
 * @param options `code` is the best address as rows of a QR code, empty where the screen shows it already
 */
function announceAddresses(
  urls: readonly string[],
  { code, token, io }: { code: readonly string[]; token: string; io: Io },
): void {
  tell(io, TEXTS.started);
  for (const url of urls) io.stdout.write(`${url}\n`);
  const [best = ""] = urls;
  for (const line of code) io.stderr.write(`${line}\n`);
  tell(io, projectorText(hostUrl(best, "projector")));
  tell(io, adminText(hostUrl(best, `admin#${token}`)));
}

/** Prints how players' devices come to trust the host. */
function announceAuthority(
  { authority }: HostCertificate,
  { entrance, io }: { entrance: string; io: Io },
): void {
  if (!authority) return;
  tell(io, stepsText(hostUrl(entrance, STEPS_PAGE)));
  tell(io, fingerprintText(authority.fingerprint));
}
