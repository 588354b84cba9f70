import { T } from "./texts.js";

const problem = (message, status, wait) => Object.assign(new Error(message), { status, wait });

/** What the gateway answers; throws a sentence to show, `status` (0: not reached) and `wait`. */
export async function call(method, path, body, token) {
  let answer, data;
  try {
    answer = await fetch(new URL(`../../../api/${path}`, import.meta.url), {
      method,
      headers: { "Accept-Language": T.code, "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) },
      body: body && JSON.stringify(body),
      credentials: "same-origin",
      keepalive: method === "DELETE",
      signal: AbortSignal.timeout(30000),
    });
    data = answer.status === 204 || (await answer.json());
  } catch {
    // Or a hotel's login page answered.
    throw problem(T.offline, 0);
  }
  if (answer.ok) return data;
  throw problem(data.error?.message ?? T.offline, answer.status, answer.headers.get("Retry-After") ?? 5);
}
