import "reflect-metadata";
import * as x509 from "@peculiar/x509";

/** A certificate with its private key, as files hold them. */
export interface CertifiedKey {
  /** PEM. */
  readonly cert: string;
  /** PEM, PKCS #8. */
  readonly key: string;
}

/** The names and addresses in a certificate. */
export interface HostNames {
  readonly dns: readonly string[];
  readonly ip: readonly string[];
}

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const DAY_MS = 86_400_000;
const AUTHORITY_DAYS = 3650;
/** Apple's systems accept no website certificate that is valid for more than 398 days. */
const LEAF_DAYS = 397;
/** A certificate that ends within so many days is replaced. */
const RENEWAL_DAYS = 30;

/**
 * The only names that the authority may sign, besides its machine's: none exists on the internet, so a stolen key
 * cannot impersonate a bank.
 */
const LOCAL_NAMES = ["localhost", "local", "lan", "home.arpa", "internal"];

/** Makes the authority that players' devices install. */
export async function makeAuthority(machine: string, nowMs: number): Promise<CertifiedKey> {
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: randomSerial(),
    name: [{ O: ["coplay"] }, { CN: [`coplay: ${machine}`] }],
    ...validity(nowMs, AUTHORITY_DAYS),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
        true,
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      new x509.Extension("2.5.29.30", true, encodeNameConstraints([...LOCAL_NAMES, machine])),
    ],
  });
  return { cert: certificate.toString("pem"), key: await exportKey(keys.privateKey) };
}

/** Makes the host's certificate, signed by the authority. */
export async function makeLeaf(
  authority: CertifiedKey,
  names: HostNames,
  nowMs: number,
): Promise<CertifiedKey> {
  const issuer = new x509.X509Certificate(authority.cert);
  const signingKey = await importKey(authority.key);
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: randomSerial(),
    subject: [{ O: ["coplay"] }, { CN: [names.dns[0] ?? names.ip[0] ?? "coplay"] }],
    issuer: issuer.subjectName,
    ...validity(nowMs, LEAF_DAYS),
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        ...names.dns.map((value) => ({ type: "dns" as const, value })),
        ...names.ip.map((value) => ({ type: "ip" as const, value })),
      ]),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  });
  return { cert: certificate.toString("pem"), key: await exportKey(keys.privateKey) };
}

/** Whether a leaf covers these names, is signed by this authority, and is valid for some time to come. */
export function isLeafGood(
  leaf: CertifiedKey,
  { authority, names, nowMs }: { authority: CertifiedKey; names: HostNames; nowMs: number },
): boolean {
  try {
    const certificate = new x509.X509Certificate(leaf.cert);
    const issuer = new x509.X509Certificate(authority.cert);
    const keyId = certificate.getExtension(x509.AuthorityKeyIdentifierExtension)?.keyId;
    const issuerId = issuer.getExtension(x509.SubjectKeyIdentifierExtension)?.keyId;
    const held = certificate.getExtension(x509.SubjectAlternativeNameExtension)?.names.toJSON()
      .map(({ value }) => value.toLowerCase()) ?? [];
    return keyId === issuerId && lasts(certificate, nowMs) &&
      [...names.dns, ...names.ip].every((name) => held.includes(name.toLowerCase()));
  } catch {
    // The file was cut short, say.
    return false;
  }
}

/** Whether an authority is valid long enough for every certificate that it signs. */
export function isAuthorityGood({ cert }: CertifiedKey, nowMs: number): boolean {
  try {
    const certificate = new x509.X509Certificate(cert);
    const endMs = certificate.notAfter.getTime();
    return certificate.notBefore.getTime() <= nowMs && endMs > nowMs + LEAF_DAYS * DAY_MS;
  } catch {
    return false;
  }
}

/** The machine that an authority was made on, whose bare name it may sign. */
export function machineOf({ cert }: CertifiedKey): string {
  const [name = ""] = new x509.X509Certificate(cert).subjectName.getField("CN");
  return name.replace(/^coplay: /, "");
}

/** Encodes a certificate as DER, the form that devices install. */
export function toDer(cert: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new x509.X509Certificate(cert).rawData);
}

/** The SHA-256 of a certificate, formatted as systems show it. */
export async function fingerprintOf(cert: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", toDer(cert));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0"))
    .join(":").toUpperCase();
}

function lasts({ notBefore, notAfter }: x509.X509Certificate, nowMs: number): boolean {
  return notBefore.getTime() <= nowMs && notAfter.getTime() > nowMs + RENEWAL_DAYS * DAY_MS;
}

/** Begins a day ago, because the clocks of tablets differ. */
function validity(nowMs: number, days: number): { notBefore: Date; notAfter: Date } {
  return { notBefore: new Date(nowMs - DAY_MS), notAfter: new Date(nowMs + (days - 1) * DAY_MS) };
}

/** Makes a positive serial number (RFC 5280 §4.1.2.2). */
function randomSerial(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[0] = 0x40 | (bytes[0]! & 0x3f);
  return bytes.toHex();
}

/** RFC 5280 §4.2.1.10: names of hosts must end in one of these; addresses are free. */
function encodeNameConstraints(names: readonly string[]): Uint8Array<ArrayBuffer> {
  const subtrees = names.map((name) => der(0x30, der(0x82, new TextEncoder().encode(name))));
  return der(0x30, der(0xa0, concat(subtrees)));
}

function der(tag: number, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [
    0x82,
    length >> 8,
    length & 0xff,
  ];
  return concat([new Uint8Array([tag, ...size]), content]);
}

function concat(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(pieces.flatMap((piece) => [...piece]));
}

async function exportKey(key: CryptoKey): Promise<string> {
  const bytes = await crypto.subtle.exportKey("pkcs8", key);
  return x509.PemConverter.encode(bytes, "PRIVATE KEY") + "\n";
}

async function importKey(pem: string): Promise<CryptoKey> {
  const [bytes] = x509.PemConverter.decode(pem);
  return await crypto.subtle.importKey("pkcs8", bytes!, ALGORITHM, false, ["sign"]);
}
