// One way to ask the API for a change: a key so that a repeated request does nothing twice, the version that was seen, problem details on a no.
const token = () => document.cookie.split("; ").find(c => c.startsWith("rung-xsrf="))?.slice(10);

export async function command(method, path, body, version) {
  const headers = { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID(), "Accept-Language": document.documentElement.lang };
  if (version !== undefined && version !== null && version !== "") headers["If-Match"] = `"${version}"`;
  if (token()) headers["X-XSRF-TOKEN"] = token();
  for (let attempt = 0; ; attempt++) {
    const response = await fetch(path, { method, headers, body: JSON.stringify(body ?? {}) }).catch(() => null);
    // The same key makes more tries safe: a node that went away in the middle is answered for by the next.
    if (away(response) && attempt < pauses.length && navigator.onLine) {
      await new Promise(done => setTimeout(done, pauses[attempt]));
      continue;
    }
    const json = response?.headers.get("content-type")?.includes("json") ? await response.json() : null;
    if (response && (json || response.ok)) return { ok: response.ok, status: response.status, record: response.ok ? json : null, problem: response.ok ? null : json, decision: response.headers.get("Rung-Decision"), again: attempt > 0 };
    return { ok: false, status: response?.status ?? 0, problem: { title: "unreachable", detail: document.body.dataset.failed } };
  }
}

const pauses = [300, 600, 1000, 2000, 3000];
const away = response => !response || [502, 503, 504].includes(response.status);
