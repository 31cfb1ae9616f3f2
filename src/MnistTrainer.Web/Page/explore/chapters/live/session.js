// The training that all figures of the chapter show, and its worker. It has the values and listeners of a state, so that tables and readouts follow it; it stays
// when the language changes, and ends when the chapter is left.
const Fields = ["hidden", "start", "rate", "rule", "order"];
const Paces = { slow: 100, medium: 1000, full: null };
const Calm = 800; // milliseconds: changes that follow each other faster are undone together
const MaximumExams = 500;
const areSame = (a, b) => Fields.every(name => a[name] === b[name]);

export class Session {
  #state = null;
  #listeners = [];
  #worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
  #command = 0;
  #changed = -Infinity;
  #leaving = null;
  #first; // the settings at the beginning
  #settings;
  #waiting = []; // for the digits
  #pace = null;
  #undone = false;
  #isLoaded = false;
  #resolve;

  // { model, digits, inputs }, once they are loaded: the functions of model.js, the digits, and the inputs of those to check with.
  ready = new Promise(resolve => { this.#resolve = resolve; });

  // The session of a chapter, in which its first section starts it.
  static of(chapter) {
    const session = chapter.memory.get("session") ?? new Session(chapter.state.values);
    chapter.memory.set("session", session);
    session.#attach(chapter);
    return session;
  }

  constructor(values) {
    this.#first = this.#settings = settingsOf(values);
    this.values = { model: null, digits: null, network: null, weights: null, exam: null, images: 0, losses: [], exams: [], earlier: [], speed: null, isPlaying: false, canUndo: false, fault: null };
    this.#worker.onmessage = ({ data }) => {
      this.#receive(data);
      requestAnimationFrame(() => setTimeout(() => this.#worker.postMessage({ action: "seen" })));
    };
    this.#worker.onerror = ({ message }) => this.#set({ fault: message ?? "" });
    this.#load();
  }

  // Calls the listener now and after every report.
  onChange(listener) {
    this.#listeners.push(listener);
    listener(this.values);
  }

  reset() {
    this.#startAgain();
    this.#send("reset");
  }

  // Takes steps on a number of images.
  step(count) { this.#send("step", { count }); }

  undo() {
    this.#undone = true;
    this.#send("undo");
  }

  play() {
    this.#set({ isPlaying: true });
    this.#send("play");
  }

  pause() {
    this.#set({ isPlaying: false, speed: null });
    this.#send("pause");
  }

  #attach({ state, onLeave }) {
    if (this.#state === state && this.#leaving === null)
      return;
    clearTimeout(this.#leaving);
    this.#leaving = null;
    this.#state = state;
    state.onChange(values => this.#follow(values));
    // A change of the language builds the chapter again at once.
    onLeave(() => {
      this.#listeners = [];
      this.#leaving = setTimeout(() => this.#worker.terminate(), 0);
    });
  }

  async #load() {
    try {
      const [model, { loadDigits }] = await Promise.all([import("./model.js"), import("../../digits.js")]);
      const digits = await loadDigits();
      this.values = { ...this.values, model, digits };
      this.#isLoaded = true;
      this.#post("load", { ...digits, settings: this.#first });
      for (const [action, message] of this.#waiting.splice(0))
        this.#post(action, message);
      this.#resolve({ model, digits, inputs: digits.checking.images.map(model.inputOf) });
    } catch (fault) {
      this.#set({ fault: String(fault.message ?? fault) });
    }
  }

  #send(action, message = {}) {
    if (this.#isLoaded)
      this.#post(action, message);
    else
      this.#waiting.push([action, message]);
  }

  #post(action, message) {
    this.#worker.postMessage({ action, command: ++this.#command, ...message });
  }

  // The reader's settings take effect at once. What was before can be undone.
  #follow(values) {
    if (Paces[values.pace] !== this.#pace) {
      this.#pace = Paces[values.pace];
      this.#send("pace", { pace: this.#pace });
    }

    const settings = settingsOf(values);
    if (areSame(settings, this.#settings))
      return;
    if (settings.hidden !== this.#settings.hidden || settings.start !== this.#settings.start)
      this.#startAgain(this.values.isPlaying);
    this.#settings = settings;
    const now = performance.now();
    this.#send("settings", { settings, isRemembered: now - this.#changed > Calm });
    this.#changed = now;
  }

  #startAgain(isPlaying = false) {
    const { losses, earlier } = this.values;
    this.#set({ images: 0, losses: [], exams: [], isPlaying, speed: null, earlier: losses.length > 1 ? [...earlier, losses].slice(-3) : earlier });
  }

  #receive({ command, images, losses, settings, weights, exam, speed, isPlaying, canUndo }) {
    if (command !== this.#command)
      return;
    const { model, exams } = this.values;
    const network = new model.Network(weights);
    if (this.#undone) {
      this.#undone = false;
      this.#settings = settings;
      this.#state.set(settings);
    }

    const before = exams.filter(([at]) => at < images);
    const kept = before.length < MaximumExams ? before : before.filter((_, i) => i % 2 === 0);
    this.#set({ network, weights, exam, images, losses, speed: isPlaying ? speed ?? this.values.speed : null, isPlaying, canUndo, exams: [...kept, [images, exam.correct]] });
  }

  #set(changes) {
    this.values = { ...this.values, ...changes };
    for (const listener of this.#listeners)
      listener(this.values);
  }
}

const settingsOf = values => Object.fromEntries(Fields.map(name => [name, values[name]]));
