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
  addressText,
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
  open: OpenHost & { screen: LiveScreen | undefined; io: Io },
): void {
  const { urls, addresses, certificate, screen, io } = open;
  const { address: entrance = "", adminToken: token } = front;
  const codeOf = rememberCode(io);
  const isShown = () => screen !== undefined && fitsCode(codeOf(front.address ?? ""), io.size());
  const code = isShown() ? [] : codeOf(entrance);
  announceAddresses(urls(), { code, token, io });
  if (addresses.isAlone && addresses.isOpen) tell(io, TEXTS.noNetwork);
  let before = entrance;
  addresses.subscribe(() => {
    if (front.address === before) return;
    before = front.address ?? "";
    if (addresses.isAlone) return tell(io, TEXTS.noNetwork);
    tell(io, addressText(before));
    if (!isShown()) { for (const line of codeOf(before)) io.stderr.write(`${line}\n`); }
  });
  if (certificate) announceAuthority(certificate, { entrance, io });
  screen?.open(makeReadHost(front, { code: codeOf, io }));
}

/** Draws the code of an address once: the screen asks for it twice a second. */
function rememberCode(io: Io): (address: string) => readonly string[] {
  let known: { readonly address: string; readonly code: readonly string[] } | undefined;
  return (address) => {
    if (known?.address !== address) known = { address, code: qrLines(address, io.stderr) };
    return known.code;
  };
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
