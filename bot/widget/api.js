// The gateway's API.

import { T } from "./texts.js";

const BASE = new URL("../api/", import.meta.url);
const PATIENCE = 30_000;

/** What went wrong, in a sentence for the resident. `status` 0: the gateway was not reached. */
export class Problem extends Error {
  constructor(status, message, wait) {
    super(message);
    this.status = status;
    this.wait = wait;
  }
}

/** The JSON that the gateway answers, or null. Throws Problem. */
export async function call(method, path, { token, body, keepalive } = {}) {
  const headers = {};
  if (body) headers["Content-Type"] = "application/json";
  if (token) headers.Authorization = `Bearer ${token}`;
  let response, data;
  try {
    response = await fetch(new URL(path, BASE), {
      method,
      headers,
      keepalive,
      body: body && JSON.stringify(body),
      credentials: "same-origin",
      cache: "no-store",
      signal: AbortSignal.timeout?.(PATIENCE),
    });
    data = response.status === 204 ? null : await response.json();
  } catch {
    // No network, too slow, or a page of something in between (a hotel's login, say).
    throw new Problem(response?.ok === false ? response.status : 0, T.offline, 5);
  }
  if (response.ok) return data;
  const wait = Number(response.headers.get("Retry-After")) || 5;
  throw new Problem(response.status, data?.error?.message ?? T.failed, wait);
}
