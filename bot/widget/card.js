// One card of an answer, with all that can be pressed.

import { call } from "./api.js";
import { callBox, cardBody } from "./card-body.js";
import { button, el, newId } from "./dom.js";
import { printCard } from "./print.js";
import { T } from "./texts.js";

/** The card as it stands in the talk; `question` is what the resident had said. */
export function renderCard(card, question, talk) {
  const node = el("article", { class: `card ${card.kind}` }, cardBody(card, talk.centre));
  if (card.kind === "refusal" || ["operator", "call_center", "complaint"].includes(card.answer_id)) {
    node.append(callBox(talk.centre));
  }
  if (card.choices?.length) node.append(choices(card, talk));
  const print = () => printCard(node.getRootNode(), card, question, talk.centre);
  const foot = [
    card.feedback && feedback(card, question, talk),
    ["answer", "general", "result"].includes(card.kind) && button(T.print, print),
  ].filter((part) => part);
  if (foot.length) node.append(el("div", { class: "foot row" }, foot));
  return node;
}

function choices(card, talk) {
  const id = newId();
  const answers = ["question", "options"].includes(card.kind);
  const press = (choice) => {
    if (card.answered) return;
    talk.press(card, choice);
    if (card.answered) closeChoices(group);
  };
  const group = el("div", { role: "group", class: "choices", "aria-labelledby": id },
    el("h4", { id }, answers ? T.answers : T.related),
    card.choices.map((choice) => button(choice.label, () => press(choice))));
  if (card.answered) closeChoices(group);
  return group;
}

/** Answered: without effect, but not `disabled`, which would throw the focus away. */
export function closeChoices(group) {
  group.querySelectorAll("button").forEach((choice) => choice.setAttribute("aria-disabled", "true"));
}

function feedback(card, question, talk) {
  const node = el("div", { class: "row", "aria-live": "off" });
  const thanks = el("p", { class: "small", tabindex: -1 }, T.thanks);
  const error = el("p", { class: "error", role: "alert" });
  const send = async (answer) => {
    try {
      await call("POST", "feedback", { card: card.feedback, ...answer }, talk.state.token);
      card.helped = answer.helped;
      talk.save();
      node.replaceChildren(thanks);
      thanks.focus();
    } catch (problem) {
      error.textContent = problem.status ? problem.message : T.again;
    }
  };
  const ask = () => {
    const agree = el("input", { type: "checkbox" });
    const onsubmit = (event) => {
      event.preventDefault();
      const reason = new FormData(event.target).get("reason");
      if (reason) send({ helped: false, reason, question: agree.checked ? question : null });
      else error.textContent = T.choose;
    };
    node.replaceChildren(el("form", { class: "form", onsubmit },
      el("fieldset", null, el("legend", null, T.why), Object.entries(T.reasons).map(([value, label]) =>
        el("label", null, el("input", { type: "radio", name: "reason", value }), label))),
      question && el("label", null, agree, T.agree),
      error,
      el("button", { class: "main" }, T.sendFeedback)));
    node.querySelector("input").focus();
  };
  if (card.helped !== undefined) node.append(thanks);
  else {
    node.append(
      el("span", { class: "small" }, T.helped),
      button(T.yes, () => send({ helped: true, reason: null, question: null })),
      button(T.no, ask),
      error);
  }
  return node;
}
