import { el } from "./dom.js";
import { T } from "./texts.js";

// Here, as few need it: the panel's own styles are loaded by everybody.
const STYLES = `
.paper { display: none; }
@media print {
  .paper { display: grid; border: 0; padding: 0; gap: .5em; color: #000; font-size: 10.5pt; line-height: 1.5; }
  .paper .people { grid-template-columns: repeat(2, 1fr); }
  .paper :is(.person, tr) { break-inside: avoid; }
  .paper .source { font-size: 1em; }
  .paper [target]::after { content: " " attr(href); }
}`;
const inside = new CSSStyleSheet();
inside.replaceSync(STYLES);

// What was asked up to this card, without what answers a question of ours.
function questionsBefore(card, items) {
  const found = [];
  let open = false;
  for (const { who, text, cards } of items) {
    if (who === "me" && !open) found.push(text);
    if (cards) open = cards.at(-1).kind === "question";
    if (cards?.includes(card)) break;
  }
  return found;
}

/** Prints what was asked and the body of a card, without the page around. */
export function printPaper(place, card, question, { items, centre }, body) {
  const questions = card.people?.length ? questionsBefore(card, items) : [question];
  const paper = el("section", { class: "paper card" },
    questions.map((question) => question && el("p", {}, T.asked, " ", question)),
    body,
    el("p", {}, T.centreName, " ", centre.phone),
    el("p", {}, new Date().toLocaleDateString(T.language, { dateStyle: "long" })));
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("@page { size: A4; margin: 12mm } @media print { body :not(:has(kokuho-chat), kokuho-chat) { display: none !important } }");
  document.adoptedStyleSheets.push(sheet);
  const root = place.getRootNode();
  // Behind all others: they are as strong.
  root.adoptedStyleSheets = [...root.adoptedStyleSheets.filter((other) => other !== inside), inside];
  root.append(paper);
  addEventListener("afterprint", () => {
    paper.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  }, { once: true });
  print();
}
