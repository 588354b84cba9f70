import { button, el } from "./dom.js";
import { askHelped } from "./forms.js";
import { T } from "./texts.js";

const pageLink = ({ label, url }) =>
  T.sites.some((site) => url.startsWith(site)) ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, label, T.newTab) : label;

const phoneLink = ({ phone, tel }, props, label) =>
  el("a", /^tel:\d+$/.test(tel) ? { ...props, href: tel } : {}, label, phone);

/** The button that calls, and whether anybody is there now. */
export const callBox = (centre) =>
  el("div", { class: "call" },
    phoneLink(centre, { class: "button main" }, `${T.call} `),
    el("p", { class: "small" }, T.centreName, " ", centre.sentence));

// A consultation number is read out to somebody: it stands out, and on one line.
const numbers = (text) =>
  text.split(/(\d{3} \d{3})/).map((part, index) => (index % 2 ? el("b", { class: "number" }, part) : part));

function cardBody({ title, lead, details = [], bring, steps, links, source, as_of: asOf }, centre, unfolded) {
  const words = (text) => text.split(centre.phone).flatMap((part, index) => [index && phoneLink(centre), numbers(part)]);
  const list = (heading, lines, tag = "ul") =>
    lines?.length && [heading && el("h4", {}, heading), el(tag, {}, lines.map((line) => el("li", {}, line)))];
  const more = list("", details.map(words));
  const folded = details.length > 2 && !unfolded;
  return [
    title && el("h3", {}, title),
    el("p", { class: "lead" }, words(lead)),
    !folded && more,
    list(T.bring, bring?.map(words)),
    list(T.steps, steps?.map(words), "ol"),
    list("", links?.map(pageLink)),
    folded && el("details", {}, el("summary", {}, T.more.replace("%", details.length)), more),
    source && el("p", { class: "small" }, source, asOf && ` / ${asOf}`),
  ];
}

/** The card in the talk; `question` is what the resident had said. */
export function renderCard(card, question, talk) {
  const { kind, answer_id: id, choices, feedback } = card;
  const { centre } = talk.state;
  return el("article", { class: `card ${kind}` },
    cardBody(card, centre),
    /refusal|operator|call_center|complaint/.test([kind, id]) && callBox(centre),
    choices?.length && showChoices(card, talk),
    el("div", { class: "foot row" },
      feedback && askHelped(card, question, talk),
      /answer|general|result/.test(kind) && button(T.print, (event) => printCard(event.target, card, question, centre))));
}

function showChoices(card, talk) {
  const { kind, choices } = card;
  const name = /question|options/.test(kind) ? T.answers : kind === "talk" ? T.next : T.related;
  const group = el("div", { role: "group", class: "choices", "aria-label": name },
    el("h4", {}, name),
    choices.map((choice) => button(choice.label, ({ currentTarget }) => {
      if (currentTarget.ariaDisabled) return;
      card.answered = kind === "question";
      if (card.answered) closeChoices(group);
      talk.say(choice.label, choice.token);
    })));
  if (card.answered) closeChoices(group);
  return group;
}

/** Not `disabled`, which would throw the focus away. */
export function closeChoices(group) {
  group.querySelectorAll("button").forEach((choice) => (choice.ariaDisabled = true));
}

function printCard(place, card, question, centre) {
  const paper = el("section", { class: "paper card" },
    question && el("p", {}, T.asked, " ", question),
    cardBody(card, centre, true),
    el("p", {}, T.centreName, " ", centre.phone),
    el("p", {}, new Date().toLocaleDateString(T.language, { dateStyle: "long" })));
  // Leaves the page out.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("@media print { body :not(:has(kokuho-chat), kokuho-chat) { display: none !important } }");
  document.adoptedStyleSheets.push(sheet);
  place.getRootNode().append(paper);
  addEventListener("afterprint", () => {
    paper.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  }, { once: true });
  print();
}
