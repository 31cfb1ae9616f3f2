// Descent along a curve in one direction. No part of the page.

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
