// What stays in this browser: the talk for this tab, the look for good. Works without storage, too.

const KEY = "kokuho-chat";

function attempt(act) {
  try {
    return act();
  } catch {
    return null;
  }
}

/** Random enough for an id; crypto.randomUUID is missing on plain http. */
export const randomId = () => crypto.getRandomValues(new Uint32Array(4)).join("-");

/** Keeps the talk until the tab is closed. */
export const saveTalk = (talk) => attempt(() => sessionStorage.setItem(KEY, JSON.stringify(talk)));

/** The talk of this tab, or null. */
export const loadTalk = () => attempt(() => JSON.parse(sessionStorage.getItem(KEY)));

/** Forgets it. */
export const clearTalk = () => attempt(() => sessionStorage.removeItem(KEY));

/** Whether the talk is this tab's: a duplicated tab has it too, and leaves it to the first. */
export async function claimTalk({ tab }) {
  if (!navigator.locks) return true;
  return new Promise((done) => {
    // A page that is reloaded gives its lock back a moment late.
    const signal = AbortSignal.timeout(700);
    navigator.locks.request(tab, { signal }, () => new Promise(() => done(true))).catch(() => done(false));
  });
}

/** `{furigana, large}`: nothing about the resident. */
export const loadLook = () => attempt(() => JSON.parse(localStorage.getItem(KEY))) ?? {};

/** Keeps it for the next visit. */
export const saveLook = (look) => attempt(() => localStorage.setItem(KEY, JSON.stringify(look)));
