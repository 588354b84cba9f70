import { el } from "./dom.js";
import { T } from "./texts.js";

const known = (heading, lines) => lines.length && [el("dt", {}, heading), lines.map((line) => el("dd", {}, line))];

const rest = ({ facts, missing }, words) =>
  facts.length + missing.length && el("dl", { class: "small" }, known(T.basis, facts.map(words)), known(T.missing, missing));

const head = ({ name, about, value }) => [
  name && el("h4", {}, name),
  about && el("p", { class: "small" }, about),
  value && el("p", { class: "value" }, value),
];

function overview(people) {
  const filled = people.map(({ name, about, value, told }) => [name, about, value || told[0]].filter(Boolean));
  const titles = filled[0].length > 2 ? [T.whose, T.matter, T.result] : [T.whose, T.result];
  return el("table", { "aria-label": T.result },
    el("thead", {}, el("tr", {}, titles.map((title) => el("th", { scope: "col" }, title)))),
    el("tbody", {}, filled.map(([name, ...cells]) =>
      el("tr", {}, el("th", { scope: "row" }, name), cells.map((cell) => el("td", {}, cell))))));
}

/** Where each person stands; `lead` is the paragraph that tells of one alone. `words` links phones and keeps dates whole. */
export function showPeople(people, lead, words) {
  const [first] = people;
  if (!first?.told.length) return first ? [head(first), lead, rest(first, words)] : [lead];
  const settled = people.length > 1 && people.every(({ missing }) => !missing.length);
  return [
    lead,
    settled && overview(people),
    el("div", { class: "people" }, people.map((person) =>
      el("section", { class: "person" }, head(person), person.told.map((line) => el("p", {}, words(line))), rest(person, words)))),
  ];
}
