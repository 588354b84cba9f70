import { call } from "./api.js";
import { Board } from "./board.js";
import { Browse } from "./browse.js";
import { Calculator } from "./calculator.js";
import { Caller } from "./caller.js";
import { Card } from "./card.js";
import { Consultation } from "./consultation.js";
import { copy } from "./copy.js";
import { button, byId, el } from "./dom.js";
import { figure, hint, listen, listOfKeys } from "./keys.js";
import { say, unsay } from "./line.js";
import { Live } from "./live.js";
import { Note } from "./note.js";
import { once } from "./patience.js";
import { NOBODY } from "./people.js";
import { Practice } from "./practice.js";
import { Suggest } from "./suggest.js";
import { T } from "./texts.js";
import { Timer } from "./timer.js";
import { Undo } from "./undo.js";

const box = byId("box");
const number = byId("number");
const keys = byId("keys");
const memo = byId("memo");

const open = (id) => {
  hearing = null; // a card that is looked up is about whose tab is open
  card.open(id);
};
const failed = ({ message }) => say(message, "trouble");
let note = new Note();
let hearing = null;
let ended = new AbortController(); // when the call is over
const suggest = new Suggest(openHeard, heard);
const card = new Card({ open, directory: () => board.show(), vote, copy: copyScript, copyResult, told: (matter) => calculator.results(matter), opened, practising: () => practice.running, shown: (shown, told) => caller.open(shown, told), retold: (told) => caller.retell(told), failed });
const caller = new Caller({ show: (node) => card.beside(node), chosen: retellInLanguage, failed });
const calculator = new Calculator({
  open, copyResult, failed,
  card: () => card.shown?.matter,
  language: () => caller.language,
  shown: () => card.retell(),
  told: () => card.reveal(),
  calculated: (answer, person) => {
    note.addResult(answer, person);
    practice.calculated(answer);
  },
  corrected: (fact, person) => note.dropResultsFrom(fact, person),
  left: (person) => note.dropPerson(person),
  wentOn: (done, person) => say(T.wentOn(done.label, person.label)),
});
const consultation = new Consultation({ open, tag: () => caller.tag, taken });
const browse = new Browse((id) => {
  open(id);
  card.focus();
});
const live = new Live((id) => {
  open(id);
  card.focus();
});
const practice = new Practice({ hear: (line) => live.hear(line, false), start: () => (forgetAll(), box.focus()) });
const undo = new Undo();
const timer = new Timer();
const board = new Board();

/** Who is in the words; nobody where that cannot be found out. */
const hear = (card) =>
  calculator.people.hear(suggest.text, ended.signal, card).catch((problem) => (ended.signal.aborted || failed(problem), NOBODY));

function openHeard(id) {
  hearing = hear(id);
  card.open(id);
}

/** Words to which there is no card may still tell something of somebody: 母は29年でした. */
async function heard() {
  const { signal } = ended;
  const { about, unowned } = await hear();
  if (signal.aborted || !about.length) return unowned && say(T.unowned, "trouble");
  const matter = card.shown?.matter;
  if (matter) calculator.opened(card.shown, about);
  else calculator.people.turnTo(about[0]);
  if (unowned) say(T.unowned, "trouble");
  else say(T.heard(about.map(({ label }) => label).join("、")));
}

async function opened(shown) {
  const { signal } = ended;
  note.addCard(shown);
  timer.begin();
  practice.opened(shown);
  showLooked();
  say(T.opened(shown.title));
  card.reveal();
  const { about, unowned } = (await hearing) ?? NOBODY;
  if (signal.aborted || card.shown !== shown) return;
  calculator.opened(shown, about);
  if (unowned) say(T.unowned, "trouble");
}

/** The caller speaks another language than before. */
function retellInLanguage() {
  calculator.retell();
  card.retranslate();
}

function taken({ language, people }) {
  caller.language = language;
  card.retranslate();
  calculator.takeOver(people);
}

function showLooked() {
  const node = byId("looked");
  const inside = node.contains(document.activeElement);
  const buttons = [...note.looked].map(([id, { title }]) => button(title, () => open(id), { class: "quiet" }));
  node.hidden = !buttons.length;
  node.replaceChildren(el("h3", {}, T.looked), el("div", { class: "row" }, buttons));
  if (inside) card.focus(); // what had the focus is gone
}

const copyOr = (text, done, nothing = T.nothingToCopy) => (text ? copy(text, done) : say(nothing));

function copyScript() {
  copyOr(card.script, T.copied);
}

function copyResult() {
  copyOr(calculator.script, T.copiedResult);
}

/** What the operator wrote goes along without what tells whom it is about; unmasked it goes nowhere. */
async function copyNote() {
  const own = memo.value.trim();
  if (note.isEmpty && !own) return say(T.emptyNote);
  const { signal } = ended;
  const masked = own && (await once(() => call("POST", "/desk/note", { text: own }, signal), { signal }));
  if (masked === null || signal.aborted) return;
  await copy(note.text(new Date(), masked && masked.text), T.copiedNote);
}

async function vote(right) {
  if (practice.running) return say(T.practice.vote);
  const id = card.shown?.id ?? null;
  const { text } = suggest;
  if (!id && (right || !text)) return say(right ? T.noCard : T.nothingToVote);
  const { signal } = ended;
  const sent = await once(() => call("POST", "/desk/votes", { id, right, text }), { signal });
  if (!sent || signal.aborted) return;
  if (card.shown?.id === id) card.voted(right);
  say(T.voted(right));
}

function forgetAll() {
  undo.drop();
  unsay(); // what went wrong was in that call
  ended.abort();
  ended = new AbortController();
  timer.end();
  suggest.text = number.value = memo.value = "";
  caller.language = "";
  card.show(null);
  calculator.reset();
  consultation.show(null);
  live.forget();
  practice.forget();
  note = new Note();
  showLooked();
  performance.clearMeasures();
}

/**
 * All of the call goes at once, without a question in between: the next caller is waiting. A slip
 * of the finger would cost a call whose consultation number works only once, so for ten seconds,
 * or until the next call begins, it can be taken back; it waits in this page's memory alone.
 */
function clear() {
  if (!started()) {
    unsay();
    return box.focus();
  }
  const kept = [suggest.text, card.shown, calculator.kept, consultation.found, note, number.value, memo.value, timer.began, caller.language];
  forgetAll();
  undo.offer(T.cleared, () => {
    [suggest.text, , , , note, number.value, memo.value] = kept;
    timer.begin(kept[7] ?? undefined);
    caller.language = kept[8];
    card.show(kept[1]);
    calculator.restore(kept[2]);
    consultation.show(kept[3]);
    showLooked();
  });
  board.renew();
  box.focus();
}

const started = () => Boolean(box.value || number.value || memo.value || caller.language || card.shown || calculator.started || consultation.found || !note.isEmpty);

function emptyOrLeave({ target }) {
  const { value } = target;
  if (target === box && value) {
    suggest.text = "";
    undo.offer(T.emptied, () => (suggest.text = value));
  } else if (value && target.matches("input")) target.value = "";
  else box.focus();
}

listen({
  box: () => box.focus(),
  open: () => suggest.openChosen(),
  line: () => false,
  next: () => suggest.choose(1),
  previous: () => suggest.choose(-1),
  pageDown: () => card.scroll(1),
  pageUp: () => card.scroll(-1),
  card: () => card.focus(),
  copy: copyScript,
  right: () => vote(true),
  wrong: () => vote(false),
  calculator: () => calculator.focus(),
  choice: (event) => calculator.pick(figure(event)),
  none: () => calculator.pick("0"),
  person: () => calculator.people.next(),
  add: () => calculator.people.add() !== false,
  rename: () => byId("relation").focus(),
  remove: () => calculator.people.remove(),
  skip: () => calculator.skip(),
  copyResult,
  language: () => caller.focus(),
  show: () => caller.enlarge(),
  number: () => number.focus(),
  live: () => live.openFirst(),
  browse: () => browse.show(),
  desks: () => board.show(),
  memo: () => memo.focus(),
  note: copyNote,
  clear,
  undo: () => undo.take(),
  help: () => (keys.open ? keys.close() : keys.showModal()),
  escape: emptyOrLeave,
});
byId("browse").onclick = () => browse.show();
byId("topics").onclick = ({ target }) => target.matches("[data-topic]") && browse.show(target.textContent);
byId("index-close").onclick = () => byId("index").close();
byId("desks").onclick = () => board.show();
byId("note").onclick = copyNote;
byId("clear").onclick = clear;
byId("help").onclick = () => keys.showModal();
byId("key-list").append(listOfKeys());
document.querySelectorAll("[data-key]").forEach((node) => hint(node, node.dataset.key));

box.addEventListener("input", () => box.value || calculator.people.forgetWords());
// The next call's first word, number or matter ends what was kept of the last one.
[box, number, memo, byId("matter"), byId("language")].forEach((node) =>
  node.addEventListener("input", () => {
    undo.drop();
    timer.begin();
  }));
addEventListener("beforeunload", (event) => started() && event.preventDefault());
// Neither the way back nor a reload brings a caller's words.
addEventListener("pagehide", forgetAll);
