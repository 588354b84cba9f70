import { closeChoices, renderCard } from "./card.js";
import { button, el } from "./dom.js";
import { dateFields } from "./forms.js";
import { T } from "./texts.js";

/** What was said. */
export class Log {
  node = el("div", {
    class: "log", role: "log", tabindex: 0, "aria-label": T.log, "aria-live": "polite", "aria-relevant": "additions",
  });
  // For fingers; it goes when the end is reached, so the keyboard's focus never stands on it.
  #below = button(T.below, () => {
    this.node.focus({ preventScroll: true });
    this.node.scrollBy({ top: this.node.clientHeight * 0.8 });
  }, { class: "below", tabindex: -1, hidden: "" });
  frame = el("div", { class: "frame" }, this.node, this.#below);
  #wanted = false;
  #furigana; // the module, while readings are shown

  constructor() {
    this.node.onscroll = this.#look;
    const sizes = new ResizeObserver(this.#look);
    sizes.observe(this.node);
    // What is added, unfolded or enlarged changes the height of a child.
    new MutationObserver((changes) =>
      changes.forEach(({ addedNodes }) => addedNodes.forEach((node) => sizes.observe(node)))).observe(this.node, { childList: true });
  }

  // The sign takes room of the log; so it comes earlier than it goes, and never flickers.
  #look = () => {
    const { scrollHeight, scrollTop, clientHeight } = this.node;
    this.#below.hidden = scrollHeight - scrollTop - clientHeight < 24;
  };

  add(item) {
    if (item.who === "bot") this.#closeOldQuestions(item.cards);
    const node = el("div", { class: item.who }, this.#content(item));
    this.node.append(node);
    this.#furigana?.addFurigana(node, this.#putReadings);
    if (item.question) {
      this.showLatest();
      this.unread?.();
    } else if (item.who !== "bot") node.scrollIntoView({ block: "nearest" });
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

  // An answer is read from its beginning; but what it asks is in sight, with the first field.
  showLatest() {
    const said = [...this.node.querySelectorAll(".me")].at(-1);
    if (!said) return;
    said.scrollIntoView();
    this.#look();
    const card = this.node.lastElementChild.querySelector(".ask");
    if (!card) return;
    const { top, bottom } = this.node.getBoundingClientRect();
    const asked = card.querySelector(".asked") ?? card;
    const place = (node) => node.getBoundingClientRect();
    const fits = (node) => place(node).bottom - place(asked).top < bottom - top;
    const field = [...card.querySelectorAll(".date .row, .date > .main")].reverse().find(fits) ?? card.querySelector(".choices button");
    if (field && place(field).bottom > bottom) field.scrollIntoView({ block: "end" });
    if (place(asked).top < top) asked.scrollIntoView();
  }

  /** Does what changes heights, and leaves the line that is being read where it was. */
  keepPlace(change) {
    const edge = () => this.node.getBoundingClientRect().top;
    const line = [...this.node.querySelectorAll("p, li, h3, h4, dd, button, summary")].find((node) => node.getBoundingClientRect().bottom > edge());
    const place = () => line?.getBoundingClientRect().top - edge();
    const before = place();
    change();
    if (line) this.node.scrollTop += place() - before;
  }

  async setFurigana(on) {
    this.#wanted = on;
    if (on === Boolean(this.#furigana)) return;
    const furigana = await import("./furigana.js");
    if (on !== this.#wanted || on === Boolean(this.#furigana)) return;
    this.#furigana = on && furigana;
    if (on) await furigana.addFurigana(this.node, this.#putReadings);
    else this.#quietly(() => furigana.removeFurigana(this.node));
  }

  #putReadings = (put) => this.#furigana && this.#quietly(put);

  /** Changes how words look: else what is said would be read out again. */
  #quietly(change) {
    this.node.ariaLive = "off";
    this.keepPlace(change);
    setTimeout(() => (this.node.ariaLive = "polite"), 300);
  }

  #content({ who, text, cards, question }) {
    if (who === "note") return el("p", {}, text);
    const speaker = el("span", { class: "unseen" }, T[who]);
    if (who === "me") return [speaker, el("p", { class: "said", dir: "auto" }, text), el("p", { class: "error" })];
    const form = (asks) => asks.eras.length && dateFields(asks, (date) => this.#sayDate(date));
    return [speaker, cards.map((card, index) =>
      renderCard(card, question, this.talk, { form, before: cards[index - 1], ahead: cards[index + 1], choose: this.choose }))];
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
