// The slope of the sigmoid, derived line by line, and measured.
import { sigmoid } from "../../logistic.js";
import { curve, dot, segment, tangent } from "../../marks.js";
import { legend } from "../../legend.js";
import { decimal } from "../../numbers.js";
import { player } from "../../player.js";
import { Plot } from "../../plot.js";
import { readout } from "../../readout.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { derivation, term } from "./derivation.js";
import { sigmoidSlope } from "./model.js";

const Left = "\\sigma'(z)";
const By = "\\frac{d}{dz}";
const Places = [-6, -4, -2, -1, 0, 1, 2, 4, 6];

export function slopeLines(text, { z }) {
  const [power, one, value, slope] = [Math.exp(-z), 1 + Math.exp(-z), sigmoid(z), sigmoidSlope(z)].map(number => decimal(number));
  const squared = decimal(-1 / (1 + Math.exp(-z)) ** 2);
  return [
    { left: Left, terms: [term(`${By} \\mark{old}{\\frac{1}{1 + e^{-z}}}`)], why: text("slopeWhy0", power, one, value) },
    { terms: [term(`\\mark{old}{${By}} \\mark{new}{(1 + e^{-z})^{-1}}`)], why: text("slopeWhy1") },
    { terms: [term("\\mark{new}{-(1 + e^{-z})^{-2}}", squared), term(`\\mark{new}{\\mark{old}{${By} (1 + e^{-z})}}`)], why: text("slopeWhy2") },
    { terms: [term("\\mark{old}{-(1 + e^{-z})^{-2}}", squared), term("\\mark{new}{\\mark{old}{(-e^{-z})}}", decimal(-Math.exp(-z)))], why: text("slopeWhy3") },
    { terms: [term("\\mark{new}{\\mark{old}{\\frac{1}{1 + e^{-z}}}}", value), term("\\mark{new}{\\mark{old}{\\frac{e^{-z}}{1 + e^{-z}}}}", decimal(1 - sigmoid(z)))], why: text("slopeWhy4") },
    { terms: [term("\\mark{new}{\\sigma(z)}", value), term("\\mark{new}{(1 - \\sigma(z))}", decimal(1 - sigmoid(z)))], result: slope, why: text("slopeWhy5") },
  ];
}

export const slope = {
  key: "slope",
  build(chapter) {
    const { text, state } = chapter;
    const plot = new Plot(chapter, { label: text("slopePlot"), ratio: 0.5, x: { from: -6, to: 6, label: "z" }, y: { from: -0.1, to: 1.1, label: "σ(z)" } });
    plot.addHandle({ label: "z", step: 0.1, at: () => [state.values.z, sigmoid(state.values.z)], move: z => state.set({ z: Number(z.toFixed(2)) }), text: () => decimal(state.values.z, 2) });
    state.onChange(({ z }) => plot.draw(p => [
      segment(p, [-6, 0], [6, 0], "guide"), segment(p, [-6, 1], [6, 1], "guide"), segment(p, [z, 0], [z, sigmoid(z)], "guide"),
      curve(p, sigmoid, "one"), curve(p, sigmoidSlope, "two"), tangent(p, [z, sigmoid(z)], sigmoidSlope(z)), dot(p, [z, sigmoidSlope(z)], "two", 6),
    ]));
    return {
      beside: [tries(chapter, [{ text: text("slopeTry1"), set: { z: 0, slopeLine: 5 } }, { text: text("slopeTry2"), set: { z: 5, slopeLine: 5 } }])],
      figure: [
        legend([{ kind: "one", name: "σ(z)" }, { kind: "two", name: "σ(z)(1 − σ(z))" }]),
        plot.element,
        readout(chapter, ({ z }) => text("slopeReadout", decimal(z, 2), decimal(sigmoid(z)), decimal(sigmoidSlope(z)))),
        player(chapter, { field: "slopeLine", last: () => 5, interval: 2600 }),
        ...derivation(chapter, { field: "slopeLine", label: text("slopeList"), lines: values => slopeLines(text, values) }),
        table(chapter, {
          id: "slope", caption: text("slopeTable"), columns: ["$z$", "$\\sigma(z)$", "$1 - \\sigma(z)$", "$\\sigma(z)(1 - \\sigma(z))$"],
          rows: () => Places.map(z => [decimal(z, 0), decimal(sigmoid(z)), decimal(1 - sigmoid(z)), decimal(sigmoidSlope(z))]),
        }),
      ],
    };
  },
};
