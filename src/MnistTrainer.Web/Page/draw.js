// The drawing page: drawings are sent to the server, which answers while the user still draws.
import { Paper } from "./paper.js";
import { Answer } from "./answer.js";
import { Correction } from "./correction.js";
import { Lesson } from "./lesson.js";
import { Connection } from "./connection.js";
import { Asker } from "./asker.js";
import { Why } from "./why.js";
import { acceptImages } from "./images.js";
import { offerExamples } from "./examples.js";
import { rememberDrawing, rememberedDrawing } from "./remembered.js";
import { showModel } from "./model.js";
import { onLanguage, text } from "./language.js";
import "./theme.js";

const byId = id => document.getElementById(id);
const paper = new Paper(byId("paper"));
const connection = new Connection(byId("offline"));
const answer = new Answer(document);
const correction = new Correction(document, connection, () => paper.toDataUrl());
const lesson = new Lesson(document, connection, () => correction.part ?? paper.toSentDataUrl());
const why = new Why(document, connection, async () => paper.isEmpty || isSeveral ? null : paper.toImage());
let isSeveral = false; // the answer is that of several digits
const several = byId("several");
let markShown;
const shown = new Promise(resolve => { markShown = resolve; });

const asker = new Asker(connection, several, {
  onAnswer: (found, isFinal) => {
    answer.show(found, isFinal);
    isSeveral = (found.digits ?? []).length > 0;
    if (isFinal)
      why.ask();
    correction.offer(isFinal && found.refusal?.reason !== "blank", found.digits ?? []);
  },
  onFailure: message => answer.fail(message),
  onBusy: isBusy => answer.busy(isBusy),
});

function showTools() {
  byId("hint").hidden = !paper.isEmpty;
  byId("undo").disabled = !paper.canUndo;
  byId("clear").disabled = paper.isEmpty;
}

function ask(isFinal) {
  showTools();
  if (isFinal)
    correction.offer(false);
  why.forget();
  if (paper.isEmpty) {
    asker.forget();
    answer.clear();
  } else {
    asker.ask(() => paper.toImage(), isFinal);
  }
}

// The button may disable itself; the focus returns to the paper.
function press(action) {
  action();
  byId("paper").focus({ preventScroll: true });
}

correction.onChoice = label => lesson.offer(label);
lesson.onChange = lookForModel;
paper.onChange = isFinal => {
  if (isFinal)
    rememberDrawing(paper.layers);
  ask(isFinal);
};
paper.restore(rememberedDrawing());
showTools();
paper.onPen = isDown => answer.say(text(isDown ? "penDown" : "penUp"));
byId("undo").addEventListener("click", () => press(() => paper.undo()));
byId("clear").addEventListener("click", () => press(() => paper.clear()));
several.addEventListener("change", () => ask(true));
offerExamples(byId("examples"), strokes => paper.play(strokes));

const pen = byId("pen");
const showPen = () => {
  paper.penWidth = Number(pen.value);
  byId("dot").style.setProperty("--pen", `${pen.value / 2}px`);
  pen.style.setProperty("--share", `${100 * (pen.value - pen.min) / (pen.max - pen.min)}%`);
};
pen.addEventListener("input", showPen);
showPen();

// Touch screens usually come with a camera; elsewhere the button would only open files again.
byId("camera").hidden = navigator.maxTouchPoints === 0;
acceptImages(byId("sheet"), [byId("file"), byId("photograph")], async file => {
  await shown; // what the page shows first would replace the message
  await paper.load(file).catch(() => answer.fail(text("notImage")));
});

// What is known of the server: its model, whether it stores corrections, and where it is.
let model = null;
let dismissed = null; // the newer model that the user has taken note of
const isOwnMachine = ["localhost", "[::1]"].includes(location.hostname) || location.hostname.startsWith("127.");
function showServer() {
  // The page of a model of letters or clothes does not speak of digits.
  for (const [selector, name] of [["h1", "title"], ["#hint span", "hint"]]) {
    const element = document.querySelector(selector);
    element.dataset.text = model.readsDigits ? name : `${name}Any`;
    element.textContent = text(element.dataset.text);
  }

  document.documentElement.dataset.title = document.querySelector("h1").dataset.text;
  document.title = text(document.documentElement.dataset.title);
  const stored = correction.leaveMachine ? "Stored" : "";
  byId("private").textContent = isOwnMachine ? text(`private${stored}`) : text(`sent${stored}`, location.host);
  byId("newer").hidden = !model.newer || model.newer === dismissed;
  byId("newer-model").textContent = text("newer", model.newer ?? "");
  showModel(document, model);
}

async function meetServer() {
  model = await connection.insist("api/model");
  several.parentElement.hidden = byId("examples").hidden = !model.readsDigits;
  answer.begin(model);
  why.begin(model);
  correction.begin(model, await connection.insist("api/corrections"));
  await lesson.begin();
}

byId("dismiss").addEventListener("click", () => {
  dismissed = model.newer;
  showServer();
});

// A newer file is reported, not used: only a restart or a lesson, here or on another page, changes what answers.
async function lookForModel() {
  if (document.hidden)
    return;
  const found = await connection.ask("api/model").catch(() => model);
  const isTaught = found.version !== model.version;
  if (found.newer === model.newer && found.name === model.name && !isTaught)
    return;
  model = found;
  showServer();
  if (isTaught)
    ask(true);
}

await meetServer();
onLanguage(() => { showServer(); answer.translate(); ask(true); });
markShown();
connection.onBack = async () => { await meetServer(); showServer(); ask(true); };
setInterval(lookForModel, 30_000);
document.addEventListener("visibilitychange", lookForModel);
