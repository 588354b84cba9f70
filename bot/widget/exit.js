// Leaving at once, for people who must hide the page.

const NEUTRAL = "https://www.city.kawasaki.jp/";
const PRESSES = 3;
const WITHIN = 2000;

/** Hides the page, forgets the talk, and puts a neutral page in its place in the history. */
export function leave(talk, exit) {
  document.documentElement.style.setProperty("display", "none", "important");
  talk.end();
  location.replace(/^https?:\/\//.test(exit) ? exit : NEUTRAL);
}

/** Calls `act` when Esc is pressed three times quickly, wherever the focus is. */
export function onThreeEscapes(act) {
  let times = [];
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing || event.repeat) return;
    times = [...times, event.timeStamp].slice(-PRESSES);
    if (times.length === PRESSES && event.timeStamp - times[0] < WITHIN) act();
  }, true);
}
