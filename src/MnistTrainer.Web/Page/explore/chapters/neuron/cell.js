// A biological neuron: signals arrive, fill the cell body, and only from the threshold on something leaves.
import { element, svg, uniqueId } from "../../dom.js";
import { legend } from "../../legend.js";
import { decimal } from "../../numbers.js";
import { player } from "../../player.js";
import { prediction } from "../../prediction.js";
import { readout } from "../../readout.js";
import { slider } from "../../slider.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { step, sum } from "./model.js";

const Signals = ["signal1", "signal2", "signal3"];
export const Moments = 5; // arrive, add up, compare, travel, pass on

// Own drawing, in a frame of 600 by 300. The thick line of a dendrite, then its twigs.
const Dendrites = [
  ["M214 122C180 96 156 84 118 76", "M118 76C92 70 72 52 40 50M118 76C92 80 74 94 46 100M152 88C140 66 126 48 100 36"],
  ["M200 152C160 150 130 156 92 152", "M92 152C70 150 54 138 26 138M92 152C72 158 58 168 30 172"],
  ["M214 180C182 206 160 222 120 230", "M120 230C94 236 74 226 42 216M120 230C96 244 80 258 50 262M156 216C144 238 130 254 106 268"],
];
const Body = "M258 92C290 90 318 112 322 140C326 150 326 156 322 164C316 194 286 212 256 210C226 208 204 190 200 164C196 146 200 130 212 116C224 100 240 94 258 92Z";
const BodyTop = 92;
const BodyBottom = 210;
const Axon = "M322 152C370 146 420 160 478 152";
const Sheaths = [[340, 150.5], [380, 152], [420, 154.5]];
const Ends = [["M478 152C504 132 522 106 548 92", 552, 88], ["M478 152C508 150 530 154 562 152", 568, 152], ["M478 152C504 172 522 198 546 212", 550, 216]];

function drawing(label) {
  const clip = uniqueId("body");
  const dendrites = Dendrites.map(([branch, twigs]) => svg("g", { class: "dendrite" }, svg("path", { d: branch, class: "branch" }), svg("path", { d: twigs, class: "twig" })));
  const level = svg("rect", { x: 190, width: 140, y: BodyBottom, height: 0, class: "level" });
  const axon = svg("g", { class: "axon" }, svg("path", { d: Axon, class: "branch" }), Sheaths.map(([x, y]) => svg("rect", { x, y: y - 9, width: 30, height: 18, rx: 9 })));
  const ends = svg("g", { class: "ends" }, Ends.map(([path, x, y]) => [svg("path", { d: path, class: "branch" }), svg("circle", { cx: x, cy: y, r: 9 })]).flat());
  const body = svg("path", { d: Body, class: "body" });
  return {
    element: svg("svg", { class: "neuron", viewBox: "0 0 600 300", role: "img", "aria-label": label },
      svg("defs", {}, svg("clipPath", { id: clip }, svg("path", { d: Body }))), dendrites, ends, axon,
      svg("path", { d: Body, class: "ground" }), svg("g", { "clip-path": `url(#${clip})` }, level), svg("circle", { cx: 258, cy: 152, r: 17, class: "nucleus" }), body),
    show: ({ signals, share, moment, isFiring }) => {
      dendrites.forEach((one, i) => one.style.setProperty("--strength", moment >= 1 && signals[i] > 0 ? 0.2 + 0.8 * signals[i] : 0));
      const height = moment >= 2 ? (BodyBottom - BodyTop) * Math.min(1, share) : 0;
      level.setAttribute("y", BodyBottom - height);
      level.setAttribute("height", height);
      body.classList.toggle("fires", moment >= 3 && isFiring);
      axon.classList.toggle("fires", moment >= 4 && isFiring);
      ends.classList.toggle("fires", moment >= 5 && isFiring);
    },
  };
}

export const cell = {
  key: "cell",
  build(chapter) {
    const { text, state } = chapter;
    const neuron = drawing(text("cellPlot"));
    const of = values => {
      const signals = Signals.map(name => values[name]);
      // Decimal fractions that add up to the threshold reach it.
      const total = Number(sum(signals).toPrecision(12));
      return { signals, total, share: total / values.threshold, isFiring: step(total, values.threshold) === 1, moment: values.moment };
    };
    state.onChange(values => neuron.show(of(values)));
    return {
      beside: [
        prediction(chapter, {
          id: "below", question: text("cellQuestion"), choices: ["cellShare", "cellNothing", "cellRest"].map(one => text(one)), answer: 1, reason: text("cellReason"),
          reveal: () => state.set({ signal1: 0.4, signal2: 0.4, signal3: 0.1, threshold: 1, moment: Moments }),
        }),
        tries(chapter, [
          { text: text("cellTry1"), set: { signal1: 0.4, signal2: 0.4, signal3: 0.2, threshold: 1, moment: Moments } },
          { text: text("cellTry2"), set: { signal1: 1, signal2: 1, signal3: 1, threshold: 1, moment: Moments } },
          { text: text("cellTry3"), set: { signal1: 0.1, signal2: 0, signal3: 0, threshold: 0.1, moment: Moments } },
        ]),
      ],
      figure: [
        legend(["three", "one", "two", "four"].map((kind, i) => ({ kind, name: text(["dendrites", "body", "axon", "terminals"][i]) }))),
        element("div", { class: "stage" }, neuron.element),
        readout(chapter, values => {
          const { signals, total, isFiring } = of(values);
          const numbers = [signals.map(signal => decimal(signal, 2)).join(values.moment === 1 ? ", " : " + "), decimal(total, 2), decimal(values.threshold, 2)];
          return values.moment < 3 ? text(`moment${values.moment}`, ...numbers) : text(`${isFiring ? "fires" : "quiet"}${values.moment}`, ...numbers);
        }),
        Signals.map((field, i) => slider(chapter, { field, label: text("signal", i + 1), from: 0, to: 1, step: 0.05 })),
        slider(chapter, { field: "threshold", label: text("threshold"), from: 0.1, to: 3, step: 0.05 }),
        player(chapter, { field: "moment", last: () => Moments, interval: 900 }),
        table(chapter, {
          id: "cell", caption: text("cellTable"), columns: [text("quantity"), text("value")],
          rows: values => {
            const { signals, total, isFiring } = of(values);
            return [...signals.map((signal, i) => [text("signal", i + 1), decimal(signal, 2)]), [text("sumName"), decimal(total, 2)], [text("threshold"), decimal(values.threshold, 2)], [text("outputName"), isFiring ? "1" : "0"]];
          },
        }),
      ].flat(),
    };
  },
};
