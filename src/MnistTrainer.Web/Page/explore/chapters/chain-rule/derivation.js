// A derivation, line by line: each line is a product of terms with their numbers below them. The term that is new is highlighted, and so is the one in the line above
// that it replaces: \mark{new}{…} and \mark{old}{…}.
import { element } from "../../dom.js";
import { formula } from "../../formula.js";
import { inline } from "../../prose.js";

// A term of a line: a formula, or pieces of one between which a line may break. below: its number, or a formula or pieces of one; "?" where it still waits for a
// derivative; null for none.
export const term = (source, below = "?") => ({ source, below });

// field: the number of the current line in the state. lines(values): [{ left, terms, result, why }], where left and result may be missing.
export function derivation({ state }, { field, label, lines }) {
  const list = element("ol", { class: "derivation", "aria-label": label });
  const why = element("p", { class: "why", role: "status" });
  state.onChange(values => {
    const all = lines(values);
    const at = Math.min(values[field], all.length - 1);
    const shown = all.slice(0, at + 1).map((line, i) => element("li", { class: i === at ? "current" : i === at - 1 && "former", "aria-current": i === at && "step" }, build(line)));
    list.replaceChildren(...shown);
    why.replaceChildren(...inline(all[at].why));
  });
  return [why, list];
}

function build({ left = null, terms, result = null }) {
  return [
    element("span", { class: "left" }, left && formula(left)),
    element("span", { class: "right" },
      terms.map(({ source, below }, i) => factor(i === 0 ? "=" : "·", stacked(source, below))),
      result !== null && factor("=", element("span", { class: "term" }, formula(result)))),
  ];
}

// A sign stays with what follows it.
const factor = (sign, node) => element("span", { class: "factor" }, element("span", { class: "sign" }, sign), node);

const pieces = source => element("span", { class: "pieces" }, [source].flat().map(piece => formula(piece)));
const isFormula = below => Array.isArray(below) || below.includes("\\");
const stacked = (source, below) => element("span", { class: "term" }, pieces(source), below !== null && element("span", { class: "below" }, isFormula(below) ? pieces(below) : below));
