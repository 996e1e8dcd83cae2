// Changes one field of one record. A race over other fields is no quarrel: the change is made again on what is there now.
// A race over this field comes back as a conflict, with what the other person wrote.
import { command } from "./api.js";

export async function amend(path, version, field, value, was) {
  for (let attempt = 0; ; attempt++) {
    const answer = await command("PATCH", path, { [field]: value }, version);
    if (answer.ok || answer.status !== 412 || !answer.problem.current) return answer;
    const current = answer.problem.current;
    if (attempt > 2 || raw(current, field) !== was) return { ...answer, conflict: { now: raw(current, field), version: current.version } };
    version = current.version;
  }
}

/** A value of the API as data-edit writes it. */
export function raw(record, field) {
  const value = field.startsWith("custom.") ? record.custom?.[field.slice(7)] : record[field];
  if (value === null || value === undefined) return "";
  if (typeof value === "object" && "minor" in value) return String(value.minor);
  if (typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value)) return new Date(value).toISOString().slice(0, 19) + "Z";
  return String(value);
}
