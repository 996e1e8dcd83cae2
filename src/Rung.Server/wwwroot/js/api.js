// One way to ask the API for a change: a key so that a repeated request does nothing twice, the version that was seen, problem details on a no.
const token = () => document.cookie.split("; ").find(c => c.startsWith("rung-xsrf="))?.slice(10);

export async function command(method, path, body, version) {
  const headers = { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID(), "Accept-Language": document.documentElement.lang };
  if (version !== undefined && version !== null && version !== "") headers["If-Match"] = `"${version}"`;
  if (token()) headers["X-XSRF-TOKEN"] = token();
  for (let attempt = 0; ; attempt++) {
    try {
      const response = await fetch(path, { method, headers, body: JSON.stringify(body ?? {}) });
      const json = response.headers.get("content-type")?.includes("json") ? await response.json() : null;
      return { ok: response.ok, status: response.status, record: response.ok ? json : null, problem: response.ok ? null : json ?? { title: String(response.status) }, decision: response.headers.get("Rung-Decision") };
    } catch {
      // The same key makes one more try safe.
      if (attempt > 0) return { ok: false, status: 0, problem: { title: "unreachable", detail: document.body.dataset.failed } };
      await new Promise(done => setTimeout(done, 600));
    }
  }
}
