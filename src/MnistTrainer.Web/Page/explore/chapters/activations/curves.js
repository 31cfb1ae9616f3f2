// All activations: the chosen one as a curve, its slope below, with the zones where it is dead or saturated.
import { element } from "../../dom.js";
import { curve, dot, path, tangent, zones } from "../../marks.js";
import { decimal } from "../../numbers.js";
import { Plot } from "../../plot.js";
import { inline } from "../../prose.js";
import { prediction } from "../../prediction.js";
import { readout } from "../../readout.js";
import { slider } from "../../slider.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { activationPicker, called } from "./choose.js";
import { activations, bands, names, stateOf } from "./model.js";

const Span = { from: -6, to: 6 };
const Wide = 1; // of a band that has its name written
const Kinds = { dead: "bad", saturated: "middle" };

export const zonesOf = (text, name, { from, to }) => bands(name, from, to).filter(({ state }) => state !== "live")
  .map(band => ({ ...band, kind: Kinds[band.state], name: band.to - band.from > Wide ? text(band.state) : "" }));

// A curve whose jump is a gap.
export const drawn = (p, name, kind) => name === "step"
  ? [path(p, [[Span.from, 0], [0, 0]], kind), path(p, [[0, 1], [Span.to, 1]], kind)]
  : curve(p, activations[name].value, kind);

export const curves = {
  key: "curves",
  build(chapter) {
    const { text, state } = chapter;
    const plot = new Plot(chapter, { label: text("curvesPlot"), ratio: 0.56, x: { ...Span, label: text("net") }, y: { from: -2, to: 4, label: text("output") } });
    plot.addHandle({
      label: text("net"), kind: "two", at: () => [state.values.z, activations[state.values.name].value(state.values.z)], move: z => state.set({ z: Number(z.toFixed(2)) }),
      text: () => decimal(state.values.z, 2),
    });
    const slopes = new Plot(chapter, { label: text("slopesPlot"), ratio: 0.42, x: { ...Span, label: text("net") }, y: { from: -0.3, to: 1.3, label: text("slope") } });
    const about = element("div", { class: "prose" });
    state.onChange(({ name }) => about.replaceChildren(element("p", {}, inline(`$f(x) = ${activations[name].formula}$`)), element("p", {}, inline(text(`about-${name}`)))), ["name"]);
    state.onChange(({ name, z }) => {
      const { value, slope } = activations[name];
      plot.draw(p => [
        names.map(other => other !== name && drawn(p, other, "faint")),
        drawn(p, name, "two"),
        tangent(p, [z, value(z)], slope(z), "three"),
      ]);
      slopes.draw(p => [zones(p, zonesOf(text, name, Span)), curve(p, slope, "three"), dot(p, [z, slope(z)], "three", 6)]);
    }, ["name", "z"]);
    return {
      beside: [
        about,
        prediction(chapter, {
          id: "steepest", question: text("curvesQuestion"), number: { from: 0, to: 2, answer: 0.25, tolerance: 0.001 }, reason: text("curvesReason"),
          reveal: () => state.set({ name: "sigmoid", z: 0 }),
        }),
        tries(chapter, [
          { text: text("curvesTry1"), set: { name: "sigmoid", z: 5 } },
          { text: text("curvesTry2"), set: { name: "relu", z: -2 } },
          { text: text("curvesTry3"), set: { name: "gelu", z: -0.75 } },
        ]),
      ],
      figure: [
        activationPicker(chapter), plot.element, slopes.element,
        readout(chapter, ({ name, z }) => text("curvesReadout", decimal(z, 2), decimal(activations[name].value(z)), decimal(activations[name].slope(z)), text(stateOf(activations[name].slope(z))))),
        slider(chapter, { field: "z", label: text("net"), ...Span, step: 0.01 }),
        table(chapter, {
          id: "curves", caption: text("curvesTable"), columns: [text("activation"), text("output"), text("slope"), text("state")],
          rows: ({ z }) => names.map(name => {
            const { value, slope } = activations[name];
            return [called(text, name), decimal(value(z), 6), decimal(slope(z), 6), text(stateOf(slope(z)))];
          }),
          marked: ({ name }) => names.indexOf(name),
        }),
      ],
    };
  },
};
