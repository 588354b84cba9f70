import { call } from "./api.js";
import { callBox } from "./card.js";
import { button, el, newId } from "./dom.js";
import { createComposer } from "./forms.js";
import { Log } from "./log.js";
import { load, save } from "./storage.js";
import { Talk } from "./talk.js";
import { T } from "./texts.js";

/** Builds the dialog; gives the function that opens it. */
export async function createPanel(root, launcher, exit) {
  const languages = T.many && (await import("./language.js"));
  const status = el("p", { class: "status", role: "status" });
  const log = new Log();
  const composer = createComposer((text) => talk.say(text));
  const talk = (log.talk = new Talk(log, composer.giveBack, (text, busy = false) => {
    if (status.textContent !== text) status.textContent = text;
    status.classList.toggle("busy", busy);
  }));
  const setLook = ({ large = false, furigana = false }) => {
    dialog.classList.toggle("large", large);
    log.setFurigana(furigana);
  };
  const leave = () => {
    document.documentElement.style.setProperty("display", "none", "important");
    // What cannot be reached now forgets by itself.
    talk.end().catch(() => {});
    location.replace(/^https?:/.test(exit) ? exit : T.exit);
  };
  const id = newId();
  const title = el("h2", { id, tabindex: -1 }, T.title);
  const head = createHead(title, talk, setLook, () => dialog.close(), leave);
  const dialog = el("dialog", { class: "panel", "aria-labelledby": id, lang: T.language }, head, log.node, status, composer.node);
  languages?.offer(title, talk, launcher, () => createPanel(root, launcher, exit));

  // Modal where it covers the page.
  const small = matchMedia("(max-width: 40em), (max-height: 30em)");
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
  let escapes = [];
  addEventListener("keydown", (event) => {
    // A conversion that is being cancelled is no wish to leave (229: in Safari).
    if (event.key !== "Escape" || event.isComposing || event.keyCode === 229 || event.repeat) return;
    escapes = [event.timeStamp, ...escapes].slice(0, 3);
    if (event.timeStamp - escapes[2] < 2000) leave();
    if (!root.activeElement) return;
    event.preventDefault();
    dialog.close();
  }, true);
  // A phone's keyboard covers the page.
  const fit = () => {
    const { scale, height, offsetTop } = visualViewport;
    if (scale > 1) return;
    dialog.style.setProperty("--height", `${height}px`);
    dialog.style.setProperty("--top", `${offsetTop}px`);
  };
  visualViewport.addEventListener("resize", fit);
  visualViewport.addEventListener("scroll", fit);

  const link = el("link", { rel: "stylesheet", href: new URL("widget.css", import.meta.url) });
  const styled = new Promise((done) => (link.onload = link.onerror = done));
  root.append(link, dialog);
  await Promise.all([styled, talk.start()]);
  return () => {
    launcher.hidden = true;
    show(matchMedia("(pointer: coarse)").matches ? title : composer.box);
    log.showLatest();
  };
}

function createHead(title, talk, setLook, close, leave) {
  const look = load("localStorage") ?? {};
  const tick = (name) => {
    const onchange = () => {
      look[name] = input.checked;
      save("localStorage", look);
      setLook(look);
    };
    const input = el("input", { type: "checkbox", onchange });
    input.checked = look[name];
    return el("label", {}, input, T[name]);
  };
  const toggle = async () => {
    menu.hidden = !menu.hidden;
    opener.ariaExpanded = !menu.hidden;
    if (menu.hidden) return opener.focus();
    const { state } = talk;
    menu.firstChild.replaceWith(callBox(state.centre));
    state.centre = await call("GET", "centre").catch(() => state.centre);
    menu.firstChild.replaceWith(callBox(state.centre));
  };
  const erase = () => {
    toggle();
    talk.restart();
  };
  const id = newId();
  const opener = button(T.menu, toggle, { "aria-expanded": false, "aria-controls": id });
  const menu = el("div", { id, class: "menu", hidden: "" },
    " ",
    el("div", { class: "row" }, tick("furigana"), tick("large")),
    el("p", { class: "small" }, T.kept),
    el("details", {}, el("summary", {}, T.erase), `${T.eraseAsk} `, button(T.eraseYes, erase, { class: "main" })),
    el("p", { class: "small" }, T.leaveHint));
  queueMicrotask(() => setLook(look));
  return el("div", { class: "head" },
    el("div", { class: "row" }, title, button(T.leave, leave), opener, button(T.close, close)), menu);
}
