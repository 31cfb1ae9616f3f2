// Descent on a curve with two valleys. No part of the page: the tests hold it against the library.
import { random } from "../../random.js";
export { descend } from "../../descent.js";

export const height = x => (x * x - 1) ** 2 + 0.3 * x;
export const slope = x => 4 * x * (x * x - 1) + 0.3;
const curvature = x => 12 * x * x - 4;

// Where the curve is flat, by Newton's method from a place nearby: the deeper valley, the hilltop between, and the wrong valley.
const flat = near => Array.from({ length: 20 }).reduce(x => x - slope(x) / curvature(x), near);
export const deep = flat(-1);
export const hilltop = flat(0);
export const wrong = flat(1);

const Far = 10;
const Lost = 1e3; // farther out, a ball is followed no more
const Longest = 2000;

// Descent with momentum, as the optimizer of that name: v = decay · v + slope, x = x − rate · v. A decay of 0 is descent. Returns [{ x, velocity }, ...], the start
// and what follows.
export function roll(slopeAt, start, rate, decay, steps) {
  const path = [{ x: start, velocity: 0 }];
  while (path.length <= steps && Math.abs(path.at(-1).x) < 1e6) {
    const { x, velocity } = path.at(-1);
    const next = decay * velocity + slopeAt(x);
    path.push({ x: x - rate * next, velocity: next });
  }

  return path;
}

// Where a start ends: "deep", "wrong", "hilltop", "away" (beyond all bounds), or "restless" (in no place).
export function end(start, rate, decay = 0) {
  let [x, velocity] = [start, 0];
  for (let i = 0; i < Longest; i++) {
    velocity = decay * velocity + slope(x);
    x -= rate * velocity;
    if (!(Math.abs(x) < Far))
      return "away";
    if (Math.abs(slope(x)) < 1e-4 && Math.abs(velocity) < 1e-4)
      return placeOf(x);
  }

  return "restless";
}

// The place that a point of rest is.
const placeOf = x => Math.abs(x - hilltop) < 1e-3 ? "hilltop" : valleyOf(x);

// The valley that a point lies in.
export const valleyOf = x => x < hilltop ? "deep" : "wrong";

// The ends of all starts between two: [{ from, to, end }, ...], each as long as it is. count: how finely it looks.
export function basins(from, to, count, rate, decay = 0) {
  const found = [];
  for (let i = 0; i < count; i++) {
    const [low, high] = [i, i + 1].map(at => from + (to - from) * at / count);
    const one = end((low + high) / 2, rate, decay);
    if (found.at(-1)?.end === one)
      found.at(-1).to = high;
    else
      found.push({ from: low, to: high, end: one });
  }

  return found;
}

export const Reach = 2; // starts lie between −2 and 2

// The share of all starts that ends in the deeper valley, with small steps: all on its side of the hilltop.
export const luck = (hilltop + Reach) / (2 * Reach);
export const chanceToMiss = starts => (1 - luck) ** starts;

export const throwStarts = (seed, count) => {
  const next = random(seed);
  return Array.from({ length: count }, () => (2 * next() - 1) * Reach);
};

// Descent with noise on the slope that fades over the steps, for some balls at once: [step][ball]. amount: the standard deviation at the beginning.
export function shake(seed, start, rate, amount, steps, count) {
  const next = random(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const all = [Array(count).fill(start)];
  for (let i = 0; i < steps; i++)
    all.push(all[i].map(x => Math.abs(x) < Lost ? x - rate * (slope(x) + amount * noiseLeft(i, steps) * normal()) : x));
  return all;
}

export const noiseLeft = (step, steps) => 1 - step / steps;

// How often restarts miss the deeper valley: the share of many series of starts that have not found it after each number of them.
export function misses(seed, series, starts) {
  const next = random(seed);
  const counts = Array(starts + 1).fill(0);
  for (let i = 0; i < series; i++) {
    counts[0]++;
    for (let k = 1; k <= starts && valleyOf((2 * next() - 1) * Reach) === "wrong"; k++)
      counts[k]++;
  }

  return counts.map(count => count / series);
}
