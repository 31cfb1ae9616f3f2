// Descent on the curve y = (x − 1)² + 1. No part of the page: the tests hold it against the library.

export const minimum = 1;
export const height = x => (x - 1) ** 2 + 1;
export const slope = x => 2 * (x - 1);

export { descend, march } from "../../descent.js";

// What a step multiplies the distance to the minimum of the curve by.
export const factor = rate => 1 - 2 * rate;
export const distanceAfter = (start, rate, steps) => Math.abs(start - minimum) * Math.abs(factor(rate)) ** steps;

// What becomes of a descent on the curve: "approaches", "arrives", "overshoots", "swings" or "leaves".
export function fate(rate) {
  if (rate === 0.5)
    return "arrives";
  if (rate === 1)
    return "swings";
  return rate < 0.5 ? "approaches" : rate < 1 ? "overshoots" : "leaves";
}
