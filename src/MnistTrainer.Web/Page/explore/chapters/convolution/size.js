// Stride and padding: where a window can lie, and how many outputs that makes.
import { element, svg } from "../../dom.js";
import { clamp } from "../../numbers.js";
import { player } from "../../player.js";
import { prediction } from "../../prediction.js";
import { readout } from "../../readout.js";
import { slider } from "../../slider.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { cornerOf, sideOf } from "./model.js";
import { pick } from "./settings.js";

const Lengths = [5, 8, 12];
const geometryOf = ({ size, stride, padding }) => ({ size: Number(size), stride: Number(stride), padding: Number(padding) });
const last = values => Math.max(0, sideOf(values.side, geometryOf(values)) ** 2 - 1);

function squares(label) {
  const view = svg("svg", { class: "squares", role: "img", "aria-label": label });
  return {
    element: element("figure", { class: "sheet" }, view, element("figcaption", {}, label)),
    // kindOf(row, column): the class of a square. frame: { row, column, length }.
    show(side, kindOf, frame) {
      const [line, column, length] = frame;
      view.setAttribute("viewBox", `-0.1 -0.1 ${side + 0.2} ${side + 0.2}`);
      view.replaceChildren(
        ...Array.from({ length: side * side }, (_, i) => svg("rect", { class: kindOf(Math.floor(i / side), i % side), x: i % side + 0.04, y: Math.floor(i / side) + 0.04, width: 0.92, height: 0.92, rx: 0.12 })),
        svg("rect", { class: "window", x: column, y: line, width: length, height: length, rx: 0.15 }));
    },
  };
}

export const size = {
  key: "size",
  build(chapter) {
    const { text, state } = chapter;
    const [input, output] = [squares(text("sizeInput")), squares(text("sizeOutput"))];
    state.onChange(values => {
      const geometry = geometryOf(values);
      const { size: length, stride, padding } = geometry;
      const count = sideOf(values.side, geometry);
      const spot = clamp(values.spot, 0, last(values));
      const [top, left] = cornerOf(values.side, geometry, spot).map(one => one + padding);
      const reached = (count - 1) * stride + length;
      const isImage = at => at >= padding && at < values.side + padding;
      input.show(values.side + 2 * padding, (row, column) => `${isImage(row) && isImage(column) ? "pixel" : "zero"}${row >= reached || column >= reached ? " missed" : ""}`, [top, left, length]);
      output.show(count, (row, column) => row * count + column <= spot ? "filled" : "open", [Math.floor(spot / count), spot % count, 1]);
    }, ["side", "size", "stride", "padding", "spot"]);
    const formula = (n, { size: k, stride: s, padding: p }) => text("sizeFormula", n, p, k, s, (n + 2 * p - k) / s + 1, sideOf(n, { size: k, stride: s, padding: p }));
    return {
      beside: [
        prediction(chapter, {
          id: "size", question: text("sizeQuestion"), number: { from: 1, to: 1000, answer: 13, tolerance: 0 }, reason: text("sizeReason"),
          reveal: () => state.set({ side: 8, size: "3", stride: "2", padding: "0", spot: 8 }),
        }),
        tries(chapter, [
          { text: text("sizeTry1"), set: { side: 7, size: "3", stride: "1", padding: "1", spot: 48 } },
          { text: text("sizeTry2"), set: { side: 7, size: "5", stride: "1", padding: "2", spot: 48 } },
          { text: text("sizeTry3"), set: { side: 8, size: "3", stride: "2", padding: "1", spot: 15 } },
        ]),
      ],
      figure: [
        element("div", { class: "sheets" }, input.element, output.element),
        readout(chapter, values => formula(values.side, geometryOf(values))),
        player(chapter, { field: "spot", last, interval: 250 }),
        slider(chapter, { field: "side", label: text("sideLabel"), from: 5, to: 14, step: 1 }),
        element("div", { class: "settings-row" }, pick(chapter, "size", ["3", "5"], "sizeLabel"), pick(chapter, "stride", ["1", "2", "3"], "strideLabel"), pick(chapter, "padding", ["0", "1", "2"], "paddingLabel")),
        table(chapter, {
          id: "size", caption: text("sizeTable"), columns: ["k", "p", "s", ...Lengths.map(n => `n = ${n}`)],
          rows: () => ["3", "5"].flatMap(k => ["0", "1", "2"].flatMap(p => ["1", "2", "3"].map(s => [k, p, s, ...Lengths.map(n => String(sideOf(n, geometryOf({ size: k, stride: s, padding: p }))))]))),
        }),
      ],
    };
  },
};
