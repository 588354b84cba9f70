import { call } from "./api.js";
import { button, el, newId } from "./dom.js";
import { T } from "./texts.js";

const MOST = { year: 9999, month: 12, day: 31 };
// Full-width and Nepali figures are figures.
const plain = (value) =>
  value.normalize("NFKC").trim().replace(/[०-९]/g, (figure) => figure.charCodeAt() - 0x966);

/** The form for what a card asks; `done` gets the date in words. */
export function dateFields({ fact, input, eras }, done) {
  const id = newId();
  const error = el("p", { id, class: "error" });
  const fields = Object.keys(MOST).slice(0, input === "month" ? 2 : 3).map((name) =>
    el("input", {
      name, inputmode: "numeric", "aria-describedby": id,
      // bday-year would be a western one.
      autocomplete: fact === "birthday" && name !== "year" ? `bday-${name}` : "off",
    }));
  const era = el("div", { class: "row", role: "radiogroup", "aria-label": T.era, "aria-describedby": id },
    eras.map((value, index) => {
      // A year of two figures is refused there, so nothing goes wrong unseen.
      const likeliest = !index && value === "西暦" && { checked: "" };
      return el("label", {}, el("input", { type: "radio", name: "era", value, ...likeliest }), T.eras[value]);
    }));

  const complain = (message, ...wrong) => {
    error.textContent = message;
    wrong.forEach((field) => (field.ariaInvalid = true));
    (wrong[0].querySelector("input") ?? wrong[0]).focus();
  };
  const onsubmit = async (event) => {
    event.preventDefault();
    error.textContent = "";
    [era, ...fields].forEach((field) => (field.ariaInvalid = null));
    const said = { fact, day: "", ...Object.fromEntries(new FormData(form)) };
    if (!said.era) return complain(T.choose, era);
    const wrong = fields.find(({ name, value }) => {
      const text = plain(value);
      return !(text > 0 && text <= MOST[name]) && name + text !== "year元";
    });
    if (wrong) {
      const most = wrong.name !== "year" && plain(wrong.value) > 0 && MOST[wrong.name];
      return complain(T[wrong.name] + (most ? T.dateRange.replace("%", most) : T.dateWrong), wrong);
    }
    try {
      const { text, message } = await call("POST", "dates", said);
      if (!text) complain(message, ...fields);
      else if (form.isConnected) {
        form.remove();
        done(text);
      }
    } catch ({ message }) {
      complain(message, ...fields);
    }
  };
  // Else the log reads errors a second time.
  const form = el("form", { class: "date form", "aria-live": "off", onsubmit },
    el("fieldset", {},
      el("legend", {}, T.date),
      el("p", { class: "small" }, T.dateHint),
      era,
      el("div", { class: "row" }, fields.map((field) => el("label", {}, field, T[field.name])))),
    error,
    el("button", { class: "main" }, T.dateSend));
  return form;
}

/** "Did it help?"; why not is asked by a file of its own, as few say no. */
export function askHelped(card, question, talk) {
  const error = el("p", { class: "error", role: "alert" });
  const thank = () => node.replaceChildren(el("p", { class: "small", tabindex: -1 }, T.thanks));
  const send = async (helped, reason = null, said = null) => {
    try {
      await call("POST", "feedback", { card: card.feedback, helped, reason, question: said }, talk.state.token);
      card.helped = helped;
      talk.save();
      thank();
      node.firstChild.focus();
    } catch ({ message }) {
      error.textContent = message;
    }
  };
  const no = () => import("./why.js").then(({ askWhy }) => askWhy(node, question, error, send), () => (error.textContent = T.offline));
  const node = el("div", { class: "row", "aria-live": "off" },
    el("span", { class: "helped" }, T.helped), button(T.yes, () => send(true)), button(T.no, no), error);
  if ("helped" in card) thank();
  return node;
}

/** The box to write in; `giveBack` puts refused words there. */
export function createComposer(send) {
  const [id, hintId] = [newId(), newId()];
  const hint = el("p", { id: hintId, class: "small", role: "status" });
  const fits = () => {
    const { length } = [...box.value];
    const message = length > 5000 ? T.over : length > 4500 ? T.near : "";
    // Read out at every change.
    if (hint.textContent !== message) hint.textContent = message;
    box.ariaInvalid = length > 5000;
    return length <= 5000;
  };
  const onsubmit = (event) => {
    event.preventDefault();
    const text = box.value.trim();
    box.focus();
    if (!text || !fits()) return;
    box.value = "";
    fits();
    send(text);
  };
  const onkeydown = (event) => {
    // Enter belongs to the input method (229: in Safari).
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) onsubmit(event);
  };
  const box = el("textarea", { id, rows: 1, placeholder: T.box, enterkeyhint: "send", "aria-describedby": hintId, onkeydown, oninput: fits });
  const node = el("form", { class: "composer", onsubmit },
    el("div", { class: "row" }, el("label", { for: id }, T.box)),
    el("div", { class: "row" }, box, el("button", { class: "main" }, T.send)),
    hint);
  const giveBack = (text) => {
    box.value = `${text}\n${box.value}`.trim();
  };
  return { node, box, giveBack };
}
