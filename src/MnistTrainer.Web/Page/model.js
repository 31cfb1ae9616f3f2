// The card of the model: what it is, what it learned from, how well it does.
import { factName, number, onLanguage, percent, text } from "./language.js";

const Shown = ["drawingAccuracy", "dataset", "trainCount", "epochs", "optimizer", "seed", "learned"];
const Wide = ["augmentation", "options"];

export function showModel(page, model) {
  const { facts } = model;
  const present = name => name in facts;
  const tile = (name, value, kind = "", remark = "") => {
    const [box, term, detail, small] = ["div", "dt", "dd", "small"].map(element => page.createElement(element));
    box.className = kind;
    term.textContent = name;
    detail.textContent = value;
    box.append(term, detail);
    if (remark) {
      small.textContent = remark;
      detail.append(small);
    }

    return box;
  };
  onLanguage(() => {
    const interval = model.testInterval;
    page.getElementById("facts").replaceChildren(
      ...present("testAccuracy")
        ? [tile(factName("testAccuracy"), percent(Number(facts.testAccuracy), 2), "first",
          interval && text("interval", percent(interval[0], 2), percent(interval[1], 2), number(Number(facts.testCount))))]
        : [],
      tile(text("name"), model.name),
      tile(text("parameters"), number(model.parameters)),
      ...Shown.filter(present).map(name => tile(factName(name), shown(name, facts[name]))),
      tile(text("layers"), model.layers.join(" · "), "wide"),
      ...Wide.filter(present).map(name => tile(factName(name), name === "options" ? `mnist train ${facts[name]}` : facts[name], "wide")));
    page.getElementById("limits").textContent = text("limits", model.classes.join(", "));
    page.getElementById("seen-help").textContent = text("seenHelp", ...model.input);
  });
}

function shown(name, value) {
  if (name.endsWith("Accuracy"))
    return percent(Number(value), 2);
  return name.endsWith("Count") ? number(Number(value)) : value;
}
