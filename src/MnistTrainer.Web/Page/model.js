// The card of the model: what it is, what it learned from, how well it does.
import { factName, number, onLanguage, text } from "./language.js";

const Shown = ["testAccuracy", "dataset", "trainCount", "preset", "epochs", "augmentation", "seed"];

export async function showModel(page) {
  const model = await (await fetch("api/model")).json();
  onLanguage(() => {
    const rows = [
      [text("name"), model.name],
      [text("layers"), model.layers.join(" · ")],
      [text("parameters"), number(model.parameters)],
      ...Shown.filter(name => name in model.facts).map(name => [factName(name), shown(name, model.facts[name])]),
    ];
    page.getElementById("facts").replaceChildren(...rows.flatMap(([name, value]) => {
      const term = page.createElement("dt");
      const detail = page.createElement("dd");
      term.textContent = name;
      detail.textContent = value;
      return [term, detail];
    }));
  });
  return model;
}

function shown(name, value) {
  if (name === "testAccuracy")
    return `${(100 * Number(value)).toFixed(2)} %`;
  return name.endsWith("Count") ? number(Number(value)) : value;
}
