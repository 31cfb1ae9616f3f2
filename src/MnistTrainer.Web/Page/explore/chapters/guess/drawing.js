// The network of 3 nodes in 3 layers as a drawing, whose connections show their weights.
import { svg } from "../../dom.js";
import { BookWeights, Nodes } from "./model.js";

const Size = { width: 400, height: 190 };
const column = layer => 50 + layer * (Size.width - 100) / 2;
const row = node => 35 + node * (Size.height - 70) / 2;

// Returns the element and show(): how each connection looks, [{ kind, width }, ...] in the order of the weights.
export function drawing(label) {
  const links = BookWeights.map((_, i) => {
    const isOutput = i < Nodes * Nodes;
    const [to, from] = [Math.floor(i / Nodes) % Nodes, i % Nodes];
    const layer = isOutput ? 1 : 0;
    return svg("line", { x1: column(layer), y1: row(from), x2: column(layer + 1), y2: row(to) });
  });
  const nodes = [0, 1, 2].flatMap(layer => [0, 1, 2].map(node => svg("circle", { class: "node", cx: column(layer), cy: row(node), r: 14 })));
  return {
    element: svg("svg", { class: "network", role: "img", "aria-label": label, viewBox: `0 0 ${Size.width} ${Size.height}` }, links, nodes),
    show: looks => looks.forEach(({ kind, width }, i) => {
      links[i].setAttribute("class", `link ${kind}`);
      links[i].setAttribute("stroke-width", width);
    }),
  };
}
