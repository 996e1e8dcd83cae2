// Minor units without floating point: digits before and after the last point or comma.
export function money(text, currency) {
  const digits = minorDigits(currency);
  const plain = text.replace(/[\s'’]/g, "");
  const match = plain.match(/^(-?)([\d.,]*?)(?:[.,](\d{1,3}))?$/);
  if (!match) return { minor: text, currency };
  let [, sign, whole, part = ""] = match;
  // A group of three after the only separator is thousands, not a part.
  if (part.length === 3 && digits !== 3) [whole, part] = [whole + part, ""];
  const minor = Number(whole.replace(/[.,]/g, "") || "0") * 10 ** digits + Number((part + "000").slice(0, digits) || "0");
  return { minor: sign ? -minor : minor, currency };
}

export const minorDigits = currency => new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits;

export const major = (minor, currency) => (Number(minor) / 10 ** minorDigits(currency)).toFixed(minorDigits(currency));

// Times are the company's, wherever the browser stands.
const zone = document.body.dataset.zone || "UTC";

const parts = at => Object.fromEntries(new Intl.DateTimeFormat("en-CA", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" }).formatToParts(at).map(p => [p.type, p.value]));

export function toLocal(iso) {
  if (!iso) return "";
  const p = parts(new Date(iso));
  return `${p.year}-${p.month}-${p.day}T${p.hour}:${p.minute}`;
}

export function toInstant(local) {
  const wanted = Date.parse(local + (local.length === 10 ? "T00:00" : "") + "Z");
  let at = wanted;
  for (let i = 0; i < 2; i++) {
    const p = parts(new Date(at));
    at += wanted - Date.UTC(p.year, p.month - 1, p.day, p.hour, p.minute, p.second);
  }
  return new Date(at).toISOString();
}
