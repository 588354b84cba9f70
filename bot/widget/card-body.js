// What a card says, on the screen and on paper.

import { el } from "./dom.js";
import { pageLink, words } from "./links.js";
import { T } from "./texts.js";

const FOLDED_FROM = 3;

/** What the card says, without anything to press but links. `open`: nothing is folded (on paper). */
export function cardBody(card, centre, open) {
  const line = (text) => el("li", null, words(text, centre));
  const list = (title, lines, tag, name) =>
    lines?.length ? [el("h4", null, title), el(tag, { class: name }, lines.map(line))] : [];
  const { details = [], links = [] } = card;
  const points = details.length ? el("ul", null, details.map(line)) : null;
  const folded = !open && details.length >= FOLDED_FROM;
  return [
    el("p", { class: "lead" }, words(card.lead, centre)),
    folded ? null : points,
    ...list(T.bring, card.bring, "ul", "bring"),
    ...list(T.steps, card.steps, "ol", "steps"),
    links.length ? el("ul", { class: "links" }, links.map((link) => el("li", null, pageLink(link)))) : null,
    folded ? el("details", null, el("summary", null, T.more(details.length)), points) : null,
    card.source || card.as_of
      ? el("p", { class: "source small" }, [card.source, card.as_of].filter(Boolean).join(" / "))
      : null,
  ];
}
