// Readings over the words of the field, for learners of Japanese and for children.

import { el } from "./dom.js";

const READINGS = new Map(`
資格確認書:しかくかくにんしょ 資格情報:しかくじょうほう 被保険者証:ひほけんしゃしょう 被保険者:ひほけんしゃ
国民健康保険:こくみんけんこうほけん 健康保険証:けんこうほけんしょう 保険証:ほけんしょう 保険料:ほけんりょう 国保:こくほ
有効期限:ゆうこうきげん 期限:きげん 電子証明書:でんししょうめいしょ 利用登録:りようとうろく 更新:こうしん
後期高齢者:こうきこうれいしゃ 在留期限:ざいりゅうきげん 窓口負担割合:まどぐちふたんわりあい 窓口:まどぐち
区役所:くやくしょ 申請:しんせい 解除:かいじょ 郵送:ゆうそう 委任状:いにんじょう 口座振替:こうざふりかえ
限度額:げんどがく 認定証:にんていしょう 世帯:せたい 受診:じゅしん 本人確認書類:ほんにんかくにんしょるい
生年月日:せいねんがっぴ 金融機関:きんゆうきかん 再発行:さいはっこう`.trim().split(/\s/).map((pair) => pair.split(":")));

const longestFirst = [...READINGS.keys()].sort((a, b) => b.length - a.length);
const WORD = new RegExp(`(${longestFirst.join("|")})`);

/** Puts the readings over the words below `root`, apart from what the resident wrote. */
export function addFurigana(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  for (const node of nodes) {
    if (node.parentElement.closest("ruby, .me")) continue;
    node.replaceWith(...node.data.split(WORD).map((part) =>
      READINGS.has(part) ? el("ruby", null, part, el("rt", null, READINGS.get(part))) : part));
  }
}

/** Takes them away again. */
export function removeFurigana(root) {
  root.querySelectorAll("ruby").forEach((node) => node.replaceWith(node.firstChild));
  root.normalize();
}
