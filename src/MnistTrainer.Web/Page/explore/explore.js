// The explorer: shows the contents or the chapter that the address names, as #/downhill?start=3&rate=0.1&language=ko.
import { chooseLanguage, currentLanguage, onLanguage, text } from "../language.js";
import "../theme.js";
import { chapters } from "./chapters.js";
import { showChapter } from "./chapter.js";
import { showContents, showWelcome } from "./contents.js";
import { State } from "./state.js";
import { textsOf } from "./texts.js";

const byId = id => document.getElementById(id);
const WriteInterval = 250; // browsers limit how often an address may change
let open = null; // the chapter shown, its state, and what the reader has answered in it
let address = ""; // the address that was read or written last

function addressed() {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  return { chapter: chapters.find(one => one.id === path) ?? null, query: new URLSearchParams(query) };
}

function read() {
  address = location.hash;
  if (open && location.hash !== "" && !location.hash.startsWith("#/"))
    return;
  const { chapter, query } = addressed();
  if (query.has("language"))
    chooseLanguage(query.get("language"));
  if (open && open.definition === chapter) {
    open.state?.load(query);
    return;
  }

  const isFirst = open === null;
  leave();
  open = { definition: chapter, state: chapter && new State(chapter.state, query), memory: new Map(), leaving: [] };
  show();
  if (!isFirst) {
    scrollTo(0, 0);
    byId("content").focus({ preventScroll: true });
  }
}

function leave() {
  clearTimeout(timer);
  timer = null;
  open?.state?.forgetListeners();
  for (const action of open?.leaving.splice(0) ?? [])
    action();
}

function show() {
  if (timer !== null)
    write();
  leave();
  const { definition, state, memory, leaving } = open;
  showContents(byId("contents"), chapters, definition);
  if (definition === null) {
    showWelcome(byId("content"), chapters);
    document.title = text("explore");
    return;
  }

  const words = textsOf(definition.texts);
  showChapter(byId("content"), chapters, definition, { text: words, state, memory, onLeave: action => leaving.push(action) });
  document.title = `${words("title")} · ${text("explore")}`;
  let isFirst = true;
  state.onChange(() => isFirst ? isFirst = false : writeSoon());
}

let timer = null;
function writeSoon() {
  timer ??= setTimeout(write, WriteInterval);
}

function write() {
  timer = null;
  // An address that has not been read yet is newer than the state.
  if (location.hash !== address)
    return;
  const { query } = open.state;
  if (new URLSearchParams(location.hash.split("?")[1]).has("language"))
    query.set("language", currentLanguage());
  const all = query.toString();
  history.replaceState(null, "", `#/${open.definition.id}${all && `?${all}`}`);
  address = location.hash;
}

// Only the site with the drawing page has the explorer beside the root.
byId("draw").hidden = !location.pathname.endsWith("/explore");
byId("skip").addEventListener("click", event => {
  event.preventDefault();
  byId("content").focus();
});
addEventListener("hashchange", read);
read();
let isListening = false;
onLanguage(() => isListening ? show() : isListening = true);
