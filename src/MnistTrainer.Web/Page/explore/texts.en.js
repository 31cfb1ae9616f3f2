// The texts that all chapters share, in English. texts.ko.js has the same keys.
export const english = {
  contents: "Chapters", allChapters: "All chapters", chapter: number => `Chapter ${number}`, previous: "Previous", next: "Next",
  welcome: "Each chapter has one idea, and a figure that you can touch. Predict first, then try.",
  tryThis: "Try this", set: "Try it", predict: "Predict first", check: "Check", again: "Ask me again", correct: "Correct.", incorrect: "Not quite.",
  yourAnswer: "Your answer", choose: "Choose an answer first.", expectNumber: (from, to) => `Enter a number from ${from} to ${to}.`,
  table: "The numbers as a table",
  reset: "Reset", back: "Back", step: "Step", play: "Play", pause: "Pause", position: (at, last) => `step ${at} of ${last}`, steps: "Steps",
  keys: "Keys",
  keysHelp: "In a figure with steps, S goes one step forward, B one step back, P plays or pauses, R returns to the start. Points of a figure that can be dragged move with the arrow keys, farther with Shift; sliders move with the arrow keys, too, and Page Up and Page Down take larger steps.",
  dragHelp: "Drag it, or move it with the arrow keys.",
  paper: "Drawing area", drawHere: "Draw a digit here", undoDrawing: "Undo", clearDrawing: "Clear",
  paperKeys: "Drawing by keys", paperHelp: "Focus the drawing area. Arrow keys move the pen, farther with Shift; Space lowers or lifts it; Ctrl+Z undoes; Delete clears.",
};
