// The model card: the network, its training and its accuracy.
import { metadataName, number, onLanguage, percent, text } from "./language.js";

const Shown = ["drawingAccuracy", "dataset", "trainCount", "epochs", "optimizer", "seed", "learned"];
const Wide = ["augmentation", "options"];

export function showModel(page, model) {
  const { facts: metadata } = model;
  const present = name => name in metadata;
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
    page.getElementById("metadata").replaceChildren(
      ...present("testAccuracy")
        ? [tile(metadataName("testAccuracy"), percent(Number(metadata.testAccuracy), 2), "first",
          interval && text("interval", percent(interval[0], 2), percent(interval[1], 2), number(Number(metadata.testCount))))]
        : [],
      tile(text("name"), model.name),
      tile(text("parameters"), number(model.parameters)),
      ...Shown.filter(present).map(name => tile(metadataName(name), shown(name, metadata[name]))),
      tile(text("layers"), model.layers.join(" · "), "wide"),
      ...Wide.filter(present).map(name => tile(metadataName(name), name === "options" ? `mnist train ${metadata[name]}` : metadata[name], "wide")));
    page.getElementById("limits").textContent = text("limits", model.classes.join(", "));
    page.getElementById("seen-help").textContent = text("seenHelp", ...model.input);
  });
}

function shown(name, value) {
  if (name.endsWith("Accuracy"))
    return percent(Number(value), 2);
  return name.endsWith("Count") ? number(Number(value)) : value;
}
