import { el } from "./dom.js";
import { T } from "./texts.js";

/** Prints what was asked and the body of a card, without the page around. */
export function printPaper(place, questions, body, centre) {
  const paper = el("section", { class: "paper card" },
    questions.map((question) => question && el("p", {}, T.asked, " ", question)),
    body,
    el("p", {}, T.centreName, " ", centre.phone),
    el("p", {}, new Date().toLocaleDateString(T.language, { dateStyle: "long" })));
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("@page { size: A4; margin: 12mm } @media print { body :not(:has(kokuho-chat), kokuho-chat) { display: none !important } }");
  document.adoptedStyleSheets.push(sheet);
  place.getRootNode().append(paper);
  addEventListener("afterprint", () => {
    paper.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  }, { once: true });
  print();
}
