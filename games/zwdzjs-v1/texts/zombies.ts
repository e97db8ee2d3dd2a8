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
      en: "Shots bounce off the door. Lobs, thorns and blasts get past.",
      zh: "子弹打门板只蹭点皮，抛投、地刺和爆炸才管用。",
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
      en: "Flies so high that plain shots pass below it.",
      zh: "飞得高，普通子弹从脚下过，打不着它。",
    },
    story: {
      en: "The string is held by nobody. It prefers not to look down.",
      zh: "风筝线另一头没人拉着，所以它从不往下看。",
    },
  },
  imp: {
    name: { en: "Little Rascal", zh: "小鬼僵尸" },
    role: { en: "Comes in threes, quick and frail.", zh: "三个一伙，跑得快，一碰就倒。" },
    story: {
      en: "Three hundred and four. Still gets asked for a parent's signature.",
      zh: "都三百零四岁了，出门还要家长签字。",
    },
  },
  giant: {
    name: { en: "Stone Giant", zh: "石锤巨僵" },
    role: {
      en: "Shots hardly hurt it. Flattens plants at one blow.",
      zh: "皮糙肉厚，子弹像挠痒，一锤砸扁一株植物。",
    },
    story: {
      en: "Carries the stone lion everywhere. They are friends.",
      zh: "走到哪都带着那只石狮子，说是好朋友。",
    },
  },
  mole: {
    name: { en: "Digger", zh: "打洞僵尸" },
    role: {
      en: "Digs under your plants and comes up behind them. Traps catch it.",
      zh: "从地下钻到植物背后，埋在地里的能逮住它。",
    },
    story: {
      en: "Looking for the way to the market since the Ming dynasty.",
      zh: "从明朝起就在找菜市场，一直没找对出口。",
    },
  },
  slinger: {
    name: { en: "Slinger", zh: "弹弓僵尸" },
    role: {
      en: "Shoots stones over walls at your plants. Its cane vest is tough.",
      zh: "隔着竹笋用弹弓打植物，身上的藤甲很结实。",
    },
    story: {
      en: "Once broke a window. Has been running from that house ever since.",
      zh: "小时候打碎过一扇窗，这几百年一直躲着那家人。",
    },
  },
};
