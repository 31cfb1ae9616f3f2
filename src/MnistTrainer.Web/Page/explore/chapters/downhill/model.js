// Descent along a curve. No part of the page: the tests hold it against the library.

export const minimum = 1;
export const height = x => (x - 1) ** 2 + 1;
export const slope = x => 2 * (x - 1);

// Steps proportional to the slope, against it: [{ x, slope, move }, ...], the start and what follows. Ends early where a number has no end.
export const descend = (slopeAt, start, rate, steps) => walk(slopeAt, start, steps, gradient => -rate * gradient);

// Steps of one size, downhill; none where it is flat.
export const march = (slopeAt, start, size, steps) => walk(slopeAt, start, steps, gradient => -size * Math.sign(gradient));

function walk(slopeAt, start, steps, moveFor) {
  const path = [];
  for (let x = start; path.length <= steps && Number.isFinite(x);) {
    const gradient = slopeAt(x);
    const move = moveFor(gradient);
    path.push({ x, slope: gradient, move });
    x += move;
  }

  return path;
}

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
