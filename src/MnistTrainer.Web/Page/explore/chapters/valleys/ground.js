// What the figures of this chapter share: the curve with its two valleys, what its colors mean, and starts colored by where they end.
import { svg } from "../../dom.js";
import { legend } from "../../legend.js";
import { curve, note } from "../../marks.js";
import { clamp } from "../../numbers.js";
import { Plot } from "../../plot.js";
import { Reach, deep, height, wrong } from "./model.js";

export const Kinds = { deep: "three", wrong: "two", hilltop: "faint", restless: "four", away: "bad" };
const Top = 4;
const Bottom = -1.6;
const Radius = 4.5;
const Columns = 240;

export const ground = (chapter, label, ratio = 0.56) => new Plot(chapter, { label, ratio, x: { from: -Reach, to: Reach, label: "x" }, y: { from: Bottom, to: Top, label: "y" } });

// A point of the curve. One that lies above the plot is drawn at its edge.
export const place = x => [clamp(x, -Reach, Reach), Math.min(height(x), Top)];

const HalfName = 56; // pixels

export const hill = (p, text) => [
  curve(p, height, "ground"),
  note(p, [deep, height(deep)], text("deep"), { anchor: "middle", dx: Math.max(0, p.frame.left + HalfName - p.x(deep)), dy: 20 }), note(p, [wrong, height(wrong)], text("wrong"), { anchor: "middle", dx: 0, dy: 20 }),
];

// The starts as a strip under the curve: bands from basins().
export const strip = (p, bands) => bands.map(({ from, to, end }) =>
  svg("rect", { class: `dot ${Kinds[end]}`, x: p.x(from), width: Math.max(0.5, p.x(to) - p.x(from)), y: p.frame.bottom - 12, height: 12 }));

// Balls on the curve, in piles where they lie close together. balls: [{ x, kind }, ...].
export function piles(p, balls) {
  const columns = balls.map(({ x }) => Math.round(p.x(place(x)[0]) / (1.6 * Radius)));
  const sizes = new Map();
  for (const column of columns)
    sizes.set(column, (sizes.get(column) ?? 0) + 1);
  const used = new Map();
  return balls.map(({ x, kind }, i) => {
    const [column, row] = [p.x(place(x)[0]), p.y(place(x)[1])];
    const below = used.get(columns[i]) ?? 0;
    used.set(columns[i], below + 1);
    // A high pile is three balls wide.
    const size = sizes.get(columns[i]);
    const width = size > 10 ? 3 : 1;
    const gap = Math.min(1.7 * Radius, (row - p.frame.top - 2 * Radius) / Math.ceil(size / width));
    const aside = width === 1 ? 0 : below % 3 - 1;
    return svg("circle", { class: `dot ball ${kind}`, cx: (column + 2 * Radius * aside).toFixed(1), cy: (row - Radius - gap * Math.floor(below / width)).toFixed(1), r: Radius });
  });
}

// Looks for the ends of all starts once for the same numbers. find(columns, ...numbers).
export function remembered(find) {
  let last = { key: null, value: null };
  return (...numbers) => {
    const key = numbers.join();
    if (last.key !== key)
      last = { key, value: find(Columns, ...numbers) };
    return last.value;
  };
}

export const endings = (text, names) => legend(names.map(name => ({ kind: Kinds[name], name: text(`end-${name}`) })));
