// Readings over the words of the field, for learners of Japanese and for children.

import { el } from "./dom.js";

const READINGS = new Map(`
資格確認書:しかくかくにんしょ 資格情報:しかくじょうほう 被保険者証:ひほけんしゃしょう 被保険者:ひほけんしゃ
健康保険証:けんこうほけんしょう 保険証:ほけんしょう 国民健康保険:こくみんけんこうほけん 健康保険:けんこうほけん
国保:こくほ 保険料:ほけんりょう 保険年金課:ほけんねんきんか 保険:ほけん 有効期限:ゆうこうきげん 期限:きげん
電子証明書:でんししょうめいしょ 利用登録:りようとうろく 登録:とうろく 更新:こうしん 再発行:さいはっこう
後期高齢者医療:こうきこうれいしゃいりょう 後期高齢者:こうきこうれいしゃ 介護保険料:かいごほけんりょう
在留期限:ざいりゅうきげん 在留期間:ざいりゅうきかん 窓口負担割合:まどぐちふたんわりあい 負担割合:ふたんわりあい
窓口:まどぐち 区役所:くやくしょ 申請書:しんせいしょ 申請:しんせい 解除:かいじょ 郵送:ゆうそう 委任状:いにんじょう
口座振替:こうざふりかえ 口座:こうざ 納付:のうふ 金融機関:きんゆうきかん 暗証番号:あんしょうばんごう 通帳:つうちょう
届出印:とどけでいん 限度額適用認定証:げんどがくてきようにんていしょう 限度額:げんどがく
標準負担額減額認定証:ひょうじゅんふたんがくげんがくにんていしょう 認定証:にんていしょう 世帯主:せたいぬし 世帯:せたい
本人確認書類:ほんにんかくにんしょるい 生年月日:せいねんがっぴ 卒業予定日:そつぎょうよていび 医療機関:いりょうきかん
受診:じゅしん 病院:びょういん 薬局:やっきょく 支援措置:しえんそち 特定記録郵便:とくていきろくゆうびん
簡易書留:かんいかきとめ 普通郵便:ふつうゆうびん 封筒:ふうとう 祝日:しゅくじつ 受付時間:うけつけじかん
出典:しゅってん 要確認:ようかくにん`.trim().split(/\s+/).map((pair) => pair.split(":")));

const longestFirst = [...READINGS.keys()].sort((a, b) => b.length - a.length);
const WORD = new RegExp(`(${longestFirst.join("|")})`);

const ruby = (word) => el("ruby", null, word, el("rt", null, READINGS.get(word)));

/** Puts the readings over the words below `root`, apart from what the resident wrote. */
export function addFurigana(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  for (const node of nodes) {
    const parts = node.data.split(WORD);
    if (parts.length === 1 || node.parentElement.closest("ruby, .me")) continue;
    node.replaceWith(...parts.map((part) => (READINGS.has(part) ? ruby(part) : part)));
  }
}

/** Takes them away again. */
export function removeFurigana(root) {
  root.querySelectorAll("ruby").forEach((node) => node.replaceWith(node.firstChild));
  root.normalize();
}
