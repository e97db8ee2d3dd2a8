import type { Text } from "../../kit/language.ts";
import type { PlantKind, ZombieKind } from "../rules/kinds.ts";

/** The texts of a level, and who stands for it on the map. */
export interface LevelText {
  readonly name: Text;
  /** The picture on the map; no two levels share one. */
  readonly face: { readonly zombie: ZombieKind } | { readonly plant: PlantKind };
  /** What to think of while choosing plants; levels that leave no choice have none. */
  readonly advice?: Text;
}

/** The texts of all levels, in order. */
export const LEVEL_TEXTS: readonly LevelText[] = [
  { name: { en: "First visitor", zh: "第一位客人" }, face: { zombie: "hopper" } },
  { name: { en: "Save up the sun", zh: "攒点阳光" }, face: { zombie: "lantern" } },
  { name: { en: "Hats off", zh: "戴斗笠的来了" }, face: { zombie: "hat" } },
  { name: { en: "Vaulting day", zh: "撑竿跳大会" }, face: { zombie: "pole" } },
  { name: { en: "The borrowed wok", zh: "借锅不还" }, face: { zombie: "wok" } },
  { name: { en: "No brakes", zh: "刹不住车" }, face: { zombie: "dasher" } },
  { name: { en: "First night", zh: "第一个晚上" }, face: { plant: "fern" } },
  { name: { en: "A knock at night", zh: "夜里敲门声" }, face: { zombie: "door" } },
  {
    name: { en: "Midnight drums", zh: "半夜擂鼓" },
    face: { zombie: "drummer" },
    advice: {
      en: "No sun falls at night, and ferns cost none. Vaulters stop at bamboo.",
      zh: "夜里没有阳光掉下来，萤火蕨不花阳光。撑竿的怕竹笋。",
    },
  },
  {
    name: { en: "New Year, early", zh: "提前过年" },
    face: { zombie: "cracker" },
    advice: {
      en: "Shots bounce off doors: think of thorns and blasts. Stop firecrackers far out.",
      zh: "门板弹子弹，想想地刺和爆炸。鞭炮要在远处拦下。",
    },
  },
  {
    name: { en: "Kite weather", zh: "风筝满天" },
    face: { zombie: "kite" },
    advice: {
      en: "Most of them fly. Who of your plants can shoot upwards?",
      zh: "来的多半在天上飞，谁能朝上打？",
    },
  },
  {
    name: { en: "Rascals at large", zh: "小鬼成群" },
    face: { zombie: "imp" },
    advice: {
      en: "They come in clumps, some behind doors. What hits several at once?",
      zh: "一来一群，还有门板挡着，找能一打一片的。",
    },
  },
  {
    name: { en: "Walking the lion", zh: "遛石狮子" },
    face: { zombie: "giant" },
    advice: {
      en: "Shots only tickle a giant. Bring more than one kind of blast, or lobs.",
      zh: "子弹打巨僵像挠痒，多带几种爆炸，抛投也行。",
    },
  },
  {
    name: { en: "Noises below", zh: "脚底有动静" },
    face: { zombie: "mole" },
    advice: {
      en: "Diggers pass below all shots and come up behind. What finds them there?",
      zh: "打洞的从地下走，子弹打不着，从背后冒出来时谁能找到它？",
    },
  },
  {
    name: { en: "Slingshot gang", zh: "弹弓帮" },
    face: { zombie: "slinger" },
    advice: {
      en: "Stones fly over walls. Who heals what they hit?",
      zh: "石子越过竹笋打后排，谁来疗伤？",
    },
  },
  {
    name: { en: "Thick fog", zh: "大雾" },
    face: { plant: "dandelion" },
    advice: {
      en: "Plants see only five patches ahead; fluff finds its way. The fast ones come first.",
      zh: "雾里只看得见前面五格，绒毛会自己找路。跑得快的先到。",
    },
  },
  {
    name: { en: "Night of iron", zh: "铁皮之夜" },
    face: { plant: "pomegranate" },
    advice: {
      en: "Doors and woks everywhere, and no sun from the sky. Lobs go over doors.",
      zh: "全是门板和铁锅，天上又不掉阳光。抛投能越过门板。",
    },
  },
  {
    name: { en: "Berries on holiday", zh: "灯笼果放假" },
    face: { plant: "glowberry" },
    advice: {
      en: "A full purse, but only the sky refills it. Give every lane something early.",
      zh: "开局阳光多，用完就只能等天上掉。先让每条路都有植物守着。",
    },
  },
  {
    name: { en: "Market rush", zh: "赶集的人潮" },
    face: { plant: "mint" },
    advice: {
      en: "Wheels, rascals and a drum: slow them down. Some come by air.",
      zh: "轮子、小鬼再加鼓点，先让他们慢下来。天上也有。",
    },
  },
  {
    name: { en: "All of them", zh: "全员到齐" },
    face: { plant: "ginseng" },
    advice: {
      en: "Everybody comes. You cannot answer all of them well: choose who may reach a rooster.",
      zh: "全都来了，不可能样样都防住。想好把哪些留给公鸡。",
    },
  },
];

/** The conditions of a level that are not to be seen in its zombies. */
export const CONDITIONS = {
  night: { en: "Night: no sun from the sky", zh: "夜晚：天上不掉阳光" },
  fog: { en: "Fog: plants see 5 patches ahead", zh: "大雾：只看得见前面 5 格" },
  rain: { en: "After rain: no {plants}", zh: "刚下过雨：没有{plants}" },
  storm: { en: "After a storm: no {plants}", zh: "暴风雨刚过：没有{plants}" },
  stones: { en: "Stony ground: no {plants}", zh: "石头地：种不了{plants}" },
  frost: { en: "Frost: no {plants}", zh: "霜冻：没有{plants}" },
  drought: { en: "Drought: no {plants}", zh: "干旱：没有{plants}" },
  wind: { en: "Wind: no {plants}", zh: "大风：没有{plants}" },
  holiday: { en: "Holiday: no {plants}", zh: "放假：没有{plants}" },
  day: { en: "Day: ferns sleep", zh: "白天：萤火蕨睡觉" },
} as const satisfies Record<string, Text>;
