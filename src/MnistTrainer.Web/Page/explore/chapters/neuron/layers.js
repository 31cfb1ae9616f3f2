// Nodes in layers, each connected to all of the next. The first layer computes nothing.
import { element, svg } from "../../dom.js";
import { legend } from "../../legend.js";
import { player } from "../../player.js";
import { prediction } from "../../prediction.js";
import { readout } from "../../readout.js";
import { slider } from "../../slider.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { connections } from "./model.js";

const Fields = ["first", "second", "third"];
const Names = ["inputLayer", "hiddenLayer", "outputLayer"];
const Kinds = ["three", "one", "two"];
const Columns = [80, 300, 520];
const Height = 330;
export const Most = 8;

const sizesOf = values => Fields.map(name => values[name]);
const yOf = (i, size) => Height / 2 + (i - (size - 1) / 2) * Math.min(64, (Height - 30) / size);

// A node that computes has a small sigmoid in it; one that does not has a straight line.
function node(x, y, layer, isReached) {
  return svg("g", { class: `unit ${Kinds[layer]}${isReached ? " reached" : ""}`, transform: `translate(${x} ${y})` },
    svg("circle", { r: 17 }), svg("path", { d: layer === 0 ? "M-10 0H10" : "M-10 7C0 7 0 -7 10 -7" }));
}

export const layers = {
  key: "layers",
  build(chapter) {
    const { text, state } = chapter;
    const drawing = svg("svg", { class: "layered", viewBox: `0 0 600 ${Height}`, role: "img", "aria-label": text("layersPlot") });
    state.onChange(values => {
      const sizes = sizesOf(values);
      const at = (layer, i) => [Columns[layer], yOf(i, sizes[layer])];
      const each = (layer, action) => Array.from({ length: sizes[layer] }, (_, i) => action(i));
      drawing.replaceChildren(
        ...[0, 1].flatMap(layer => each(layer, i => each(layer + 1, j => {
          const [[x1, y1], [x2, y2]] = [at(layer, i), at(layer + 1, j)];
          return svg("line", { x1, y1, x2, y2, class: values.reached === layer + 2 ? "current" : "" });
        })).flat()),
        ...[0, 1, 2].flatMap(layer => each(layer, i => node(...at(layer, i), layer, values.reached > layer))));
    });
    const written = values => connections(sizesOf(values)).map((count, i) => `${sizesOf(values)[i]} \\cdot ${sizesOf(values)[i + 1]}`).join(" + ");
    const total = values => connections(sizesOf(values)).reduce((a, b) => a + b);
    return {
      beside: [
        prediction(chapter, {
          id: "connections", question: text("layersQuestion"), number: { from: 0, to: 1000, answer: 20, tolerance: 0 }, reason: text("layersReason"),
          reveal: () => state.set({ first: 3, second: 4, third: 2, reached: 3 }),
        }),
        tries(chapter, [
          { text: text("layersTry1"), set: { first: 3, second: 3, third: 3, reached: 1 } },
          { text: text("layersTry2"), set: { first: 8, second: 8, third: 8, reached: 3 } },
        ]),
      ],
      figure: [
        legend(Names.map((name, i) => ({ kind: Kinds[i], name: text(name) }))),
        element("div", { class: "stage" }, drawing),
        readout(chapter, values => `${text(`reached${values.reached}`)} ${text("layersReadout", written(values), total(values))}`),
        Fields.map((field, i) => slider(chapter, { field, label: text("nodesOf", text(Names[i])), from: 1, to: Most, step: 1 })),
        player(chapter, { field: "reached", last: () => 3, interval: 1000 }),
        table(chapter, {
          id: "layers", caption: text("layersTable"), columns: [text("layer"), text("nodes"), text("incoming"), text("computes")],
          rows: values => sizesOf(values).map((size, i) => [text(Names[i]), String(size), i === 0 ? "0" : String(connections(sizesOf(values))[i - 1]), text(i === 0 ? "nothing" : "sumAndSigmoid")]),
        }),
      ].flat(),
    };
  },
};
