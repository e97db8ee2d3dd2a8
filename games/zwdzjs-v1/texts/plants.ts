import type { Text } from "../../kit/language.ts";
import type { PlantKind } from "../rules/kinds.ts";

/** The almanac's texts about a unit. */
export interface Entry {
  readonly name: Text;
  /** Its effect in one line. */
  readonly role: Text;
  readonly story: Text;
}

/** The names and texts of the plants. */
export const PLANT_TEXTS: Readonly<Record<PlantKind, Entry>> = {
  lotus: {
    name: { en: "Lotus Popper", zh: "莲蓬炮手" },
    role: { en: "Pops seeds straight down its lane.", zh: "朝前方一颗一颗地弹莲子。" },
    story: {
      en: "Has counted its seeds every night since it was a bud. There is always one more.",
      zh: "从花苞那天起，每晚睡前都要数一遍莲子，怎么数都会多出一颗。",
    },
  },
  glowberry: {
    name: { en: "Glowberry", zh: "灯笼果" },
    role: { en: "Makes sun. Plant these first.", zh: "不断长出阳光，先种它准没错。" },
    story: {
      en: "Leaves the light on for everyone, and says the bill is on the house.",
      zh: "夜里总给大家留一盏灯，电费？它说算在院子头上。",
    },
  },
  bamboo: {
    name: { en: "Bamboo Guard", zh: "竹笋卫士" },
    role: {
      en: "A tough wall. Too tall for vaulters.",
      zh: "结实的挡墙，撑竿也翻不过去。",
    },
    story: {
      en: "Wears seven coats. Peel one off and it grumbles, then grows another.",
      zh: "身上裹着七层外套，被啃掉一层就哼一声，转头又长一层。",
    },
  },
  peanut: {
    name: { en: "Peanut Popper", zh: "花生雷" },
    role: {
      en: "Needs time to dig in, then bursts under the first foot.",
      zh: "埋好要等一会儿，之后谁踩谁上天。",
    },
    story: {
      en: "Its favourite game is hide and seek. It is very good at the end of it.",
      zh: "最爱玩捉迷藏，尤其爱被找到的那一刻。",
    },
  },
  popcorn: {
    name: { en: "Corn Boom", zh: "爆米花玉米" },
    role: { en: "Clears everything around it, once.", zh: "一次性，炸飞周围一大圈。" },
    story: {
      en: "Everyone asks for butter. Nobody asks how its day was.",
      zh: "大家只问它要不要加奶油，从没人问它今天过得好不好。",
    },
  },
  mint: {
    name: { en: "Mint Puffer", zh: "薄荷喷喷" },
    role: { en: "Its cold breath hurts and slows.", zh: "凉气打人，还会让僵尸变慢。" },
    story: {
      en: "Brushes its leaves three times a day, and it shows.",
      zh: "一天刷三次叶子，一开口就是清凉。",
    },
  },
  fern: {
    name: { en: "Firefly Fern", zh: "萤火蕨" },
    role: { en: "Costs nothing. Short reach.", zh: "不花阳光，只是打不远。" },
    story: {
      en: "Rents its curl to one firefly. The rent is paid in sparks.",
      zh: "把卷卷的叶尖租给一只萤火虫，房租用火花来付。",
    },
  },
  caltrop: {
    name: { en: "Horned Caltrop", zh: "菱角刺" },
    role: {
      en: "Lies flat and pricks all who hop on it.",
      zh: "趴在地上，谁跳上来扎谁的脚。",
    },
    story: {
      en: "Was told to lie low. Took it personally, and seriously.",
      zh: "别人叫它低调一点，它就真的趴下了。",
    },
  },
  grape: {
    name: { en: "Grape Volley", zh: "葡萄连发" },
    role: { en: "Four grapes at a time, very fast.", zh: "一口气打出四颗葡萄。" },
    story: {
      en: "Nine berries, one opinion: forward.",
      zh: "九颗葡萄吵了一早上，最后一致决定：开火。",
    },
  },
  dragonfruit: {
    name: { en: "Dragon Fruit", zh: "火龙果" },
    role: { en: "Sets its whole lane on fire, once.", zh: "一次性，一口火烧光整条路。" },
    story: {
      en: "Not a real dragon. Please do not tell it so.",
      zh: "它其实不是龙，不过请千万别告诉它。",
    },
  },
  clover: {
    name: { en: "Clover Trio", zh: "三叶神射" },
    role: {
      en: "Guards three lanes at once, flyers too.",
      zh: "同时照看三条路，天上飞的也打得到。",
    },
    story: {
      en: "Three leaves, three lanes, and still hoping for a fourth.",
      zh: "三片叶子守三条路，一直盼着长出第四片。",
    },
  },
  pomegranate: {
    name: { en: "Pomegranate Lobber", zh: "石榴投手" },
    role: {
      en: "Lobs seeds over shields; they splash.",
      zh: "把石榴籽高高抛起，越过盾牌炸成一片。",
    },
    story: {
      en: "Wears the crown at breakfast, too.",
      zh: "连吃早饭都戴着王冠。",
    },
  },
  dandelion: {
    name: { en: "Dandelion Drifter", zh: "蒲公英追追" },
    role: {
      en: "Its fluff finds whoever is closest, in any lane.",
      zh: "绒毛会自己追人，哪条路都行。",
    },
    story: {
      en: "Makes a wish before every puff. So far it is always the same one.",
      zh: "每吹一口气都许个愿，愿望一直是同一个。",
    },
  },
  ginseng: {
    name: { en: "Ginseng Doctor", zh: "人参大夫" },
    role: { en: "Heals the plants around it.", zh: "给身边的植物慢慢疗伤。" },
    story: {
      en: "A hundred years old, and still gets asked for its diploma.",
      zh: "一百岁了，出诊时还老被人要求看证书。",
    },
  },
};
