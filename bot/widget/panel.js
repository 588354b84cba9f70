// The dialog: head, talk, box.

import { createComposer } from "./composer.js";
import { el, newId } from "./dom.js";
import { leave, onThreeEscapes } from "./exit.js";
import { Log } from "./log.js";
import { createHead } from "./menu.js";
import { loadLook } from "./storage.js";
import { Talk } from "./talk.js";

// Where the panel covers the page it is modal, so that nobody gets lost behind it.
const small = matchMedia("(max-width: 40em), (max-height: 30em)");

/** Builds the panel into the launcher's shadow root; gives the function that opens it. */
export async function createPanel(root, launcher, exit) {
  const status = el("p", { class: "status", role: "status" });
  const log = new Log();
  const composer = createComposer((text) => talk.say(text));
  const showStatus = (text, busy = false) => {
    // Only when it changes: a screen reader reads it again each time.
    if (status.textContent !== text) status.textContent = text;
    status.classList.toggle("busy", busy);
  };
  const talk = (log.talk = new Talk(log, showStatus, composer.giveBack));
  const id = newId();
  const setLook = ({ large, furigana }) => {
    dialog.classList.toggle("large", Boolean(large));
    log.setFurigana(Boolean(furigana));
  };
  const goAway = () => leave(talk, exit);
  const head = createHead(talk, id, { close: () => dialog.close(), leave: goAway, look: setLook });
  const dialog = el("dialog", { class: "panel", "aria-labelledby": id }, head, log.node, status, composer.node);

  const show = (focused) => {
    small.matches ? dialog.showModal() : dialog.show();
    focused?.focus({ preventScroll: true });
  };
  small.onchange = () => {
    if (!dialog.open) return;
    const focused = root.activeElement;
    dialog.close();
    show(focused);
  };
  dialog.onclose = () => {
    if (dialog.open) return;
    launcher.hidden = false;
    launcher.focus();
  };
  dialog.onkeydown = (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    dialog.close();
  };
  onThreeEscapes(goAway);
  fitKeyboard(dialog);
  setLook(loadLook());

  const style = el("link", { rel: "stylesheet", href: new URL("widget.css", import.meta.url) });
  const styled = new Promise((done) => (style.onload = style.onerror = done));
  root.append(style, dialog);
  await Promise.all([styled, talk.start()]);
  return () => {
    launcher.hidden = true;
    // On a phone the keyboard would cover the first answer.
    show(matchMedia("(pointer: coarse)").matches ? head.querySelector("h2") : composer.box);
    log.showLatest();
  };
}

/** Keeps the box above a phone's keyboard, which covers a page without making it smaller. */
function fitKeyboard(dialog) {
  const seen = visualViewport;
  seen.onresize = seen.onscroll = () => {
    // Enlarged with two fingers: nothing to do with a keyboard.
    if (seen.scale > 1) return;
    dialog.style.setProperty("--height", `${seen.height}px`);
    dialog.style.setProperty("--top", `${seen.offsetTop}px`);
  };
}
