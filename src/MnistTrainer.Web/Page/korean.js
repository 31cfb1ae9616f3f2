// Every word of the pages, in Korean. Particles follow the sound that a word ends in.

// Whether a digit's name ends in a consonant: 영, 일, 이, 삼, 사, 오, 육, 칠, 팔, 구; and whether that is ㄹ.
const consonant = [true, true, false, true, false, false, true, true, true, false];
const rieul = [false, true, false, false, false, false, false, true, true, false];
const isDigit = word => /^\d$/.test(word);
const to = word => word + (!isDigit(word) ? "(으)로" : consonant[word] && !rieul[word] ? "으로" : "로");
const object = word => word + (!isDigit(word) ? "을(를)" : consonant[word] ? "을" : "를");

export const korean = {
  skip: "그림 그리는 곳으로", title: "숫자를 그려 보세요", subtitle: "그리는 동안 신경망이 읽습니다.", dark: "어둡게",
  offline: "이 페이지를 보여 주는 프로그램이 대답하지 않습니다. mnist serve로 다시 시작하면 페이지가 저절로 이어집니다.",
  drawing: "그리기", paper: "그림을 그리는 종이", tools: "도구", hint: "여기에 숫자를 그리세요", hintMore: "그림을 끌어다 놓거나 붙여 넣거나 열어도 됩니다",
  undo: "되돌리기", clear: "지우기", pen: "펜", open: "열기", photograph: "사진 찍기", several: "여러 숫자",
  withoutMouse: "마우스 없이",
  help: "종이에 초점을 두세요. 화살표 키로 펜을 옮기고(Shift와 함께: 더 멀리), 스페이스로 펜을 내리거나 듭니다. Ctrl+Z는 되돌리기, Delete는 지우기입니다.",
  penDown: "펜을 내렸습니다", penUp: "펜을 들었습니다",
  answer: "답", probabilities: "숫자마다의 확률", digits: "찾은 숫자, 차례대로", wrong: "아니요, 이것은…",
  waiting: "그림을 기다리고 있습니다", waitingMore: "그리는 동안 답이 바뀝니다.",
  sure: share => `${share} 확신`, second: (label, share) => `다음은 ${label}, ${share}`,
  found: count => `숫자 ${count}개를 찾았습니다`, leastSure: share => `가장 덜 확신하는 것: ${share}`,
  notDigit: "숫자가 아닙니다", notDigitSure: share => `숫자가 아닙니다, ${share} 확신`, ifOne: label => `숫자라면 ${label}에 가장 가깝습니다.`,
  spoken: (label, share) => `${to(label)} 보입니다. ${share} 확신합니다.`, failed: "잘되지 않았습니다",
  notImage: "브라우저가 보여 줄 수 있는 그림 파일이 아닙니다. PNG나 JPEG로 저장해 주세요.",
  kept: (label, count) => `고맙습니다. ${to(label)} 간직했습니다. 배울 그림은 모두 ${count}장입니다.`, forgotten: "지웠습니다.",
  rejections: {
    blank: "잉크가 보이지 않습니다. 더 진하게 그려 주세요.",
    scribble: "숫자가 가질 만한 모양이 아닙니다. 숫자 하나만 그려 주세요.",
    letter: "글자나 기호에 더 가까워 보입니다. 숫자 하나만 그려 주세요.",
    "several-digits": "숫자가 여럿입니다. ‘여러 숫자’를 켜 주세요.",
  },
  problems: {
    400: "보낸 것을 알아볼 수 없습니다.", 408: "보내는 데 너무 오래 걸렸습니다. 더 작은 그림으로 다시 해 보세요.", 409: "간직할 자리가 없습니다. 배우게 한 뒤 폴더를 비워 주세요.",
    413: "그림 파일이 너무 큽니다. 10 MiB까지 됩니다. 더 작게 저장해 주세요.", 415: "그림이 아닙니다. PNG나 JPEG로 저장해 주세요.",
    422: "읽을 수 없는 그림입니다. 손상되었거나 너무 큽니다. PNG나 JPEG로 다시 저장해 주세요.", 429: "너무 자주 물었습니다. 잠시 기다려 주세요.",
    500: "프로그램의 잘못입니다.", 503: "프로그램이 바쁩니다. 다시 해 보세요.",
  },
  seen: "신경망이 본 그림", seenHelp: (rows, columns) => `${rows} × ${columns}픽셀: 신경망이 그림에 대해 아는 전부입니다. 그림은 다음 단계를 거쳐 이렇게 됩니다.`,
  stages: "거쳐 온 단계", nothing: "아직 없습니다",
  model: "모델", api: "API",
  private: "아무것도 이 컴퓨터를 떠나지 않습니다. 그림은 이 페이지를 보여 주는 프로그램에만 전해집니다.",
  limits: classes => `이 신경망이 아는 것은 ${classes}뿐입니다. 다른 것은 잘하면 거절하고, 못하면 그 가운데 하나로 봅니다.`,
  name: "이름", layers: "층", parameters: "학습한 수",
  interval: (low, high, count) => `95 % 신뢰 구간 ${low} ~ ${high}, 학습하지 않은 그림 ${count}장에서`,
  facts: {
    testAccuracy: "테스트 정확도", drawingAccuracy: "그림에서의 정확도", dataset: "학습한 데이터", trainCount: "학습한 그림 수", preset: "프리셋", epochs: "에포크",
    augmentation: "그림에 준 변화", seed: "시드", optimizer: "최적화", loss: "손실", batchSize: "배치", learned: "그 뒤에 배운 것", options: "만든 방법",
  },
  stageNames: {
    image: "원본", page: "종이만 오려내기", inverted: "밝기 뒤집기", ink: "잉크", "lines erased": "줄 지우기", digit: "숫자만", upright: "바로 세우기", pen: "획 굵기", framed: "틀에 맞추기", fitted: "크기 맞추기",
  },
  watch: "학습", watchSubtitle: "신경망이 배우는 모습을 지켜보세요.", waitingForTraining: "학습을 기다리고 있습니다", learning: "학습 중", trained: "학습 끝", ended: "끝남",
  epoch: "에포크", epochOf: (number, all) => `에포크 ${number} / ${all}`, loss: "손실", accuracy: "정확도", train: "학습", validation: "검증", test: "테스트",
  rate: "학습률", speed: "초당 그림 수", remaining: "남은 시간", minutes: (minutes, seconds) => minutes > 0 ? `${minutes}분 ${seconds}초` : `${seconds}초`,
  confusion: "혼동 행렬", confusionHelp: set => `행은 실제, 열은 예측입니다. ${set} 세트에서 셌습니다.`,
  mistakes: "가장 확신하고 틀린 그림", taken: (truth, predicted) => `${object(truth)} ${to(predicted)}`, noMistakes: "아직 없습니다", noEpoch: "첫 에포크를 학습하고 있습니다",
  saved: model => `${model}에 저장했습니다`,
};
