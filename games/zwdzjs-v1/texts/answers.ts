import type { Text } from "../../kit/language.ts";
import type { PlantKind, ZombieKind } from "../rules/kinds.ts";

/** How a zombie is told in a few words, and what stops it. */
export interface Answer {
  /** Its trait, on its card. */
  readonly trait: Text;
  /** The plants that stop it, the best first. */
  readonly plants: readonly PlantKind[];
  /** How they are used against it. */
  readonly trick: Text;
}

/** What is to be known about each zombie. */
export const ANSWERS: Readonly<Record<ZombieKind, Answer>> = {
  hopper: {
    trait: { en: "steady", zh: "普普通通" },
    plants: ["lotus", "glowberry"],
    trick: {
      en: "One shooter in every lane first, and only then a second anywhere.",
      zh: "先给每条路各种一个射手，然后才轮到第二个。",
    },
  },
  lantern: {
    trait: { en: "leads a wave", zh: "大部队领头" },
    plants: ["popcorn", "bamboo", "lotus"],
    trick: {
      en: "Keep sun in hand for the big wave, and block its lane.",
      zh: "大波来之前留点阳光，先把它那条路堵住。",
    },
  },
  hat: {
    trait: { en: "hat first", zh: "斗笠护头" },
    plants: ["lotus", "bamboo", "mint"],
    trick: {
      en: "Two shooters in its lane, and a wall that holds it while they shoot.",
      zh: "同一条路种两个射手，前面放竹笋拖住它。",
    },
  },
  pole: {
    trait: { en: "vaults a plant", zh: "翻过第一株" },
    plants: ["bamboo", "peanut"],
    trick: {
      en: "Bamboo as the foremost plant of its lane: no pole is that long.",
      zh: "把竹笋种在最前面，它的竿子不够长。",
    },
  },
  wok: {
    trait: { en: "very tough", zh: "特别耐打" },
    plants: ["popcorn", "peanut", "grape", "dragonfruit"],
    trick: {
      en: "Do not wait until it eats: a blast takes wok and all.",
      zh: "别等它啃上来，一炸连锅端。",
    },
  },
  dasher: {
    trait: { en: "very fast", zh: "跑得飞快" },
    plants: ["bamboo", "mint", "lotus"],
    trick: {
      en: "Every lane needs its shooter early, with a wall or cold air in front.",
      zh: "每条路早点放射手，再用竹笋或凉气拖慢它。",
    },
  },
  door: {
    trait: { en: "shots bounce", zh: "门板弹子弹" },
    plants: ["caltrop", "pomegranate", "popcorn", "peanut", "dandelion"],
    trick: {
      en: "Thorns in front of a wall, lobs or a blast: the door helps against none of them.",
      zh: "竹笋前面铺上刺，或者抛投、爆炸，门板都挡不住。",
    },
  },
  drummer: {
    trait: { en: "hurries others", zh: "擂鼓催人快" },
    plants: ["popcorn", "mint", "grape"],
    trick: {
      en: "Beat the drummer first: without the drum the others are slow again.",
      zh: "先打擂鼓的，鼓一停，别的就慢下来。",
    },
  },
  cracker: {
    trait: { en: "explodes", zh: "碰到就炸" },
    plants: ["grape", "peanut", "mint", "lotus"],
    trick: {
      en: "Shoot it down far out, or let it spend its crackers on something cheap in front.",
      zh: "在远处打倒，或者在最前面种株便宜的让它炸。",
    },
  },
  kite: {
    trait: { en: "flies high", zh: "飞在子弹上头" },
    plants: ["clover", "dandelion", "popcorn"],
    trick: {
      en: "One clover covers three lanes; plant it in the second and the fourth.",
      zh: "一株三叶神射管三条路，种在第二和第四行最省。",
    },
  },
  imp: {
    trait: { en: "in threes", zh: "三个一伙" },
    plants: ["pomegranate", "caltrop", "grape", "popcorn"],
    trick: {
      en: "What splashes or pricks hits all three at once.",
      zh: "能溅开的、能扎一片的，一下打三个。",
    },
  },
  giant: {
    trait: { en: "smashes", zh: "一锤砸扁" },
    plants: ["dragonfruit", "popcorn", "peanut", "pomegranate"],
    trick: {
      en: "Blast it more than once; lobs and fluff get through its hide. Walls are wasted on it.",
      zh: "多炸几次，抛投和绒毛也打得进去，别拿竹笋挡它。",
    },
  },
  mole: {
    trait: { en: "digs below", zh: "从地下钻过" },
    plants: ["caltrop", "peanut", "dandelion"],
    trick: {
      en:
        "A peanut in its way; once it is up, dandelions find it, or a shooter in the first column.",
      zh: "路上埋花生雷；等它冒头，蒲公英和第一列的射手都打得到。",
    },
  },
  slinger: {
    trait: { en: "over walls", zh: "隔墙打石子" },
    plants: ["ginseng", "dragonfruit", "grape", "pomegranate"],
    trick: {
      en: "A ginseng in the middle of your shooters heals faster than one sling hurts.",
      zh: "射手中间种一株人参，疗伤比挨打快。",
    },
  },
};
