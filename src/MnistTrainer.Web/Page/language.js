// Every word of the page, in English and Korean. Begins with the browser's language, until somebody chooses.

const Words = {
  en: {
    skip: "Skip to the drawing", title: "Draw a digit", dark: "Dark", drawing: "Drawing", paper: "Paper to draw on", tools: "Tools",
    hint: "Draw a digit here", hintMore: "or drop, paste or open a picture",
    undo: "Undo", clear: "Clear", pen: "Pen", open: "Open", photograph: "Photograph", several: "Several digits",
    help: "Without a mouse: focus the paper, move the pen with the arrow keys (Shift: further), put it down and lift it with Space, undo with Ctrl+Z, clear with Delete.",
    answer: "Answer", probabilities: "Probabilities", wrong: "No, it was a…", seen: "What the network saw", stages: "Stages", model: "The model",
    private: "Nothing leaves this machine: your drawing goes to the program that serves this page, and no further.",
    waiting: "Waiting for a drawing", sure: share => `${share} sure`, found: count => `${count} digits found`, notDigit: "Not a digit",
    spoken: (label, share) => `It looks like ${label}, ${share} sure.`, failed: "That did not work", notPicture: "This file is no picture that a browser can show. Save it as PNG or JPEG.",
    kept: (label, count) => `Kept as ${label}; ${count} drawings kept.`, forgotten: "Forgotten.",
    "refusal-blank": "There is no ink to be seen.", "refusal-scribble": "This is no shape that a digit has.", "refusal-letter": "This looks more like a letter or a sign.",
    "refusal-several-digits": "There are several digits. Switch on “Several digits”.",
    name: "Name", layers: "Layers", parameters: "Parameters",
    facts: { testAccuracy: "Test accuracy", dataset: "Learned from", trainCount: "Pictures", preset: "Preset", epochs: "Epochs", augmentation: "Augmentation", seed: "Seed" },
    stageNames: {},
    watch: "Training", waitingForTraining: "Waiting for the training", learning: "Learning", trained: "Trained", ended: "Ended",
    epoch: "Epoch", epochOf: (number, all) => `Epoch ${number} of ${all}`, loss: "Loss", accuracy: "Accuracy", train: "training", validation: "validation", test: "test",
    rate: "Learning rate", speed: "Pictures a second", remaining: "Time left", minutes: (minutes, seconds) => minutes > 0 ? `${minutes} min ${seconds} s` : `${seconds} s`,
    confusion: "Confusion", confusionHelp: set => `Rows are what it is, columns what it was taken for, on the ${set} set.`,
    mistakes: "Surest mistakes", taken: (truth, predicted) => `${truth} taken for ${predicted}`, noMistakes: "None yet", noEpoch: "The first epoch is under way",
    saved: model => `Saved as ${model}`,
  },
  ko: {
    skip: "그림 그리는 곳으로", title: "숫자를 그려 보세요", dark: "어둡게", drawing: "그리기", paper: "그림을 그리는 종이", tools: "도구",
    hint: "여기에 숫자를 그리세요", hintMore: "그림을 끌어다 놓거나 붙여 넣거나 열어도 됩니다",
    undo: "되돌리기", clear: "지우기", pen: "펜", open: "열기", photograph: "사진 찍기", several: "여러 숫자",
    help: "마우스 없이: 종이에 초점을 두고 화살표 키로 펜을 옮기고(Shift: 더 멀리), 스페이스로 펜을 내리거나 듭니다. Ctrl+Z는 되돌리기, Delete는 지우기입니다.",
    answer: "답", probabilities: "확률", wrong: "아니요, 이것은…", seen: "신경망이 본 그림", stages: "단계", model: "모델",
    private: "아무것도 이 컴퓨터를 떠나지 않습니다. 그림은 이 페이지를 보여 주는 프로그램에만 전해집니다.",
    waiting: "그림을 기다리고 있습니다", sure: share => `${share} 확신`, found: count => `숫자 ${count}개를 찾았습니다`, notDigit: "숫자가 아닙니다",
    spoken: (label, share) => `${label}(으)로 보입니다. ${share} 확신합니다.`, failed: "잘되지 않았습니다", notPicture: "브라우저가 보여 줄 수 있는 그림 파일이 아닙니다. PNG나 JPEG로 저장해 주세요.",
    kept: (label, count) => `${label}(으)로 간직했습니다. 모두 ${count}장입니다.`, forgotten: "지웠습니다.",
    "refusal-blank": "잉크가 보이지 않습니다.", "refusal-scribble": "숫자가 가질 만한 모양이 아닙니다.", "refusal-letter": "글자나 기호에 더 가까워 보입니다.",
    "refusal-several-digits": "숫자가 여럿입니다. ‘여러 숫자’를 켜 주세요.",
    name: "이름", layers: "층", parameters: "매개변수",
    facts: { testAccuracy: "테스트 정확도", dataset: "학습한 데이터", trainCount: "그림 수", preset: "프리셋", epochs: "에포크", augmentation: "데이터 증강", seed: "시드" },
    stageNames: {
      original: "원본", picture: "원본", gray: "회색조", grey: "회색조", brightness: "회색조", paper: "종이 제거", ink: "잉크", light: "빛 고르기", lines: "줄 제거", noise: "잡음 제거",
      polarity: "명암", threshold: "경계값", digit: "숫자만", isolated: "숫자만", slant: "기울기 바로잡기", upright: "바로 세우기", stroke: "획 굵기", pen: "획 굵기", fitted: "크기 맞추기", sized: "크기 맞추기",
      centred: "가운데로", framed: "가운데로",
    },
    watch: "학습", waitingForTraining: "학습을 기다리고 있습니다", learning: "학습 중", trained: "학습 끝", ended: "끝남",
    epoch: "에포크", epochOf: (number, all) => `에포크 ${number} / ${all}`, loss: "손실", accuracy: "정확도", train: "학습", validation: "검증", test: "테스트",
    rate: "학습률", speed: "초당 그림 수", remaining: "남은 시간", minutes: (minutes, seconds) => minutes > 0 ? `${minutes}분 ${seconds}초` : `${seconds}초`,
    confusion: "혼동 행렬", confusionHelp: set => `행은 실제, 열은 예측입니다. ${set} 세트에서 셌습니다.`,
    mistakes: "가장 확신하고 틀린 그림", taken: (truth, predicted) => `${truth}을(를) ${predicted}(으)로`, noMistakes: "아직 없습니다", noEpoch: "첫 에포크를 학습하고 있습니다",
    saved: model => `${model}에 저장했습니다`,
  },
};

let language = localStorage.getItem("language") ?? (navigator.language.toLowerCase().startsWith("ko") ? "ko" : "en");
const listeners = [];

// Words for a name; some need what goes into them. Undefined for a name that has none.
export function text(name, ...parts) {
  const words = Words[language][name];
  return typeof words === "function" ? words(...parts) : words;
}

export const factName = name => Words[language].facts[name];
export const stageName = name => Words[language].stageNames[name] ?? name;
export const number = value => value.toLocaleString("en");
export const percent = share => `${(100 * share).toFixed(share >= 0.9995 ? 0 : 1)} %`;

// Calls now, and whenever another language is chosen.
export function onLanguage(listener) {
  listeners.push(listener);
  listener();
}

function show() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-text]"))
    element.textContent = text(element.dataset.text);
  for (const element of document.querySelectorAll("[data-label]"))
    if (text(element.dataset.label))
      element.setAttribute("aria-label", text(element.dataset.label));
  document.title = text(document.documentElement.dataset.title ?? "title");
  const button = document.getElementById("language");
  button.textContent = language === "ko" ? "English" : "한국어";
  button.lang = language === "ko" ? "en" : "ko";
}

document.getElementById("language").addEventListener("click", () => {
  language = language === "ko" ? "en" : "ko";
  localStorage.setItem("language", language);
  show();
  for (const listener of listeners)
    listener();
});
show();
