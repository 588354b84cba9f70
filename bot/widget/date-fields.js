// A date in three fields. No calendar and no jumping from field to field: people type at their pace.

import { call, Problem } from "./api.js";
import { el, newId } from "./dom.js";
import { T } from "./texts.js";

const within = (most) => (text) => /^\d{1,2}$/.test(text) && text >= 1 && text <= most;
const CHECKS = { year: (text) => /^(\d{1,4}|元)$/.test(text), month: within(12), day: within(31) };
const plain = (text) => text.normalize("NFKC").trim();

/** The form for an open question; `done(text)` gets the date in words once the gateway has read it. */
export function dateFields({ fact, input, eras }, done) {
  const [hint, error] = [newId(), newId()];
  const names = input === "month" ? ["year", "month"] : ["year", "month", "day"];
  const fields = Object.fromEntries(names.map((name) => [name, el("input", {
    id: newId(), name, type: "text", inputmode: "numeric", size: name === "year" ? 4 : 2,
    autocomplete: fact === "birthday" && name !== "year" ? `bday-${name}` : "off", "aria-describedby": error,
  })]));
  // Only a western year is what browsers keep as bday-year.
  const onchange = ({ target }) => {
    fields.year.autocomplete = fact === "birthday" && target.value === "西暦" ? "bday-year" : "off";
  };
  const group = newId();
  const radios = eras.map((value) => el("input", { type: "radio", name: group, value, onchange }));
  const choice = el("div", { class: "eras", role: "radiogroup", "aria-label": T.era, "aria-describedby": error },
    radios.map((radio) => el("label", { class: "tick" }, radio, radio.value)));
  const problem = el("p", { id: error, class: "error" });

  const complain = (message, wrong, first = wrong[0]) => {
    problem.textContent = message;
    wrong.forEach((field) => field.setAttribute("aria-invalid", "true"));
    first.focus();
  };
  let busy = false;
  const onsubmit = async (event) => {
    event.preventDefault();
    if (busy) return;
    [choice, ...Object.values(fields)].forEach((field) => field.removeAttribute("aria-invalid"));
    problem.textContent = "";
    const era = radios.find(({ checked }) => checked)?.value;
    if (!era) return complain(T.dateErrors.era, [choice], radios[0]);
    const said = Object.fromEntries(names.map((name) => [name, plain(fields[name].value)]));
    const wrong = names.find((name) => !CHECKS[name](said[name]));
    if (wrong) return complain(T.dateErrors[wrong], [fields[wrong]]);
    busy = true;
    try {
      const { text, message } = await call("POST", "dates", { body: { fact, era, day: "", ...said } });
      // The gateway's sentence is about the date as a whole.
      if (text) done(text);
      else complain(message, Object.values(fields));
    } catch (refusal) {
      if (!(refusal instanceof Problem)) throw refusal;
      complain(refusal.status ? refusal.message : T.again, Object.values(fields));
    } finally {
      busy = false;
    }
  };

  // Live off: the log around it would read every error a second time.
  return el("form", { class: "date", novalidate: true, "aria-live": "off", onsubmit },
    el("fieldset", { "aria-describedby": hint },
      el("legend", null, T.dateLegend),
      el("p", { id: hint, class: "small" }, input === "month" ? T.monthHint : T.dateHint),
      choice,
      el("div", { class: "fields" },
        names.map((name) => el("label", null, fields[name], T.units[name])))),
    problem,
    el("button", { class: "main" }, T.dateSend));
}
