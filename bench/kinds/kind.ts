/** The files of a game by their paths: texts, bytes, or files of packages. */
export type GameFiles = Readonly<Record<string, string | Uint8Array | PackageFile>>;

/** A file or a folder of an installed package. */
export interface PackageFile {
  readonly of: string;
}

/** A kind of game: an engine, or what a build tool makes. */
export interface Kind {
  /** Its name, which is also its folder's. */
  readonly name: string;
  /** The packages that it needs, each with its version. */
  readonly packages: readonly string[];
  /** The game as its author has it. */
  readonly files: GameFiles;
  /** The command that builds it in its folder, and the folder that it makes; undefined where nothing is built. */
  readonly build?: { readonly command: readonly string[]; readonly to: string };
}

/** The part of every game that says in the console what it does, so that playing it can wait for that. */
export const SAYS = `const ready = () => requestAnimationFrame(() => console.log("game: ready"));
const moved = () => requestAnimationFrame(() => console.log("game: moved"));`;

/** Makes a page around scripts. */
export function page(title: string, body: string, head = ""): string {
  return `<!doctype html><html><head><meta charset="utf-8"><title>${title}</title>
<link rel="icon" href="data:,"><style>html, body { margin: 0; background: #161a24; }</style>${head}</head>
<body>${body}</body></html>`;
}
