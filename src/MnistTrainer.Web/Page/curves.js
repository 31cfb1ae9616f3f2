// Line charts over epochs as SVG: axes with round numbers, a legend, and the values of the epoch under the pointer.

const Space = "http://www.w3.org/2000/svg";
const Size = { width: 520, height: 260, left: 52, right: 14, top: 12, bottom: 30 };

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

  // lines: [{ name, kind, points: [[epoch, value], ...] }]
  show(lines, epochs, epochName) {
    const key = JSON.stringify([lines, epochs, epochName]);
    if (key === this.#shown?.key)
      return;
    const values = lines.flatMap(line => line.points.map(([, value]) => value));
    const ticks = roundSteps(Math.min(...values), Math.max(...values), 4);
    const [low, high] = values.length > 0 ? [ticks[0], ticks.at(-1)] : [0, 1];
    const last = Math.max(2, epochs);
    const x = epoch => Size.left + (epoch - 1) / (last - 1) * (Size.width - Size.left - Size.right);
    const y = value => Size.height - Size.bottom - (value - low) / (high - low || 1) * (Size.height - Size.top - Size.bottom);
    this.#shown = { key, lines, last, x, epochName };

    const image = make("svg", { viewBox: `0 0 ${Size.width} ${Size.height}`, role: "img", "aria-label": this.#summary(lines) });
    for (const tick of values.length > 0 ? ticks : [])
      image.append(make("line", { class: "grid", x1: Size.left, x2: Size.width - Size.right, y1: y(tick), y2: y(tick) }),
        make("text", { class: "tick", x: Size.left - 8, y: y(tick) + 4, "text-anchor": "end" }, this.#formatTick(tick)));
    for (const epoch of roundSteps(1, last, 6).filter(epoch => Number.isInteger(epoch) && epoch >= 1 && epoch <= last))
      image.append(make("text", { class: "tick", x: x(epoch), y: Size.height - 8, "text-anchor": "middle" }, String(epoch)));
    for (const { kind, points } of lines) {
      image.append(make("polyline", { class: kind, points: points.map(([epoch, value]) => `${x(epoch).toFixed(1)},${y(value).toFixed(1)}`).join(" ") }));
      const [epoch, value] = points.at(-1);
      image.append(make("circle", { class: kind, cx: x(epoch), cy: y(value), r: 3.5 }));
    }

    const marker = make("line", { class: "marker", y1: Size.top, y2: Size.height - Size.bottom, visibility: "hidden" });
    image.append(marker);
    const legend = document.createElement("p");
    legend.className = "legend";
    this.#host.replaceChildren(image, legend);
    this.#shown = { ...this.#shown, image, legend, marker };
    this.#showValues(null);
  }

  #point(event) {
    if (!this.#shown)
      return;
    const box = this.#shown.image.getBoundingClientRect();
    const place = (event.clientX - box.left) / box.width * Size.width;
    const share = (place - Size.left) / (Size.width - Size.left - Size.right);
    this.#showValues(Math.round(1 + Math.min(1, Math.max(0, share)) * (this.#shown.last - 1)));
  }

  // Shows the values of an epoch in the legend; of the latest for null.
  #showValues(epoch) {
    const { lines, legend, marker, x, epochName } = this.#shown ?? {};
    if (!legend)
      return;
    marker.setAttribute("visibility", epoch === null ? "hidden" : "visible");
    if (epoch !== null) {
      marker.setAttribute("x1", x(epoch));
      marker.setAttribute("x2", x(epoch));
    }

    legend.replaceChildren(...lines.map(({ name, kind, points }) => {
      const entry = document.createElement("span");
      const point = epoch === null ? points.at(-1) : points.find(([number]) => number === epoch);
      entry.className = kind;
      entry.textContent = `${name} ${point ? this.#format(point[1]) : "–"}`;
      return entry;
    }));
    if (epoch !== null)
      legend.append(`${epochName} ${epoch}`);
  }

  #summary(lines) {
    return lines.map(({ name, points }) => `${name} ${this.#format(points.at(-1)[1])}`).join(", ");
  }
}

// Round numbers that span at least low to high, in about the requested number of steps.
export function roundSteps(low, high, wanted) {
  if (!(high > low))
    high = low + (Math.abs(low) || 1) * 0.1;
  const rough = (high - low) / wanted;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = unit * [1, 2, 5, 10].find(factor => factor * unit >= rough);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

function make(name, attributes, content = "") {
  const element = document.createElementNS(Space, name);
  for (const [attribute, value] of Object.entries(attributes))
    element.setAttribute(attribute, value);
  element.textContent = content;
  return element;
}
