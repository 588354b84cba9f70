import { Asking } from "./asking.js";
import { byId, el, write } from "./dom.js";
import { T } from "./texts.js";

const LONGEST = 5000;

const box = byId("box");
const list = byId("suggestions");
const count = byId("count");
const hint = byId("box-hint");
const topics = byId("topics");
const LEAST = 2; // characters that are looked for
const usual = [...hint.childNodes];

/**
 * The box with what was heard, and the suggestions under it. `open` gets the id of a card, `heard`
 * the words to which there is none.
 */
export class Suggest {
  #rows = new Map();
  #items = [];
  #chosen = 0;
  #wanted = false;

  constructor(open, heard) {
    Object.assign(this, { open, heard });
    this.asking = new Asking((answer) => this.#show(answer));
    box.addEventListener("input", () => this.#heard());
    // The box has the focus before the scripts run: what was typed meanwhile was heard as well.
    if (box.value) this.#heard();
  }

  /** What was heard, as it is sent: the end of it, which was said last. */
  get text() {
    return [...box.value].slice(-LONGEST).join("").trim();
  }

  set text(text) {
    box.value = text;
    this.#heard();
  }

  /** Moves the choice by `step`; false where there is nothing to choose. */
  choose(step) {
    const { length } = this.#items;
    if (!length) return false;
    this.#chosen = (this.#chosen + step + length) % length;
    this.#mark(true);
  }

  /** Opens what is chosen; if the answer to the newest key is on its way, as soon as it is there. */
  openChosen() {
    this.#wanted = !this.asking.settled;
    if (this.#wanted) return;
    if (this.#items.length) this.open(this.#items[this.#chosen].id);
    else if (this.text) this.heard();
  }

  #heard() {
    this.#wanted = false;
    const { length } = [...box.value];
    if (length > LONGEST) write(hint, T.tooLong(length));
    else if (hint.firstChild !== usual[0]) hint.replaceChildren(...usual);
    this.asking.ask(this.text);
  }

  #show({ kind, items, say, reduced }) {
    const looked = this.text.length >= LEAST;
    const before = this.#items[this.#chosen]?.id;
    const moved = box.hasAttribute("aria-activedescendant");
    this.#items = items;
    // Who has chosen keeps the choice while more is typed.
    this.#chosen = moved ? Math.max(0, items.findIndex(({ id }) => id === before)) : 0;
    this.#rows = new Map(items.map((item) => [item.id, this.#rows.get(item.id) ?? this.#row(item)]));
    items.forEach((item) => fill(this.#rows.get(item.id), item));
    // A row that stays is not moved: a click on it must not get lost.
    const rows = [...this.#rows.values()];
    if (rows.some((row, index) => row !== list.children[index]) || rows.length !== list.children.length) {
      list.replaceChildren(...rows);
    }
    list.hidden = !rows.length;
    list.className = kind;
    count.className = `count ${kind}`;
    write(count, (looked || kind !== "none" ? T.found(kind, items.length, say) : "") + (reduced ? T.reduced : ""));
    topics.hidden = !looked || !["near", "none"].includes(kind);
    this.#mark(moved && items[this.#chosen]?.id === before);
    if (this.#wanted) this.openChosen();
  }

  #row({ id }) {
    const onclick = () => {
      this.open(id);
      box.focus();
    };
    return el("li", { id: `suggestion-${id}`, role: "option", onclick },
      el("span", { class: "title" }), el("span", { class: "sure" }), el("span", { class: "small" }));
  }

  // Only a choice that was made is told to a screen reader, else it would read out at every key.
  #mark(tell) {
    this.#items.forEach(({ id }, index) => {
      this.#rows.get(id).ariaSelected = index === this.#chosen;
    });
    const row = tell && this.#rows.get(this.#items[this.#chosen]?.id);
    if (row) {
      box.setAttribute("aria-activedescendant", row.id);
      row.scrollIntoView({ block: "nearest" });
    } else box.removeAttribute("aria-activedescendant");
  }
}

function fill(row, { title, confidence, lead }) {
  const [head, sure, first] = row.children;
  write(head, title);
  write(sure, confidence == null ? "" : T.sure(confidence));
  write(first, lead);
}
