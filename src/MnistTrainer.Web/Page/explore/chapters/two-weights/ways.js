// The ways of the optimizers in the race, and how their numbers are written.
import { decimal, power } from "../../numbers.js";
import { descend, surfaces } from "./model.js";

// A way is computed once for its surface, start and rate: while the race runs, nothing changes but the lap.
const ways = new Map();
export function wayOf({ surface, start, ...values }, name) {
  const key = `${surface} ${start} ${values[name]}`;
  if (ways.get(name)?.key !== key)
    ways.set(name, { key, way: descend(surfaces[surface], name, values[name], start) });
  return ways.get(name).way;
}

export const size = value => value !== 0 && Math.abs(value) < 1e-3 ? power(value) : decimal(value);
