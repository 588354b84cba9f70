// What was said, as a list that screen readers follow.

import { closeChoices, renderCard } from "./card.js";
import { dateFields } from "./date-fields.js";
import { el } from "./dom.js";
import { addFurigana, removeFurigana } from "./furigana.js";
import { T } from "./texts.js";

/** The view of a talk's items. `talk` is set before the first item. */
export class Log {
  node = el("div", {
    class: "log", role: "log", tabindex: 0, "aria-label": T.log, "aria-live": "polite", "aria-relevant": "additions",
  });
  #nodes = new Map();
  #furigana = false;

  /** Shows one more item. */
  add(item) {
    const node = el("div", { class: `item ${item.who}` }, this.#content(item));
    if (item.who === "bot") this.#closeQuestions(item.cards);
    if (this.#furigana) addFurigana(node);
    this.#nodes.set(item, node);
    this.node.append(node);
    if (item.who !== "bot") node.scrollIntoView({ block: "nearest" });
    else if (item.question) this.showLatest();
  }

  /** Scrolls to the last question, so that its answer is read from the beginning. */
  showLatest() {
    [...this.node.querySelectorAll(".me")].at(-1)?.scrollIntoView({ block: "start" });
  }

  /** Shows that a message waits, was sent or was refused. */
  change(item, waits) {
    const state = this.#nodes.get(item).querySelector(".state");
    state.textContent = waits ? T.unsent : item.state === "refused" ? T.refused : "";
  }

  /** Takes everything away. */
  clear() {
    this.#nodes.clear();
    this.node.replaceChildren();
  }

  /** Readings on or off, without the whole talk being read out again. */
  setFurigana(on) {
    if (on === this.#furigana) return;
    this.#furigana = on;
    if (!this.node.hasChildNodes()) return;
    this.node.ariaLive = "off";
    (on ? addFurigana : removeFurigana)(this.node);
    setTimeout(() => (this.node.ariaLive = "polite"), 500);
  }

  #content(item) {
    if (item.who === "note") return el("p", null, item.text);
    if (item.who === "me") {
      return [
        el("span", { class: "unseen" }, T.me),
        el("p", { class: "said", dir: "auto" }, item.text),
        el("p", { class: "state small" }, item.state === "refused" ? T.refused : ""),
      ];
    }
    const cards = item.cards.map((card) => renderCard(card, item.question, this.talk));
    const { asks } = item.cards.at(-1) ?? {};
    if (asks?.eras?.length && asks.input !== "text") cards.at(-1).querySelector(".lead").after(this.#dateForm(asks));
    return [el("span", { class: "unseen" }, T.bot), ...cards];
  }

  #dateForm(asks) {
    return dateFields(asks, (text) => {
      this.talk.say(text);
      // The form goes away with the answer; the focus must not go with it.
      this.node.focus({ preventScroll: true });
    });
  }

  /** Only the newest question is open. */
  #closeQuestions(cards) {
    this.node.querySelectorAll("form.date").forEach((form) => form.remove());
    if (!cards.some(({ kind }) => kind === "question")) return;
    this.node.querySelectorAll(".question .answers").forEach(closeChoices);
  }
}
