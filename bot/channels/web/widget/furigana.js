import { el } from "./dom.js";

// Longer words first.
const READINGS = new Map(`資格確認書しかくかくにんしょ 資格情報しかくじょうほう 被保険者証ひほけんしゃしょう
国民健康保険こくみんけんこうほけん 保険証ほけんしょう 保険料ほけんりょう 国保こくほ 有効期限ゆうこうきげん
在留期限ざいりゅうきげん 期限きげん 電子証明書でんししょうめいしょ 利用登録りようとうろく 更新こうしん
後期高齢者こうきこうれいしゃ 窓口負担割合まどぐちふたんわりあい 窓口まどぐち 区役所くやくしょ 申請しんせい
解除かいじょ 郵送ゆうそう 委任状いにんじょう 口座振替こうざふりかえ 世帯せたい 受診じゅしん 生年月日せいねんがっぴ`
  .split(/\s/).map((pair) => pair.match(/(\p{sc=Han}+)(.+)/u).slice(1)));
const WORD = new RegExp(`(${[...READINGS.keys()].join("|")})`);

/** Puts readings over the words of the answers. */
export function addFurigana(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  for (const node of nodes) {
    if (node.parentElement.closest("ruby, .me")) continue;
    node.replaceWith(...node.data.split(WORD).map((part) =>
      READINGS.has(part) ? el("ruby", {}, part, el("rt", {}, READINGS.get(part))) : part));
  }
}

/** Takes them away again. */
export function removeFurigana(root) {
  root.querySelectorAll("ruby").forEach((node) => node.replaceWith(node.firstChild));
  root.normalize();
}
