// The network as a drawing: what every node gives, every weight on its link, and what belongs to the chosen weight highlighted.
import { svg } from "../../dom.js";
import { decimal } from "../../numbers.js";
import { forward, hiddenWeight, outputWeight, Size } from "./model.js";

const Width = 400;
const Height = 226;
const Columns = [40, 168, 296];
const Rows = [80, 190];
const Radius = 25;
const nodes = [...Array(Size).keys()];

// marks(values): { links: { index: kind }, nodes: { "layer-node": kind } }, kinds as in figures.css; "faint" for what plays no part. choose(index): a link was clicked.
export function drawing({ text, state }, { label, marks, choose }) {
  const image = svg("svg", { class: "net", viewBox: `0 0 ${Width} ${Height}`, role: "img", "aria-label": label });
  state.onChange(values => {
    const pass = forward(values);
    const layers = [values.inputs, pass.hidden, pass.outputs];
    const marked = marks(values);
    image.replaceChildren(
      ...["i", "j", "k"].map((index, layer) => svg("text", { class: "layer", x: Columns[layer], y: 16, "text-anchor": "middle" }, text(`layer${layer}`), symbol("o", index, Columns[layer]))),
      svg("text", { class: "layer", x: Columns[2] + 70, y: 16, "text-anchor": "middle" }, text("targetShort"), symbol("t", "k", Columns[2] + 70)),
      ...[0, 1].flatMap(layer => nodes.flatMap(from => nodes.map(to => link(values.weights, layer, from, to, marked.links, choose)))),
      ...layers.flatMap((layer, at) => layer.map((value, i) => node(at, i, value, marked.nodes[`${at}-${i}`]))),
      ...values.targets.map((target, k) => svg("text", { class: "target", x: Columns[2] + 70, y: Rows[k] + 5, "text-anchor": "middle" }, decimal(target, 2))));
  });
  return image;
}

const symbol = (letter, index, x) => [svg("tspan", { class: "index", x: x - 3, dy: 17 }, letter), svg("tspan", { class: "index sub", dy: 4 }, index)];

function node(layer, i, value, kind = "") {
  return svg("g", { class: `node ${kind}` }, svg("circle", { cx: Columns[layer], cy: Rows[i], r: Radius }),
    svg("text", { class: "number", x: Columns[layer], y: Rows[i] - Radius - 4, "text-anchor": "middle" }, String(i + 1)),
    svg("text", { x: Columns[layer], y: Rows[i] + 5, "text-anchor": "middle" }, decimal(value, layer === 0 ? 2 : 3)));
}

function link(weights, layer, from, to, kinds, choose) {
  const index = layer === 0 ? hiddenWeight(from, to) : outputWeight(from, to);
  const [x1, y1, x2, y2] = [Columns[layer] + Radius, Rows[from], Columns[layer + 1] - Radius, Rows[to]];
  // Crossing links have their numbers apart, near where they start.
  const share = from === to ? 0.5 : 0.27;
  const ends = { x1, y1, x2, y2 };
  return svg("g", { class: `link ${kinds[index] ?? ""}`, onclick: () => choose(index) },
    svg("line", { class: "grasp", ...ends }), svg("line", { class: "line", ...ends }),
    svg("text", { x: x1 + share * (x2 - x1), y: y1 + share * (y2 - y1) + (from === to ? (from === 0 ? -6 : 16) : 4), "text-anchor": "middle" }, decimal(weights[index], 2)));
}
