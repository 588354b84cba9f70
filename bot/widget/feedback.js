// "Did it help?"

import { call, Problem } from "./api.js";
import { button, el } from "./dom.js";
import { T } from "./texts.js";

/** The question below a card, and the reasons after a no. */
export function feedback(card, question, talk) {
  const node = el("div", { class: "feedback", "aria-live": "off" });
  const thank = (focus) => {
    const thanks = el("p", { class: "small", tabindex: -1 }, T.thanks);
    node.replaceChildren(thanks);
    if (focus) thanks.focus();
  };
  const send = async (answer) => {
    try {
      await call("POST", "feedback", { token: talk.state.token, body: { card: card.feedback, ...answer } });
      card.helped = answer.helped;
      talk.save();
      thank(true);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      node.querySelector(".error")?.remove();
      node.append(el("p", { class: "error", role: "alert" }, problem.status ? problem.message : T.again));
    }
  };
  if (card.helped !== undefined) {
    thank(false);
    return node;
  }
  node.append(
    el("span", { class: "small" }, T.helped),
    button(T.yes, () => send({ helped: true, reason: null, question: null })),
    button(T.no, () => {
      node.replaceChildren(reasonForm(question, send));
      node.querySelector("input").focus();
    }));
  return node;
}

function reasonForm(question, send) {
  const error = el("p", { class: "error", role: "alert" });
  const option = ([value, label]) =>
    el("label", { class: "tick" }, el("input", { type: "radio", name: "reason", value }), label);
  const agree = el("input", { type: "checkbox" });
  const onsubmit = (event) => {
    event.preventDefault();
    const reason = new FormData(event.target).get("reason");
    error.textContent = reason ? "" : T.reasonMissing;
    if (reason) send({ helped: false, reason, question: agree.checked ? question : null });
  };
  return el("form", { novalidate: true, onsubmit },
    el("fieldset", null, el("legend", null, T.why), Object.entries(T.reasons).map(option)),
    question ? el("label", { class: "tick" }, agree, T.agree) : null,
    error,
    el("button", { class: "main" }, T.sendFeedback));
}
