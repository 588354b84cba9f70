import { call } from "./api.js";
import { copy } from "./copy.js";
import { button, byId, el } from "./dom.js";
import { hint } from "./keys.js";
import { patiently } from "./patience.js";
import { T } from "./texts.js";

const HTTP = /^https?:\/\//;

const select = byId("language");
const dialog = byId("showing");
const shown = byId("showing-text");

/** The caller's language, and the open card in it. Lives in this page alone. */
export class Caller {
  #loading = null;
  #text = null; // of the card that is open
  #told = [];

  /** `act` has `show(node)`, which puts it beside the card, and hears `chosen()` and `failed(problem)`. */
  constructor(act) {
    this.act = act;
    select.onchange = () => act.chosen();
    dialog.onclose = () => shown.replaceChildren();
  }

  /** The code of another language than the card's; empty for none. */
  get language() {
    return select.value;
  }

  set language(code) {
    select.value = code;
  }

  get tag() {
    return select.selectedOptions[0]?.lang || null;
  }

  focus() {
    select.focus();
  }

  /** The text of `card`, null for none, goes beside it; `told`: the results for it, a person each. */
  async open(card, told) {
    this.#loading?.abort();
    this.#text = null;
    this.#told = told;
    const { language } = this;
    if (!card || !language) return this.act.show(null);
    const { signal } = (this.#loading = new AbortController());
    const ask = () => call("GET", `/desk/cards/${encodeURIComponent(card.id)}/in/${language}`, undefined, signal);
    const text = await patiently(ask, signal).catch((problem) => ({ problem }));
    if (signal.aborted) return;
    if (text.problem) return this.act.failed(text.problem);
    this.#text = text;
    this.#show();
  }

  /** Something was worked out, or is no more. */
  retell(told) {
    this.#told = told;
    if (this.#text) this.#show();
  }

  /** Large, to be held towards the caller. False where there is nothing. */
  enlarge() {
    if (!this.#text) return false;
    shown.lang = this.#text.tag;
    shown.replaceChildren(el("h2", { id: "showing-title" }, this.#text.title), ...body(this.#text, this.#told));
    dialog.showModal();
    dialog.scrollTop = 0;
  }

  #show() {
    const text = this.#text;
    const name = select.selectedOptions[0].text;
    this.act.show(el("section", { class: "foreign stack", "aria-label": T.inLanguage(name) },
      el("div", { class: "row head" },
        el("h3", { lang: text.tag }, name),
        el("span", { class: "row" },
          hint(button(T.enlarge, () => this.enlarge()), "show"),
          button(T.copyScript, () => copy(plain(text, this.#told), T.copiedText(name))))),
      el("div", { class: "stack", lang: text.tag }, el("h4", {}, text.title), ...body(text, this.#told))));
  }
}

const lines = (text) => text.split("\n").map((line) => el("p", {}, line));

/** Results stand first, as they do on the card; whose each is, the operator's words say. */
function body({ lead, details, bring_title, bring, steps, links, source }, told) {
  const list = (items, tag = "ul") => items.length > 0 && el(tag, {}, items.map((item) => el("li", {}, item)));
  return [
    told.filter(({ foreign }) => foreign.length).map(({ foreign }) => el("div", { class: "foreign-told" }, foreign.map((line) => el("p", {}, line)))),
    el("div", { class: "foreign-lead" }, lines(lead)),
    list(details),
    bring.length > 0 && el("p", {}, bring_title),
    list(bring),
    list(steps, "ol"),
    list(links.map(({ label, url }) => (HTTP.test(url) ? `${label} ${url}` : label))),
    el("div", { class: "small source" }, lines(source)),
  ].flat().filter(Boolean);
}

/** The same as it is copied. */
function plain({ title, lead, details, bring_title, bring, steps, links, source }, told) {
  const dots = (items) => items.map((item) => `- ${item}`).join("\n");
  return [
    title,
    ...told.map(({ foreign }) => foreign.join("\n")),
    lead,
    dots(details),
    bring.length > 0 && `${bring_title}\n${dots(bring)}`,
    steps.map((step, i) => `${i + 1}. ${step}`).join("\n"),
    dots(links.map(({ label, url }) => `${label} ${url}`)),
    source,
  ].filter(Boolean).join("\n\n");
}
