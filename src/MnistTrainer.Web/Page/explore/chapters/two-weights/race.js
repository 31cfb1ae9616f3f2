// All ten optimizers from one start, each with its own rate; and what one of them remembers.
import { element } from "../../dom.js";
import { dot, path, segment } from "../../marks.js";
import { brief, decimal, tenPower } from "../../numbers.js";
import { player } from "../../player.js";
import { Plot } from "../../plot.js";
import { prediction } from "../../prediction.js";
import { slider } from "../../slider.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { axesOf, bestRates, called, chosen, round, surfacePicker } from "./choose.js";
import { ground } from "./ground.js";
import { insides } from "./insides.js";
import { kinds } from "./kinds.js";
import { bestRate, names, optimizers, Rates, Steps, surfaces } from "./model.js";
import { size, wayOf } from "./ways.js";

const Errors = { from: 1e-8, to: 1e3 };

export const race = {
  key: "race",
  build(chapter) {
    const { text, state } = chapter;
    const runs = values => names.filter((name, i) => values.runners[i] === 1).map(name => ({ name, kind: kinds[name], way: wayOf(values, name) }));
    const plot = new Plot(chapter, { label: text("racePlot"), ratio: 0.7, ...axesOf(state.values.surface) });
    plot.addHandle({
      label: text("start"), axis: "both", step: 0.1, at: () => state.values.start, move: (x, y) => state.set({ start: round([x, y]), step: 0, lap: 0 }),
      text: () => state.values.start.map(value => decimal(value, 2)).join(", "),
    });
    const time = new Plot(chapter, {
      label: text("raceTime"), ratio: 0.45, x: { from: 0, to: Steps, label: text("stepColumn") }, y: { ...Errors, scale: "log", label: text("error"), format: tenPower },
    });
    state.onChange(values => {
      const all = runs(values);
      const until = ({ way }) => way.slice(0, values.lap + 1);
      const within = value => Math.max(Errors.from, value);
      plot.draw(p => [
        ground(p, values.surface),
        all.map(one => path(p, until(one).map(({ at }) => at), one.kind)),
        all.map(one => dot(p, until(one).at(-1).at, one.kind, 6)),
      ], axesOf(values.surface));
      time.draw(p => [
        segment(p, [values.lap, Errors.from], [values.lap, Errors.to], "guide"),
        all.map(one => [path(p, until(one).map(({ value }, i) => [i, within(value)]), one.kind), dot(p, [until(one).length - 1, within(until(one).at(-1).value)], one.kind, 4.5)]),
      ]);
    }, ["surface", "start", "runners", "lap", ...names]);
    return {
      beside: [
        prediction(chapter, {
          id: "adagrad", question: text("raceQuestion"), choices: ["longer", "shorter", "equalLength"].map(one => text(one)), answer: 1, reason: text("raceReason"),
          reveal: () => state.set({ ...chosen("rosenbrock"), adagrad: 0.1, inside: "adagrad", lap: Steps }),
        }),
        tries(chapter, [
          { text: text("raceTry1"), set: () => ({ ...chosen("ravine"), ...defaults(), lap: Steps }) },
          { text: text("raceTry2"), set: () => ({ ...chosen("saddle"), lap: 12 }) },
          { text: text("raceTry3"), set: () => ({ ...chosen("ravine"), inside: "momentum", lap: 25 }) },
          { text: text("raceTry4"), set: () => ({ ...chosen("ravine"), adadelta: 1, inside: "adadelta", lap: Steps }) },
        ]),
      ],
      figure: [
        surfacePicker(chapter),
        plot.element, time.element,
        player(chapter, { field: "lap", last: () => Steps, interval: 70 }),
        element("div", { class: "racers", role: "group", "aria-label": text("racers") }, names.map((name, i) => racer(chapter, name, i))),
        element("div", { class: "choices" },
          element("button", { type: "button", onclick: () => state.set({ ...bestRates(state.values.surface, state.values.start) }) }, text("allBest")),
          element("button", { type: "button", onclick: () => state.set(defaults()) }, text("allDefaults"))),
        insides(chapter),
        table(chapter, {
          id: "race", caption: text("raceTable"), columns: [text("optimizer"), text("rate"), "x", "y", text("error"), text("stepsTo")],
          rows: values => names.map(name => {
            const way = wayOf(values, name);
            const { at, value } = way[Math.min(values.lap, way.length - 1)];
            const arrived = way.findIndex(one => one.value < 0.01);
            return [called(text, name), brief(values[name]), ...at.map(one => decimal(one)), size(value), arrived === -1 ? "–" : String(arrived)];
          }),
        }),
      ],
    };
  },
};

const defaults = () => Object.fromEntries(names.map(name => [name, optimizers[name].rate]));

// One of the ten: whether it runs, its error now, its rate, and a button for its best.
function racer({ text, state, ...chapter }, name, i) {
  const box = element("input", { type: "checkbox", onchange: () => state.set({ runners: state.values.runners.map((one, j) => j === i ? Number(box.checked) : one) }) });
  const error = element("output");
  state.onChange(values => {
    box.checked = values.runners[i] === 1;
    const way = wayOf(values, name);
    error.textContent = box.checked ? size(way[Math.min(values.lap, way.length - 1)].value) : "";
  });
  const label = called(text, name);
  return element("div", { class: `racer ${kinds[name]}` },
    element("div", { class: "head" },
      element("div", {}, element("label", {}, box, label), error),
      element("button", { type: "button", class: "small", onclick: () => state.set({ [name]: bestRate(surfaces[state.values.surface], name, state.values.start) }) },
        text("best"), element("span", { class: "hidden" }, `: ${label}`))),
    slider({ state, ...chapter }, { field: name, label: text("rateOf", label), ...Rates, scale: "log" }));
}
