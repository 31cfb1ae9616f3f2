// The image that all sections share: one of the project's digits, or the reader's drawing. Its ink is from 0 to 1, in tenths, so that every number can be shown in full.
import { loadDigits, Pixels } from "../../digits.js";
import { element } from "../../dom.js";
import { drawingArea } from "../../drawing-area.js";
import { picker } from "../../picker.js";
import { slider } from "../../slider.js";

const Count = 100; // digits to choose from
const Empty = Array(Pixels).fill(0);
const tenths = pixels => Array.from(pixels, pixel => Math.round(10 * pixel / 255));

export class Source {
  #digits = null;
  #fault = null;

  // The source of a chapter, which stays when the language changes.
  static of({ memory, state }) {
    if (!memory.has("source"))
      memory.set("source", new Source(state));
    return memory.get("source");
  }

  constructor(state) {
    loadDigits().then(({ training: { images } }) => {
      this.#digits = images.slice(0, Count).map(pixels => tenths(pixels).map(tenth => tenth / 10));
    }, fault => { this.#fault = fault; }).then(() => state.set({}));
  }

  get fault() { return this.#fault; }

  isLoading({ source }) { return source === "digit" && this.#digits === null && this.#fault === null; }

  // 784 numbers; all of them 0 while the digits are loading, and where nothing is drawn.
  imageOf({ source, image, drawing }) {
    if (source === "digit")
      return this.#digits?.[image] ?? Empty;
    return drawing.length > 0 ? drawing.map(tenth => tenth / 10) : Empty;
  }

  // What changes with the image and with other fields of the state: calls a function now, and whenever one of them is another.
  follow({ state }, fields, draw) {
    let seen = null;
    state.onChange(values => {
      const now = [this.#digits, values.source, values.image, values.drawing, ...fields.map(name => values[name])];
      if (seen?.every((value, i) => value === now[i]))
        return;
      seen = now;
      draw(values, this.imageOf(values));
    });
  }
}

// What chooses the image.
export function chooser(chapter) {
  const { text, state } = chapter;
  const source = Source.of(chapter);
  const area = drawingArea(chapter, pixels => state.set({ drawing: pixels === null ? [] : tenths(pixels), source: "own" }));
  const digits = slider(chapter, { field: "image", label: text("image"), from: 0, to: Count - 1, step: 1 });
  const own = element("div", { class: "own-drawing" }, area.element, area.help);
  const problem = element("p", { class: "problem" });
  state.onChange(values => {
    digits.hidden = values.source !== "digit";
    own.hidden = values.source !== "own";
    problem.textContent = source.fault === null ? "" : text("fault", String(source.fault.message ?? source.fault));
  });
  return element("div", { class: "image-chooser" },
    picker(chapter, { field: "source", label: text("sourceLabel"), options: ["digit", "own"].map(value => ({ value, name: text(value) })) }), digits, own, problem);
}
