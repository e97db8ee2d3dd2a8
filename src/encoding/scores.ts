/**
 * Scores how likely bytes are a name in one of the encodings of old systems: by the meaning of byte pairs in it, and
 * for the three with similar pairs by how often a language uses the characters.
 */

/** The encodings of old systems; `euc-kr` includes Windows' additions. */
export type LegacyEncoding = "gbk" | "big5" | "euc-kr" | "shift_jis" | "cp437";

/** An encoding of names in archives. */
export type NameEncoding = "utf-8" | LegacyEncoding;

/** How many of a name's characters are common in names, and how many it has. */
export interface Score {
  /** One of the most frequent characters of the language counts one and a half. */
  readonly common: number;
  readonly all: number;
}

/**
 * Classifies two bytes as a character that is common in names, uncommon but in the national standard, an addition
 * that hardly any name contains, or as none.
 */
type PairRule = (lead: number, trail: number) => "common" | "uncommon" | "rare" | "no";

/** GB 2312's first level of hanzi and its punctuation; the second level is uncommon. */
function gbkPair(lead: number, trail: number): ReturnType<PairRule> {
  const isPair = lead >= 0x81 && lead <= 0xfe && trail >= 0x40 && trail <= 0xfe && trail !== 0x7f;
  if (!isPair) return "no";
  const isFirstLevel = lead >= 0xb0 && lead <= 0xd7;
  if (trail < 0xa1) return "rare";
  if (isFirstLevel || lead === 0xa1 || lead === 0xa3) return "common";
  return lead >= 0xd8 && lead <= 0xf7 ? "uncommon" : "rare";
}

/** Big5's first level of hanzi; the second level is uncommon. */
function big5Pair(lead: number, trail: number): ReturnType<PairRule> {
  const isTrail = (trail >= 0x40 && trail <= 0x7e) || (trail >= 0xa1 && trail <= 0xfe);
  if (lead < 0xa1 || lead > 0xf9 || !isTrail) return "no";
  if (lead >= 0xa4 && (lead < 0xc6 || (lead === 0xc6 && trail <= 0x7e))) return "common";
  return lead >= 0xc9 ? "uncommon" : "rare";
}

/** KS X 1001's syllables are common; Windows' additional ones and hanja are rare. */
function eucKrPair(lead: number, trail: number): ReturnType<PairRule> {
  const isTrail = (trail >= 0x41 && trail <= 0x5a) || (trail >= 0x61 && trail <= 0x7a) ||
    (trail >= 0x81 && trail <= 0xfe);
  if (lead < 0x81 || lead > 0xfd || !isTrail) return "no";
  return lead >= 0xb0 && lead <= 0xc8 && trail >= 0xa1 ? "common" : "rare";
}

/** The signs that names contain in the row where code page 437 has `ü` before a letter: the ideographic space, ・々ー～ */
const SHIFT_JIS_SIGNS: ReadonlySet<number> = new Set([0x40, 0x45, 0x58, 0x5b, 0x60]);

/** Hiragana, katakana and JIS X 0208's first level of kanji; the second level is uncommon. */
function shiftJisPair(lead: number, trail: number): ReturnType<PairRule> {
  const isLead = (lead >= 0x81 && lead <= 0x9f) || (lead >= 0xe0 && lead <= 0xfc);
  if (!isLead || trail < 0x40 || trail > 0xfc || trail === 0x7f) return "no";
  const isKana = (lead === 0x82 && trail >= 0x9f && trail <= 0xf1) ||
    (lead === 0x83 && trail <= 0x96) || (lead === 0x81 && SHIFT_JIS_SIGNS.has(trail));
  if (isKana || (lead >= 0x88 && lead <= 0x97)) return "common";
  return (lead >= 0x98 && lead <= 0x9f) || (lead >= 0xe0 && lead <= 0xea) ? "uncommon" : "rare";
}

/** What an uncommon character counts: less than an accented letter of code page 437, more than its lines and signs. */
const UNCOMMON_SCORE = 0.4;

/** Scores bytes by their pairs; undefined where they are invalid in the encoding. */
function scorePairs(
  bytes: Uint8Array,
  rule: PairRule,
  isSingle: (byte: number) => boolean = () => false,
): Score | undefined {
  let [common, all] = [0, 0];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte < 0x80) continue;
    all++;
    if (isSingle(byte)) continue;
    const kind = rule(byte, bytes[++at] ?? 0);
    if (kind === "no") return undefined;
    if (kind === "common") common++;
    if (kind === "uncommon") common += UNCOMMON_SCORE;
  }
  return { common, all };
}

/** Scores bytes as code page 437: accented letters are common; lines, Greek and signs are rare. */
function scoreCp437(bytes: Uint8Array): Score {
  const high = bytes.filter((byte) => byte >= 0x80);
  return { common: high.filter((byte) => byte <= 0xa5).length, all: high.length };
}

// Characters of file names: the most frequent of each language, and words of games.
const SIMPLIFIED =
  "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所" +
  "然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长" +
  "把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身" +
  "果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活" +
  "尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治" +
  "展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领" +
  "共确传师观清今切院让识候带导争运图片音乐背景游戏首页卡素材画角敌按钮字副备份夹载植僵尸普版敢猫狗鱼花草树读" +
  "棋牌球块砖塔防坦克飞机蛇龙鸟忍迷宫糖果跑酷篮足射箭农场厨房医院拼连消贪吃跳扫雷斗魂超级推箱泡弹珠赛车冒险勇侠剑魔王幻" +
  "夜星空邮差森林冰火海岛洞矿金钱骑士僧兵枪炮塔城堡守卫萝卜兔熊虎狮象猴鸡鸭猪牛羊马鼠蜂蝶虫蛙龟蟹虾贝";
const TRADITIONAL =
  "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所" +
  "然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長" +
  "把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身" +
  "果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活" +
  "爾更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空決治" +
  "展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據程北邊死張該交規萬取拉格望覺術領" +
  "共確傳師觀清今切院讓識候帶導爭運圖片音樂背景遊戲首頁卡素材畫角敵按鈕字副備份夾載檔案植殭屍普版貓狗魚花草樹讀" +
  "棋牌球塊磚塔防坦克飛機蛇龍鳥忍迷宮糖果跑酷籃足射箭農場廚房醫院拼連消貪吃跳掃雷鬥魂超級推箱泡彈珠賽車冒險勇俠劍魔王幻" +
  "夜星空郵差森林冰火海島洞礦金錢騎士僧兵槍砲塔城堡守衛蘿蔔兔熊虎獅象猴雞鴨豬牛羊馬鼠蜂蝶蟲蛙龜蟹蝦貝圍夢鳳凰";
const KOREAN =
  "이다는의가에고을하한지로사기도를어은리시자서나아인들그해대일스수정라보만부전여게제상원적구장주과것있유비용공동선면" +
  "오우조경성안무마소국관계방세연미음화생체각실학교신문분개발위업중년월날때모두내양재단등물바처려러던였었았습니까요며" +
  "거저당차회입출트드크프르임파폴더새본복악배캐릭터맵버튼글꼴작메뉴설플레테복사진영영목록표첨서류판번호최종수정본" +
  "퍼즐축구농낚봉황보석랑행별꿈빛뱀닭흙값적탄점협왕검성탑용비집말양곰범새게물불꽃숲섬벽돌공룡좀카몬블록팡런너킹퀸슈팅포커";

const FREQUENT: Readonly<Partial<Record<LegacyEncoding, ReadonlySet<string>>>> = {
  // GBK has both forms.
  gbk: new Set(SIMPLIFIED + TRADITIONAL),
  big5: new Set(TRADITIONAL),
  "euc-kr": new Set(KOREAN),
};

const SCORERS: Readonly<Record<LegacyEncoding, (bytes: Uint8Array) => Score | undefined>> = {
  gbk: (bytes) => scorePairs(bytes, gbkPair),
  big5: (bytes) => scorePairs(bytes, big5Pair),
  "euc-kr": (bytes) => scorePairs(bytes, eucKrPair),
  shift_jis: (bytes) => scorePairs(bytes, shiftJisPair, (byte) => byte >= 0xa1 && byte <= 0xdf),
  cp437: scoreCp437,
};

/** The encodings by priority: of two equal scores the first one wins. */
export const LEGACY_ENCODINGS = Object.keys(SCORERS) as readonly LegacyEncoding[];

/** Characters that names never contain: private-use and unassigned ones, and C1 controls. */
const UNREAL_REGEXP = /[\p{Co}\p{Cn}\u0080-\u009f\ufffd]/u;

/** Whether a decoded text contains characters that no name or list does, so that the guess was wrong. */
function isUnreal(text: string): boolean {
  return UNREAL_REGEXP.test(text);
}

/**
 * Scores how well bytes fit an encoding.
 *
 * @param decode decodes bytes in it; returns undefined for invalid ones
 * @returns undefined where the bytes are no text in it
 */
export function scoreName(
  bytes: Uint8Array<ArrayBuffer>,
  encoding: LegacyEncoding,
  decode: (bytes: Uint8Array<ArrayBuffer>, encoding: LegacyEncoding) => string | undefined,
): Score | undefined {
  const score = SCORERS[encoding](bytes);
  const frequent = FREQUENT[encoding];
  if (!score || !frequent || score.all === 0) return score;
  const text = decode(bytes, encoding);
  if (text === undefined || isUnreal(text)) return undefined;
  const hits = [...text].filter((character) => frequent.has(character)).length;
  return { common: score.common + hits / 2, all: score.all };
}

/** Letters of two bytes in UTF-8 that hardly any language writes. */
const ODD_LETTER_REGEXP = /[\u0180-\u019f\u01a2-\u01ae\u01b1-\u01f7\u0220-\u036f\u0372-\u0385]/;

/** The scripts of letters with two bytes in UTF-8; no name has letters of two of them. */
const SCRIPTS = ["Latin", "Greek", "Coptic", "Cyrillic", "Armenian", "Hebrew", "Arabic"]
  .map((script) => new RegExp(`\\p{Script=${script}}`, "u"));

/** Whether bytes are valid UTF-8 by accident, as the hanzi 图片 and 医院 in GBK are: ͼƬ, ҽԺ. */
export function isUtf8ByAccident(
  bytes: Uint8Array<ArrayBuffer>,
  decode: (bytes: Uint8Array<ArrayBuffer>, encoding: NameEncoding) => string | undefined,
): boolean {
  const text = decode(bytes, "utf-8") ?? "";
  if (/[\u0800-\u{10ffff}]/u.test(text) || !(ODD_LETTER_REGEXP.test(text) || hasScripts(text))) {
    return false;
  }
  const hanzi = (decode(bytes, "gbk") ?? "").replace(/[\0-\x7f]/g, "");
  return hanzi !== "" && [...hanzi].every((character) => FREQUENT.gbk!.has(character));
}

/** Whether a text has letters of two scripts, ASCII aside. */
function hasScripts(text: string): boolean {
  const letters = text.replace(/[\0-\x7f]/g, "");
  return SCRIPTS.filter((script) => script.test(letters)).length > 1;
}
