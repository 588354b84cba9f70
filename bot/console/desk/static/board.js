import { call } from "./api.js";
import { byId, el } from "./dom.js";
import { patiently } from "./patience.js";
import { T } from "./texts.js";

const dialog = byId("directory");
const field = byId("directory-words");
const list = byId("directory-list");
const news = byId("news");

const folded = (text) => text.normalize("NFKC").toLowerCase();

/** What editors put up: announcements above the call, and whom a caller is sent to. */
export class Board {
  #desks = [];

  constructor() {
    field.oninput = () => this.#show();
    byId("directory-form").onsubmit = (event) => event.preventDefault();
    byId("directory-close").onclick = () => dialog.close();
    this.renew();
  }

  /** Asks for what is up now; between two calls, so that nothing moves while somebody talks. */
  async renew() {
    const found = await patiently(() => call("GET", "/desk/board")).catch(() => null);
    if (!found) return;
    this.#desks = found.desks;
    if (dialog.open) this.#show();
    const [newest, ...others] = found.announcements;
    news.hidden = !newest;
    if (!newest) return;
    const told = [el("b", {}, T.news(others.length + 1)), newest];
    const more = () => el("details", {}, el("summary", {}, told), el("ul", {}, others.map((text) => el("li", {}, text))));
    news.replaceChildren(others.length ? more() : el("p", {}, told));
  }

  async show() {
    if (dialog.open) return dialog.close();
    field.value = "";
    this.#show();
    dialog.showModal();
    field.focus();
    await this.renew();
  }

  #show() {
    const wanted = folded(field.value).split(/\s+/).filter(Boolean);
    const fits = (desk) => wanted.every((word) => folded(Object.values(desk).join(" ")).includes(word));
    const found = this.#desks.filter(fits);
    list.replaceChildren(...found.map(entry));
    byId("directory-none").hidden = Boolean(found.length);
  }
}

const entry = ({ name, about, phone, place, hours }) =>
  el("li", {},
    el("h3", {}, name),
    about && el("p", {}, about),
    el("p", { class: "reach" }, [phone, place, hours].filter(Boolean).map((text) => el("span", {}, text))),
    !phone && !place && el("p", { class: "small" }, T.noReach));
