// The names of towers and monsters, and their texts in the almanac.

import type { Text } from "../../kit/language.ts";
import type { MonsterKind } from "../rules/monsters_table.ts";
import type { TowerKind } from "../rules/towers_table.ts";

/** The almanac's texts about a kind. */
export interface Entry {
  readonly name: Text;
  readonly about: Text;
}

/** The names and texts of the towers. */
export const TOWER_TEXTS: Readonly<Record<TowerKind, Entry>> = {
  sling: {
    name: { en: "Acorn Sling", zh: "橡果弹弓" },
    about: {
      en: "Cheap, quick, hits anything. Acorns bounce off armour.",
      zh: "便宜，出手快，天上地下都能打，碰到硬壳就不灵了。",
    },
  },
  frost: {
    name: { en: "Frost Can", zh: "霜花喷壶" },
    about: {
      en: "Hardly hurts, but everyone it splashes walks slowly.",
      zh: "伤害不高，溅到谁，谁就走不快。",
    },
  },
  mortar: {
    name: { en: "Puffball Mortar", zh: "蘑菇炮" },
    about: {
      en:
        "Lobs a puffball that bursts on a whole crowd. Cannot hit flyers, and the fast run out from under it.",
      zh: "抛出大孢子，炸倒一片。打不到会飞的，跑得快的也容易躲开。",
    },
  },
  whirl: {
    name: { en: "Whirlleaf", zh: "旋叶风车" },
    about: {
      en: "Its leaves strike everything around it at once. Plant it in a bend. Not for flyers.",
      zh: "叶片一转，身边的全都挨打，种在拐弯处最好。打不到会飞的。",
    },
  },
  chili: {
    name: { en: "Chili Pot", zh: "火椒罐" },
    about: {
      en: "Sets them on fire: burns through armour, stops healing. Lizards do not mind.",
      zh: "把怪物点着，火能烧穿硬壳，还能止住回血。蜥蜴不怕火。",
    },
  },
  bell: {
    name: { en: "Thunderbell", zh: "雷铃" },
    about: {
      en: "Lightning that jumps from one to the next, flyers included.",
      zh: "闪电会一个接一个地跳，会飞的也逃不掉。",
    },
  },
  ballista: {
    name: { en: "Pine Ballista", zh: "松针弩" },
    about: {
      en: "A slow, heavy needle that goes through everyone in line. Loves long straights.",
      zh: "又慢又重的一箭，能穿透一整排，最爱又长又直的路。",
    },
  },
  beam: {
    name: { en: "Sun Mirror", zh: "向阳镜" },
    about: {
      en:
        "A ray that grows hotter the longer it rests on one target. Melts shells and moss, dithers in crowds.",
      zh: "盯住一个越照越烫，专治硬壳和厚皮，怪物一多就忙不过来。",
    },
  },
  lamp: {
    name: { en: "Firefly Lamp", zh: "萤火灯" },
    about: {
      en: "Does not fight. All eight neighbours work faster by its light.",
      zh: "自己不打架，周围八格的炮塔在灯下干活更快。",
    },
  },
};

/** The names and texts of the monsters. */
export const MONSTER_TEXTS: Readonly<Record<MonsterKind, Entry>> = {
  gumble: {
    name: { en: "Gumble", zh: "团子怪" },
    about: {
      en:
        "Round, hungry, never alone. Many quick blows or one that bursts, but nothing that dawdles.",
      zh: "圆滚滚，肚子饿，从来不单独出门。要么出手快，要么一炸一片，慢慢来可不行。",
    },
  },
  scoot: {
    name: { en: "Scoot", zh: "溜溜鼠" },
    about: {
      en: "Fast, and faster once it has been hit. Frost holds it.",
      zh: "跑得快，挨了打跑得更快，先冻慢它。",
    },
  },
  sesame: {
    name: { en: "Sesame", zh: "芝麻豆" },
    about: {
      en: "Tiny, and there are always forty of them. Strike wide.",
      zh: "个头小，一来就是一大群，最好一次打一片。",
    },
  },
  tinback: {
    name: { en: "Tinback", zh: "铁壳虫" },
    about: {
      en: "Its shell takes a piece off every blow. Strike hard, burn, or shine.",
      zh: "硬壳会挡掉一部分伤害，要么打得重，要么用火烧、用光照。",
    },
  },
  flutter: {
    name: { en: "Flutter", zh: "扑棱蛾" },
    about: { en: "Flies. Mortars and leaves do not reach it.", zh: "会飞，蘑菇炮和风车都够不着。" },
  },
  bubbloo: {
    name: { en: "Bubbloo", zh: "泡泡蛙" },
    about: {
      en: "Its bubble swallows six blows, however strong. Many small ones pop it.",
      zh: "泡泡能吞掉六次攻击，再重也没用，多打几下才会破。",
    },
  },
  jelloid: {
    name: { en: "Jelloid", zh: "果冻怪" },
    about: {
      en: "Falls into three wobbly pieces. Keep something for those.",
      zh: "打散了会变成三个小果冻，后面也得有炮塔守着。",
    },
  },
  jellet: {
    name: { en: "Jellet", zh: "小果冻" },
    about: { en: "A third of a Jelloid, in a hurry.", zh: "三分之一个果冻怪，走得还挺急。" },
  },
  mossback: {
    name: { en: "Mossback", zh: "苔背龟" },
    about: {
      en: "Slow and tough, and it grows back. Fire stops that. Bites twice.",
      zh: "又慢又结实，还会回血，用火可以止住。一次咬两口。",
    },
  },
  nursecap: {
    name: { en: "Nursecap", zh: "护士菇" },
    about: { en: "Heals everyone around it. Mark it first.", zh: "给身边的同伴回血，先点它！" },
  },
  embertail: {
    name: { en: "Embertail", zh: "火尾蜥" },
    about: {
      en: "Made of fire, so fire does nothing. Needles go through whole rows of them.",
      zh: "自己就是一团火，所以不怕火。松针弩一箭能穿一整排。",
    },
  },
  snowfluff: {
    name: { en: "Snowfluff", zh: "雪绒怪" },
    about: {
      en: "Too furry for frost to slow it, but it catches fire at a touch.",
      zh: "毛太厚，冻不慢它，可是一点就着。",
    },
  },
  gobble: {
    name: { en: "King Gobble", zh: "馋嘴大王" },
    about: {
      en:
        "Calls three Gumbles each time he loses a quarter of himself. One bite of his is five of theirs. Heavy blows for a fat king.",
      zh: "每掉四分之一的血就喊来三只团子怪，他一口顶别人五口。肉厚，要打得重才疼。",
    },
  },
  boulder: {
    name: { en: "General Boulder", zh: "磐石将军" },
    about: {
      en: "Thick armour, and his stomp stuns the towers near him. Burn him, or shine from afar.",
      zh: "浑身硬甲，跺一脚，附近的炮塔都会发晕。用火烧，或者从远处照。",
    },
  },
  lunara: {
    name: { en: "Queen Lunara", zh: "月蛾女王" },
    about: {
      en:
        "Flies, and every few seconds nobody can see her. A moth of the moon does not mind the sun.",
      zh: "会飞，每隔几秒就隐身一次。月亮上来的，才不怕太阳照。",
    },
  },
};
