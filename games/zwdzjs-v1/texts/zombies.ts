import type { ZombieKind } from "../rules/kinds.ts";
import type { Entry } from "./plants.ts";

/** The names and texts of the zombies. */
export const ZOMBIE_TEXTS: Readonly<Record<ZombieKind, Entry>> = {
  hopper: {
    name: { en: "Hopper", zh: "蹦蹦僵尸" },
    role: { en: "Hops ahead, bites what is in the way.", zh: "一蹦一跳，碰到植物就啃。" },
    story: {
      en: "Knees have not bent in three hundred years. Dances anyway.",
      zh: "膝盖三百年没弯过了，照样爱跳舞。",
    },
  },
  lantern: {
    name: { en: "Lantern Bearer", zh: "提灯僵尸" },
    role: { en: "Leads a big wave. A little faster.", zh: "走在一大波前面，脚步快一点。" },
    story: {
      en: "Afraid of the dark. Nobody is allowed to mention it.",
      zh: "其实怕黑，队伍里谁也不许提。",
    },
  },
  hat: {
    name: { en: "Straw Hat", zh: "斗笠僵尸" },
    role: { en: "The hat takes the first hits.", zh: "斗笠先替它挨打。" },
    story: {
      en: "Sunburn is a serious matter when you only go out at night.",
      zh: "白天晒一次太阳要红三百年，所以帽子不能丢。",
    },
  },
  pole: {
    name: { en: "Vaulter", zh: "撑竿僵尸" },
    role: {
      en: "Vaults the first plant. Bamboo stops it.",
      zh: "会翻过第一株植物，但翻不过竹笋。",
    },
    story: {
      en: "School champion of 1702. Mentions it a lot.",
      zh: "康熙年间的校运会冠军，逢人就说。",
    },
  },
  wok: {
    name: { en: "Wok Head", zh: "铁锅僵尸" },
    role: { en: "Cast iron takes a lot of hits.", zh: "铁锅扣头，特别耐打。" },
    story: {
      en: "Only wanted to borrow it for dinner.",
      zh: "本来只是想借口锅炒个菜。",
    },
  },
  dasher: {
    name: { en: "Roller", zh: "飞轮僵尸" },
    role: { en: "Rolls in fast. Not very tough.", zh: "脚踩轮子冲得快，身子不结实。" },
    story: {
      en: "Tired of hopping, bought wheels. Brakes cost extra.",
      zh: "嫌跳着太累，买了双轮鞋，没舍得买刹车。",
    },
  },
  door: {
    name: { en: "Door Bearer", zh: "门板僵尸" },
    role: {
      en: "The door stops shots. Lobs and blasts get past.",
      zh: "门板挡住正面射击，挡不住抛投和爆炸。",
    },
    story: {
      en: "Was told to knock first. Brought the door along to be sure.",
      zh: "听说进门要先敲门，干脆把门带上了。",
    },
  },
  drummer: {
    name: { en: "Drummer", zh: "擂鼓僵尸" },
    role: { en: "Its drum drives the others on.", zh: "一敲鼓，旁边的僵尸就跑得快。" },
    story: {
      en: "Plays one song. Everyone knows it by now.",
      zh: "只会一首曲子，大家都会背了。",
    },
  },
  cracker: {
    name: { en: "Firecracker", zh: "鞭炮僵尸" },
    role: {
      en: "Blows up the plants it reaches. Stop it before.",
      zh: "碰到植物就点鞭炮，要在它靠近前打倒。",
    },
    story: {
      en: "Celebrates New Year whenever it meets someone new.",
      zh: "见到谁都当过年。",
    },
  },
  kite: {
    name: { en: "Kite Rider", zh: "风筝僵尸" },
    role: {
      en: "Flies over plants until the kite is torn.",
      zh: "挂着风筝飞过植物，打破风筝才落地。",
    },
    story: {
      en: "The string is held by nobody. It prefers not to look down.",
      zh: "风筝线另一头没人拉着，所以它从不往下看。",
    },
  },
  giant: {
    name: { en: "Stone Giant", zh: "石锤巨僵" },
    role: { en: "Very tough. Flattens plants at one blow.", zh: "皮糙肉厚，一锤砸扁一株植物。" },
    story: {
      en: "Carries the stone lion everywhere. They are friends.",
      zh: "走到哪都带着那只石狮子，说是好朋友。",
    },
  },
};
