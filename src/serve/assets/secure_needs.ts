import type { Text } from "../../cli/language.ts";
import { type Game, listGameFiles } from "../catalogue/catalogue.ts";
import type { EngineProfile } from "./game_engine.ts";

/** A browser feature that pages lack over plain http from another machine. */
interface Feature {
  readonly name: Text;
  readonly pattern: RegExp;
}

const FEATURES: readonly Feature[] = [
  { name: { en: "threads", zh: "多线程" }, pattern: /\bnew SharedArrayBuffer\b|\bAtomics\.wait/ },
  { name: { en: "gamepads", zh: "手柄" }, pattern: /\bgetGamepads\b/ },
  { name: { en: "playing offline", zh: "离线游玩" }, pattern: /serviceWorker\s*\.\s*register\b/ },
  {
    name: { en: "audio worklets", zh: "音频处理" },
    pattern: /\baudioWorklet\b|\bAudioWorkletNode\b/,
  },
  { name: { en: "WebGPU", zh: "WebGPU" }, pattern: /\bnavigator\.gpu\b/ },
  {
    name: { en: "motion sensors", zh: "动作感应" },
    pattern: /\bdevicemotion\b|\bdeviceorientation\b/,
  },
  { name: { en: "camera and microphone", zh: "摄像头和麦克风" }, pattern: /\bgetUserMedia\b/ },
  { name: { en: "keeping the screen on", zh: "屏幕常亮" }, pattern: /\bwakeLock\.request\b/ },
  { name: { en: "encryption", zh: "加密" }, pattern: /\bcrypto\.subtle\b/ },
];

/** Renderers that every build of Flutter holds, whichever it uses. */
const RENDERER_REGEXP = /(?:^|\/)canvaskit\//;

/** At most this many scripts are searched; reading more is not worth a hint. */
const MAX_FILES = 60;
const MAX_FILE_BYTES = 2 * 1024 * 1024;

/** Lists the features that a game would lack over plain http, as names for people; empty where it lacks none. */
export async function findSecureNeeds(game: Game, profile: EngineProfile): Promise<Text[]> {
  const files = await listGameFiles(game);
  const scripts = files.filter(({ path, sizeBytes }) =>
    /\.(?:m?[jt]s|html?)$/i.test(path) && !RENDERER_REGEXP.test(path) && sizeBytes <= MAX_FILE_BYTES
  );
  const found = new Set<Feature>(profile.needsIsolation ? FEATURES.slice(0, 1) : []);
  for (const file of scripts.slice(0, MAX_FILES)) {
    const text = new TextDecoder().decode(await file.read().catch(() => new Uint8Array()));
    for (const feature of FEATURES) if (feature.pattern.test(text)) found.add(feature);
  }
  return FEATURES.filter((feature) => found.has(feature)).map(({ name }) => name);
}

/** Tells the operator which features the published game lacks without https; undefined where it lacks none. */
export function describeMissing(
  game: Game,
  { needs, needsSecureContext }: { needs: readonly Text[]; needsSecureContext: boolean },
): Text | undefined {
  const list = {
    en: needs.map(({ en }) => en).join(", "),
    zh: needs.map(({ zh }) => zh).join("、"),
  };
  if (needsSecureContext) {
    return {
      en: `"${game.name.en}" will not start on other devices over http; use --https`,
      zh: `“${game.name.zh}”在其他设备上无法通过 http 启动；请使用 --https`,
    };
  }
  if (needs.length === 0) return undefined;
  return {
    en: `Over http, "${game.name.en}" goes without: ${list.en}; with --https it has them`,
    zh: `通过 http 访问时，“${game.name.zh}”缺少：${list.zh}；使用 --https 即可`,
  };
}
