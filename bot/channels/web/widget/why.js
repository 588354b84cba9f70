import { el } from "./dom.js";
import { T } from "./texts.js";

const tick = (label, props) => el("label", {}, el("input", props), label);

/** Asks in `node` why a card did not help; `send` gets the reason, and the question with consent. */
export function askWhy(node, question, error, send) {
  const onsubmit = (event) => {
    event.preventDefault();
    const { reason, agree } = Object.fromEntries(new FormData(event.target));
    if (reason) send(false, reason, agree && question);
    else error.textContent = T.choose;
  };
  node.replaceChildren(el("form", { class: "form", onsubmit },
    el("fieldset", {},
      el("legend", {}, T.why),
      ["wrong", "unclear", "other_question", "other"].map((value) =>
        tick(T[value], { type: "radio", name: "reason", value }))),
    question && tick(T.agree, { type: "checkbox", name: "agree" }),
    error,
    el("button", { class: "main" }, T.sendFeedback)));
  node.querySelector("input").focus();
}
