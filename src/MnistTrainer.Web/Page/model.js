// The model card: the network, its training and its accuracy.
import { metadataName, metadataValue, number, percent, text } from "./language.js";
import { visible } from "./visible.js";

const Shown = ["drawingAccuracy", "dataset", "trainCount", "epochs", "optimizer", "seed", "learned"];
const Wide = ["augmentation", "options"];

// Shows the card in the page's language.
export function showModel(page, model) {
  const { facts: metadata } = model;
  const interval = model.testInterval;
  const present = name => name in metadata;
  page.getElementById("metadata").replaceChildren(
    ...present("testAccuracy")
      ? [tile(page, metadataName("testAccuracy"), percent(Number(metadata.testAccuracy), 2), "first",
        interval && text("interval", percent(interval[0], 2), percent(interval[1], 2), number(Number(metadata.testCount))))]
      : [],
    tile(page, text("name"), visible(model.name)),
    tile(page, text("parameters"), number(model.parameters)),
    ...Shown.filter(present).map(name => tile(page, metadataName(name), shown(name, metadata[name]))),
    tile(page, text("layers"), model.layers.map(layer => metadataValue("layers", layer)).join(" · "), "wide"),
    ...Wide.filter(present).map(name => tile(page, metadataName(name), shown(name, metadata[name]), name === "options" ? "wide command" : "wide")));
  showWeights(page, model.weights);
  page.getElementById("limits").textContent = text("limits", model.classes.join(", "));
  page.getElementById("seen-help").textContent = text("seenHelp", ...model.input);
}

// The weights of the first layer, if they belong to images.
function showWeights(page, weights) {
  page.getElementById("weights").hidden = !weights;
  if (!weights)
    return;
  const image = page.getElementById("weights-image");
  image.src = weights.image;
  image.alt = text(weights.filters ? "filters" : "unitWeights", number(weights.count), number(weights.total));
  page.getElementById("weights-help").textContent = `${image.alt}${weights.ofFirst ? ` ${text("ofFirstNetwork")}` : ""}. ${text("weightsHelp", number(weights.largest))}`;
}

function tile(page, name, value, kind = "", remark = "") {
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
}

function shown(name, value) {
  if (name.endsWith("Accuracy"))
    return percent(Number(value), 2);
  if (name === "options")
    return visible(`mnist train ${value}`);
  return name.endsWith("Count") ? number(Number(value)) : metadataValue(name, value);
}
