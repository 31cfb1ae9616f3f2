// Line charts over epochs as SVG: axes with round numbers, linear or logarithmic, a legend, and the values at the place under the pointer.
import { roundSteps, scale } from "./explore/scales.js";

const Space = "http://www.w3.org/2000/svg";
const Size = { width: 520, height: 260, left: 58, right: 14, top: 12, bottom: 30 };

export class Curves {
  #host;
  #format;
  #formatTick;
  #shown = null;

  // format: formats a value in full; formatTick: formats a tick.
  constructor(host, format, formatTick) {
    this.#host = host;
    this.#format = format;
    this.#formatTick = formatTick;
    host.addEventListener("pointermove", event => this.#point(event));
    host.addEventListener("pointerleave", () => this.#showValues(null));
  }

  // lines: [{ name, kind, points: [[epochs, value], ...] }]; one without a name is not in the legend. Nothing is drawn again for the same version.
  show(lines, { version, epochs, epochName, isLogX = false, isLogY = false }) {
    if (version === this.#shown?.version)
      return;
    lines = lines.map(line => ({ ...line, points: line.points.filter(([x, y]) => Number.isFinite(y) && !(isLogX && x <= 0) && !(isLogY && y <= 0)) }))
      .filter(line => line.points.length > 0);
    const scaleX = scale({ ...rangeX(lines, epochs, isLogX), scale: isLogX ? "log" : "linear" });
    const scaleY = scale({ ...rangeY(lines, isLogY), scale: isLogY ? "log" : "linear" });
    const x = value => Size.left + scaleX.share(value) * (Size.width - Size.left - Size.right);
    const y = value => Size.height - Size.bottom - scaleY.share(value) * (Size.height - Size.top - Size.bottom);

    const image = make("svg", { viewBox: `0 0 ${Size.width} ${Size.height}`, role: "img", "aria-label": this.#summary(lines) });
    for (const tick of lines.length > 0 ? ticksY(scaleY) : [])
      image.append(make("line", { class: "grid", x1: Size.left, x2: Size.width - Size.right, y1: y(tick), y2: y(tick) }),
        make("text", { class: "tick", x: Size.left - 8, y: y(tick) + 4, "text-anchor": "end" }, this.#formatTick(tick)));
    for (const tick of scaleX.ticks(6).filter(tick => isLogX || Number.isInteger(tick)))
      image.append(make("text", { class: "tick", x: x(tick), y: Size.height - 8, "text-anchor": "middle" }, String(tick)));
    for (const { kind, points } of lines) {
      image.append(make("polyline", { class: kind, points: points.map(([at, value]) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(" ") }));
      const [at, value] = points.at(-1);
      if (kind !== "raw")
        image.append(make("circle", { class: kind, cx: x(at), cy: y(value), r: 3.5 }));
    }

    const marker = make("line", { class: "marker", y1: Size.top, y2: Size.height - Size.bottom, visibility: "hidden" });
    image.append(marker);
    const legend = document.createElement("p");
    legend.className = "legend";
    this.#host.replaceChildren(image, legend);
    this.#shown = { version, lines: lines.filter(line => line.name), image, legend, marker, x, scaleX, epochName };
    this.#showValues(null);
  }

  #point(event) {
    if (!this.#shown)
      return;
    const box = this.#shown.image.getBoundingClientRect();
    const place = (event.clientX - box.left) / box.width * Size.width;
    const share = (place - Size.left) / (Size.width - Size.left - Size.right);
    this.#showValues(this.#shown.scaleX.value(Math.min(1, Math.max(0, share))));
  }

  // Shows the values nearest to a place in the legend; the latest for null.
  #showValues(place) {
    const { lines, legend, marker, x, epochName } = this.#shown ?? {};
    if (!legend)
      return;
    marker.setAttribute("visibility", place === null ? "hidden" : "visible");
    if (place !== null) {
      marker.setAttribute("x1", x(place));
      marker.setAttribute("x2", x(place));
    }

    legend.replaceChildren(...lines.map(({ name, kind, points }) => {
      const entry = document.createElement("span");
      entry.className = kind;
      entry.textContent = `${name} ${this.#format((place === null ? points.at(-1) : nearest(points, place))[1])}`;
      return entry;
    }));
    if (place !== null)
      legend.append(`${epochName} ${Number(place.toFixed(2))}`);
  }

  #summary(lines) {
    return lines.filter(line => line.name).map(({ name, points }) => `${name} ${this.#format(points.at(-1)[1])}`).join(", ");
  }
}

function rangeX(lines, epochs, isLog) {
  const to = Math.max(1, epochs);
  const first = Math.min(...lines.map(line => line.points[0][0]), to / 10);
  return { from: isLog ? first : 0, to };
}

// Up to the next round number, so that the highest and the lowest tick frame the curves.
function rangeY(lines, isLog) {
  const values = lines.flatMap(line => line.points.map(([, value]) => value));
  if (values.length === 0)
    return { from: isLog ? 0.1 : 0, to: 1 };
  const low = values.reduce((one, other) => Math.min(one, other));
  const high = values.reduce((one, other) => Math.max(one, other));
  if (isLog)
    return high > low * 1.02 ? { from: low / 1.05, to: high * 1.05 } : { from: low / 2, to: high * 2 };
  const ticks = roundSteps(low, high, 4);
  return { from: ticks[0], to: ticks.at(-1) };
}

// A logarithmic axis may have no power of ten within a narrow range.
function ticksY(scaleY) {
  const ticks = scaleY.ticks(5);
  const [from, to] = [scaleY.value(0), scaleY.value(1)];
  return ticks.length > 2 ? ticks : roundSteps(from, to, 4).filter(tick => tick >= from && tick <= to);
}

// The point whose place is nearest; points are in the order of their places.
function nearest(points, place) {
  let low = 0;
  let high = points.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (points[middle][0] < place)
      low = middle;
    else
      high = middle;
  }

  return place - points[low][0] < points[high][0] - place ? points[low] : points[high];
}

function make(name, attributes, content = "") {
  const element = document.createElementNS(Space, name);
  for (const [attribute, value] of Object.entries(attributes))
    element.setAttribute(attribute, value);
  element.textContent = content;
  return element;
}
