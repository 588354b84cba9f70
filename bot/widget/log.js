// What was said, as a list that screen readers follow.

import { closeChoices, renderCard } from "./card.js";
import { dateFields } from "./date-fields.js";
import { el } from "./dom.js";
import { addFurigana, removeFurigana } from "./furigana.js";
import { T } from "./texts.js";

/** The view of a talk's items. `talk` is set before the first one. */
export class Log {
  node = el("div", {
    class: "log", role: "log", tabindex: 0, "aria-label": T.log, "aria-live": "polite", "aria-relevant": "additions",
  });
  #nodes = new Map();
  #furigana = false;

  /** Shows one more item. */
  add(item) {
    if (item.who === "bot") this.#closeQuestions(item.cards);
    const node = el("div", { class: item.who }, this.#content(item));
    if (this.#furigana) addFurigana(node);
    this.#nodes.set(item, node);
    this.node.append(node);
    if (item.who !== "bot") node.scrollIntoView({ block: "nearest" });
    else if (item.question) this.showLatest();
  }

  /** Shows that a message waits, was sent or was refused. */
  change(item, waits) {
    this.#nodes.get(item).lastChild.textContent = waits ? T.unsent : item.state === "refused" ? T.refused : "";
  }

  /** Takes everything away. */
  clear() {
    this.node.replaceChildren();
  }

  /** Scrolls to the last question, so that its answer is read from the beginning. */
  showLatest() {
    [...this.node.querySelectorAll(".me")].at(-1)?.scrollIntoView();
  }

  /** Readings on or off, without the whole talk being read out again. */
  setFurigana(on) {
    if (on === this.#furigana) return;
    this.#furigana = on;
    this.node.ariaLive = "off";
    (on ? addFurigana : removeFurigana)(this.node);
    setTimeout(() => (this.node.ariaLive = "polite"), 300);
  }

  #content({ who, text, cards, question }) {
    if (who === "note") return el("p", null, text);
    const speaker = el("span", { class: "unseen" }, T[who]);
    if (who === "me") return [speaker, el("p", { class: "said", dir: "auto" }, text), el("p", { class: "error" })];
    const nodes = cards.map((card) => renderCard(card, question, this.talk));
    const asks = cards.at(-1)?.asks;
    if (asks?.eras?.length) nodes.at(-1).querySelector(".lead").after(dateFields(asks, (date) => this.#sayDate(date)));
    return [speaker, ...nodes];
  }

  #sayDate(text) {
    this.talk.say(text);
    // The form goes when the answer comes; the focus must not go with it.
    this.node.focus({ preventScroll: true });
  }

  /** Only the newest question is open. */
  #closeQuestions(cards) {
    this.node.querySelectorAll(".date").forEach((form) => form.remove());
    if (cards.some(({ kind }) => kind === "question")) this.node.querySelectorAll(".question .choices").forEach(closeChoices);
  }
}
