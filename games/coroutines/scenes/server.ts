import type { Client } from "../runs/clients.ts";
import { type Note, readFrom, type Scene, type SetUp, times } from "./scene.ts";

/** The time between two arrivals. */
const APART_MS = 50;
/** The time that a request takes on a quick line. */
const QUICK_MS = 50;
/** The index of the client that leaves without asking. */
const LEAVES = 2;

/** Makes clients of which the first has a slow line. */
function makeClients(count: number, slowMs: number): Client[] {
  return Array.from({ length: count }, (_, at) => ({
    name: `tablet${at + 1}`,
    atMs: at * APART_MS,
    delayMs: at === 0 ? slowMs : QUICK_MS,
    request: at === LEAVES ? "" : "GET / HTTP/1.1",
  }));
}

const NOTES: readonly Note[] = [
  ["for (let n", {
    en: "A server goes on for ever. This one closes after so many guests.",
    zh: "真正的服务器会一直跑下去；这里接待完这么多位就收工。",
  }],
  ["yield* accept()", {
    en:
      "Waits for the next client. Whoever comes meanwhile stands in line, which has room for 128.",
    zh: "等下一个客户端。这期间来的先排队，队里最多站 128 个。",
  }],
  ['"connected"', { en: "Says who has come.", zh: "说一声谁来了。" }],
  ["yield* receive(", {
    en: "Reads the request. On a slow line that takes long.",
    zh: "读请求。线路慢，就要等很久。",
  }],
  ['if (request === "")', {
    en: "Nothing at all would mean that the client has gone.",
    zh: "要是什么也没收到，就是客户端走了。",
  }],
  ['"left"', { en: "Says who has gone.", zh: "说一声谁走了。" }],
  ["return;", { en: "Nothing more to do for this one.", zh: "这一位的事就到此为止。" }],
  ["yield* send(", {
    en: "Sends the page and says what it is: text/html. Then the line is closed.",
    zh: "发出网页，并注明类型 text/html，然后关闭连接。",
  }],
  ['"answered"', { en: "One request, one answer.", zh: "一次请求，一次应答。" }],
  ["spawn(", { en: "A task for this client alone.", zh: "专门为这个客户端开一个任务。" }],
];

function tablets(variant: string, slow: number): SetUp {
  return { variant, numbers: { guests: 4, slow } };
}

/** Reads when a client has its page. */
function answeredAt(
  client: string,
): (trace: Parameters<Parameters<typeof readFrom>[1]>[0]) => string {
  return ({ actors, changes }) =>
    String(changes.find(({ actor, state }) => actors[actor] === client && state === "ended")!.atMs);
}

/** The scene with the tutorial's server: one client after another, or a task for each. */
export const SERVER: Scene = {
  id: "server",
  title: { en: "A server", zh: "服务器" },
  tab: { en: "Server", zh: "服务器" },
  lead: {
    en:
      "Tablets ask a server for a page, and the line of the first one is slow. This server starts a task for each client, but waits for that task before it lets the next one in. Take one line away, and nobody waits for the slow one. coplay serve does it that way.",
    zh:
      "几台平板向服务器要网页，第一台的线路很慢。这台服务器给每个客户端开一个任务，却要等它结束，才放下一个进来。去掉一行，就再没有人被慢的那台拖住。coplay serve 就是这么做的。",
  },
  axis: "time",
  variants: [
    {
      id: "server_waits",
      idea: {
        en: "Take away the line with join. What does tablet2 say to that?",
        zh: "删掉 join 那一行，tablet2 会怎么样？",
      },
      label: { en: "Waits for each client", zh: "等完一个再接一个" },
      machine: "tasks",
      numbers: ["guests", "slow"],
      notes: [
        ...NOTES,
        ["yield* join(task)", {
          en: "Waits until this client has been served. All others stand in line until then.",
          zh: "等这个客户端办完。在那之前，别人都排着队。",
        }],
      ],
    },
    {
      id: "server",
      idea: {
        en: "Send tablet1 away: return as soon as it has connected.",
        zh: "不理 tablet1：它一连上就 return。",
      },
      label: { en: "Waits for nobody", zh: "谁也不等" },
      machine: "tasks",
      numbers: ["guests", "slow"],
      notes: NOTES,
    },
  ],
  controls: [
    {
      kind: "range",
      id: "guests",
      label: { en: "Clients", zh: "客户端" },
      value: 4,
      min: 1,
      max: 6,
    },
    {
      kind: "range",
      id: "slow",
      label: { en: "Slow line", zh: "慢的线路" },
      unit: { en: "ms", zh: "毫秒" },
      value: 600,
      min: 50,
      max: 1000,
      step: 50,
    },
  ],
  prepare: (numbers) => ({
    ...numbers,
    clients: makeClients(Number(numbers.guests), Number(numbers.slow)),
  }),
  questions: [
    {
      id: "held",
      text: {
        en:
          "tablet1 needs 600 ms to ask, every other 50. An answer takes 50. The server waits for each client. When does tablet2 have its page?",
        zh:
          "tablet1 的请求要 600 毫秒，别的都是 50，每次应答 50 毫秒。服务器等完一个再接一个。tablet2 什么时候拿到网页？",
      },
      choices: times(150, 650, 750),
      ...readFrom(tablets("server_waits", 600), answeredAt("tablet2")),
      why: {
        en:
          "tablet1 keeps the server until 650. Only then is tablet2 let in, and needs 50 + 50 of its own.",
        zh: "tablet1 一直占到 650 毫秒，tablet2 这才被放进来，自己还要 50 + 50。",
      },
    },
    {
      id: "free",
      text: {
        en: "The same, but the server waits for nobody. When does tablet2 have its page?",
        zh: "其他不变，只是服务器谁也不等。tablet2 什么时候拿到网页？",
      },
      choices: times(150, 650, 750),
      ...readFrom(tablets("server", 600), answeredAt("tablet2")),
      why: {
        en: "It comes at 50 and needs 50 + 50. While tablet1 is slow, the thread is free.",
        zh: "它 50 毫秒时到，再要 50 + 50。tablet1 慢它的，线程这时闲着。",
      },
    },
    {
      id: "slower",
      text: {
        en:
          "tablet1’s line becomes slower still: 1000 ms. The server waits for nobody. When does tablet4 have its page?",
        zh: "tablet1 的线路更慢了：1000 毫秒。服务器谁也不等。tablet4 什么时候拿到网页？",
      },
      choices: times(250, 650, 1250),
      ...readFrom(tablets("server", 1000), answeredAt("tablet4")),
      why: {
        en: "It comes at 150 and needs 100. How slow another one is makes no difference to it.",
        zh: "它 150 毫秒时到，要 100 毫秒。别人再慢，也不关它的事。",
      },
    },
  ],
};
