// Fetches a list with Deno's fetch at the lowest possible cost: numbers as names, no part files, no check of lengths or
// digests, no output. It is no downloader; it shows which part of coplay's time is fetch's own.
//
//   deno run --allow-net --allow-read --allow-write fetch_loop.ts LIST FOLDER AT_ONCE
const [list, folder, atOnce] = Deno.args;
const urls = (await Deno.readTextFile(list!)).trim().split("\n");
let next = 0;

async function runner(): Promise<void> {
  let buffer: ArrayBuffer = new ArrayBuffer(64 * 1024);
  while (next < urls.length) {
    const number = ++next;
    const headers = { "accept-encoding": "identity" };
    const response = await fetch(urls[number - 1]!, { headers });
    const file = Deno.openSync(`${folder}/${number}`, { write: true, create: true });
    const reader = response.body!.getReader({ mode: "byob" });
    for (;;) {
      const { done, value } = await reader.read(new Uint8Array(buffer));
      buffer = value!.buffer;
      if (done) break;
      file.writeSync(value);
    }
    file.close();
  }
}

await Promise.all(Array.from({ length: Number(atOnce) }, runner));
