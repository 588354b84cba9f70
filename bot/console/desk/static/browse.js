import { call } from "./api.js";
import { button, byId, el } from "./dom.js";
import { once, patiently } from "./patience.js";
import { T } from "./texts.js";

const dialog = byId("index");
const field = byId("index-words");
const list = byId("index-list");

const folded = (text) => text.normalize("NFKC").toLowerCase();

/** All answers by topic, id and word, what is at hand first. `open` gets the id of the chosen one. */
export class Browse {
  #topics = null;
  #only = null;
  #atHand = { pinned: [], recent: [] };

  constructor(open) {
    this.open = open;
    field.oninput = () => this.#show();
    // The first one that is left.
    byId("index-form").onsubmit = (event) => {
      event.preventDefault();
      list.querySelector("button")?.click();
    };
  }

  /** With `only`, one topic as long as no word is typed. */
  async show(only) {
    if (dialog.open) return dialog.close();
    this.#only = only;
    field.value = "";
    list.replaceChildren();
    dialog.showModal();
    field.focus();
    const atHand = patiently(() => call("GET", "/desk/shelf"));
    this.#topics ??= await patiently(() => call("GET", "/desk/answers"));
    this.#atHand = await atHand;
    this.#show();
  }

  /** The topics that answers are in, and before them what is pinned and what was opened last. */
  get #shown() {
    const all = new Map((this.#topics ?? []).flatMap(({ answers }) => answers.map((answer) => [answer.id, answer])));
    const topic = (title, ids) => ({ title, answers: ids.map((id) => all.get(id)).filter(Boolean) });
    return [topic(T.pinnedTopic, this.#atHand.pinned), topic(T.recentTopic, this.#atHand.recent), ...(this.#topics ?? [])];
  }

  #show() {
    const wanted = folded(field.value).split(/\s+/).filter(Boolean);
    const fits = ({ id, title, lead }) => wanted.every((word) => folded(`${id} ${title} ${lead}`).includes(word));
    // Who looks for something finds it once.
    const all = wanted.length ? (this.#topics ?? []) : this.#shown;
    const among = all.filter(({ title }) => wanted.length || !this.#only || title === this.#only);
    const found = among.map((topic) => ({ ...topic, answers: topic.answers.filter(fits) }));
    list.replaceChildren(...found.filter(({ answers }) => answers.length).map((topic) => this.#topic(topic)));
    byId("index-none").hidden = Boolean(list.firstChild) || !this.#topics;
  }

  #topic({ title, answers }) {
    return el("section", {},
      el("h3", {}, title),
      el("ul", {}, answers.map(({ id, title: name }) => this.#entry(id, name))));
  }

  #entry(id, title) {
    const pinned = this.#atHand.pinned.includes(id);
    return el("li", {},
      button(title, () => this.#choose(id), { class: "quiet" }),
      el("span", { class: "small" }, id),
      button(pinned ? "★" : "☆", () => this.#pin(id, !pinned), { class: "pin", "data-id": id, "aria-label": T.pin(title), "aria-pressed": String(pinned) }));
  }

  async #pin(id, pinned) {
    if (!(await once(() => call("POST", "/desk/pins", { id, pinned })))) return;
    const others = this.#atHand.pinned.filter((other) => other !== id);
    this.#atHand.pinned = pinned ? [...others, id] : others;
    this.#show();
    list.querySelector(`[data-id="${id}"]`)?.focus();
  }

  #choose(id) {
    dialog.close();
    this.open(id);
  }
}
