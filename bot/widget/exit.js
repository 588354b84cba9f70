// Leaving at once, for people who must hide the page.

const NEUTRAL = "https://www.city.kawasaki.jp/";

/** Hides the page, forgets the talk, and puts another page in its place in the history. */
export function leave(talk, exit) {
  document.documentElement.style.setProperty("display", "none", "important");
  talk.end();
  location.replace(/^https?:\/\//.test(exit) ? exit : NEUTRAL);
}

/** Calls `act` when Esc is pressed three times within two seconds, wherever the focus is. */
export function onThreeEscapes(act) {
  let times = [];
  const onkeydown = ({ key, isComposing, repeat, timeStamp }) => {
    if (key !== "Escape" || isComposing || repeat) return;
    times = [...times, timeStamp].slice(-3);
    if (times.length === 3 && timeStamp - times[0] < 2000) act();
  };
  addEventListener("keydown", onkeydown, true);
}
