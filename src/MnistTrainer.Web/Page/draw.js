// The page to draw on: what is drawn goes to the program, which answers while one still draws.
import { Paper } from "./paper.js";
import { Answer } from "./answer.js";
import { Correction } from "./correction.js";
import { Asker } from "./asker.js";
import { acceptPictures } from "./pictures.js";
import { showModel } from "./model.js";
import { onLanguage, text } from "./language.js";
import "./theme.js";

const byId = id => document.getElementById(id);
const paper = new Paper(byId("paper"));
const answer = new Answer(document);
const correction = new Correction(document, () => paper.toDataUrl());
const several = byId("several");

const asker = new Asker(several, {
  onAnswer: (found, isFinal) => {
    answer.show(found, isFinal);
    correction.offer(isFinal && !several.checked);
  },
  onFailure: message => answer.fail(message),
});

function ask(isFinal) {
  const isEmpty = paper.isEmpty;
  byId("hint").hidden = !isEmpty;
  byId("undo").disabled = !paper.canUndo;
  byId("clear").disabled = isEmpty;
  if (isFinal)
    correction.offer(false);
  if (isEmpty) {
    asker.forget();
    answer.clear();
  } else {
    asker.ask(() => paper.toPicture(), isFinal);
  }
}

paper.onChange = ask;
byId("undo").addEventListener("click", () => paper.undo());
byId("clear").addEventListener("click", () => { paper.clear(); byId("paper").focus({ preventScroll: true }); });
several.addEventListener("change", () => ask(true));

const pen = byId("pen");
const showPen = () => {
  paper.penWidth = Number(pen.value);
  byId("dot").style.setProperty("--pen", `${pen.value / 2}px`);
};
pen.addEventListener("input", showPen);
showPen();

acceptPictures(byId("sheet"), [byId("file"), byId("photograph")], file => paper.load(file).catch(() => answer.fail(text("notPicture"))));
const model = await showModel(document);
answer.begin(model);
correction.begin(model);
onLanguage(() => { answer.translate(); ask(true); });
