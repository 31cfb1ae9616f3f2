// A network with every number in its place: inputs and weights as fields to type in, each weight on its connection, and what the nodes make of them.
import { cell } from "../../cell.js";
import { element, svg } from "../../dom.js";
import { forward, operations } from "./model.js";
import { namesOf, plain } from "./words.js";

const Top = 34; // pixels for the headings of the columns
const Gap = 22; // between the weights of two nodes

// inputs, weights: fields of the state, the weights one for each layer. at: the field with the number of operations done; what is not done yet is a question mark.
// row: pixels for a weight.
export function diagram(chapter, { inputs, weights, at, row, label }) {
  const { text, state } = chapter;
  const count = state.values[inputs].length;
  const names = namesOf(weights.length);
  const group = count * row + Gap;
  const height = Top + count * group;
  const columns = 2 * weights.length + 1;
  const x = column => 100 * (column + 0.5) / columns;
  const nodeY = node => Top + group * (node + 0.5);
  const weightY = (from, node) => nodeY(node) + row * (from - (count - 1) / 2);
  const place = (node, column, y) => {
    node.style.setProperty("--x", `${x(column)}%`);
    node.style.setProperty("--y", `${y}px`);
    return node;
  };

  const problem = element("p", { class: "problem", role: "status" });
  const drawing = svg("svg", { class: "links", viewBox: `0 0 100 ${height}`, preserveAspectRatio: "none", "aria-hidden": "true" });
  const net = element("div", { class: "diagram", role: "group", "aria-label": label }, drawing);
  net.style.setProperty("--height", `${height}px`);
  const heading = (name, column) => net.append(place(element("span", { class: "column" }, name), column, 12));
  const parts = [];
  heading(text("inputs"), 0);
  for (let i = 0; i < count; i++)
    net.append(place(element("label", { class: "spot signal" }, element("span", { class: "name" }, names.signalText(-1, i)), cell(chapter, { field: inputs, index: i, label: text("inputOf", i + 1), problem })), 0, nodeY(i)));
  weights.forEach((field, layer) => {
    heading(text("weights"), 2 * layer + 1);
    heading(text(layer === weights.length - 1 ? "outputs" : "hidden"), 2 * layer + 2);
    for (let node = 0; node < count; node++) {
      const links = Array.from({ length: count }, (_, from) => {
        const line = svg("polyline", { points: `${x(2 * layer)},${nodeY(from)} ${x(2 * layer + 1)},${weightY(from, node)} ${x(2 * layer + 2)},${nodeY(node)}` });
        drawing.append(line);
        const chip = place(element("label", { class: "spot weight" }, element("span", { class: "name" }, names.weightText(layer, from, node)),
          cell(chapter, { field, index: from * count + node, label: text("weightOf", names.weightText(layer, from, node), from + 1, node + 1), problem })), 2 * layer + 1, weightY(from, node));
        net.append(chip);
        return { line, chip };
      });
      const sum = element("span");
      const output = element("b");
      const box = place(element("div", { class: "spot node", role: "group", "aria-label": text(layer === weights.length - 1 ? "outputNode" : "hiddenNode", node + 1) },
        element("span", { class: "name" }, names.signalText(layer, node)), element("small", {}, element("i", {}, "Σ "), sum), output), 2 * layer + 2, nodeY(node));
      net.append(box);
      parts.push({ layer, node, links, sum, output, box });
    }
  });

  state.onChange(values => {
    const all = weights.map(field => values[field]);
    const done = operations(values[inputs], all).slice(0, values[at]);
    const current = done.at(-1);
    const passes = forward(values[inputs], all);
    for (const { layer, node, links, sum, output, box } of parts) {
      const isHere = current?.layer === layer && current.node === node;
      const has = kind => done.some(one => one.layer === layer && one.node === node && one.kind === kind);
      links.forEach(({ line, chip }, from) => {
        const weight = all[layer][from * count + node];
        const isCurrent = isHere && (current.kind === "sum" || (current.kind === "product" && current.from === from));
        line.setAttribute("class", isCurrent ? "current" : weight < 0 ? "bad" : "one");
        line.style.setProperty("--strength", Math.min(1, Math.abs(weight)));
        chip.classList.toggle("current", isHere && current.kind === "product" && current.from === from);
      });
      sum.textContent = has("sum") ? plain(passes[layer].netInputs[node]) : "?";
      output.textContent = has("share") ? plain(passes[layer].outputs[node]) : "?";
      box.classList.toggle("current", isHere);
      box.classList.toggle("done", has("share"));
    }
  });
  return [net, problem];
}
