// One answer on paper.

import { cardBody } from "./card-body.js";
import { el } from "./dom.js";
import { T } from "./texts.js";

// For the moment of printing, the page around the widget is left out.
const alone = new CSSStyleSheet();
alone.replaceSync("@media print { body :not(:has(kokuho-chat), kokuho-chat) { display: none !important } }");

/** Prints this card alone: question, answer, source, phone, date. */
export function printCard(root, card, question, centre) {
  const paper = el("section", { class: "paper card" },
    question && el("p", null, T.asked, question),
    cardBody(card, centre, true),
    el("p", null, `${T.centreName} ${centre.phone}`),
    el("p", null, new Date().toLocaleDateString("ja-JP", { dateStyle: "long" }), T.print));
  const sheets = document.adoptedStyleSheets;
  document.adoptedStyleSheets = [...sheets, alone];
  root.append(paper);
  addEventListener("afterprint", () => {
    paper.remove();
    document.adoptedStyleSheets = sheets;
  }, { once: true });
  print();
}
