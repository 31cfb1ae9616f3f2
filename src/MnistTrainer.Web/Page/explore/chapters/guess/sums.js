// The book's sum and the right one, line by line and side by side.
import { element } from "../../dom.js";
import { player } from "../../player.js";
import { prediction } from "../../prediction.js";
import { inline } from "../../prose.js";
import { slider } from "../../slider.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { grouped, large, time } from "./large.js";
import { added, AgeOfUniverse, digitsOf, logPossibilities, weightsOf, Year } from "./model.js";

const Examples = 1000;
const Lines = ["weights", "possibleNetworks", "oneExample", "allExamples", "universe"];
const Columns = [3, 10, 28, 100, 500];

export const sums = {
  key: "sums",
  build(chapter) {
    const { text, state } = chapter;
    const body = element("tbody");
    // Each line: how it follows from the one before, and what results, in the book's sum and in the right one.
    const linesOf = ({ nodes, values }) => {
      const weights = weightsOf(nodes);
      const logs = [Math.log10(added(weights, values)), logPossibilities(weights, values)];
      const all = logs.map(log => log + Math.log10(Examples));
      const both = (...cells) => cells;
      return [
        both([`$2 \\cdot ${nodes} \\cdot ${nodes}$`, grouped(weights)], [`$2 \\cdot ${nodes} \\cdot ${nodes}$`, grouped(weights)]),
        both([`${grouped(weights)} $\\cdot$ ${values}`, large(logs[0])], [`$${values}^{\\text{${grouped(weights)}}}$`, large(logs[1])]),
        logs.map(log => [text("onePerSecond"), time(text, log)]),
        all.map(log => [text("times", grouped(Examples)), time(text, log)]),
        all.map(log => [text("inAges"), large(log - Math.log10(Year * AgeOfUniverse))]),
      ];
    };
    state.onChange(values => body.replaceChildren(...linesOf(values).map((cells, i) => element("tr", { class: i > values.line && "hidden-line" },
      element("th", { scope: "row" }, text(Lines[i])),
      cells.map(([how, result], column) => element("td", { class: column === 0 ? "two" : "one" },
        i > values.line ? element("b", {}, "?") : [element("small", {}, inline(how)), element("b", {}, inline(result))]))))));
    return {
      beside: [
        prediction(chapter, {
          id: "digits", question: text("sumsQuestion"), choices: ["sumsNine", "sumsHundreds", "sumsMillions"].map(one => text(one)), answer: 2, reason: text("sumsReason"),
          reveal: () => state.set({ nodes: 500, values: 1000, line: Lines.length - 1 }),
        }),
        tries(chapter, [
          { text: text("sumsTry1"), set: { nodes: 3, values: 1000, line: Lines.length - 1 } },
          { text: text("sumsTry2"), set: { nodes: 3, values: 2, line: Lines.length - 1 } },
          { text: text("sumsTry3"), set: { nodes: 28, values: 1000, line: Lines.length - 1 } },
        ]),
      ],
      figure: [
        element("div", { class: "ledger-box", tabindex: 0, role: "region", "aria-label": text("sumsPlot") }, element("table", { class: "ledger" },
          element("thead", {}, element("tr", {}, element("td"), element("th", { scope: "col", class: "two" }, text("bookSum")), element("th", { scope: "col", class: "one" }, text("rightSum")))), body)),
        slider(chapter, { field: "nodes", label: text("nodes"), from: 2, to: 500, scale: "log", step: 1, snaps: [3, 28, 500] }),
        slider(chapter, { field: "values", label: text("values"), from: 2, to: 1000, scale: "log", step: 1, snaps: [10, 100, 1000] }),
        player(chapter, { field: "line", last: () => Lines.length - 1, interval: 1200 }),
        table(chapter, {
          id: "sums", caption: text("sumsTable"), columns: [text("nodes"), text("weights"), text("bookSum"), text("digitsColumn")],
          rows: ({ values }) => Columns.map(nodes => {
            const weights = weightsOf(nodes);
            return [nodes, weights, added(weights, values), digitsOf(logPossibilities(weights, values))].map(String);
          }),
          marked: ({ nodes }) => Columns.indexOf(nodes),
        }),
      ],
    };
  },
};
