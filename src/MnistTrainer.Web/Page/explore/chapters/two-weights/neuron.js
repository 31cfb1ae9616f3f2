// A real neuron on data: the same descent as a line that turns between two kinds of points.
import { svg } from "../../dom.js";
import { legend } from "../../legend.js";
import { sigmoid } from "../../logistic.js";
import { dot, path, segment } from "../../marks.js";
import { decimal } from "../../numbers.js";
import { picker } from "../../picker.js";
import { player } from "../../player.js";
import { Plot } from "../../plot.js";
import { prediction } from "../../prediction.js";
import { readout } from "../../readout.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { bestRates, called, round } from "./choose.js";
import { ground } from "./ground.js";
import { kinds } from "./kinds.js";
import { data, descend, names, Steps, surfaces } from "./model.js";

const Field = 2.2; // inputs from −2.2 to 2.2
const Tall = 1.4;
const Cells = 18;

const rateOf = ({ learner }) => bestRates("neuron", surfaces.neuron.start, true)[learner];
const pathOf = values => descend(surfaces.neuron, values.learner, rateOf(values), values.origin);
const current = values => {
  const way = pathOf(values);
  return way[Math.min(values.epoch, way.length - 1)];
};

export const neuron = {
  key: "data",
  build(chapter) {
    const { text, state } = chapter;
    const plot = new Plot(chapter, { label: text("neuronWeights"), ratio: 0.62, x: { ...surfaces.neuron.x, label: "w₁" }, y: { ...surfaces.neuron.y, label: "w₂" } });
    plot.addHandle({
      label: text("start"), axis: "both", step: 0.1, at: () => state.values.origin, move: (x, y) => state.set({ origin: round([x, y]), epoch: 0 }),
      text: () => state.values.origin.map(value => decimal(value, 2)).join(", "),
    });
    const points = new Plot(chapter, { label: text("neuronData"), ratio: 0.62, x: { from: -Field, to: Field, label: text("input", 1) }, y: { from: -Tall, to: Tall, label: text("input", 2) } });
    state.onChange(values => {
      const way = pathOf(values);
      const { at } = current(values);
      const kind = kinds[values.learner];
      plot.draw(p => [
        ground(p, "neuron"),
        path(p, way.slice(0, values.epoch + 1).map(one => one.at), kind), way.slice(0, values.epoch + 1).map(one => dot(p, one.at, kind, 2.5)), dot(p, at, kind, 6),
      ]);
      // The neuron's answer everywhere: between 0 and 1, and ½ on the line where w₁ x₁ + w₂ x₂ = 0.
      points.draw(p => {
        const length = Math.max(1e-9, Math.hypot(...at));
        const along = [-at[1] / length, at[0] / length].map(part => part * 2 * Field);
        return [
          Array.from({ length: Cells * Cells }, (_, k) => {
            const [i, j] = [k % Cells, Math.floor(k / Cells)];
            const [from, to] = [[-Field + 2 * Field * i / Cells, Tall - 2 * Tall * j / Cells], [-Field + 2 * Field * (i + 1) / Cells, Tall - 2 * Tall * (j + 1) / Cells]];
            const output = sigmoid(at[0] * (from[0] + to[0]) / 2 + at[1] * (from[1] + to[1]) / 2);
            return svg("rect", { class: `answer ${output > 0.5 ? "two" : "five"}`, x: p.x(from[0]), y: p.y(from[1]), width: p.x(to[0]) - p.x(from[0]), height: p.y(to[1]) - p.y(from[1]), "fill-opacity": Math.abs(output - 0.5).toFixed(3) });
          }),
          segment(p, along.map(part => -part), along, "guide"),
          data.map(({ inputs, target }) => target > 0.5 ? dot(p, inputs, "two", 6.5) : svg("rect", { class: "dot five", x: p.x(inputs[0]) - 5.5, y: p.y(inputs[1]) - 5.5, width: 11, height: 11 })),
        ];
      });
    }, ["learner", "origin", "epoch"]);
    return {
      beside: [
        prediction(chapter, {
          id: "zero", question: text("neuronQuestion"), number: { from: 0, to: 1, answer: 0.5, tolerance: 0.001 }, reason: text("neuronReason"),
          reveal: () => state.set({ origin: [0, 0], epoch: 0 }),
        }),
        tries(chapter, [
          { text: text("neuronTry1"), set: { learner: "sgd", origin: surfaces.neuron.start, epoch: 40 } },
          { text: text("neuronTry2"), set: { learner: "momentum", origin: surfaces.neuron.start, epoch: 40 } },
          { text: text("neuronTry3"), set: { learner: "gradient-descent", origin: [-3, 3], epoch: 0 } },
        ]),
      ],
      figure: [
        picker(chapter, { field: "learner", label: text("optimizer"), set: learner => ({ learner, epoch: 0 }), options: names.map(value => ({ value, name: called(text, value), kind: kinds[value] })) }),
        plot.element,
        legend([{ kind: "two", name: text("targetHigh") }, { kind: "five", name: text("targetLow") }]),
        points.element,
        readout(chapter, values => {
          const { at, value } = current(values);
          return text("neuronReadout", ...at.map(one => decimal(one)), decimal(value), data.filter(({ inputs: [a, b], target }) => (sigmoid(at[0] * a + at[1] * b) > 0.5) === (target > 0.5)).length);
        }),
        player(chapter, { field: "epoch", last: values => Math.min(Steps, pathOf(values).length - 1), interval: 120 }),
        table(chapter, {
          id: "neuron", caption: text("neuronTable"), columns: [text("input", 1), text("input", 2), text("target"), text("output"), text("error")],
          rows: values => {
            const { at } = current(values);
            return data.map(({ inputs: [a, b], target }) => {
              const output = sigmoid(at[0] * a + at[1] * b);
              return [decimal(a, 1), decimal(b, 1), decimal(target, 1), decimal(output), decimal((output - target) ** 2 / 2)];
            });
          },
        }),
      ],
    };
  },
};
