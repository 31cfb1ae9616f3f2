// Dead and saturated units: how many of a layer, for net inputs that are spread around a mean.
import { element } from "../../dom.js";
import { curve, zones as zonesOn } from "../../marks.js";
import { decimal } from "../../numbers.js";
import { Plot } from "../../plot.js";
import { prediction } from "../../prediction.js";
import { readout } from "../../readout.js";
import { slider } from "../../slider.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { activationPicker, called } from "./choose.js";
import { zonesOf } from "./curves.js";
import { activations, names, shares } from "./model.js";

const Span = { from: -8, to: 8 };
const Peak = 0.9; // height of the bell curve in the plot
const percent = share => `${decimal(100 * share, 1)} %`;

export const zones = {
  key: "zones",
  build(chapter) {
    const { text, state } = chapter;
    const plot = new Plot(chapter, { label: text("zonesPlot"), ratio: 0.5, x: { ...Span, label: text("net") }, y: { from: -0.2, to: 1.3, label: text("slope") } });
    plot.addHandle({
      label: text("mean"), kind: "one", at: () => [state.values.mean, Peak], move: mean => state.set({ mean: Number(mean.toFixed(2)) }), text: () => decimal(state.values.mean, 2),
    });
    const parts = ["live", "saturated", "dead"].map(name => element("div", { class: { live: "good", saturated: "middle", dead: "bad" }[name] }, element("span", {})));
    const bar = element("div", { class: "shares", "aria-hidden": "true" }, parts);
    state.onChange(({ name, mean, spread }) => {
      const share = shares(name, mean, spread);
      plot.draw(p => [
        zonesOn(p, zonesOf(text, name, Span)), curve(p, activations[name].slope, "three"),
        curve(p, x => Peak * Math.exp(-(((x - mean) / spread) ** 2) / 2), "one"),
      ]);
      ["live", "saturated", "dead"].forEach((one, i) => {
        parts[i].style.setProperty("flex-grow", share[one]);
        parts[i].firstChild.textContent = share[one] > 0.12 ? text(one) : "";
      });
    }, ["name", "mean", "spread"]);
    return {
      beside: [
        prediction(chapter, {
          id: "dead", question: text("zonesQuestion"), number: { from: 0, to: 100, answer: 50, tolerance: 1 }, reason: text("zonesReason"),
          reveal: () => state.set({ name: "relu", mean: 0, spread: 1 }),
        }),
        tries(chapter, [
          { text: text("zonesTry1"), set: { name: "relu", mean: -3, spread: 1 } },
          { text: text("zonesTry2"), set: { name: "leaky-relu", mean: -3, spread: 1 } },
          { text: text("zonesTry3"), set: { name: "sigmoid", mean: 0, spread: 5 } },
          { text: text("zonesTry4"), set: { name: "step", mean: 0, spread: 1 } },
        ]),
      ],
      figure: [
        activationPicker(chapter), plot.element, bar,
        readout(chapter, ({ name, mean, spread }) => {
          const { live, saturated, dead } = shares(name, mean, spread);
          return text("zonesReadout", percent(live), percent(saturated), percent(dead));
        }),
        slider(chapter, { field: "mean", label: text("mean"), ...Span, step: 0.01 }),
        slider(chapter, { field: "spread", label: text("spread"), from: 0.1, to: 10, scale: "log" }),
        table(chapter, {
          id: "zones", caption: text("zonesTable"), columns: [text("activation"), text("live"), text("saturated"), text("dead")],
          rows: ({ mean, spread }) => names.map(name => {
            const { live, saturated, dead } = shares(name, mean, spread);
            return [called(text, name), percent(live), percent(saturated), percent(dead)];
          }),
          marked: ({ name }) => names.indexOf(name),
        }),
      ],
    };
  },
};
