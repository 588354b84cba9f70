// What a card says, on the screen and on paper, and its links.

import { el } from "./dom.js";
import { T } from "./texts.js";

// The city, and the pages that the newsletter names.
const HOSTS = ["www.city.kawasaki.jp", "koukin-koufuri.jp"];

function pageLink({ label, url }) {
  if (!HOSTS.some((host) => url.startsWith(`https://${host}/`))) return label;
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, label, el("small", null, T.newTab));
}

const phoneLink = ({ phone, tel }, props, label) =>
  el(/^tel:\d+$/.test(tel) ? "a" : "span", { href: tel, ...props }, label, phone);

/** The button that calls, and whether anybody is there now. */
export const callBox = (centre) =>
  el("div", { class: "call" },
    phoneLink(centre, { class: "button main" }, T.call),
    el("p", { class: "small" }, el("b", null, T.centreName), centre.sentence, T.charged));

/** Title, conclusion and the rest. `open`: nothing is folded. */
export function cardBody(card, centre, open) {
  const words = (text) => text.split(centre.phone).flatMap((part, index) => [index && phoneLink(centre), part]);
  const list = (title, lines = [], tag = "ul") =>
    lines.length ? [title && el("h4", null, title), el(tag, null, lines.map((line) => el("li", null, line)))] : [];
  const { details = [], links = [] } = card;
  const folded = details.length > 2 && !open;
  return [
    card.title && el("h3", null, card.title),
    el("p", { class: "lead" }, words(card.lead)),
    ...(folded ? [] : list(null, details.map(words))),
    ...list(T.bring, card.bring?.map(words)),
    ...list(T.steps, card.steps?.map(words), "ol"),
    ...list(null, links.map(pageLink)),
    folded && el("details", null, el("summary", null, T.more(details.length)), list(null, details.map(words))),
    card.source && el("p", { class: "small" }, card.source, card.as_of && ` / ${card.as_of}`),
  ];
}
