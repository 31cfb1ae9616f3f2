// The family of the optimizers, from 1847 to 2019: who has whose idea.
import { element, svg } from "../../dom.js";
import { formula } from "../../formula.js";
import { inline } from "../../prose.js";
import { called } from "./choose.js";
import { formulas } from "./formulas.js";
import { kinds } from "./kinds.js";
import { names, optimizers } from "./model.js";

// Where each one stands: columns in percent, rows from the top.
const Places = {
  "gradient-descent": [50, 0], sgd: [50, 1], momentum: [34, 2], nesterov: [17, 3], adagrad: [76, 3], rmsprop: [66, 4], adadelta: [84, 5], adam: [50, 5], nadam: [17, 6], adamw: [83, 6],
};
const Rows = 7;
const middle = name => [Places[name][0], (Places[name][1] + 0.5) / Rows * 100];

export const family = {
  key: "family",
  build({ text, state }) {
    const lines = names.flatMap(name => optimizers[name].parents.map(parent => {
      const [[x, y], [toX, toY]] = [middle(parent), middle(name)];
      return { name, parent, line: svg("path", { d: `M${x} ${y}C${x} ${(y + toY) / 2} ${toX} ${(y + toY) / 2} ${toX} ${toY}` }) };
    }));
    const buttons = names.map(name => {
      const button = element("button", { type: "button", class: kinds[name], onclick: () => state.set({ inside: name }) }, element("b", {}, called(text, name)), element("small", {}, String(optimizers[name].year)));
      const [x, y] = middle(name);
      button.style.setProperty("left", `${x}%`);
      button.style.setProperty("top", `${y}%`);
      return button;
    });
    const card = element("div", { class: "member", role: "status" });
    state.onChange(({ inside }) => {
      buttons.forEach((button, i) => button.setAttribute("aria-pressed", String(names[i] === inside)));
      for (const { name, parent, line } of lines)
        line.setAttribute("class", name === inside ? "from" : parent === inside ? "to" : "");
      const { year, parents } = optimizers[inside];
      const children = names.filter(other => optimizers[other].parents.includes(inside));
      const list = all => all.map(one => called(text, one)).join(", ");
      card.className = `member ${kinds[inside]}`;
      card.replaceChildren(...[
        element("h4", {}, `${called(text, inside)}, ${year}`), element("p", {}, text(`by-${inside}`)), element("p", {}, inline(text(`idea-${inside}`))),
        element("p", { class: "rule" }, formulas[inside].map(line => element("span", {}, formula(line)))),
        parents.length > 0 && element("p", { class: "help" }, text("parents", list(parents))), children.length > 0 && element("p", { class: "help" }, text("children", list(children)))].filter(Boolean));
    }, ["inside"]);
    return {
      beside: [card],
      figure: [element("div", { class: "family", role: "group", "aria-label": text("familyTree") },
        svg("svg", { viewBox: "0 0 100 100", preserveAspectRatio: "none", "aria-hidden": "true" }, lines.map(({ line }) => line)), buttons)],
    };
  },
};
