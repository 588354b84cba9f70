// One card of the answer.

import { cardBody } from "./card-body.js";
import { button, el, icon, newId } from "./dom.js";
import { feedback } from "./feedback.js";
import { callBox } from "./links.js";
import { printCard } from "./print.js";
import { T } from "./texts.js";

const PRINTABLE = new Set(["answer", "general", "result"]);
const CALLS = new Set(["operator", "call_center", "complaint", "other_insurance"]);

/** The card as it stands in the talk. */
export function renderCard(card, question, talk) {
  const id = newId();
  const node = el("article", { class: `card ${card.kind}`, "aria-labelledby": card.title ? id : null },
    card.title ? el("h3", { id }, card.title) : null,
    cardBody(card, talk.centre));
  if (card.kind === "refusal" || CALLS.has(card.answer_id)) node.append(callBox(talk.centre));
  if (card.choices?.length) node.append(choices(card, talk));
  const foot = el("div", { class: "foot" });
  if (card.feedback) foot.append(feedback(card, question, talk));
  if (PRINTABLE.has(card.kind)) {
    const print = () => printCard(node.getRootNode(), card, question, talk.centre);
    foot.append(button([icon("print"), T.print], print, { class: "plain" }));
  }
  if (foot.hasChildNodes()) node.append(foot);
  return node;
}

function choices(card, talk) {
  const answers = card.kind === "question" || card.kind === "options";
  const id = newId();
  const group = el("div", { role: "group", class: answers ? "choices answers" : "choices", "aria-labelledby": id },
    el("h4", { id, class: answers ? "unseen" : null }, answers ? T.answers : T.related));
  const press = (choice) => {
    if (group.dataset.answered !== undefined) return;
    talk.press(card, choice);
    if (card.answered) closeChoices(group);
  };
  group.append(...card.choices.map((choice) => button(choice.label, () => press(choice))));
  if (card.answered) closeChoices(group);
  return group;
}

/** Answered: seen, but without effect. Not `disabled`, which would throw the focus away. */
export function closeChoices(group) {
  group.dataset.answered = "";
  group.querySelectorAll("button").forEach((choice) => choice.setAttribute("aria-disabled", "true"));
}
