// The ground of a plot over two weights: lines of equal error, darker the higher. Computed once for each surface.
import { svg } from "../../dom.js";
import { contours, heightOf, surfaces } from "./model.js";

const Levels = 12;
const Shade = { columns: 96, rows: 64, color: [112, 104, 240], strongest: 105 };
const known = new Map();

// Lowest and highest height in the view of a surface.
export function heightsOf(name) {
  return groundOf(name).range;
}

// What to draw below everything else. Nodes are kept while the plot keeps its size.
export function ground(plot, name) {
  const { lines, shade, kept } = groundOf(name);
  const { left, right, top, bottom } = plot.frame;
  const key = `${right} ${bottom}`;
  const nodes = kept.get(plot);
  if (nodes?.key === key)
    return nodes.all;
  const d = pieces => pieces.map(ends => ends.map(([x, y], i) => `${i === 0 ? "M" : "L"}${plot.x(x).toFixed(1)} ${plot.y(y).toFixed(1)}`).join("")).join("");
  const all = [
    svg("image", { href: shade, x: left, y: top, width: right - left, height: bottom - top, preserveAspectRatio: "none" }),
    svg("path", { class: "contours", d: lines.map(d).join("") }),
    surfaces[name].lowest.map(([x, y]) => svg("path", { class: "lowest", d: `M${plot.x(x) - 5} ${plot.y(y)}h10M${plot.x(x)} ${plot.y(y) - 5}v10` })),
  ].flat();
  kept.set(plot, { key, all });
  return all;
}

function groundOf(name) {
  if (!known.has(name)) {
    const surface = surfaces[name];
    const height = at => heightOf(surface, at);
    const { columns, rows } = Shade;
    const all = Array.from({ length: rows }, (_, j) => Array.from({ length: columns }, (_, i) => height([
      surface.x.from + (surface.x.to - surface.x.from) * (i + 0.5) / columns, surface.y.to - (surface.y.to - surface.y.from) * (j + 0.5) / rows])));
    const range = { from: Math.min(...all.flat()), to: Math.max(...all.flat()) };
    // Closer to each other below, where the ways end.
    const levels = Array.from({ length: Levels }, (_, i) => range.from + (range.to - range.from) * ((i + 0.5) / Levels) ** 2);
    known.set(name, { range, lines: contours(height, surface.x, surface.y, levels), shade: shadeOf(all, range), kept: new WeakMap() });
  }

  return known.get(name);
}

function shadeOf(heights, { from, to }) {
  const { columns, rows, color, strongest } = Shade;
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: columns, height: rows });
  const context = canvas.getContext("2d");
  const image = context.createImageData(columns, rows);
  heights.flat().forEach((height, i) => image.data.set([...color, strongest * Math.sqrt((height - from) / (to - from))], 4 * i));
  context.putImageData(image, 0, 0);
  return canvas.toDataURL();
}
