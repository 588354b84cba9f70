import { call } from "./api.js";
import { button, byId, el, listed } from "./dom.js";
import { hint } from "./keys.js";
import { patiently } from "./patience.js";
import { renderScript, scriptText } from "./script.js";
import { T } from "./texts.js";

const HTTP = /^https?:\/\//;

const node = byId("card");
const empty = [...node.childNodes];

/**
 * The card that is open. `act` has `open(id)`, `copy()`, `copyResult()`, `vote(right)` and
 * `told(matter)`, the results for it, `practising()`, and hears `opened(card)`, `shown(card, told)` and `retold(told)`.
 */
export class Card {
  shown = null;
  #told = [];
  #loading = null;

  constructor(act) {
    this.act = act;
  }

  async open(id) {
    this.#loading?.abort();
    const { signal } = (this.#loading = new AbortController());
    const path = `/desk/cards/${encodeURIComponent(id)}${this.act.practising() ? "?practice=true" : ""}`;
    const ask = () => call("GET", path, undefined, signal);
    const card = await patiently(ask, signal).catch((problem) => ({ problem }));
    if (signal.aborted) return;
    if (card.problem) this.act.failed(card.problem);
    else {
      this.show(card);
      this.act.opened(card);
    }
  }

  /** `card`: null for none. */
  show(card) {
    this.#loading?.abort();
    const inside = node !== document.activeElement && node.contains(document.activeElement);
    this.shown = card;
    this.#told = card ? this.act.told(card.matter) : [];
    node.replaceChildren(...(card ? [el("div", { class: "side" }, el("div", { class: "stack" }, render(card, this.#told, this.act)))] : empty));
    if (inside) this.focus(); // what had the focus is gone
    node.scrollTop = 0;
    this.act.shown(card, this.#told);
  }

  /** What the caller reads, beside the card; null for nothing. */
  beside(caller) {
    const side = node.querySelector(".side");
    side?.querySelector(".foreign")?.remove();
    if (caller) side?.append(caller);
  }

  /** The caller's language is another one. */
  retranslate() {
    this.act.shown(this.shown, this.#told);
  }

  /** Something was worked out, or is no more. */
  retell() {
    if (!this.shown?.matter) return;
    const told = this.act.told(this.shown.matter);
    if (JSON.stringify(told) === JSON.stringify(this.#told)) return;
    this.#told = told;
    node.querySelector(".words").replaceWith(renderScript(this.shown, told, this.act));
    this.act.retold(told);
  }

  /** What is to be read aloud comes into view; zoomed in, where all is one column, to its top. */
  reveal() {
    const told = node.querySelector(".told[data-current]") ?? node.querySelector(".told");
    if (!this.shown) return;
    if (!scrolls()) (told ?? node).scrollIntoView({ block: "start" });
    else told?.scrollIntoView({ block: "nearest" });
  }

  /** The script as it is copied. */
  get script() {
    return this.shown && scriptText(this.shown, this.#told);
  }

  /** Marks the vote that was heard. */
  voted(right) {
    node.querySelectorAll("[data-right]").forEach((vote) => {
      vote.ariaPressed = vote.dataset.right === String(right);
    });
  }

  focus() {
    node.querySelector("h2").focus();
  }

  scroll(pages) {
    if (!this.shown) return false;
    // In one column it is the page that scrolls.
    const scroller = scrolls() ? node : document.scrollingElement;
    scroller.scrollBy({ top: pages * scroller.clientHeight * 0.85 });
  }
}

const scrolls = () => getComputedStyle(node).overflowY === "auto";

function render(card, told, act) {
  const { title, lead, details, bring, steps, links, source, checked, related } = card;
  const vote = (right) =>
    hint(button(T.vote(right), () => act.vote(right), { "data-right": right, "aria-pressed": "false" }), right ? "right" : "wrong");
  return [
    el("div", { class: "row head" },
      el("h2", { id: "card-title", tabindex: "-1" }, title),
      el("div", { class: "row votes", role: "group", "aria-label": T.votes }, vote(true), vote(false))),
    renderScript(card, told, act),
    lead && el("p", { class: "lead" }, lead),
    el("div", { class: "more" },
      bring?.length && checklist(bring),
      listed(T.steps, steps, "ol"),
      listed(T.details, details),
      listed(T.links, links?.map(link))),
    source && el("p", { class: "small source" }, T.source(source, checked)),
    !source && el("div", { class: "row" }, hint(button(T.directory, act.directory), "desks")), // the newsletter does not say it
    related?.length && el("div", { class: "row", role: "group", "aria-label": T.related },
      el("h3", {}, T.related),
      related.map((other) => button(other.title, () => act.open(other.id), { class: "quiet" }))),
  ].flat().filter(Boolean);
}

const checklist = (bring) => [
  el("h3", {}, T.bring),
  el("ul", { class: "checks" },
    bring.map((thing) => el("li", {}, el("label", {}, el("input", { type: "checkbox", autocomplete: "off" }), el("span", {}, thing))))),
];

const link = ({ label, url }) =>
  HTTP.test(url) ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, label, T.newTab) : label;
