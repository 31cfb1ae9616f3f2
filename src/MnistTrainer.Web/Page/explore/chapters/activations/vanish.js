// The product of slopes that an error meets on its way back through many layers.
import { element } from "../../dom.js";
import { legend } from "../../legend.js";
import { dot, path, segment } from "../../marks.js";
import { decimal, power, tenPower } from "../../numbers.js";
import { player } from "../../player.js";
import { Plot } from "../../plot.js";
import { prediction } from "../../prediction.js";
import { slider } from "../../slider.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { readout } from "../../readout.js";
import { activationPicker, called } from "./choose.js";
import { chain } from "./model.js";

export const Layers = 30;
const Fixed = { sigmoid: "one", tanh: "five", relu: "three", selu: "four" };
const Products = { from: 1e-15, to: 1e9 };

const shownFor = name => ({ ...Fixed, [name]: "two" });
const size = value => value !== 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e5) ? power(value) : decimal(value);

export const vanish = {
  key: "vanish",
  build(chapter) {
    const { text, state } = chapter;
    const plot = new Plot(chapter, {
      label: text("vanishPlot"), ratio: 0.6, x: { from: 0, to: Layers, label: text("layers") }, y: { ...Products, scale: "log", label: text("product"), format: tenPower },
    });
    const key = element("div");
    state.onChange(({ name }) => key.replaceChildren(legend(Object.entries(shownFor(name)).map(([one, kind]) => ({ kind, name: called(text, one) })))), ["name"]);
    state.onChange(({ name, weight, input, layer }) => plot.draw(p => [
      segment(p, [0, 1], [Layers, 1], "guide"),
      Object.entries(shownFor(name)).map(([one, kind]) => {
        const points = chain(one, weight, input, layer).map(({ product }, i) => [i, Math.min(Products.to, Math.max(Products.from, Math.abs(product)))]);
        return [path(p, points, kind), points.map(point => dot(p, point, kind, 2.5)), dot(p, points.at(-1), kind, 6)];
      }),
    ]), ["name", "weight", "input", "layer"]);
    return {
      beside: [
        prediction(chapter, {
          id: "vanish", question: text("vanishQuestion"), choices: ["tenth", "thousandth", "millionth"].map(one => text(one)), answer: 2, reason: text("vanishReason"),
          reveal: () => state.set({ name: "sigmoid", weight: 1, input: 0.5, layer: 10 }),
        }),
        tries(chapter, [
          { text: text("vanishTry1"), set: { name: "relu", weight: 1, input: 1, layer: Layers } },
          { text: text("vanishTry2"), set: { name: "relu", weight: 2, input: 1, layer: Layers } },
          { text: text("vanishTry3"), set: { name: "tanh", weight: 1, input: 0.5, layer: Layers } },
          { text: text("vanishTry4"), set: { name: "sigmoid", weight: 4, input: 0.5, layer: Layers } },
          { text: text("vanishTry5"), set: { name: "relu", weight: -1, input: 1, layer: Layers } },
        ]),
      ],
      figure: [
        activationPicker(chapter), key, plot.element,
        readout(chapter, ({ name, weight, input, layer }) => text("vanishReadout", layer, called(text, name), size(chain(name, weight, input, layer).at(-1).product))),
        player(chapter, { field: "layer", last: () => Layers, interval: 220 }),
        slider(chapter, { field: "weight", label: text("weight"), from: -5, to: 5, step: 0.05, snaps: [1, 4] }),
        slider(chapter, { field: "input", label: text("input"), from: -3, to: 3, step: 0.05 }),
        table(chapter, {
          id: "vanish", caption: text("vanishTable"), columns: [text("layer"), "$x$", "$f(x)$", "$f'(x)$", text("product")],
          rows: ({ name, weight, input }) => chain(name, weight, input, Layers).map(({ net, output, slope, product }, i) => [String(i), ...[net, output, slope].map(value => decimal(value)), size(product)]),
          marked: ({ layer }) => layer,
        }),
      ],
    };
  },
};
