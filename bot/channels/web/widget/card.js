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

// A consultation number is read out to somebody: it stands out. Neither it nor a date is broken.
const UNBROKEN = /(\d{3} \d{3})|((?:明治|大正|昭和|平成|令和)?[\d元]+年(?:\(\d+年\))?(?:\d+月)?(?:\d+日)?|\d+[月時]\d+[日分])/;
const WHOLE = ["span", { class: "whole" }];
const KINDS = [null, ["b", { class: "number" }], WHOLE, WHOLE, ["span", { lang: "ja" }]];

// A card speaks the language of the question. Among foreign words those of Japan are Japanese, by voice and by shape.
function marking({ language }) {
  const japanese = T.japanese[language.split("-")[0]] ?? T.japanese[""];
  const apart = RegExp(`${UNBROKEN.source}|(${T.dates})|(${japanese})`, "u");
  return (text) => text.split(apart).map((part, index) => (part && index % 5 ? el(...KINDS[index % 5], part) : part));
}

const list = (heading, lines, tag = "ul") =>
  lines?.length && [heading && el("h4", {}, heading), el(tag, {}, lines.map((line) => el("li", {}, line)))];

// `aside`: what goes into the fold with the source, as a question follows that must stay in sight.
function cardBody(card, centre, { asking, unfolded, aside } = {}) {
  const { kind, title, heard = [], lead, people = [], details, bring = [], steps = [], links = [], source, as_of: asOf } = card;
  const numbers = marking(card);
  const words = (text) => text.split(centre.phone).flatMap((part, index) => [index && phoneLink(centre), numbers(part)]);
  const more = [
    list("", details.map(words)),
    list(T.bring, bring.map(words)),
    list(T.steps, steps.map(words), "ol"),
    list("", links.map(pageLink)),
  ];
  // Of a refusal one sentence is enough; what must be done is never folded in an answer.
  const folded = kind === "refusal" ? 4 : aside || details.length > 1 || kind === "opening" ? 1 : 0;
  const proof = source && el("p", { class: "source" }, numbers(source), asOf && [" / ", numbers(asOf)]);
  const count = [details, bring, steps, links].slice(0, folded).flat().length + Boolean(aside && proof);
  return [
    title && el("h3", {}, title),
    heard.map((line) => el("p", {}, words(line))),
    showPeople(people, el("p", { class: "lead" }, words(lead)), words),
    asking ?? (card.question && el("p", {}, words(card.question))),
    unfolded ? more : [
      more.slice(folded),
      count && el("details", {}, el("summary", {}, kind === "opening" ? T.first_title : T.more.replace("%", count)),
        more.slice(0, folded), aside && [proof, aside]),
    ],
    (!aside || !count) && [proof, aside],
  ];
}

/**
 * The card in the talk; `question` is what the resident had said, `before` the card above it in the
 * same answer and `ahead` the one below, `form` makes the fields for a date.
 */
export function renderCard(card, question, talk, { form, before, ahead, choose }) {
  const { kind, answer_id: id, calls = [], choices = [], asks, feedback, people } = card;
  const { centre } = talk.state;
  const isQuestion = kind === "question";
  const asking = isQuestion ? [
    card.question && el("p", { class: "asked" }, marking(card)(card.question)),
    asks && form(asks),
    showChoices(card, talk),
  ] : undefined;
  const calling = !calls.length && /refusal|operator|call_center|complaint/.test([kind, id]);
  const shown = { ...card, title: before?.title === card.title ? null : card.title };
  const choosing = !isQuestion && showChoices(card, talk);
  const aside = ahead?.kind === "question" && [choosing];
  // The box below says when somebody is there.
  if (calling) shown.lead = card.lead.replace(centre.sentence, "").trim();
  return el("article", { lang: card.language, class: `card ${kind}${isQuestion ? " ask" : ""}` },
    calls.map(({ label, tel }) => /^tel:\d+$/.test(tel) && el("a", { class: "button alarm", href: tel }, label)),
    cardBody(shown, centre, { asking, aside }),
    kind === "opening" && easier(choose),
    calling && callBox(centre),
    !aside && choosing,
    el("div", { class: "foot row" },
      feedback && !aside && askHelped(card, question, talk),
      !ahead && /answer|general|result/.test(kind) && (card.source || people?.length) && [
        T.listen && self.speechSynthesis && button(T.listen, (event) => listen(event.currentTarget, card)),
        button(T.print, (event) => print(event.target, card, question, talk.state)),
      ]));
}

const easier = (choose) => {
  const [code, tag, name] = T.languages.find(([code]) => code === T.easier) ?? [];
  return code && el("div", { class: "easier" }, button(name, () => choose(code), { lang: tag }));
};

function showChoices(card, talk) {
  const { kind, choices = [] } = card;
  const isQuestion = kind === "question";
  // Whatever is asked, there is a way out.
  const out = isQuestion && !choices.some(({ label }) => label === T.cancel) && [{ label: T.cancel }];
  const all = [...choices, ...(out || [])];
  if (!all.length) return null;
  const name = /question|options/.test(kind) ? T.answers : /talk|opening/.test(kind) ? T.next : T.related;
  const group = el("div", { role: "group", class: "choices", "aria-label": name },
    // What is pressed under a question is seen to be its answers.
    el(card.title ? "h4" : "h3", { class: name === T.answers ? "unseen" : "small" }, name),
    all.map((choice) => button(choice.label, ({ currentTarget }) => {
      if (currentTarget.ariaDisabled) return;
      card.answered = isQuestion;
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

async function listen(place, card) {
  const { readAloud } = await import("./voice.js");
  readAloud(place, card);
}

async function print(place, card, question, state) {
  const { printPaper } = await import("./print.js");
  printPaper(place, card, question, state, cardBody(card, state.centre, { unfolded: true }));
}
