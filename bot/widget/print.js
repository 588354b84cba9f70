// One answer on paper.

import { cardBody } from "./card-body.js";
import { el } from "./dom.js";
import { T } from "./texts.js";

// For the moment of printing, the page around the widget is left out.
const alone = new CSSStyleSheet();
alone.replaceSync("@media print { body :not(:has(kokuho-chat), kokuho-chat) { display: none !important } }");

/** Opens the browser's print dialog with this card alone: question, answer, source, phone, date. */
export function printCard(root, card, question, centre) {
  const date = new Date().toLocaleDateString("ja-JP", { dateStyle: "long" });
  const paper = el("section", { class: "paper" },
    question ? el("p", null, `${T.asked} ${question}`) : null,
    card.title ? el("h2", null, card.title) : null,
    cardBody(card, centre, true),
    el("p", null, `${T.centreName} ${centre.phone}`),
    el("p", null, `${T.printed} ${date}`));
  const tidy = () => {
    root.querySelector(".paper")?.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== alone);
  };
  tidy();
  root.append(paper);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, alone];
  addEventListener("afterprint", tidy, { once: true });
  print();
}
