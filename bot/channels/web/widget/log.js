import { closeChoices, renderCard } from "./card.js";
import { el } from "./dom.js";
import { dateFields } from "./forms.js";
import { T } from "./texts.js";

/** What was said. */
export class Log {
  node = el("div", {
    class: "log", role: "log", tabindex: 0, "aria-label": T.log, "aria-live": "polite", "aria-relevant": "additions",
  });
  #wanted = false;
  #furigana; // the module, while readings are shown

  add(item) {
    if (item.who === "bot") this.#closeOldQuestions(item.cards);
    const node = el("div", { class: item.who }, this.#content(item));
    this.#furigana?.addFurigana(node);
    this.node.append(node);
    if (item.question) this.showLatest();
    else if (item.who !== "bot") node.scrollIntoView({ block: "nearest" });
  }

  mark(index, state) {
    const line = this.node.children[index].lastChild;
    if (line.textContent === state) return;
    line.textContent = state;
    line.scrollIntoView({ block: "nearest" });
  }

  clear() {
    this.node.replaceChildren();
  }

  // An answer is read from its beginning.
  showLatest() {
    [...this.node.querySelectorAll(".me")].at(-1)?.scrollIntoView();
  }

  async setFurigana(on) {
    this.#wanted = on;
    if (on === Boolean(this.#furigana)) return;
    const furigana = await import("./furigana.js");
    if (on !== this.#wanted || on === Boolean(this.#furigana)) return;
    this.#furigana = on && furigana;
    // Else the whole talk would be read out again.
    this.node.ariaLive = "off";
    (on ? furigana.addFurigana : furigana.removeFurigana)(this.node);
    setTimeout(() => (this.node.ariaLive = "polite"), 300);
  }

  #content({ who, text, cards, question }) {
    if (who === "note") return el("p", {}, text);
    const speaker = el("span", { class: "unseen" }, T[who]);
    if (who === "me") return [speaker, el("p", { class: "said", dir: "auto" }, text), el("p", { class: "error" })];
    const nodes = cards.map((card) => renderCard(card, question, this.talk));
    const asks = cards.at(-1)?.asks;
    if (asks?.eras?.length) nodes.at(-1).querySelector(".lead").after(dateFields(asks, (date) => this.#sayDate(date)));
    return [speaker, ...nodes];
  }

  #sayDate(text) {
    this.talk.say(text);
    this.node.focus({ preventScroll: true });
  }

  #closeOldQuestions(cards) {
    this.node.querySelectorAll(".date").forEach((form) => form.remove());
    if (cards.some(({ kind }) => kind === "question")) this.node.querySelectorAll(".question .choices").forEach(closeChoices);
  }
}
