import { T } from "./texts.js";

const LONGEST = 8000; // ms

export let csrf = document.querySelector("meta[name=csrf]").content;

/** Why there is no answer: a sentence, the status (0: not reached), and the seconds to wait. */
export class Problem extends Error {
  constructor(message, status, wait) {
    super(message);
    Object.assign(this, { status, wait });
  }

  /** Will it work by itself in a while? */
  get passes() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** What the console answers. Throws a Problem, or the reason of `signal`. */
export async function call(method, path, body, signal) {
  try {
    return await once(method, path, body, signal);
  } catch (problem) {
    // Somebody signed in again in another tab: the session has a new secret.
    if (problem.status !== 403 || !(await renew())) throw problem;
    return once(method, path, body, signal);
  }
}

async function once(method, path, body, signal) {
  const limit = AbortSignal.timeout(LONGEST);
  let answer, data;
  try {
    answer = await fetch(path, {
      method,
      headers: { Accept: "application/json", "Content-Type": "application/json", "X-CSRF-Token": csrf },
      body: body && JSON.stringify(body),
      cache: "no-store",
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    data = answer.status === 204 ? null : await answer.json();
  } catch {
    signal?.throwIfAborted();
    throw new Problem(T.failed, 0);
  }
  if (answer.ok) return data;
  throw new Problem(data.error?.message ?? T.failed, answer.status, Number(answer.headers.get("Retry-After")) || 0);
}

/** Takes over the secret of a new session. False: nobody is signed in. */
export async function renew() {
  const page = await fetch("/desk", {
    redirect: "manual", cache: "no-store", headers: { Accept: "text/html" }, signal: AbortSignal.timeout(LONGEST),
  })
    .then((answer) => (answer.ok ? answer.text() : ""), () => "");
  const found = /name="csrf" content="([^"]+)"/.exec(page);
  if (found) csrf = found[1];
  return Boolean(found);
}
