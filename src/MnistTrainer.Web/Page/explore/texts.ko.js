// The texts that all chapters share, in Korean. texts.en.js has the same keys.
export const korean = {
  contents: "차례", allChapters: "모든 장", chapter: number => `${number}장`, previous: "이전", next: "다음",
  welcome: "장마다 생각 하나와 만져 볼 수 있는 그림이 있습니다. 먼저 예측하고, 그다음 해 보세요.",
  tryThis: "해 보세요", set: "해 보기", predict: "먼저 예측해 보세요", check: "확인", again: "다시 묻기", correct: "맞습니다.", incorrect: "아닙니다.",
  yourAnswer: "내 답", choose: "먼저 답을 고르세요.", expectNumber: (from, to) => `${from}에서 ${to} 사이의 수를 적으세요.`,
  table: "표로 보는 수",
  reset: "처음으로", back: "뒤로", step: "한 걸음", play: "재생", pause: "멈춤", position: (at, last) => `${last}걸음 가운데 ${at}걸음`, steps: "걸음",
  keys: "키",
  keysHelp: "걸음이 있는 그림에서 S는 한 걸음 앞으로, B는 한 걸음 뒤로, P는 재생하거나 멈추고, R은 처음으로 돌아갑니다. 끌 수 있는 점은 화살표 키로 움직이며 Shift를 누르면 더 멀리 갑니다. 슬라이더도 화살표 키로 움직이고, Page Up과 Page Down은 더 크게 움직입니다.",
  dragHelp: "끌거나 화살표 키로 움직이세요.",
  paper: "그리는 곳", drawHere: "여기에 숫자를 그리세요", undoDrawing: "되돌리기", clearDrawing: "지우기",
  paperKeys: "키로 그리기", paperHelp: "그리는 곳에 초점을 두세요. 화살표 키로 펜이 움직이고 Shift를 누르면 더 멀리 갑니다. 스페이스로 펜을 내리거나 들고, Ctrl+Z로 되돌리고, Delete로 지웁니다.",
};
