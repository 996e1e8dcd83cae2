// One stream for each browser: the tab that holds the lock listens and tells the others.
export function startLive() {
  if (!document.querySelector("[data-live]")) return;
  const channel = new BroadcastChannel("rung-live");
  channel.onmessage = event => { heard = event.data.heard; event.data.news ? stir(event.data.news) : anew(); };
  navigator.locks?.request("rung-live", () => new Promise(() => open(channel)));
}

// A browser goes on by itself after a stream that ended, but not after an answer that was none, as a balancer gives while nobody is there. Whoever comes back says how far they had heard.
let [heard, pause] = ["", 1000];
function open(channel) {
  const stream = new EventSource(heard ? `/ui/live?after=${heard}` : "/ui/live");
  stream.addEventListener("at", event => { [heard, pause] = [event.lastEventId, 1000]; document.documentElement.dataset.listening = ""; });
  stream.onmessage = event => {
    heard = event.lastEventId;
    const news = JSON.parse(event.data);
    channel.postMessage({ heard, news });
    stir(news);
  };
  stream.addEventListener("anew", event => {
    heard = event.lastEventId;
    channel.postMessage({ heard });
    anew();
  });
  stream.onerror = () => {
    delete document.documentElement.dataset.listening;
    if (stream.readyState !== EventSource.CLOSED) return;
    setTimeout(() => open(channel), pause);
    pause = Math.min(pause * 2, 60000);
  };
}

// Too much happened meanwhile to be told line by line. Whoever is in the middle of a sentence finishes it first.
function anew() {
  if (isWriting()) setTimeout(anew, 1000);
  else location.reload();
}
const isWriting = () => Boolean(document.querySelector("[data-editing], dialog[open]")) || [...document.querySelectorAll("input, textarea, select")].some(field =>
  field === document.activeElement || (field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked : field.options ? [...field.options].some(o => o.defaultSelected && !o.selected) : field.value !== field.defaultValue));

// News is gathered for a moment and told once, however much of it comes.
let [waiting, gathered] = [0, []];
function stir(news) {
  const wanted = [...document.querySelectorAll("[data-live]")].some(place => {
    const [kind, id] = place.dataset.live.split(":");
    return kind === news.kind && (!id || id === news.id);
  });
  if (!wanted) return;
  gathered.push(news);
  if (gathered.length > 1) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const all = [...new Map(gathered.map(g => [g.id, g])).values()];
    gathered = [];
    document.dispatchEvent(new CustomEvent("rung:stir", { detail: { ...all.at(-1), all } }));
  }, 200);
}

// A record draws itself again, unless somebody is in the middle of a sentence.
document.addEventListener("rung:stir", async event => {
  for (const record of document.querySelectorAll(".record[data-live]")) {
    const id = record.dataset.live.split(":")[1];
    if (!event.detail.all.some(news => news.id === id) || record.querySelector("[data-editing], textarea:focus, input:focus")) continue;
    const response = await fetch((record.dataset.href ?? location.pathname) + "?peek=1");
    if (!response.ok) continue;
    const top = record.firstElementChild?.scrollTop;
    record.innerHTML = await response.text();
    if (top) record.firstElementChild.scrollTop = top;
    document.dispatchEvent(new CustomEvent("rung:drawn", { detail: record }));
  }
});
