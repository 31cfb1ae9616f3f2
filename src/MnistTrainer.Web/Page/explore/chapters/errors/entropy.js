// Beyond the book: cross-entropy, behind a sigmoid whose output should be 1.
import { sigmoid } from "../../logistic.js";
import { curve, dot, path, segment } from "../../marks.js";
import { legend } from "../../legend.js";
import { decimal } from "../../numbers.js";
import { player } from "../../player.js";
import { Plot } from "../../plot.js";
import { prediction } from "../../prediction.js";
import { readout } from "../../readout.js";
import { slider } from "../../slider.js";
import { table } from "../../table.js";
import { descend, throughSigmoid } from "./model.js";

const Steps = 30;
const Names = Object.keys(throughSigmoid);
const Kinds = { square: "one", entropy: "three" };
const pathsOf = ({ z, zRate }) => Names.map(name => descend(throughSigmoid[name].slope, z, zRate, Steps).map(({ x }) => sigmoid(x)));

export const entropy = {
  key: "entropy",
  build(chapter) {
    const { text, state } = chapter;
    const plot = new Plot(chapter, { label: text("entropyPlot"), ratio: 0.5, x: { from: -8, to: 8, label: "z" }, y: { from: 0, to: 8, label: text("error") } });
    plot.addHandle({ label: text("netInput"), step: 0.1, at: () => [state.values.z, throughSigmoid.entropy.value(state.values.z)], move: x => state.set({ z: Number(x.toFixed(2)), zStep: 0 }), text: () => decimal(state.values.z, 2), kind: "two" });
    const time = new Plot(chapter, { label: text("entropyTime"), ratio: 0.42, x: { from: 0, to: Steps, label: text("stepColumn") }, y: { from: 0, to: 1, label: text("output") } });
    state.onChange(values => {
      plot.draw(p => Names.map(name => [curve(p, throughSigmoid[name].value, Kinds[name]), dot(p, [values.z, throughSigmoid[name].value(values.z)], Kinds[name], 5)]));
      const paths = pathsOf(values);
      time.draw(p => [
        segment(p, [values.zStep, 0], [values.zStep, 1], "guide"),
        paths.map((points, i) => {
          const shown = points.slice(0, values.zStep + 1).map((y, step) => [step, y]);
          return [path(p, shown, Kinds[Names[i]]), dot(p, shown.at(-1), Kinds[Names[i]], 6)];
        }),
      ]);
    });
    return {
      beside: [
        prediction(chapter, {
          id: "confident", question: text("entropyQuestion"), choices: ["squareFirst", "entropyFirst", "bothEqual"].map(one => text(one)), answer: 1, reason: text("entropyReason"),
          reveal: () => state.set({ z: -5, zRate: 1, zStep: Steps }),
        }),
      ],
      figure: [
        legend(Names.map(name => ({ kind: Kinds[name], name: text(`${name}Error`) }))),
        plot.element, time.element,
        readout(chapter, ({ z }) => text("entropyReadout", decimal(z, 2), decimal(sigmoid(z)), ...Names.map(name => decimal(throughSigmoid[name].slope(z))))),
        slider(chapter, { field: "zRate", label: text("rate"), from: 0.1, to: 4, scale: "log" }),
        player(chapter, { field: "zStep", last: () => Steps, interval: 250 }),
        table(chapter, {
          id: "entropy", caption: text("entropyTable"), columns: [text("stepColumn"), ...Names.map(name => text(`${name}Error`))],
          rows: values => {
            const paths = pathsOf(values);
            return Array.from({ length: Steps + 1 }, (_, i) => [String(i), ...paths.map(points => decimal(points[i]))]);
          },
          marked: values => values.zStep,
        }),
      ],
    };
  },
};
