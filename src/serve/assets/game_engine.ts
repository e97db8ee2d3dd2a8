/** The tool that made a game, and what its loader needs from the host. */
export interface EngineProfile {
  /** The tool's name, for the operator; undefined where it is not recognised. */
  readonly engine: string | undefined;
  /** Whether its loader needs shared memory, so that every answer carries COOP and COEP. */
  readonly needsIsolation: boolean;
  /** Whether it refuses to start over plain http from another machine. */
  readonly needsSecureContext: boolean;
  /** Whether its loader asks for `.br` and `.gz` by name and expects the browser to unpack them. */
  readonly unpacksInBrowser: boolean;
}

/** The files and texts that an engine is recognised by. */
export interface EngineClues {
  readonly paths: readonly string[];
  /** The text of the game's first page. */
  readonly page: string;
  /** The page's text and that of the file which says what a build of Flutter holds. */
  readonly config: string;
  /** The text of the page, and of every script beside WebAssembly that the game loads. */
  readonly scripts: readonly string[];
}

interface Mark {
  readonly engine: string;
  readonly isMarkOf: (clues: EngineClues) => boolean;
}

function hasPath(pattern: RegExp): Mark["isMarkOf"] {
  return ({ paths }) => paths.some((path) => pattern.test(path));
}

function hasPage(pattern: RegExp): Mark["isMarkOf"] {
  return ({ page }) => pattern.test(page);
}

function either(...marks: Mark["isMarkOf"][]): Mark["isMarkOf"] {
  return (clues) => marks.some((isMarkOf) => isMarkOf(clues));
}

/** Marks of each engine, the most telling first; the first match names the engine. */
const MARKS: readonly Mark[] = [
  {
    engine: "Unity",
    isMarkOf: either(
      hasPath(/\.loader\.js$|\.unityweb$|(?:^|\/)UnityLoader\.js$/),
      hasPage(/createUnityInstance|UnityLoader/),
    ),
  },
  {
    engine: "Godot 4",
    isMarkOf: either(
      hasPage(/GODOT_THREADS_ENABLED|gdextensionLibs/),
      ({ scripts }) => scripts.some((script) => script.includes("getMissingFeatures")),
    ),
  },
  { engine: "Godot 3", isMarkOf: either(hasPage(/GODOT_CONFIG|gdnativeLibs/), hasPath(/\.pck$/)) },
  { engine: "Flutter", isMarkOf: hasPath(/(?:^|\/)flutter(?:_bootstrap)?\.js$/) },
  { engine: "RPG Maker MZ", isMarkOf: hasPath(/(?:^|\/)js\/rmmz_core\.js$/) },
  { engine: "RPG Maker MV", isMarkOf: hasPath(/(?:^|\/)js\/rpg_core\.js$/) },
  { engine: "Construct 3", isMarkOf: hasPath(/(?:^|\/)c3runtime\.js$/) },
  { engine: "Construct 2", isMarkOf: hasPath(/(?:^|\/)c2runtime\.js$/) },
  { engine: "GameMaker", isMarkOf: either(hasPage(/GameMaker_Init/), hasPath(/^html5game\//)) },
  { engine: "Ren'Py", isMarkOf: hasPath(/(?:^|\/)renpy(?:-pre)?\.(?:js|data|wasm)$/) },
  { engine: "Defold", isMarkOf: hasPath(/(?:^|\/)dmloader\.js$|archive_files\.json$/) },
  { engine: "LÖVE.js", isMarkOf: hasPath(/(?:^|\/)love\.(?:js|wasm)$/) },
  { engine: "PICO-8", isMarkOf: hasPage(/pico8_|p8_autoplay/) },
  { engine: "Ruffle", isMarkOf: hasPath(/(?:^|\/)ruffle[^/]*\.js$|\.swf$/) },
  { engine: "js-dos", isMarkOf: hasPath(/\.jsdos$|(?:^|\/)(?:js-dos|wdosbox[^/]*)\.js$/) },
  { engine: "EmulatorJS", isMarkOf: hasPage(/EJS_player/) },
  { engine: "macroquad", isMarkOf: hasPath(/(?:^|\/)mq_js_bundle\.js$/) },
  { engine: "Bevy or wasm-bindgen", isMarkOf: hasPath(/_bg\.wasm$/) },
  { engine: "Emscripten", isMarkOf: ({ scripts }) => scripts.some(isEmscripten) },
];

function isEmscripten(script: string): boolean {
  return /\bModule\b/.test(script) && /asmLibraryArg|wasmImports|instantiateWasm/.test(script);
}

/** Whether code makes shared memory; every loader merely tests for it. */
function makesSharedMemory(script: string): boolean {
  return script.includes("new SharedArrayBuffer(") || /\bPThread\b/.test(script) ||
    /\bshared["']?\s*:\s*(?:true|!0)/.test(script);
}

/** Whether a game's loader starts threads, which browsers allow only to an isolated page. */
function usesThreads({ paths, page, config, scripts }: EngineClues, engine?: string): boolean {
  // Every build of Flutter holds a renderer with threads, and says which one it loads.
  if (engine === "Flutter") return /"renderer"\s*:\s*"skwasm"/.test(config);
  const godot = /GODOT_THREADS_ENABLED\s*=\s*(true|false)/.exec(page);
  if (godot) return godot[1] === "true";
  if (/EJS_threads\s*=\s*true/.test(page)) return true;
  // Authors add this file where their web host cannot send the two headers.
  if (paths.some((path) => /(?:^|\/)coi-serviceworker(?:\.min)?\.js$/.test(path))) return true;
  if (paths.some((path) => isPthreadWorker(path, paths))) return true;
  return scripts.some(makesSharedMemory);
}

/** Emscripten and Godot up to 4.2 lay `x.worker.js` beside `x.wasm`. */
function isPthreadWorker(path: string, paths: readonly string[]): boolean {
  const [, stem] = /^(.*)\.worker\.js$/.exec(path) ?? [];
  return stem !== undefined &&
    [".wasm", ".js"].every((end) => paths.some((other) => other.startsWith(stem + end)));
}

/** Recognises the tool that made a game. */
export function recogniseEngine(clues: EngineClues): EngineProfile {
  const engine = MARKS.find(({ isMarkOf }) => isMarkOf(clues))?.engine;
  const needsIsolation = usesThreads(clues, engine);
  return {
    engine,
    needsIsolation,
    // Flutter draws without threads where it gets none.
    needsSecureContext: (needsIsolation && engine !== "Flutter") || engine === "Godot 4",
    unpacksInBrowser: engine === "Unity",
  };
}
