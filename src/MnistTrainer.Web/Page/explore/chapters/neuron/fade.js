// A weight near 0: its connection fades, and what comes through it no longer changes the output.
import { element, svg } from "../../dom.js";
import { legend } from "../../legend.js";
import { curve, segment } from "../../marks.js";
import { brief, decimal } from "../../numbers.js";
import { Plot } from "../../plot.js";
import { prediction } from "../../prediction.js";
import { readout } from "../../readout.js";
import { slider } from "../../slider.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { output } from "./model.js";

const Fields = ["weight1", "weight2", "weight3"];
const Kinds = ["three", "two", "four"];
const Rest = 0.5; // the inputs that do not change
const weightsOf = values => Fields.map(name => values[name]);

// The output of the node while one input has a value and the others rest.
export const response = (weights, which, value) => output(weights.map((_, i) => i === which ? value : Rest), weights);

export const fade = {
  key: "fade",
  build(chapter) {
    const { text, state } = chapter;
    const lines = Kinds.map((kind, i) => svg("line", { class: kind, x1: 110, y1: 50 + 80 * i, x2: 420, y2: 130 }));
    const drawing = svg("svg", { class: "fading", viewBox: "0 0 600 260", role: "img", "aria-label": text("fadeDrawing") },
      svg("line", { class: "out", x1: 450, y1: 130, x2: 560, y2: 130 }), svg("path", { class: "out", d: "M546 120L562 130L546 140" }), lines,
      Kinds.map((kind, i) => svg("g", { class: `unit ${kind}`, transform: `translate(110 ${50 + 80 * i})` }, svg("circle", { r: 20 }), svg("path", { d: "M-10 0H10" }))),
      svg("g", { class: "unit one reached", transform: "translate(420 130)" }, svg("circle", { r: 34 }), svg("path", { d: "M-18 13C0 13 0 -13 18 -13" })));
    const plot = new Plot(chapter, { label: text("fadePlot"), ratio: 0.45, x: { from: 0, to: 1, label: text("changedInput") }, y: { from: 0, to: 1, label: text("outputName") } });
    state.onChange(values => {
      const weights = weightsOf(values);
      lines.forEach((line, i) => line.style.setProperty("--strength", Math.min(1, Math.abs(weights[i]) / 2)));
      plot.draw(p => [segment(p, [Rest, 0], [Rest, 1], "guide"), Kinds.map((kind, i) => curve(p, x => response(weights, i, x), kind))]);
    });
    return {
      beside: [
        prediction(chapter, {
          id: "zero-weight", question: text("fadeQuestion"), choices: ["fadeZero", "fadeSame", "fadeHalf"].map(one => text(one)), answer: 1, reason: text("fadeReason"),
          reveal: () => state.set({ weight3: 0 }),
        }),
        tries(chapter, [
          { text: text("fadeTry1"), set: { weight1: 1.5, weight2: -1, weight3: 0.1 } },
          { text: text("fadeTry2"), set: { weight1: 3, weight2: 0, weight3: 0 } },
          { text: text("fadeTry3"), set: { weight1: 0, weight2: 0, weight3: 0 } },
        ]),
      ],
      figure: [
        legend(Kinds.map((kind, i) => ({ kind, name: text("input", i + 1) }))),
        element("div", { class: "stage" }, drawing),
        Fields.map((field, i) => slider(chapter, { field, label: text("weight", i + 1), from: -3, to: 3, step: 0.05, snaps: [0] })),
        plot.element,
        readout(chapter, values => text("fadeReadout", ...Fields.map((_, i) => decimal(Math.abs(response(weightsOf(values), i, 1) - response(weightsOf(values), i, 0)))))),
        table(chapter, {
          id: "fade", caption: text("fadeTable"), columns: [text("inputColumn"), text("weightColumn"), text("outputAtZero"), text("outputAtOne")],
          rows: values => Fields.map((field, i) => [String(i + 1), brief(values[field]), ...[0, 1].map(x => decimal(response(weightsOf(values), i, x)))]),
        }),
      ].flat(),
    };
  },
};
