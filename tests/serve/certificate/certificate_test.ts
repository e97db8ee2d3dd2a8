import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { openCertificate } from "../../../src/serve/certificate/certificate_store.ts";
import { configFolder } from "../../../src/cli/config_folder.ts";
import { lackOf, programPath } from "../../support/programs.ts";
import { TempDir } from "../../support/temp_dir.ts";
import { testUnless } from "../../support/test_unless.ts";
import { WHY_NO_MODES } from "../../support/systems.ts";

const DAY_MS = 86_400_000;
const START_MS = Date.now();

function optionsFor(folder: string, more: { addresses?: string[]; nowMs?: number } = {}) {
  return {
    folder: join(folder, "coplay"),
    machine: "teacher",
    addresses: ["192.168.1.5", "fd00::2", "fe80::1"],
    nowMs: START_MS,
    ...more,
  };
}

async function openssl(...args: string[]): Promise<string> {
  const { stdout, stderr } = await new Deno.Command(programPath("openssl"), { args }).output();
  return new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
}

testUnless(
  lackOf("openssl"),
  "a certificate is good in the eyes of openssl, for every name and address",
  async () => {
    await using folder = await TempDir.make();
    const options = optionsFor(folder.path);
    await openCertificate(options);
    const [authority, host] = ["authority.crt", "host.crt"].map((name) =>
      join(options.folder, name)
    );
    for (const name of ["teacher.local", "teacher", "localhost"]) {
      const verified = await openssl(
        "verify",
        "-x509_strict",
        "-purpose",
        "sslserver",
        "-verify_hostname",
        name,
        "-CAfile",
        authority!,
        host!,
      );
      assertStringIncludes(verified, "OK");
    }
    for (const ip of ["192.168.1.5", "fd00::2", "127.0.0.1", "::1"]) {
      const verified = await openssl("verify", "-verify_ip", ip, "-CAfile", authority!, host!);
      assertStringIncludes(verified, "OK");
    }
    const wrong = ["-verify_hostname", "bank.example", "-CAfile", authority!, host!];
    assertStringIncludes(await openssl("verify", ...wrong), "mismatch");
  },
);

testUnless(
  lackOf("openssl"),
  "a certificate lasts as long as phones allow, its authority for years",
  async () => {
    await using folder = await TempDir.make();
    const options = optionsFor(folder.path);
    await openCertificate(options);
    const lasts = async (name: string, days: number) => {
      const path = join(options.folder, name);
      const seconds = String(days * 86_400);
      const said = await openssl("x509", "-in", path, "-noout", "-checkend", seconds);
      return said.includes("will not expire");
    };
    assertEquals([await lasts("host.crt", 390), await lasts("host.crt", 398)], [true, false]);
    assert(await lasts("authority.crt", 3000));
  },
);

testUnless(
  WHY_NO_MODES,
  "certificates are kept, and only their owner can read the keys",
  async () => {
    await using folder = await TempDir.make();
    const options = optionsFor(folder.path);
    const first = await openCertificate(options);
    assertEquals((await openCertificate(options)).version, first.version);
    for await (const { name } of Deno.readDir(options.folder)) {
      const { mode } = await Deno.stat(join(options.folder, name));
      assertEquals((mode ?? 0) & 0o777, 0o600, name);
    }
    await Deno.chmod(join(options.folder, "host.key"), 0o644);
    await openCertificate(options);
    const { mode } = await Deno.stat(join(options.folder, "host.key"));
    assertEquals((mode ?? 0) & 0o777, 0o600);
  },
);

Deno.test("a certificate is renewed before it ends, under the same authority", async () => {
  await using folder = await TempDir.make();
  const first = await openCertificate(optionsFor(folder.path));
  const later = (days: number) =>
    openCertificate(optionsFor(folder.path, { nowMs: START_MS + days * DAY_MS }));
  assertEquals((await later(300)).version, first.version);
  const renewed = await later(370);
  assert(renewed.version !== first.version);
  assertEquals(renewed.authority?.fingerprint, first.authority?.fingerprint);
});

Deno.test("a machine that moves to another network gets a certificate for it", async () => {
  await using folder = await TempDir.make();
  const first = await openCertificate(optionsFor(folder.path));
  const moved = await openCertificate(optionsFor(folder.path, { addresses: ["10.0.0.7"] }));
  assert(moved.version !== first.version);
  assertEquals(moved.authority?.fingerprint, first.authority?.fingerprint);
});

Deno.test("a certificate that was cut short is made anew", async () => {
  await using folder = await TempDir.make();
  const options = optionsFor(folder.path);
  const first = await openCertificate(options);
  await Deno.writeTextFile(join(options.folder, "host.crt"), "-----BEGIN CERTIFICATE-----\nMIIB");
  assert((await openCertificate(options)).version !== first.version);
});

testUnless(lackOf("openssl"), "the authority cannot speak for names of the internet", async () => {
  await using folder = await TempDir.make();
  const options = optionsFor(folder.path);
  await openCertificate(options);
  const { makeLeaf } = await import("../../../src/serve/certificate/certificate.ts");
  const read = (name: string) => Deno.readTextFile(join(options.folder, name));
  const authority = { cert: await read("authority.crt"), key: await read("authority.key") };
  const stolen = await makeLeaf(authority, { dns: ["bank.example"], ip: [] }, START_MS);
  const path = join(options.folder, "stolen.crt");
  await Deno.writeTextFile(path, stolen.cert);
  const said = await openssl("verify", "-CAfile", join(options.folder, "authority.crt"), path);
  assertStringIncludes(said, "permitted subtree violation");
});

const FOLDERS: readonly [
  os: typeof Deno.build.os,
  env: Record<string, string>,
  folder: string | undefined,
][] = [
  ["linux", { HOME: "/home/a" }, "/home/a/.config/coplay"],
  ["linux", { HOME: "/home/a", XDG_CONFIG_HOME: "/x" }, "/x/coplay"],
  ["windows", { APPDATA: "/a/Roaming", USERPROFILE: "/a" }, "/a/Roaming/coplay"],
  ["linux", {}, undefined],
];

for (const [os, env, folder] of FOLDERS) {
  Deno.test(`certificates are kept in ${folder} on ${os}`, () => {
    // The separator is this machine's.
    const kept = configFolder((name) => env[name], os);
    assertEquals(kept?.replaceAll("\\", "/"), folder);
  });
}
