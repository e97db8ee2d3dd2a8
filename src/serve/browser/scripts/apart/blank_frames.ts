import { APART_URL } from "./apart_url.ts";
import { frameTag, type OwnFrame } from "./frame_tag.ts";

/**
 * Separates the storage of frames and windows without a page of their own (about:blank), which games write into or
 * call. They share the game's origin, but no request for them reaches the host. A script gets hold of such a frame
 * only by one of these properties, so the frame is prepared before the script has it.
 */
export function keepBlankFramesApart(own: OwnFrame): void {
  const prepare = (frame: Window | null) => {
    if (frame && isBlank(frame) && !isPrepared(frame)) addScript(frame, own);
  };
  for (const kind of ["HTMLIFrameElement", "HTMLFrameElement"] as const) {
    const owner = self[kind]?.prototype;
    wrapGetter(owner, "contentWindow", (frame) => prepare(frame as Window | null));
    wrapGetter(
      owner,
      "contentDocument",
      (inner) => prepare((inner as Document | null)?.defaultView ?? null),
    );
  }
  const open = self.open;
  self.open = (...place) => {
    const opened = open.apply(self, place);
    prepare(opened);
    return opened;
  };
}

/** Whether a frame's page is the empty one, from which scripts of this page may read. */
function isBlank(frame: Window): boolean {
  try {
    return frame.location.href === "about:blank" && frame.document.documentElement !== null;
  } catch {
    // It belongs to another origin.
    return false;
  }
}

function isPrepared(frame: Window): boolean {
  return Symbol.for("coplay.apart") in frame;
}

/** Runs the script in a frame at once: a tag with an address would run only after the game's own code. */
function addScript(frame: Window, own: OwnFrame): void {
  const script = frame.document.importNode(frameTag(own), true);
  script.removeAttribute("src");
  script.text = readSource();
  frame.document.documentElement.append(script);
}

let source: string | undefined;

/** Reads the script's text and waits for it; the browser has it in its cache. */
function readSource(): string {
  if (source !== undefined) return source;
  const request = new XMLHttpRequest();
  try {
    request.open("GET", APART_URL, false);
    request.send();
    return source = request.responseText;
  } catch {
    // The game's own policy forbids requests. The frame then stays as it is.
    return source = "";
  }
}

/** Looks at what a property gives before the caller gets it. */
function wrapGetter(
  owner: object | undefined,
  name: string,
  look: (value: unknown) => void,
): void {
  const descriptor = owner && Object.getOwnPropertyDescriptor(owner, name);
  const read = descriptor?.get;
  if (!read) return;
  Object.defineProperty(owner, name, {
    ...descriptor,
    get() {
      const value: unknown = read.call(this);
      look(value);
      return value;
    },
  });
}
