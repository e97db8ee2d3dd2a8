import { assertEquals } from "@std/assert";
import { readProcessStart } from "../../src/cli/process/process_start.ts";

/** Linux's text about a process with these numbers. */
function sayOf(
  { name = "cat", group = 70, terminal = 34816, foreground = 70, ignored = "0000000180000000" },
): string {
  const stat = `71 (${name}) R 69 ${group} 60 ${terminal} ${foreground} 4194304 95 0\n`;
  return `${stat}Name:\t${name}\nSigBlk:\t0000000000000001\nSigIgn:\t${ignored}\nSigCgt:\t0\n`;
}

const CASES = [
  { what: "in the foreground", says: {}, ignoresHangup: false, isInBackground: false },
  { what: "after &", says: { foreground: 60 }, ignoresHangup: false, isInBackground: true },
  {
    what: "without a terminal",
    says: { terminal: 0, foreground: -1 },
    ignoresHangup: false,
    isInBackground: false,
  },
  {
    what: "by nohup",
    says: { ignored: "0000000180000001" },
    ignoresHangup: true,
    isInBackground: false,
  },
  {
    what: "under a name that looks like more",
    says: { name: "a) R 1 2 3 4 5 (b", foreground: 60 },
    ignoresHangup: false,
    isInBackground: true,
  },
];

for (const { what, says, ...start } of CASES) {
  Deno.test(`a process that was started ${what} is recognized by the system's data`, () => {
    assertEquals(readProcessStart(sayOf(says)), start);
  });
}

Deno.test("unexpected data of the system is ignored", () => {
  for (const text of ["", "71 (cat) R\n", sayOf({}).replace("SigIgn", "Sig")]) {
    assertEquals(readProcessStart(text), undefined);
  }
});
