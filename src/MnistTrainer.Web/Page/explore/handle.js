// A point of a plot that a user moves: by mouse, by touch, by arrow keys, or by a click beside it.
import { svg } from "./dom.js";
import { clamp } from "./numbers.js";

// ARIA has no exponents.
const plain = value => String(value).includes("e-") ? value.toFixed(12) : String(value);
const Grasp = 30; // pixels around the point that take hold of it

export class Handle {
  #plot;
  #options;
  #pointer = null;

  // label: names the point. at(): its place, [x, y]. move(x, y): sets it. axis: "x", "y" or "both". step: an arrow key's, ten times as much with Shift; with a
  // logarithmic axis, the factor. text(): its values in words. kind: its color, a class as in marks.js.
  constructor(plot, options) {
    this.#plot = plot;
    this.#options = { axis: "x", step: 0.1, kind: "one", ...options };
    const { axis, kind, label } = this.#options;
    this.element = svg("g", { class: `handle ${kind} by-${axis}`, role: "slider", tabindex: 0, "aria-label": label, "aria-orientation": axis === "y" ? "vertical" : "horizontal", onkeydown: event => this.#press(event) },
      svg("circle", { class: "grasp", r: 22 }), svg("circle", { class: "ring", r: 13 }), svg("circle", { class: "core", r: 7 }));
    // A finger that moves across the handle drags it; elsewhere on the plot it scrolls the page.
    plot.element.addEventListener("pointerdown", event => this.#down(event));
    plot.element.addEventListener("pointermove", event => this.#drag(event));
    for (const end of ["pointerup", "pointercancel"])
      plot.element.addEventListener(end, () => { this.#pointer = null; });
    plot.element.addEventListener("click", event => this.#jump(event));
  }

  place() {
    const { axis, at, text } = this.#options;
    const [x, y] = at();
    const { left, right, top, bottom } = this.#plot.frame;
    const [column, row] = [this.#plot.x(x), this.#plot.y(y)];
    this.element.setAttribute("transform", `translate(${clamp(column, left, right).toFixed(1)} ${clamp(row, top, bottom).toFixed(1)})`);
    const range = this.#plot.axes[axis === "y" ? "y" : "x"];
    for (const [name, value] of Object.entries({ valuemin: plain(range.from), valuemax: plain(range.to), valuenow: plain(axis === "y" ? y : x), valuetext: text() }))
      this.element.setAttribute(`aria-${name}`, value);
  }

  // Pixels from the handle to a pointer.
  distance(event) {
    const box = this.element.querySelector(".core").getBoundingClientRect();
    return Math.hypot(event.clientX - box.x - box.width / 2, event.clientY - box.y - box.height / 2);
  }

  #down(event) {
    if (this.#pointer !== null || event.button !== 0 || this.distance(event) > Grasp || this.#nearest(event) !== this.element)
      return;
    this.#pointer = event.pointerId;
    this.#plot.element.setPointerCapture(event.pointerId);
    this.element.focus({ preventScroll: true });
    event.preventDefault();
  }

  #drag(event) {
    if (event.pointerId === this.#pointer)
      this.#moveTo(event);
  }

  // A click elsewhere on the plot moves the nearest handle there.
  #jump(event) {
    if (this.distance(event) <= Grasp || this.#nearest(event) !== this.element)
      return;
    this.element.focus({ preventScroll: true });
    this.#moveTo(event);
  }

  #nearest(event) {
    const all = [...this.#plot.element.querySelectorAll(".handle .core")].map(core => {
      const box = core.getBoundingClientRect();
      return { isHidden: box.width === 0, handle: core.parentNode, distance: Math.hypot(event.clientX - box.x - box.width / 2, event.clientY - box.y - box.height / 2) };
    });
    return all.filter(one => !one.isHidden).reduce((best, one) => one.distance < best.distance ? one : best, { distance: Infinity }).handle;
  }

  #moveTo(event) {
    const box = this.#plot.element.getBoundingClientRect();
    this.#set(
      this.#plot.valueX((event.clientX - box.left) / box.width * this.#plot.width),
      this.#plot.valueY((event.clientY - box.top) / box.height * this.#plot.height));
  }

  #press(event) {
    const { axis, at, step } = this.#options;
    const [x, y] = at();
    const { x: xs, y: ys } = this.#plot.axes;
    const size = event.shiftKey ? 10 : 1;
    const by = (range, value, times) => range.scale === "log" ? value * step ** times : value + step * times;
    const across = { ArrowLeft: -1, ArrowRight: 1, PageDown: -10, PageUp: 10 }[event.key] ?? 0;
    const up = { ArrowDown: -1, ArrowUp: 1 }[event.key] ?? 0;
    const [dx, dy] = axis === "x" ? [across + up, 0] : axis === "y" ? [0, across + up] : [across, up];
    if (event.key === "Home" || event.key === "End")
      axis === "y" ? this.#set(x, event.key === "Home" ? ys.from : ys.to) : this.#set(event.key === "Home" ? xs.from : xs.to, y);
    else if (dx !== 0 || dy !== 0)
      this.#set(dx === 0 ? x : by(xs, x, dx * size), dy === 0 ? y : by(ys, y, dy * size));
    else
      return;
    event.preventDefault();
  }

  #set(x, y) {
    const { x: xs, y: ys } = this.#plot.axes;
    const round = value => Number(value.toPrecision(12));
    this.#options.move(round(clamp(x, xs.from, xs.to)), round(clamp(y, ys.from, ys.to)));
  }
}
