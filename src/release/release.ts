/**
 * Makes a release in `dist/release`: an archive for each kind of machine, SHA256SUMS, NOTICE, a bill of materials,
 * install scripts and package managers' manifests. The same sources make the same bytes.
 */
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { TextSink } from "../cli/process/text_sink.ts";
import { VERSION } from "../cli/version.ts";
import { packTarGz, packZip, type ReleaseFile } from "./archive.ts";
import { findBundledPackages } from "./bundled_packages.ts";
import { compileExecutable } from "./executable.ts";
import { makeIcon } from "./icon.ts";
import { makeManifests } from "./manifests.ts";
import { formatNotice } from "./notice.ts";
import { listSources, makeProgram, type Program } from "./program.ts";
import { formatSbom } from "./sbom.ts";
import { archiveName, type Target, TARGETS } from "./targets.ts";

const stderr = new TextSink(Deno.stderr);

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const RELEASE = join(ROOT, "dist", "release");
const BUILD = join(ROOT, "dist", "build");
const FILES = join(ROOT, "src", "release", "files");
/** The files of a release that are taken as they are. */
const TAKEN = ["install.sh", "install.ps1", "Dockerfile", "coplay.service"];

/** A runtime that is given fits this machine only. */
const HAS_GIVEN_RUNTIME = Boolean(Deno.env.get("DENORT_BIN"));

function text(content: string, isForWindows: boolean): Uint8Array<ArrayBuffer> {
  // Notepad needs the mark to know the encoding.
  return new TextEncoder().encode(
    isForWindows ? "\ufeff" + content.replaceAll("\n", "\r\n") : content,
  );
}

/** Compiles and packs one target. Returns the name of its archive; undefined where its runtime is out of reach. */
async function release(
  target: Target,
  { program, notice }: { program: Program; notice: string },
): Promise<string | undefined> {
  const isWindows = target.archive === "zip";
  const output = join(BUILD, target.triple, target.program);
  const icon = join(BUILD, "coplay.ico");
  const args = HAS_GIVEN_RUNTIME ? [] : ["--target", target.triple];
  if (isWindows) args.push("--icon", icon);
  if (!await compileExecutable(program, { output, args, isTold: false })) return undefined;
  const files: ReleaseFile[] = [
    { name: target.program, bytes: await Deno.readFile(output), isProgram: true },
  ];
  const texts = { "START.txt": join(FILES, "START.txt"), "LICENSE.txt": join(ROOT, "LICENSE") };
  for (const [name, path] of Object.entries(texts)) {
    files.push({ name, bytes: text(await Deno.readTextFile(path), isWindows) });
  }
  files.push({ name: "NOTICE.txt", bytes: text(notice, isWindows) });
  const name = archiveName(target);
  const bytes = await (isWindows ? packZip : packTarGz)("coplay", files);
  await Deno.writeFile(join(RELEASE, name), bytes);
  return name;
}

/** Returns the SHA-256 of a file of the release in hex. */
async function digestOf(name: string): Promise<string> {
  const hash = createHash("sha256");
  return hash.update(await Deno.readFile(join(RELEASE, name))).digest("hex");
}

async function write(path: string, content: string): Promise<void> {
  await Deno.mkdir(dirname(join(RELEASE, path)), { recursive: true });
  await Deno.writeTextFile(join(RELEASE, path), content);
}

async function makeArchives(notice: string): Promise<string[]> {
  const program = await makeProgram();
  await Deno.mkdir(BUILD, { recursive: true });
  await Deno.writeFile(join(BUILD, "coplay.ico"), makeIcon());
  const targets = TARGETS.filter(({ triple }) =>
    !HAS_GIVEN_RUNTIME || triple === Deno.build.target
  );
  const made: string[] = [];
  for (const target of targets) {
    const name = await release(target, { program, notice });
    if (name) made.push(name);
    else stderr.write(`Not made: ${target.triple}, whose runtime Deno could not fetch\n`);
  }
  if (HAS_GIVEN_RUNTIME) {
    stderr.write(`DENORT_BIN names one runtime, so only ${Deno.build.target} was made\n`);
  }
  return made;
}

async function makeRelease(): Promise<void> {
  for (const folder of [RELEASE, BUILD]) {
    await Deno.remove(folder, { recursive: true }).catch((error) => {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    });
  }
  await Deno.mkdir(RELEASE, { recursive: true });
  const own = await Deno.readTextFile(join(ROOT, "LICENSE"));
  const packages = await findBundledPackages(await listSources(join(BUILD, "sources")), own);
  const notice = formatNotice(packages);
  const archives = await makeArchives(notice);
  if (archives.length === 0) {
    stderr.write("Cannot make a release: no executable was made\n");
    Deno.exitCode = 1;
    return;
  }
  await write("NOTICE", notice);
  await write("coplay.cdx.json", formatSbom(packages, { version: VERSION }));
  for (const name of TAKEN) await write(name, await Deno.readTextFile(join(FILES, name)));
  const names = [...archives, "NOTICE", "coplay.cdx.json", ...TAKEN].sort();
  const digests = new Map<string, string>();
  for (const name of names) digests.set(name, await digestOf(name));
  await write("SHA256SUMS", names.map((name) => `${digests.get(name)}  ${name}\n`).join(""));
  for (const { path, text } of makeManifests({ version: VERSION, digests })) {
    await write(join("manifests", path), text);
  }
  stderr.write(
    `dist/release has coplay ${VERSION} for ${archives.length} of ${TARGETS.length} machines\n`,
  );
}

await makeRelease();
