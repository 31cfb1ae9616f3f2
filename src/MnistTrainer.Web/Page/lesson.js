// Teaches the served model the corrected drawing: a bar while it learns, what that changed, and undo and save.
import { confidence, number, onLanguage, percent, text } from "./language.js";
import { visible } from "./visible.js";

const Pause = 250; // milliseconds between questions about a lesson that is running

export class Lesson {
  onChange = () => { }; // another network answers now

  #page;
  #connection;
  #getDrawing;
  #label = null; // the class that the drawing on the paper was corrected to
  #state = null;
  #failure = "";
  #own = null; // the number of the lesson that this page began
  #isFollowing = false;

  constructor(page, connection, getDrawing) {
    this.#page = page;
    this.#connection = connection;
    this.#getDrawing = getDrawing;
    this.#on("learn", () => this.#teach());
    this.#on("lesson-undo", () => this.#change("api/lesson", "DELETE"));
    this.#on("lesson-save", () => this.#change("api/lesson/save", "POST"));
    onLanguage(() => this.#show());
  }

  // What the server knows of lessons, which other pages may have begun.
  async begin() {
    this.#state = await this.#connection.insist("api/lesson");
    if (this.#state.number !== this.#own)
      this.#own = null;
    this.#show();
    this.#follow();
  }

  // Offers to teach the drawing on the paper; null for none.
  offer(label) {
    this.#label = label;
    this.#failure = "";
    this.#show();
  }

  async #teach() {
    const request = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ image: this.#getDrawing(), label: this.#label }) };
    if (await this.#ask("api/lesson", request)) {
      this.#own = this.#state.number;
      this.#show();
    }

    await this.#follow();
  }

  async #change(path, method) {
    const wasLearning = this.#state?.state === "learning";
    await this.#ask(path, { method });
    if (wasLearning)
      await this.#follow();
    else
      this.onChange();
  }

  async #ask(path, request) {
    this.#failure = "";
    let isDone = true;
    try {
      this.#state = await this.#connection.ask(path, request);
    } catch (error) {
      this.#failure = error.message || text("failed");
      isDone = false;
    }

    this.#show();
    return isDone;
  }

  async #follow() {
    if (this.#isFollowing)
      return;
    this.#isFollowing = true;
    let hasChanged = false;
    while (this.#state?.state === "learning") {
      await new Promise(resolve => setTimeout(resolve, Pause));
      this.#state = await this.#connection.insist("api/lesson");
      hasChanged = true;
      this.#show();
    }

    this.#isFollowing = false;
    if (hasChanged)
      this.onChange();
  }

  #show() {
    if (!this.#state)
      return;
    const { state, isAllowed, hasData, dataset, progress, unsaved, canUndo } = this.#state;
    const isLearning = state === "learning";
    const isOffered = this.#label !== null && isAllowed && !isLearning;
    this.#byId("lesson").hidden = !isAllowed || (!isOffered && state === "none");
    this.#byId("learn").hidden = !isOffered || !hasData;
    this.#byId("learn").textContent = this.#label === null ? "" : text("learnNow", this.#label);
    this.#byId("learn-note").textContent = isOffered ? hasData ? text("learnNote") : dataset ? text("noData", dataset) : text("noDataName") : "";
    this.#byId("lesson-bar").hidden = !isLearning;
    this.#byId("lesson-bar").value = progress;
    this.#byId("lesson-undo").hidden = !isAllowed || (!isLearning && !canUndo);
    this.#byId("lesson-undo").textContent = text(isLearning ? "cancel" : "undoLesson");
    this.#byId("lesson-save").hidden = !isAllowed || isLearning || unsaved === 0;
    this.#say(this.#failure || this.#sentence());
    this.#byId("lesson-news").classList.toggle("failed", this.#failure !== "" || state === "failed");
    this.#showChange();
  }

  // Set only when it changes: a screen reader reads it aloud.
  #say(sentence) {
    if (this.#byId("lesson-news").textContent !== sentence)
      this.#byId("lesson-news").textContent = sentence;
  }

  #sentence() {
    const { state, label, after, failure, file, unsaved } = this.#state;
    switch (state) {
      case "none": return "";
      case "learned": return !this.#isOwn ? text("unsaved", unsaved) : after.label === label && !after.isRejected ? text("learned", label) : text("notYet", label);
      case "failed": return text("lessonFailed", failure);
      case "saved": return text("lessonSaved", file);
      default: return text({ learning: "lessonRuns", cancelled: "lessonCanceled", undone: "lessonUndone" }[state]);
    }
  }

  #showChange() {
    const { state, before, after, testBefore, testAfter, testCount } = this.#state;
    const isShown = this.#isOwn && after !== null && ["learned", "saved"].includes(state);
    this.#byId("lesson-change").hidden = !isShown;
    if (!isShown)
      return;
    const reading = ({ label, probability, isRejected }) => isRejected ? text("notDigit") : `${visible(label)} · ${confidence(probability)}`;
    const cells = [text("yourDrawing"), reading(before), reading(after), text("testImages", number(testCount)), percent(testBefore, 2), percent(testAfter, 2)];
    this.#byId("lesson-change").querySelectorAll("tbody th, tbody td").forEach((cell, i) => { cell.textContent = cells[i]; });
  }

  // Whether the latest lesson was on this page's drawing: other pages teach the same model.
  get #isOwn() { return this.#own !== null && this.#state.number === this.#own; }

  #on(id, action) { this.#byId(id).addEventListener("click", action); }

  #byId(id) { return this.#page.getElementById(id); }
}
