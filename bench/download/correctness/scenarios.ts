// Scenarios: what a server does, and what a program must then leave on disk.
import {
  type Answer,
  bodyDigest,
  type Gate,
  type ScriptedServer,
  times,
} from "../../../tests/support/scripted_server.ts";
import { BODIES, NEW, OLD, OTHER } from "./leavings.ts";
import type { Wish } from "./programs.ts";

const DATE = "Mon, 06 Jan 2020 10:00:00 GMT";
const LATER = "Tue, 07 Jan 2020 10:00:00 GMT";
const OLD_ANSWER: Answer = { body: OLD, etag: '"old"', lastModified: DATE };
const NEW_ANSWER: Answer = { body: NEW, etag: '"new"', lastModified: LATER };
const CUT: Answer = { cutAfterBytes: 2_400_000 };
const HEADERS = ["Authorization: Bearer secret", "Cookie: session=secret", "X-Api-Key: secret"];

/** The servers of a scenario. */
export interface Stage {
  readonly server: ScriptedServer;
  /** A server on another port and under another name. */
  readonly other: ScriptedServer;
  /** The program is killed when a request for a body reaches this gate. */
  readonly killGate: Gate;
}

/** The result of a program, which a scenario judges. */
export interface Result {
  /** Files under names that a user would take for downloads, with their content. */
  readonly files: ReadonlyMap<string, string>;
  readonly exit: number | "stopped after 30 s";
  /** Secret headers that the other host received. */
  readonly leaked: readonly string[];
  /** The bytes that the server sent, divided by the size of the file. */
  readonly sentShare: number;
}

/** One row of the table. */
export interface Scenario {
  readonly title: string;
  /** Sets the answers for `/file`. */
  readonly serve: (stage: Stage) => void;
  /** Sets the answers for a second run in the same folder. */
  readonly again?: (stage: Stage) => void;
  readonly wish?: (stage: Stage) => Partial<Wish>;
  /** Writes files into the folder before the run. */
  readonly before?: (folder: string) => Promise<void>;
  readonly isRight: (result: Result) => boolean;
  /** The signal that ends the first run when its body reaches the gate. @default SIGKILL */
  readonly signal?: "SIGINT";
  /** What the table shows besides the files; a share of the bytes is a cost, not a fault. */
  readonly shows?: "leaked" | "share";
}

const isWhole = ({ files, exit }: Result) => files.get("file") === "whole" && exit === 0;
const isRefused = ({ files, exit }: Result) => files.size === 0 && exit !== 0;
const failsTwice = (answer: Answer) => times(2, answer);

export const SCENARIOS: readonly Scenario[] = [
  {
    title: "every answer ends after a fifth of the body",
    serve: ({ server }) => server.on("/file", { ...NEW_ANSWER, ignoresRange: true, ...CUT }),
    isRight: isRefused,
  },
  {
    title: "the line drops once in mid-body",
    serve: ({ server }) => server.on("/file", { ...NEW_ANSWER, ...CUT }, NEW_ANSWER),
    isRight: isWhole,
  },
  {
    title: "the line is reset once in mid-body",
    serve: ({ server }) => server.on("/file", { ...NEW_ANSWER, ...CUT, cut: "reset" }, NEW_ANSWER),
    isRight: isWhole,
  },
  {
    title: "killed with SIGKILL in mid-body, then run again",
    serve: (stage) => stage.server.on("/file", killAfter(NEW_ANSWER, stage)),
    again: ({ server }) => server.on("/file", NEW_ANSWER),
    isRight: isWhole,
  },
  {
    title: "killed, and the file changes before the next run",
    serve: (stage) => stage.server.on("/file", killAfter(OLD_ANSWER, stage)),
    again: ({ server }) => server.on("/file", NEW_ANSWER),
    isRight: isWhole,
  },
  {
    title: "stopped by Ctrl-C, and the file changes before the next run",
    serve: (stage) => stage.server.on("/file", killAfter(OLD_ANSWER, stage)),
    again: ({ server }) => server.on("/file", NEW_ANSWER),
    signal: "SIGINT",
    isRight: isWhole,
  },
  {
    title: "killed, and the file changes on a server that does not know If-Range",
    serve: (stage) => stage.server.on("/file", killAfter(OLD_ANSWER, stage)),
    again: ({ server }) => server.on("/file", { ...NEW_ANSWER, ignoresIfRange: true }),
    isRight: isWhole,
  },
  {
    title: "killed, and the file changes on a server without ETag and Last-Modified",
    serve: (stage) => stage.server.on("/file", killAfter({ body: OLD }, stage)),
    again: ({ server }) => server.on("/file", { body: NEW }),
    isRight: isWhole,
  },
  {
    title: "the file changes while a dropped line is taken up again",
    serve: ({ server }) =>
      server.on("/file", { ...OLD_ANSWER, ...CUT }, { ...NEW_ANSWER, ignoresIfRange: true }),
    isRight: isWhole,
  },
  {
    title: "killed; the next answer is 206 with another range than asked",
    serve: (stage) => stage.server.on("/file", killAfter(NEW_ANSWER, stage)),
    again: ({ server }) =>
      server.on(
        "/file",
        ({ headers }) =>
          headers.has("range")
            ? { ...NEW_ANSWER, answersRange: { start: 0, end: 9_600_000 } }
            : NEW_ANSWER,
      ),
    isRight: isWhole,
  },
  {
    title: "killed; the server ignores Range and answers 200",
    serve: (stage) => stage.server.on("/file", killAfter(NEW_ANSWER, stage)),
    again: ({ server }) => server.on("/file", { ...NEW_ANSWER, ignoresRange: true }),
    isRight: isWhole,
  },
  {
    title: "all is there already, and is asked for again",
    serve: ({ server }) => server.on("/file", NEW_ANSWER),
    again: ({ server }) => server.on("/file", NEW_ANSWER),
    isRight: (result) => isWhole(result) && result.files.size === 1,
  },
  {
    title: "an older file of the same size has the name",
    before: (folder) => Deno.writeFile(`${folder}/file`, BODIES.other),
    serve: ({ server }) => server.on("/file", NEW_ANSWER),
    isRight: ({ files, exit }) =>
      files.size === 2 && files.get("file") === "the other file" &&
      [...files.values()].includes("whole") && exit === 0,
  },
  {
    title: "two URLs of one command end in the same name",
    serve: ({ server }) => server.on("/file", NEW_ANSWER).on("/other/file", { body: OTHER }),
    wish: ({ server }) => ({ also: server.url("/other/file") }),
    isRight: ({ files, exit }) => files.size === 2 && exit === 0,
  },
  {
    title: "503 with Retry-After twice, then the file",
    serve: ({ server }) =>
      server.on(
        "/file",
        ...failsTwice({ status: 503, headers: { "retry-after": "1" } }),
        NEW_ANSWER,
      ),
    isRight: isWhole,
  },
  {
    title: "429 with Retry-After twice, then the file",
    serve: ({ server }) =>
      server.on(
        "/file",
        ...failsTwice({ status: 429, headers: { "retry-after": "1" } }),
        NEW_ANSWER,
      ),
    isRight: isWhole,
  },
  {
    title: "503 for ever",
    serve: ({ server }) => server.on("/file", { status: 503 }),
    isRight: isRefused,
  },
  {
    title: "404 with a page",
    serve: ({ server }) => server.on("/file", { status: 404, body: "<h1>not found</h1>" }),
    isRight: isRefused,
  },
  {
    title: "the bytes are not those of the checksum that was given",
    serve: ({ server }) => server.on("/file", NEW_ANSWER),
    wish: () => ({ sha256: bodyDigest(OLD) }),
    isRight: isRefused,
  },
  {
    title: "redirect to another host: what goes along of Authorization, Cookie, X-Api-Key",
    serve: ({ server, other }) => {
      const location = other.url("/file").replace("127.0.0.1", "localhost");
      server.on("/file", { status: 302, headers: { location } });
      other.on("/file", NEW_ANSWER);
    },
    wish: () => ({ headers: HEADERS }),
    isRight: (result) => isWhole(result) && result.leaked.length === 0,
    shows: "leaked",
  },
  {
    title: "the server suggests the name ../../evil",
    serve: ({ server }) => server.on("/file", offering("../../evil")),
    wish: () => ({ takesOfferedName: true }),
    isRight: ({ files }) => [...files.keys()].every((name) => !name.includes("/")),
  },
  {
    title: "the server suggests the name .bashrc",
    serve: ({ server }) => server.on("/file", offering(".bashrc")),
    wish: () => ({ takesOfferedName: true }),
    isRight: ({ files }) => !files.has(".bashrc"),
  },
  {
    title: "the server suggests a name with a terminal's escape codes",
    serve: ({ server }) => server.on("/file", offering("a%1b[31m.txt", "filename*=UTF-8''")),
    wish: () => ({ takesOfferedName: true }),
    // deno-lint-ignore no-control-regex
    isRight: ({ files }) => [...files.keys()].every((name) => !/[\x00-\x1f]/.test(name)),
  },
  {
    title: "a body without a length is cut: nobody can tell",
    serve: ({ server }) => server.on("/file", { body: NEW, framing: "close", ...CUT }),
    isRight: (result) => isRefused(result) || isWhole(result),
  },
  {
    title: "killed; unchanged, but no ETag and no date: bytes sent in all",
    serve: (stage) => stage.server.on("/file", killAfter({ body: NEW }, stage)),
    again: ({ server }) => server.on("/file", { body: NEW }),
    isRight: (result) => isWhole(result) && result.sentShare < 1.1,
    shows: "share",
  },
];

function offering(name: string, parameter = "filename="): Answer {
  const value = parameter.endsWith("=") ? `"${name}"` : name;
  return { ...NEW_ANSWER, headers: { "content-disposition": `attachment; ${parameter}${value}` } };
}

/** Kills the program when this part of the body has been sent. */
function killAfter(answer: Answer, { killGate }: Stage): Answer {
  return { ...answer, holdsBody: { gate: killGate, afterBytes: 2_400_000 } };
}
