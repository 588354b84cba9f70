// What stays in this browser: the talk for this tab, the look for good. Works without storage, too.

const TALK = "kokuho-chat";
const LOOK = "kokuho-chat-look";

function read(area, key) {
  try {
    return JSON.parse(globalThis[area].getItem(key));
  } catch {
    return null;
  }
}

function write(area, key, value) {
  try {
    globalThis[area].setItem(key, JSON.stringify(value));
  } catch {
    // Full or forbidden: the talk goes on, it only does not outlive a reload.
  }
}

/** Random enough for an id; crypto.randomUUID is missing on plain http. */
export const randomId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Keeps the talk until the tab is closed. */
export const saveTalk = (talk) => write("sessionStorage", TALK, talk);

/** Forgets the talk of this tab. */
export function clearTalk() {
  try {
    sessionStorage.removeItem(TALK);
  } catch {
    // Forbidden: then there is nothing to forget.
  }
}

/** The talk of this tab, or null. A tab that was duplicated leaves the talk to the first one. */
export async function loadTalk() {
  const talk = read("sessionStorage", TALK);
  return talk && (await claimTalk(talk)) ? talk : null;
}

/** Marks the talk as this tab's as long as the page lives; false if another tab has it. */
export function claimTalk({ tab }) {
  if (!navigator.locks) return true;
  return new Promise((done) => {
    // A reload gives the lock back a moment after the new page starts, hence the wait.
    const waited = new AbortController();
    const timer = setTimeout(() => waited.abort(), 700);
    navigator.locks.request(`${TALK}-${tab}`, { signal: waited.signal }, () => {
      clearTimeout(timer);
      done(true);
      return new Promise(() => {});
    }).catch(() => done(false));
  });
}

/** `{furigana, large}`: holds nothing about the resident. */
export const loadLook = () => read("localStorage", LOOK) ?? {};

/** Remembers the look for the next visit. */
export const saveLook = (look) => write("localStorage", LOOK, look);
