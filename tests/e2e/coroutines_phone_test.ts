// The lab on a phone: what fingers do to the run, and what stays as more is run.

import { assert, assertEquals } from "@std/assert";
import { openGame, type TestPage } from "../support/browser.ts";
import { browserTest as test } from "../support/programs.ts";

const position = (lab: TestPage) =>
  lab.read<number>(`Number(document.querySelector(".moment input").value)`);

async function openScene(lab: TestPage, id: string): Promise<void> {
  await lab.press(`#tab-${id}`);
  await lab.until(`document.body.dataset.scene === "${id}"`);
}

test("a finger that scrolls past the time line leaves the run alone, one along it goes through the run", async () => {
  await using lab = await openGame("coroutines", { profile: "phone", language: "zh", calm: true });
  await openScene(lab, "waits");
  await lab.page.focus(".moment input");
  await lab.keys("End");
  await lab.until(`document.querySelector(".step-button").disabled`);
  const end = await position(lab);
  // Above the bar with the controls, which stays at the lower edge.
  await lab.read(
    `document.querySelector(".panel-timeline svg").scrollIntoView({ block: "center" })`,
  );
  const from = await lab.middleOf(".panel-timeline svg");
  const top = await lab.read<number>("scrollY");
  await lab.drag({ from, to: { x: from.x, y: from.y - 200 } });
  await lab.until(`scrollY > ${top}`);
  assertEquals(await position(lab), end);
  const { x, y } = await lab.middleOf(".panel-timeline svg");
  await lab.drag({ from: { x, y }, to: { x: x - 40, y } });
  await lab.until(`document.querySelector(".step-button").disabled === false`);
  assert(await position(lab) < end);
});

test("answering keeps the comparison of what ran under the same settings", async () => {
  await using lab = await openGame("coroutines", { profile: "phone", language: "en", calm: true });
  await openScene(lab, "downloads");
  for (const [at, choice] of [3, 3].entries()) {
    if (at > 0) await lab.press(".next-question");
    await lab.press(`.answer:nth-child(${choice})`);
    await lab.until(`!document.querySelector(".check-button").disabled`);
    await lab.press(".check-button");
    await lab.press(".skip-button");
    await lab.until(`document.querySelector(".verdict").dataset.right === "true"`);
  }
  const totals = () =>
    lab.read<string[]>(
      `[...document.querySelectorAll(".total-text")].map((total) => total.textContent)`,
    );
  const [oneByOne, atOnce] = ["3000 ms, at most 1 at once", "700 ms, at most 8 at once"];
  assertEquals(await totals(), [oneByOne, atOnce, "not run yet"]);
  await lab.press(".number .nudge:last-of-type");
  assertEquals(await totals(), ["not run yet", "not run yet", "not run yet"]);
});

test("what was written stays, run or not, until the original is wanted back", async () => {
  await using lab = await openGame("coroutines", { profile: "phone", language: "en", calm: true });
  await lab.press(".edit-button");
  await lab.keys("/", "/", "m", "i", "n", "e");
  await lab.press(".stop-editing");
  const kept = `document.querySelector(".edit-button").textContent === "My version"`;
  await lab.until(kept);
  await lab.reload();
  await lab.until(kept);
  await lab.press(".edit-button");
  const first = `document.querySelector(".editor").value.split("\\n")[0]`;
  await lab.until(`${first}.startsWith("//mine")`);
  await lab.press(".restore-button");
  await lab.until(`!${first}.startsWith("//mine")`);
  await lab.press(".stop-editing");
  await lab.until(`document.querySelector(".edit-button").textContent === "Edit"`);
});
