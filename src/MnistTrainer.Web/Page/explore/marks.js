// What a plot shows. Each function returns a function's worth of SVG for the plot it is given. kind: a class, of which figures.css has "one" to "six", "faint",
// "good", "bad" and "tangent".
import { svg } from "./dom.js";

const Far = 1e5;
const pixel = value => Math.min(Far, Math.max(-Far, value)).toFixed(1);
const isShown = (plot, [x, y]) => Number.isFinite(plot.x(x)) && Number.isFinite(plot.y(y));

// The curve of a function over the whole axis, or between two values. Where it has no value, there is a gap.
export function curve(plot, f, kind = "one", { from = plot.axes.x.from, to = plot.axes.x.to } = {}) {
  const count = Math.max(60, Math.round(plot.innerWidth / 3));
  const [low, high] = [plot.scaleX.share(from), plot.scaleX.share(to)];
  return path(plot, Array.from({ length: count + 1 }, (_, i) => {
    const x = plot.scaleX.value(low + (high - low) * i / count);
    return [x, f(x)];
  }), kind);
}

// Straight lines from point to point: [[x, y], ...].
export function path(plot, points, kind = "one") {
  let isOpen = false;
  const parts = points.map(point => {
    if (!isShown(plot, point)) {
      isOpen = false;
      return "";
    }

    const part = `${isOpen ? "L" : "M"}${pixel(plot.x(point[0]))} ${pixel(plot.y(point[1]))}`;
    isOpen = true;
    return part;
  });
  return svg("path", { class: `curve ${kind}`, d: parts.join("") });
}

export const segment = (plot, from, to, kind = "one") => isShown(plot, from) && isShown(plot, to)
  ? svg("line", { class: `curve ${kind}`, x1: pixel(plot.x(from[0])), y1: pixel(plot.y(from[1])), x2: pixel(plot.x(to[0])), y2: pixel(plot.y(to[1])) })
  : null;

// A segment with a head where it ends.
export function arrow(plot, from, to, kind = "one") {
  if (!isShown(plot, from) || !isShown(plot, to))
    return null;
  const [x, y] = [plot.x(to[0]), plot.y(to[1])];
  const angle = Math.atan2(y - plot.y(from[1]), x - plot.x(from[0]));
  const length = Math.hypot(y - plot.y(from[1]), x - plot.x(from[0]));
  const size = Math.min(9, length);
  const corner = turn => `${pixel(x - size * Math.cos(angle + turn))},${pixel(y - size * Math.sin(angle + turn))}`;
  return [segment(plot, from, to, kind), svg("polygon", { class: `head ${kind}`, points: `${pixel(x)},${pixel(y)} ${corner(0.45)} ${corner(-0.45)}` })];
}

export const dot = (plot, at, kind = "one", radius = 4) => isShown(plot, at)
  ? svg("circle", { class: `dot ${kind}`, cx: pixel(plot.x(at[0])), cy: pixel(plot.y(at[1])), r: radius })
  : null;

// The line through a point with a slope, over a part of the width around it.
export function tangent(plot, [x, y], slope, kind = "tangent", share = 0.16) {
  const reach = share * (plot.axes.x.to - plot.axes.x.from);
  return segment(plot, [x - reach, y - reach * slope], [x + reach, y + reach * slope], kind);
}

// Bands of the axis x: [{ from, to, kind, name }]. A name that does not fit beside the others moves down a row.
export function zones(plot, bands) {
  const { left, right, top, bottom } = plot.frame;
  const inside = value => Math.min(right, Math.max(left, plot.x(value)));
  const rows = [];
  return bands.map(({ from, to, kind, name = "" }) => {
    const [start, end] = [inside(from), inside(to)];
    const half = width(name) / 2;
    const center = Math.min(right - half, Math.max(left + half, (start + end) / 2));
    let row = rows.findIndex(occupied => occupied < center - half);
    row = row === -1 ? rows.length : row;
    rows[row] = center + half + 6;
    return [svg("rect", { class: `zone ${kind}`, x: start, y: top, width: Math.max(0, end - start), height: bottom - top }),
      name && svg("text", { class: "note", x: center, y: top + 16 + 18 * row, "text-anchor": "middle" }, name)];
  });
}

// About the pixels of a note: Korean letters are twice as wide as Latin ones.
const width = text => [...text].reduce((sum, letter) => sum + (letter > "\u2000" ? 12.5 : 7.5), 0);

export const note = (plot, [x, y], text, { anchor = "start", dx = 8, dy = -8, kind = "" } = {}) => isShown(plot, [x, y])
  ? svg("text", { class: `note ${kind}`, x: pixel(plot.x(x) + dx), y: pixel(plot.y(y) + dy), "text-anchor": anchor }, text)
  : null;
