// Trains in a thread of its own, so that the page stays responsive, and reports.
import { examine, inputOf } from "./model.js";
import { Longest, Training } from "./training.js";

const Slice = 20; // milliseconds between which messages are read
const ReportInterval = 150;
const MaximumHistory = 20;

let data = null; // the images to train on, and those to check with
let training = null;
let history = []; // trainings as they were before each action
let command = 0; // the number of the last command, which reports repeat
let pace = null; // images per second; null for as many as possible
let timer = null;
let begin = { time: 0, images: 0 }; // of the current play
let reported = { time: 0, images: 0 };
let isSeen = true; // whether the page has drawn the last report: a slow page gets fewer

const actions = {
  load({ training: images, checking, settings }) {
    const prepare = ({ images, labels }) => ({ inputs: images.map(inputOf), labels });
    data = { training: prepare(images), checking: prepare(checking) };
    start(settings);
  },
  settings({ settings, isRemembered }) {
    if (isRemembered)
      remember();
    if (settings.hidden !== training.settings.hidden || settings.start !== training.settings.start)
      start(settings);
    else
      training.set(settings);
    restart();
  },
  reset() {
    pause();
    remember();
    start(training.settings);
  },
  step({ count }) {
    pause();
    remember();
    training.learn(count);
  },
  undo() {
    pause();
    training = history.pop() ?? training;
  },
  play() {
    pause();
    remember();
    restart();
    timer = setTimeout(slice, 0);
  },
  pause,
  pace(message) {
    pace = message.pace;
    restart();
  },
};

function start(settings) {
  training = new Training(data.training.inputs, data.training.labels, settings);
}

function remember() {
  const last = history.at(-1);
  if (last?.images === training.images && last.settings === training.settings)
    return;
  history.push(training.copy());
  if (history.length > MaximumHistory)
    history.shift();
}

function pause() {
  clearTimeout(timer);
  timer = null;
}

function restart() {
  begin = { time: performance.now(), images: training.images };
  reported = { ...begin };
}

function slice() {
  const start = performance.now();
  if (pace === null) {
    while (performance.now() - start < Slice && training.images < Longest)
      training.learn(100);
  } else {
    training.learn(begin.images + Math.floor((start - begin.time) / 1000 * pace) - training.images);
  }

  timer = training.images < Longest ? setTimeout(slice, pace === null ? 0 : Slice) : null;
  if ((isSeen && performance.now() - reported.time >= ReportInterval) || timer === null)
    report();
}

function report() {
  const { network, images, losses, settings } = training;
  const now = performance.now();
  const elapsed = now - reported.time;
  const speed = timer === null || elapsed < ReportInterval / 2 ? null : 1000 * (images - reported.images) / elapsed;
  const exam = examine(network, data.checking.inputs, data.checking.labels);
  postMessage({ command, images, losses, settings, weights: network.weights, exam, speed, isPlaying: timer !== null, canUndo: history.length > 0 });
  reported = { time: now, images };
  isSeen = false;
}

onmessage = ({ data: message }) => {
  if (message.action === "seen") {
    isSeen = true;
    return;
  }

  command = message.command;
  actions[message.action](message);
  report();
};
