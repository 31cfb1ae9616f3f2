// The training page: receives events from the server and displays them.
import { Curves } from "./curves.js";
import { showErrors } from "./errors.js";
import { metadataValue, number, onLanguage, percent, text } from "./language.js";
import { visible } from "./visible.js";
import "./theme.js";

const byId = id => document.getElementById(id);
const curves = {
  loss: new Curves(byId("loss"), value => value.toPrecision(3), String),
  accuracy: new Curves(byId("accuracy"), share => percent(share), share => `${Number((100 * share).toPrecision(6))} %`),
};
let training = null; // the state received so far

function begin(start) {
  training = { start, epochs: [], moment: null, errors: null, outcome: null };
  show();
}

function show() {
  const { start, epochs = [], moment, errors, outcome, isOver } = training ?? {};
  byId("state").textContent = text(!start ? "waitingForTraining" : outcome ? "trained" : isOver ? "ended" : "learning");
  byId("state").dataset.state = outcome ? "trained" : isOver ? "ended" : start ? "learning" : "waiting";
  if (!start)
    return;
  const done = epochs.length + (moment && moment.epoch > epochs.length ? moment.samples / start.samplesPerEpoch : 0);
  byId("name").textContent = visible(start.name);
  byId("layers").textContent = start.layers.map(layer => metadataValue("layers", layer)).join(" · ");
  byId("where").textContent = text("epochOf", Math.min(Math.floor(done) + 1, outcome ? epochs.length : start.epochs), start.epochs);
  byId("bar").value = outcome ? 1 : done / start.epochs;
  showFigures(start, epochs, moment, outcome, done);
  showCurves(start, epochs);
  showErrors(document, start, errors);
}

function showFigures(start, epochs, moment, outcome, done) {
  const last = epochs.at(-1);
  const left = moment && !outcome ? (start.epochs - done) * start.samplesPerEpoch / moment.samplesPerSecond : null;
  const rows = [
    ["loss", moment?.loss.toPrecision(3)],
    ["accuracy", last && percent(last.validationAccuracy ?? last.trainAccuracy)],
    ["test", outcome && percent(outcome.accuracy)],
    ["rate", last?.learningRate.toPrecision(3)],
    ["speed", moment && number(Math.round(moment.samplesPerSecond))],
    ["remaining", left === null || !Number.isFinite(left) ? null : text("minutes", Math.floor(left / 60), Math.round(left % 60))],
  ];
  byId("figures").replaceChildren(...rows.filter(([, value]) => value).map(([name, value]) => {
    const pair = document.createElement("div");
    const term = document.createElement("dt");
    const detail = document.createElement("dd");
    term.textContent = text(name);
    detail.textContent = value;
    pair.append(term, detail);
    return pair;
  }));
  if (outcome)
    byId("layers").textContent = text("saved", outcome.model);
}

function showCurves(start, epochs) {
  const line = name => epochs.filter(epoch => epoch[name] !== null).map(epoch => [epoch.number, epoch[name]]);
  const lines = what => [
    { name: text("train"), kind: "train", points: line(`train${what}`) },
    { name: text("validation"), kind: "validation", points: line(`validation${what}`) },
  ].filter(one => one.points.length > 0);
  curves.loss.show(lines("Loss"), start.epochs, text("epoch"));
  curves.accuracy.show(lines("Accuracy"), start.epochs, text("epoch"));
}

const events = new EventSource("api/training");
const on = (name, change) => events.addEventListener(name, event => { change(JSON.parse(event.data)); show(); });
on("start", begin);
on("epochs", epochs => training.epochs.push(...epochs));
on("errors", errors => { training.errors = errors; });
on("moment", moment => { training.moment = moment; });
on("outcome", outcome => { training.outcome = outcome; });
// The server ends or is gone: the page keeps what it has received. Before the first event, the browser reconnects by itself.
on("close", () => events.close());
events.addEventListener("error", () => {
  if (!training)
    return;
  training.isOver = true;
  events.close();
  show();
});
onLanguage(show);
