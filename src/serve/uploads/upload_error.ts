import { TextError } from "../../cli/errors.ts";
import { diskReason } from "../../cli/file_reason.ts";
import type { Text } from "../../cli/language.ts";

/** A game cannot be added or removed. */
export class UploadError extends TextError {
  override readonly name = "UploadError";
  /** The status of the answer that says so. */
  readonly status: 400 | 404 | 409 | 413 | 507;
  constructor(status: UploadError["status"], text: Text) {
    super(text);
    this.status = status;
  }
}

/** Formats a size for people: `500 MB`. */
function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`;
}

export const UPLOAD_TEXTS = {
  none: { en: "There is no such game among those added here", zh: "这里没有添加过这个游戏" },
  playing: {
    en: "It is being played; publish another game first",
    zh: "正在玩这个游戏；请先发布别的游戏",
  },
  cut: { en: "It did not arrive whole; send it again", zh: "没有完整收到；请再发送一次" },
  noPage: {
    en: "There is no game inside: a page such as index.html is missing",
    zh: "里面没有游戏：缺少 index.html 这样的页面",
  },
  notUrl: {
    en: "It must be an address that begins with http:// or https://",
    zh: "必须是以 http:// 或 https:// 开头的网址",
  },
  ownAddress: {
    en: "That is the address of this host itself",
    zh: "这是本服务器自己的地址",
  },
  body: { en: 'The body must be {"url": "https://…"}', zh: '请求体必须是 {"url": "https://…"}' },
  off: {
    en: "Games are added here only where the host was started with --uploads DIR",
    zh: "服务器以 --uploads 文件夹 启动时，才能在这里添加游戏",
  },
  bug: { en: "Something went wrong inside coplay", zh: "coplay 内部出错" },
  stopped: { en: "It was stopped", zh: "已停止" },
} as const satisfies Record<string, Text>;

export function tooLargeText(maxBytes: number): Text {
  const size = megabytes(maxBytes);
  return {
    en: `It is larger than ${size}; put it into the folder by hand`,
    zh: `超过 ${size}；请直接把它放进文件夹`,
  };
}

/** Says why a disk does not keep a game. */
export function diskError(error: unknown): UploadError {
  const why = diskReason(error);
  return new UploadError(507, {
    en: `It cannot be kept: ${why.en}`,
    zh: `无法保存：${why.zh}`,
  });
}

/** Says why a game cannot be added; undefined for an error that is coplay's own. */
export function refusalOf(error: unknown): UploadError | undefined {
  if (error instanceof UploadError) return error;
  // Archives are refused in words.
  if (error instanceof TextError) return new UploadError(409, error.text);
  const { code } = error as { code?: string };
  const isOfDisk = code !== undefined || error instanceof Deno.errors.NotCapable;
  return isOfDisk ? diskError(error) : undefined;
}
