import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { packTarGz, packZip } from "../../src/release/archive.ts";
import { findBundledPackages } from "../../src/release/bundled_packages.ts";
import { settleChunkNames } from "../../src/release/chunk_names.ts";
import { makeIcon } from "../../src/release/icon.ts";
import { makeManifests } from "../../src/release/manifests.ts";
import { formatNotice } from "../../src/release/notice.ts";
import { listSources } from "../../src/release/program.ts";
import { formatSbom } from "../../src/release/sbom.ts";
import { archiveName, TARGETS } from "../../src/release/targets.ts";
import { TempDir } from "../support/temp_dir.ts";

const own = await Deno.readTextFile(new URL("../../LICENSE", import.meta.url));

Deno.test("every package inside the executable stands in the notice and the bill of materials", async () => {
  await using folder = await TempDir.make();
  const sources = await listSources(folder.join("sources"));
  const packages = await findBundledPackages(sources, own);
  const names = packages.map(({ name }) => name);
  for (const name of ["@zip.js/zip.js", "amaro", "negotiator", "tough-cookie", "uqr"]) {
    assert(names.includes(name), name);
  }
  for (const { name, licence, licenceText } of packages) {
    assertMatch(licence, /^(MIT|0BSD|BSD-[23]-Clause|Apache-2\.0|ISC)$/, name);
    assertMatch(licenceText, /copyright|licen[cs]e/i, name);
  }
  // A source of another kind would be code that no notice tells of.
  const root = new URL("../../", import.meta.url).pathname;
  for (const source of sources) {
    const isKnown = source.startsWith(root) || /\/npm\/|@std\//.test(source);
    assert(isKnown, source);
  }
  const notice = formatNotice(packages);
  const sbom = JSON.parse(formatSbom(packages, { version: "1.2.3" }));
  assertEquals(sbom.metadata.component.version, "1.2.3");
  const listed = sbom.components.map(({ name }: { name: string }) => name);
  for (const { name, version } of packages) {
    assertStringIncludes(notice, `${name} ${version} (`);
    assert(listed.includes(name), name);
  }
});

const FILES = [
  { name: "coplay", bytes: new TextEncoder().encode("#!/bin/sh\n"), isProgram: true },
  { name: "START.txt", bytes: new TextEncoder().encode("开始") },
];

Deno.test("the same files make the same archives, and only the program can be run", async () => {
  for (const pack of [packZip, packTarGz]) {
    assertEquals(await pack("coplay", FILES), await pack("coplay", FILES));
  }
  await using folder = await TempDir.make();
  await Deno.writeFile(folder.join("a.tar.gz"), await packTarGz("coplay", FILES));
  const { code } = await new Deno.Command("tar", {
    args: ["-xzf", "a.tar.gz"],
    cwd: folder.path,
  }).output();
  assertEquals(code, 0);
  const modes = FILES.map(({ name }) => Deno.statSync(folder.join("coplay", name)).mode! & 0o111);
  assertEquals(modes, [0o111, 0]);
});

Deno.test("the parts of a bundle have the same names wherever its sources lie", async () => {
  const settled = await Promise.all(["AAAAAAAA", "BBBBBBBB"].map(async (hash) => {
    const folder = await TempDir.make();
    await Deno.mkdir(folder.join("src"));
    await Deno.writeTextFile(folder.join("main.js"), `import "./chunk-${hash}.js";`);
    await Deno.writeTextFile(folder.join("src", "worker.js"), `import "../chunk-${hash}.js";`);
    await Deno.writeTextFile(
      folder.join(`chunk-${hash}.js`),
      `import("./two-1${hash.slice(1)}.js")`,
    );
    await Deno.writeTextFile(folder.join(`two-1${hash.slice(1)}.js`), "0");
    await settleChunkNames(folder.path);
    const texts = await Promise.all(
      ["main.js", "src/worker.js", "part-0.js", "part-1.js"]
        .map((name) => Deno.readTextFile(folder.join(name))),
    );
    await folder[Symbol.asyncDispose]();
    return texts;
  }));
  assertEquals(settled[0], settled[1]);
  assertEquals(settled[0]!.slice(0, 2), ['import "./part-1.js";', 'import "../part-1.js";']);
});

Deno.test("the icon has a picture for every size that Windows shows", () => {
  const icon = makeIcon();
  const view = new DataView(icon.buffer);
  assertEquals([view.getUint16(0, true), view.getUint16(2, true)], [0, 1]);
  const sizes = Array.from({ length: view.getUint16(4, true) }, (_, index) => {
    const entry = 6 + 16 * index;
    const [length, offset] = [view.getUint32(entry + 8, true), view.getUint32(entry + 12, true)];
    const png = new DataView(icon.buffer, offset, length);
    assertEquals(png.getUint32(0), 0x89504e47);
    assertEquals(icon[entry], png.getUint32(16) % 256);
    return png.getUint32(16);
  });
  assertEquals(sizes, [16, 32, 48, 256]);
});

Deno.test("package managers' manifests name the archives with their digests", () => {
  const digests = new Map(
    TARGETS.map((target, index) => [archiveName(target), `${index}`.repeat(64)]),
  );
  const manifests = makeManifests({ version: "1.2.3", digests });
  const text = (path: string) => manifests.find((each) => each.path === path)!.text;
  const scoop = JSON.parse(text("scoop/coplay.json"));
  assertEquals(scoop.architecture["64bit"].hash, "2".repeat(64));
  for (const [index, target] of TARGETS.entries()) {
    const file = target.archive === "zip"
      ? text("winget/coplay.coplay.installer.yaml")
      : text("homebrew/coplay.rb");
    assertStringIncludes(file, `/v1.2.3/${archiveName(target)}`);
    assertStringIncludes(file, `${index}`.repeat(64));
  }
  // A manifest that names what was not made could not be installed.
  assertEquals(makeManifests({ version: "1.2.3", digests: new Map() }), []);
});
