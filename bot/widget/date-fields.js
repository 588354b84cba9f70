// A date in three fields. No calendar and no jumping from field to field: people type at their pace.

import { call } from "./api.js";
import { el, newId } from "./dom.js";
import { T } from "./texts.js";

const MOST = { year: 9999, month: 12, day: 31 };

/** The form for an open question; `done(text)` gets the date in words once the gateway has read it. */
export function dateFields({ fact, input, eras }, done) {
  const [id, group] = [newId(), newId()];
  const birthday = fact === "birthday";
  const names = Object.keys(MOST).slice(0, input === "month" ? 2 : 3);
  const fields = names.map((name) => el("input", {
    name, size: 4, inputmode: "numeric", "aria-describedby": id, autocomplete: birthday ? `bday-${name}` : "off",
  }));
  // What browsers keep as bday-year is a western year.
  const onchange = (event) => (fields[0].autocomplete = birthday && event?.target.value === "西暦" ? "bday-year" : "off");
  onchange();
  const radios = eras.map((value) => el("input", { type: "radio", name: group, value, onchange }));
  const choice = el("div", { class: "row", role: "radiogroup", "aria-label": T.era, "aria-describedby": id },
    radios.map((radio) => el("label", null, radio, radio.value)));
  const error = el("p", { id, class: "error" });

  const complain = (message, wrong, first = wrong[0]) => {
    error.textContent = message;
    wrong.forEach((field) => field.setAttribute("aria-invalid", "true"));
    first.focus();
  };
  const onsubmit = async (event) => {
    event.preventDefault();
    error.textContent = "";
    [choice, ...fields].forEach((field) => field.removeAttribute("aria-invalid"));
    const era = radios.find(({ checked }) => checked)?.value;
    if (!era) return complain(T.choose, [choice], radios[0]);
    const said = { fact, era, day: "" };
    for (const field of fields) {
      const { name } = field;
      said[name] = field.value.normalize("NFKC").trim();
      const good = (said[name] >= 1 && said[name] <= MOST[name]) || (name === "year" && said[name] === "元");
      if (!good) return complain(T.dateWrong(T.units[name]), [field]);
    }
    try {
      const { text, message } = await call("POST", "dates", said);
      if (!text) complain(message, fields);
      else if (event.target.isConnected) done(text);
    } catch (problem) {
      complain(problem.status ? problem.message : T.again, fields);
    }
  };

  // Live off: the log around it would read every error a second time.
  return el("form", { class: "date form", novalidate: "", "aria-live": "off", onsubmit },
    el("fieldset", null,
      el("legend", null, T.date),
      el("p", { class: "small" }, T.dateHint),
      choice,
      el("div", { class: "row" }, fields.map((field) => el("label", null, field, T.units[field.name])))),
    error,
    el("button", { class: "main" }, T.dateSend));
}
