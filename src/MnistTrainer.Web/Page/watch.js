// The training page: receives events from the server and displays them.
import { Curves } from "./curves.js";
import { showErrors } from "./errors.js";
import { currentLanguage, metadataValue, number, onLanguage, percent, text } from "./language.js";
import { visible } from "./visible.js";
import { Cell } from "./watch/cell.js";
import { Choices, smooth } from "./watch/choices.js";
import { Control } from "./watch/control.js";
import { Numbers } from "./watch/numbers.js";
import { Runs } from "./watch/runs.js";
import "./theme.js";

const byId = id => document.getElementById(id);
const short = value => value.toPrecision(3);
const curves = {
  loss: new Curves(byId("loss"), short, String),
  accuracy: new Curves(byId("accuracy"), share => percent(share), share => `${Number((100 * share).toPrecision(6))} %`),
  rate: new Curves(byId("rate"), short, String),
  norm: new Curves(byId("norm"), short, String),
};
const choices = new Choices(document, show);
const control = new Control(document);
const cell = new Cell(document);
const runs = new Runs(document, () => {
  showRuns();
  show();
});
const numbers = new Numbers(document, show);
let training = null; // the state received so far
let received = 0; // how often points and epochs have been received

function begin(start) {
  training = { start, epochs: [], steps: [], moment: null, errors: null, outcome: null };
  cell.close();
  showRuns();
}

// The points of steps from one on replace those that were there.
function addSteps({ from, points }) {
  training.steps.splice(from, Infinity, ...points);
  received++;
}

function stateOf({ start, outcome, isOver } = {}) {
  if (outcome)
    return "trained";
  if (isOver || !start)
    return isOver ? "ended" : "waiting";
  return control.isStopping ? "stopping" : control.isPaused ? "paused" : "learning";
}

function show() {
  const { start, epochs = [], moment, errors, outcome, isOver } = training ?? {};
  const state = stateOf(training ?? {});
  byId("state").textContent = text(state === "waiting" ? "waitingForTraining" : state);
  byId("state").dataset.state = state;
  control.show(Boolean(start) && !outcome && !isOver);
  cell.show();
  if (!start)
    return;
  const done = epochs.length + (moment && moment.epoch > epochs.length ? moment.samples / start.samplesPerEpoch : 0);
  byId("name").textContent = visible(start.name);
  byId("layers").textContent = start.layers.map(layer => metadataValue("layers", layer)).join(" · ");
  byId("where").textContent = text("epochOf", Math.min(Math.floor(done) + 1, outcome ? epochs.length : start.epochs), start.epochs);
  byId("bar").value = outcome ? 1 : done / start.epochs;
  showTitle(state, outcome, done / start.epochs);
  showFigures(training, done);
  showCurves(training);
  byId("why").hidden = !epochs.some(epoch => epoch.validationLoss !== null);
  numbers.show(epochs, currentLanguage());
  showErrors(document, start, errors, (truth, predicted) => cell.open(start.classes, truth, predicted));
}

// What a tab in the background shows: how far the training is, and its result in the end.
function showTitle(state, outcome, share) {
  const figure = percent(outcome ? outcome.accuracy : Math.floor(100 * share) / 100, outcome ? 1 : 0);
  document.title = [figure, text(state === "learning" ? "watch" : state)].join(" · ");
}

function showFigures({ start, epochs, steps, moment, outcome }, done) {
  const last = epochs.at(-1);
  const left = moment && !outcome ? (start.epochs - done) * start.samplesPerEpoch / moment.samplesPerSecond : null;
  const rows = [
    ["loss", moment?.loss.toPrecision(3)],
    ["accuracy", last && percent(last.validationAccuracy ?? last.trainAccuracy)],
    ["test", outcome && percent(outcome.accuracy)],
    ["rate", (steps.at(-1)?.[2] ?? last?.learningRate)?.toPrecision(3)],
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

function showCurves({ start, epochs, steps }) {
  const byEpoch = name => epochs.filter(epoch => epoch[name] !== null).map(epoch => [epoch.number, epoch[name]]);
  const bySteps = index => steps.map(point => [point[0], point[index]]);
  const measured = what => [
    { name: text("train"), kind: "train", points: byEpoch(`train${what}`) },
    { name: text("validation"), kind: "validation", points: byEpoch(`validation${what}`) },
  ];
  const smoothed = index => [
    ...choices.weight > 0 ? [{ kind: "raw", points: bySteps(index) }] : [],
    { name: text("bySteps"), kind: "step", points: smooth(bySteps(index), choices.weight) },
  ];
  const options = {
    version: `${start.started} ${received} ${choices.key} ${runs.key} ${currentLanguage()}`,
    epochs: start.epochs, epochName: text("epoch"), isLogX: choices.isLogX, isLogY: choices.isLogY,
  };
  curves.loss.show([...runs.lines(start.started, 1), ...smoothed(1), ...measured("Loss")], options);
  // Between 0 and 1, a logarithm would hide what matters: how little is missing to 1.
  curves.accuracy.show([...runs.lines(start.started, 2), ...measured("Accuracy")], { ...options, isLogY: false });
  curves.rate.show([{ name: text("rate"), kind: "step", points: bySteps(2) }, ...steps.length > 0 ? [] : [{ name: text("rate"), kind: "train", points: byEpoch("learningRate") }]], options);
  curves.norm.show([...smoothed(3), { name: text("epochMean"), kind: "train", points: byEpoch("gradientNorm") }], options);
}

const showRuns = () => runs.show(document, training?.start.started ?? null);

const events = new EventSource("api/training");
const on = (name, change) => events.addEventListener(name, event => { change(JSON.parse(event.data)); show(); });
on("start", begin);
on("epochs", epochs => {
  training.epochs.push(...epochs);
  received++;
  runs.keep(training, false);
});
on("steps", addSteps);
on("errors", errors => { training.errors = errors; });
on("moment", moment => { training.moment = moment; });
on("control", state => control.receive(state));
on("outcome", outcome => {
  training.outcome = outcome;
  runs.keep(training, true);
});
// The server ends or is gone: the page keeps what it has received. Before the first event, the browser reconnects by itself.
function end() {
  events.close();
  if (!training || training.outcome)
    return;
  training.isOver = true;
  runs.keep(training, true);
  show();
}

on("close", end);
events.addEventListener("error", () => {
  if (training)
    end();
});
onLanguage(() => {
  showRuns();
  show();
});
