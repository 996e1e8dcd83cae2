// One stream for each browser: the tab that holds the lock listens and tells the others.
export function startLive() {
  if (!document.querySelector("[data-live]")) return;
  const channel = new BroadcastChannel("rung-live");
  channel.onmessage = event => stir(event.data);
  navigator.locks?.request("rung-live", () => new Promise(() => {
    const stream = new EventSource("/ui/live");
    stream.onmessage = event => {
      const news = JSON.parse(event.data);
      channel.postMessage(news);
      stir(news);
    };
  }));
}

let waiting = 0;
function stir({ kind, id }) {
  for (const place of document.querySelectorAll("[data-live]")) {
    const [wanted, which] = place.dataset.live.split(":");
    if (wanted !== kind || (which && which !== id)) continue;
    clearTimeout(waiting);
    waiting = setTimeout(() => document.dispatchEvent(new CustomEvent("rung:stir", { detail: { kind, id } })), 150);
  }
}

// A record page draws itself again, unless somebody is in the middle of a sentence.
document.addEventListener("rung:stir", async event => {
  const record = document.querySelector(".record[data-live]");
  if (!record || record.contains(document.activeElement)) return;
  const response = await fetch(location.pathname + "?peek=1");
  if (response.ok) record.innerHTML = await response.text();
});
