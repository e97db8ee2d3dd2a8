import { archiveName, type Target, TARGETS } from "./targets.ts";

/** Where the files of releases lie, below a tag each. */
const RELEASES = "https://github.com/coplay/coplay/releases/download";
const HOMEPAGE = "https://github.com/coplay/coplay";
const DESCRIPTION = "Host browser games for everyone in the room, and fetch many files safely";

/** What the manifests of package managers are made of. */
export interface ManifestSource {
  readonly version: string;
  /** The SHA-256 of each archive that was made, in lower-case hex, by its name. */
  readonly digests: ReadonlyMap<string, string>;
}

/** A manifest that is ready to be submitted. */
export interface Manifest {
  readonly path: string;
  readonly text: string;
}

function address(version: string, target: Target): string {
  return `${RELEASES}/v${version}/${archiveName(target)}`;
}

/** Makes the manifests for Scoop, Homebrew and winget of those systems for which the archives were made. */
export function makeManifests(source: ManifestSource): Manifest[] {
  return [...scoop(source), ...homebrew(source), ...winget(source)];
}

function targetOf(triple: string): Target {
  return TARGETS.find((target) => target.triple === triple)!;
}

const WINDOWS = targetOf("x86_64-pc-windows-msvc");

function scoop({ version, digests }: ManifestSource): Manifest[] {
  const hash = digests.get(archiveName(WINDOWS));
  if (hash === undefined) return [];
  const manifest = {
    version,
    description: DESCRIPTION,
    homepage: HOMEPAGE,
    license: "MIT",
    architecture: { "64bit": { url: address(version, WINDOWS), hash, extract_dir: "coplay" } },
    bin: "coplay.exe",
    checkver: "github",
    autoupdate: {
      architecture: { "64bit": { url: address("$version", WINDOWS) } },
      hash: { url: `${RELEASES}/v$version/SHA256SUMS` },
    },
  };
  return [{ path: "scoop/coplay.json", text: JSON.stringify(manifest, undefined, 2) + "\n" }];
}

/** The branches of a Homebrew formula: system, machine, target. */
const BREWS = [
  ["on_macos", "on_arm", targetOf("aarch64-apple-darwin")],
  ["on_macos", "on_intel", targetOf("x86_64-apple-darwin")],
  ["on_linux", "on_arm", targetOf("aarch64-unknown-linux-gnu")],
  ["on_linux", "on_intel", targetOf("x86_64-unknown-linux-gnu")],
] as const;

function homebrew({ version, digests }: ManifestSource): Manifest[] {
  if (BREWS.some(([, , target]) => !digests.has(archiveName(target)))) return [];
  const systems = ["on_macos", "on_linux"].map((system) => {
    const machines = BREWS.filter(([each]) => each === system).map(([, machine, target]) =>
      `    ${machine} do
      url "${address(version, target)}"
      sha256 "${digests.get(archiveName(target))}"
    end
`
    );
    return `  ${system} do\n${machines.join("")}  end\n`;
  });
  const text = `class Coplay < Formula
  desc "${DESCRIPTION}"
  homepage "${HOMEPAGE}"
  version "${version}"
  license "MIT"

${systems.join("\n")}
  def install
    bin.install "coplay"
    generate_completions_from_executable(bin/"coplay", "completions", shells: [:bash, :zsh, :fish])
    (man1/"coplay.1").write Utils.safe_popen_read(bin/"coplay", "man")
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/coplay --version")
  end
end
`;
  return [{ path: "homebrew/coplay.rb", text }];
}

function winget({ version, digests }: ManifestSource): Manifest[] {
  const hash = digests.get(archiveName(WINDOWS));
  if (hash === undefined) return [];
  const id = "coplay.coplay";
  const file = (name: string, type: string, body: string) => ({
    path: `winget/${name}.yaml`,
    text: `PackageIdentifier: ${id}
PackageVersion: ${version}
${body}ManifestType: ${type}
ManifestVersion: 1.6.0
`,
  });
  return [
    file(id, "version", "DefaultLocale: en-US\n"),
    file(
      `${id}.installer`,
      "installer",
      `InstallerType: zip
NestedInstallerType: portable
NestedInstallerFiles:
- RelativeFilePath: coplay\\coplay.exe
  PortableCommandAlias: coplay
Installers:
- Architecture: x64
  InstallerUrl: ${address(version, WINDOWS)}
  InstallerSha256: ${hash.toUpperCase()}
`,
    ),
    file(
      `${id}.locale.en-US`,
      "defaultLocale",
      `PackageLocale: en-US
Publisher: the coplay authors
PackageName: coplay
PackageUrl: ${HOMEPAGE}
License: MIT
ShortDescription: ${DESCRIPTION}
`,
    ),
  ];
}
