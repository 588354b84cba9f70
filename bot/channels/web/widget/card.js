import { button, el } from "./dom.js";
import { askHelped } from "./forms.js";
import { showPeople } from "./people.js";
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

function cardBody({ title, heard = [], lead, people = [], question: asked, details = [], bring, steps, links, source, as_of: asOf }, centre, unfolded) {
  const words = (text) => text.split(centre.phone).flatMap((part, index) => [index && phoneLink(centre), numbers(part)]);
  const list = (heading, lines, tag = "ul") =>
    lines?.length && [heading && el("h4", {}, heading), el(tag, {}, lines.map((line) => el("li", {}, line)))];
  const more = list("", details.map(words));
  const folded = details.length > 2 && !unfolded;
  return [
    title && el("h3", {}, title),
    heard.map((line) => el("p", {}, line)),
    showPeople(people, el("p", { class: "lead" }, words(lead)), words),
    asked && el("p", {}, asked),
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
  const { kind, answer_id: id, calls, choices, feedback } = card;
  const { centre } = talk.state;
  return el("article", { lang: card.language, class: `card ${kind}` },
    calls?.map(({ label, tel }) => /^tel:\d+$/.test(tel) && el("a", { class: "button alarm", href: tel }, label)),
    cardBody(card, centre),
    !calls?.length && /refusal|operator|call_center|complaint/.test([kind, id]) && callBox(centre),
    choices?.length && showChoices(card, talk),
    el("div", { class: "foot row" },
      feedback && askHelped(card, question, talk),
      /answer|general|result/.test(kind) && button(T.print, (event) => print(event.target, card, card.people?.length ? talk.questions(card) : [question], centre))));
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

async function print(place, card, questions, centre) {
  const { printPaper } = await import("./print.js");
  printPaper(place, questions, cardBody(card, centre, true), centre);
}
