// A plot as SVG in the size of its place: axes with round ticks, what marks.js draws, and points to drag.
import { svg, uniqueId } from "./dom.js";
import { Handle } from "./handle.js";
import { brief } from "./numbers.js";
import { scale } from "./scales.js";

const Margin = { left: 46, right: 16, top: 24, bottom: 40 };
const Narrow = 420;

export class Plot {
  #axes;
  #marks = () => [];
  #content = svg("g");
  #back = svg("g");
  #clip = svg("rect");
  #handles = [];
  #ratio;
  #label;
  #observer;
  #isDrawn = false;

  // label: describes the plot to screen readers. x, y: { from, to, scale: "linear" or "log", label, format }. ratio: height to width.
  constructor(chapter, { label, x, y, ratio = 0.62 }) {
    const clip = uniqueId("clip");
    this.#axes = { x, y };
    this.#ratio = ratio;
    this.#label = label;
    this.width = 560;
    this.element = svg("svg", { class: "plot", role: "img", "aria-label": label },
      svg("defs", {}, svg("clipPath", { id: clip }, this.#clip)), this.#back, svg("g", { "clip-path": `url(#${clip})` }, this.#content));
    this.#layOut();
    this.#observer = new ResizeObserver(([{ contentRect }]) => this.#resize(contentRect.width));
    this.#observer.observe(this.element);
    chapter.onLeave(() => this.#observer.disconnect());
  }

  // From values to pixels and back.
  x = value => Margin.left + this.scaleX.share(value) * this.innerWidth;
  y = value => Margin.top + (1 - this.scaleY.share(value)) * this.innerHeight;
  valueX = pixel => this.scaleX.value((pixel - Margin.left) / this.innerWidth);
  valueY = pixel => this.scaleY.value(1 - (pixel - Margin.top) / this.innerHeight);

  get innerWidth() { return this.width - Margin.left - Margin.right; }
  get innerHeight() { return this.height - Margin.top - Margin.bottom; }
  get axes() { return this.#axes; }
  get frame() { return { left: Margin.left, right: this.width - Margin.right, top: Margin.top, bottom: this.height - Margin.bottom }; }

  // Draws marks: a function that receives the plot and returns elements, some from marks.js. axes: { x, y } to replace ranges.
  draw(marks, axes = {}) {
    this.#marks = marks;
    const isMoved = ["x", "y"].some(name => axes[name] && (axes[name].from !== this.#axes[name].from || axes[name].to !== this.#axes[name].to));
    this.#axes = { x: { ...this.#axes.x, ...axes.x }, y: { ...this.#axes.y, ...axes.y } };
    if (isMoved || !this.#isDrawn)
      this.#layOut();
    this.#content.replaceChildren(...marks(this).flat(Infinity).filter(Boolean));
    for (const handle of this.#handles)
      handle.place();
  }

  // Adds a point to drag. See handle.js.
  addHandle(options) {
    const handle = new Handle(this, options);
    this.#handles.push(handle);
    this.element.append(handle.element);
    this.element.setAttribute("role", "group");
    return handle;
  }

  #resize(width) {
    if (width < 40 || Math.abs(width - this.width) < 1)
      return;
    this.width = width;
    this.#layOut();
    this.draw(this.#marks);
  }

  #layOut() {
    const { x, y } = this.#axes;
    this.#isDrawn = true;
    this.height = Math.round(Math.min(460, Math.max(230, this.width * this.#ratio)));
    this.scaleX = scale(x);
    this.scaleY = scale(y);
    this.element.setAttribute("viewBox", `0 0 ${this.width} ${this.height}`);
    this.element.setAttribute("height", this.height);
    const { left, right, top, bottom } = this.frame;
    for (const [name, value] of Object.entries({ x: left, y: top, width: right - left, height: bottom - top }))
      this.#clip.setAttribute(name, value);
    const isNarrow = this.width < Narrow;
    const format = axis => axis.format ?? brief;
    this.#back.replaceChildren(
      ...this.scaleY.ticks(isNarrow ? 4 : 6).flatMap(tick => [
        svg("line", { class: "grid", x1: left, x2: right, y1: this.y(tick), y2: this.y(tick) }),
        svg("text", { class: "tick", x: left - 7, y: this.y(tick) + 4, "text-anchor": "end" }, format(y)(tick))]),
      ...this.scaleX.ticks(isNarrow ? 5 : 9).flatMap(tick => [
        svg("line", { class: "grid", x1: this.x(tick), x2: this.x(tick), y1: top, y2: bottom }),
        svg("text", { class: "tick", x: this.x(tick), y: bottom + 16, "text-anchor": "middle" }, format(x)(tick))]),
      svg("text", { class: "axis", x: right, y: this.height - 5, "text-anchor": "end" }, titled(x.label)),
      svg("text", { class: "axis", x: 2, y: 13 }, titled(y.label)));
    this.element.setAttribute("aria-label", this.#label);
  }
}

// A word begins with a capital, as a heading does; a letter such as x, or w₁, is the name of a number.
function titled(label = "") {
  return /^[a-z]{3}/.test(label) ? label[0].toUpperCase() + label.slice(1) : label;
}
