// Descent over two weights with any optimizer. No part of the page: the tests hold it against the library.
import { optimizers } from "./optimizers.js";
import { heightOf } from "./surfaces.js";

export { names, optimizers } from "./optimizers.js";
export { data, heightOf, surfaces } from "./surfaces.js";

export const Steps = 100;
const Far = 1e9;

// The start and what follows: { at, value, slope, first, second, move }, pairs of numbers, one for each weight. first and second are the memories once they have seen
// this slope. Ends far outside.
function* walk(surface, name, rate, start) {
  const { update } = optimizers[name];
  const slopeOf = name === "sgd" && surface.noisy ? surface.noisy : surface.slope;
  const rest = { first: 0, second: 0 };
  for (let at = start, memories = [rest, rest], count = 0; at.every(weight => Math.abs(weight) < Far); count++) {
    const slope = slopeOf(at, count);
    const [one, other] = at.map((weight, i) => ({ ...rest, ...update({ weight, slope: slope[i], rate, step: count + 1, ...memories[i] }) }));
    memories = [one, other];
    yield { at, value: surface.value(at), slope, first: [one.first, other.first], second: [one.second, other.second], move: [one.move, other.move] };
    at = [at[0] + one.move, at[1] + other.move];
  }
}

// The first of them, up to a number of steps.
export function descend(surface, name, rate, start, steps = Steps) {
  const path = [];
  for (const now of walk(surface, name, rate, start)) {
    path.push(now);
    if (path.length > steps)
      break;
  }

  return path;
}

// Rates to try: ten in every power of ten.
export const Rates = { from: 1e-4, to: 1000 };
const candidates = Array.from({ length: 71 }, (_, i) => Number((10 ** (-4 + i / 10)).toPrecision(3)));

export const isInView = ({ x, y }, at) => [x, y].every(({ from, to }, i) => at[i] >= from && at[i] <= to);

// The candidate with the lowest height on average over all steps: one that arrives late, or by way of far away, is not the best. inView: only those whose steps all
// stay in the view of the surface.
export function bestRate(surface, name, start, inView = false) {
  let best = { rate: candidates[0], sum: Infinity };
  for (const rate of candidates) {
    let sum = 0;
    let count = 0;
    for (const { at } of walk(surface, name, rate, start)) {
      if (inView && !isInView(surface, at))
        break;
      sum += heightOf(surface, at);
      if (count++ >= Steps || sum >= best.sum)
        break;
    }

    if (count > Steps && sum < best.sum)
      best = { rate, sum };
  }

  return best.rate;
}

// Lines of equal height by marching squares: for each level, pieces [[x, y], [x, y]] that meet at the sides of a grid's cells.
export function contours(height, x, y, levels, columns = 96, rows = 64) {
  const [dx, dy] = [(x.to - x.from) / columns, (y.to - y.from) / rows];
  const heights = Array.from({ length: rows + 1 }, (_, j) => Array.from({ length: columns + 1 }, (_, i) => height([x.from + i * dx, y.from + j * dy])));
  const lines = levels.map(() => []);
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      // Around the cell: its corners, and the heights there.
      const corners = [[i, j], [i + 1, j], [i + 1, j + 1], [i, j + 1]];
      const around = corners.map(([column, row]) => heights[row][column]);
      const [low, high] = [Math.min(...around), Math.max(...around)];
      for (const [k, level] of levels.entries()) {
        if (level < low || level >= high)
          continue;
        const crossings = [];
        for (let side = 0; side < 4; side++) {
          const [from, to] = [around[side], around[(side + 1) % 4]];
          if ((from > level) !== (to > level)) {
            const share = (level - from) / (to - from);
            const [[c, r], [toC, toR]] = [corners[side], corners[(side + 1) % 4]];
            crossings.push([x.from + (c + share * (toC - c)) * dx, y.from + (r + share * (toR - r)) * dy]);
          }
        }

        // At a saddle in a cell, four sides are crossed: the middle decides which belong together.
        if (crossings.length === 4 && (around.reduce((sum, one) => sum + one, 0) / 4 > level) === (around[0] > level))
          lines[k].push([crossings[0], crossings[1]], [crossings[2], crossings[3]]);
        else if (crossings.length === 4)
          lines[k].push([crossings[3], crossings[0]], [crossings[1], crossings[2]]);
        else
          lines[k].push(crossings);
      }
    }
  }

  return lines;
}
