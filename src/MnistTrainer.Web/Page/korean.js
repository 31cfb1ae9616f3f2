// All texts of the pages in Korean. Particles depend on the sound that a word ends in.
import { translated } from "./terms.js";

// Whether the name of a digit ends in a consonant (영, 일, 이, 삼, 사, 오, 육, 칠, 팔, 구), and whether that consonant is ㄹ.
const consonant = [true, true, false, true, false, false, true, true, true, false];
const rieul = [false, true, false, false, false, false, false, true, true, false];

// The final consonant of a word's last syllable: its number in Unicode's order of 28, 0 for none; undefined for a word in other letters.
const Rieul = 8;
function finalOf(word) {
  const last = word.at(-1) ?? "";
  if (/^[가-힣]$/.test(last))
    return (last.charCodeAt(0) - 0xAC00) % 28;
  return /^\d$/.test(word) ? rieul[word] ? Rieul : Number(consonant[word]) : undefined;
}

const to = word => word + ({ undefined: "(으)로", 0: "로", [Rieul]: "로" }[finalOf(word)] ?? "으로");
const object = word => word + ({ undefined: "을(를)", 0: "를" }[finalOf(word)] ?? "을");

export const korean = {
  skip: "그리기 영역으로 건너뛰기", title: "숫자를 그려 보세요", titleAny: "그려 보세요", subtitle: "그리는 동안 신경망이 인식합니다.", dark: "어둡게",
  offline: "서버가 응답하지 않습니다. mnist serve로 다시 시작하면 페이지가 자동으로 연결됩니다.",
  drawing: "그리기", paper: "그리기 영역", tools: "도구", hint: "여기에 숫자를 그리세요", hintAny: "여기에 그리세요", hintMore: "이미지를 끌어다 놓거나 붙여 넣거나 열어도 됩니다",
  undo: "실행 취소", clear: "지우기", pen: "펜", open: "열기", photograph: "사진 찍기", several: "여러 숫자",
  examples: "예시", example: name => `${name} 그리기`, flaggedOne: "머리획과 받침이 있는 1", loopedTwo: "고리가 있는 2", tallFour: "위가 열린 4",
  crossedSeven: "가운데를 그은 7", curledNine: "꼬리가 굽은 9", fortyTwo: "두 자리 수 42",
  withoutMouse: "키보드로 그리기",
  help: "그리기 영역에 초점을 두세요. 화살표 키로 펜을 옮기고(Shift를 누르면 더 멀리), 스페이스로 펜을 내리거나 듭니다. Ctrl+Z는 실행 취소, Delete는 지우기입니다.",
  penDown: "펜을 내렸습니다", penUp: "펜을 들었습니다",
  answer: "답", probabilities: "분류별 확률", mostProbable: count => `가장 확률이 높은 분류 ${count}개`, digits: "찾은 숫자(읽는 순서)", wrong: "틀렸나요? 맞는 답을 고르세요:",
  wrongDigit: "틀린 숫자가 있나요? 그 숫자를 고르세요:", digitIs: (place, label) => `${place}번째 숫자를 ${to(label)} 읽었습니다. 맞는 답을 고르세요:`, part: (place, label) => `${place}번째 숫자, 읽은 답 ${label}`,
  waiting: "그림을 기다리고 있습니다", waitingMore: "그리는 동안 답이 바뀝니다.",
  over: share => `${share} 초과`, confident: share => `확신도 ${share}`, second: (label, share) => `두 번째 후보: ${label}, ${share}`,
  found: count => `숫자 ${count}개를 찾았습니다`, lowestConfidence: share => `가장 낮은 확신도: ${share}`,
  beside: "숫자 옆의 표시는 답에 들어 있지 않습니다.",
  unasked: "숫자 하나가 아니라 여러 개가 보여서 차례대로 모두 읽었습니다.",
  notDigit: "숫자가 아닙니다", notDigitConfident: share => `숫자가 아닙니다, 확신도 ${share}`, ifOne: label => `숫자라면 ${label}일 가능성이 가장 높습니다.`,
  spoken: (label, share) => `${to(label)} 보입니다. 확신도 ${share}.`, failed: "문제가 생겼습니다",
  notImage: "브라우저가 이미지로 표시할 수 없는 파일입니다. PNG나 JPEG로 저장해 주세요.",
  kept: (label, count) => `고맙습니다. ${to(label)} 저장했습니다. 학습에 쓸 그림은 모두 ${count}장입니다.`, forgotten: "지웠습니다.",
  why: "왜?", whyToggle: "답을 설명하기", whyAbout: "무엇이 찬성하고 반대하는지 볼 답", theAnswer: "신경망의 답", whyNothing: "숫자를 하나만 그리고 펜을 드세요.",
  whyAnswer: (label, sum) => `답은 ${label}입니다. 합 ${sum}이(가) 가장 큽니다.`, whyNot: (label, sum, answer, best) => `답이 ${label}이(가) 아닌 까닭: 합이 ${sum}인데, ${answer}의 합은 ${best}입니다.`,
  whyPixels: (label, pro, contra) => `신경망이 본 그림. ${label}에 찬성하는 픽셀(모두 ${pro})과 반대하는 픽셀(모두 ${contra})을 색으로 나타냈습니다.`,
  pro: label => `${label}에 찬성`, contra: label => `${label}에 반대`, whySum: "마지막 계층의 합",
  whyUnits: "마지막 계층 바로 아래에서 가장 중요한 노드: 출력 × 가중치 = 기여",
  whyUnitsImages: "가장 중요한 은닉 노드: 출력 × 가중치 = 기여. 이미지는 노드로 들어오는 가중치입니다. 흰색은 잉크가 있기를, 검은색은 없기를 바라는 곳입니다.",
  unit: index => `노드 ${index}`, product: (output, weight) => `${output} × ${weight}`, otherUnits: count => `나머지 노드 ${count}개`, bias: "편향", whyTotal: label => `${label}의 합`,
  whyMaps: "계층마다 그림에서 찾은 것", whyMapsHelp: "계층마다 가장 강한 특징 맵입니다. 흰색은 필터가 찾는 것이 있는 곳입니다.",
  mapsOf: (count, total) => count === total ? `특징 맵 ${total}장` : `특징 맵 ${total}장 가운데 ${count}장`,
  lesson: "수업", learnNow: label => `지금 배우기: ${label}`, learnNote: "몇 초 걸립니다. 저장하기 전에는 모델 파일이 바뀌지 않습니다.",
  noData: name => `여기서 가르치려면 서버에 모델의 학습 데이터 ${name}이(가) 있어야 합니다. mnist download ${name} 명령을 실행하거나 mnist serve를 --data로 시작하세요.`,
  noDataName: "모델에 학습 데이터의 이름이 없습니다. 여기서 가르치려면 mnist serve를 --data로 시작하세요.",
  lessonRuns: "배우는 중", cancel: "취소", undoLesson: "수업 되돌리기", saveLesson: "모델 저장", before: "전", after: "후",
  yourDrawing: "내 그림", testImages: count => `테스트 이미지 ${count}장`,
  learned: label => `배웠습니다. 이제 이 그림을 ${to(label)} 읽습니다.`, notYet: label => `아직 이 그림을 ${to(label)} 읽지 못합니다. 한 번 더 가르쳐 보세요.`,
  lessonFailed: reason => `수업에 실패했습니다: ${reason}`, lessonCanceled: "취소했습니다. 모델은 그대로입니다.", lessonUndone: "되돌렸습니다. 모델은 수업 전과 같습니다.",
  lessonSaved: file => `${file}에 저장했습니다. mnist learn --undo 명령으로 되돌릴 수 있습니다.`,
  unsaved: count => `모델이 그림 ${count}장을 배웠고 아직 저장하지 않았습니다.`,
  rejections: {
    blank: "잉크가 보이지 않습니다. 더 진하게 그려 주세요.",
    scribble: "숫자의 모양이 아닙니다. 숫자 하나만 그려 주세요.",
    letter: "글자나 기호에 더 가까워 보입니다. 숫자 하나만 그려 주세요.",
    "several-digits": "숫자가 여럿입니다. ‘여러 숫자’를 켜 주세요.",
  },
  problems: {
    "invalid-request": "요청을 이해할 수 없습니다.", empty: "빈 요청입니다. 이미지를 보내 주세요.", incomplete: "전송이 중간에 끊겼습니다. 다시 보내 주세요.",
    "too-slow": "전송이 너무 오래 걸렸습니다. 더 작은 이미지로 다시 시도해 주세요.", "too-large": "이미지 파일이 너무 큽니다. 더 작게 저장해 주세요.",
    "too-many-pixels": "이미지의 픽셀이 너무 많습니다. 더 작게 저장해 주세요.", "unsupported-type": "이미지가 아닙니다. PNG나 JPEG로 저장해 주세요.",
    "unsupported-encoding": "압축한 요청은 받지 않습니다. 압축하지 않고 보내 주세요.",
    "unreadable-image": "읽을 수 없는 이미지입니다. PNG나 JPEG로 다시 저장해 주세요.", blank: "빈 그림은 저장하지 않습니다. 먼저 숫자를 그려 주세요.",
    "unknown-label": "이 모델이 모르는 답입니다. 보이는 답 가운데 하나를 고르세요.", "not-stored": "이 서버는 그림을 저장하지 않습니다.",
    "folder-full": "더 저장할 자리가 없습니다. 학습한 뒤 폴더를 비워 주세요.", "disk-full": "서버의 디스크가 가득 찼습니다. 공간을 비워 주세요.",
    "folder-unwritable": "서버가 폴더에 쓸 수 없습니다. 서버에서 폴더의 권한을 확인해 주세요.",
    "store-unreachable": "그림 저장소가 응답하지 않아 저장되지 않았을 수 있습니다. 다시 시도해 주세요.",
    "store-unwritable": "그림 저장소가 서버를 거절해 저장되지 않았을 수 있습니다. 저장소에 대한 서버의 권한을 확인하고 다시 시도해 주세요.",
    "lesson-running": "이미 배우는 중입니다. 끝날 때까지 기다려 주세요.", "lessons-full": "한 번에 가르칠 수 있는 그림이 다 찼습니다. 모델을 저장하고 서버를 다시 시작해 주세요.",
    "nothing-taught": "되돌리거나 저장할 수업이 없습니다. 먼저 가르쳐 주세요.", "no-training-data": "서버에 이 모델의 학습 데이터가 없습니다. mnist download로 받거나 mnist serve를 --data로 시작해 주세요.",
    "model-replaced": "모델 파일이 서버가 불러오거나 저장한 것과 다릅니다. 서버를 다시 시작하면 그 모델을 씁니다. 지금 모델을 저장하려면 이전 파일을 되돌려 놓으세요.",
    "model-unwritable": "서버가 모델 파일을 쓸 수 없습니다. 서버에서 권한과 공간을 확인해 주세요.",
    "teaching-not-allowed": "이 기기에서는 모델을 가르칠 수 없습니다. 서버가 있는 컴퓨터에서 페이지를 열거나 mnist serve를 --teach everybody로 시작해 주세요.",
    "not-explainable": "이 모델은 설명할 수 없습니다. 신경망 하나로 된, 완전 연결 계층으로 끝나는 모델을 쓰세요.",
    "not-found": "찾을 수 없습니다.", "wrong-method": "요청을 이해할 수 없습니다.",
    "other-origin": "다른 페이지에서 온 요청입니다. 이 페이지를 직접 열어 주세요.", "other-host": "다른 주소로 온 요청입니다. 서버가 알려 준 주소를 열어 주세요.",
    "other-machine": "다른 컴퓨터에서 온 요청입니다. 서버가 있는 컴퓨터에서 페이지를 열어 주세요.", "no-training": "진행 중인 학습이 없습니다. mnist train --watch로 시작하세요.",
    "too-many-requests": "요청이 너무 잦습니다. 잠시 기다려 주세요.", busy: "서버가 바쁩니다. 다시 시도해 주세요.", internal: "서버 내부 오류입니다.",
  },
  seen: "신경망이 본 이미지", seenHelp: (rows, columns) => `${rows} × ${columns}픽셀: 신경망이 이미지에 대해 아는 전부입니다. 다음 단계를 거쳐 만들어집니다.`,
  stages: "처리 단계", nothing: "아직 없습니다",
  model: "모델", api: "API",
  private: "아무것도 이 컴퓨터를 떠나지 않습니다. 그림은 이 페이지를 제공하는 프로그램에만 전송됩니다.",
  privateStored: "그림은 이 페이지를 제공하는 프로그램에만 전송됩니다. 프로그램은 고쳐 준 그림만 다른 컴퓨터의 저장소로 보냅니다.",
  sent: host => `그림과 이미지는 이 기기를 떠나, 이 페이지를 제공하는 컴퓨터(${host})에만 암호화 없이 전송됩니다. 그 컴퓨터는 고쳐 준 그림만 저장합니다.`,
  sentStored: host => `그림과 이미지는 이 기기를 떠나, 이 페이지를 제공하는 컴퓨터(${host})에만 암호화 없이 전송됩니다. 그 컴퓨터는 고쳐 준 그림만 다른 컴퓨터의 저장소로 보냅니다.`,
  dismiss: "닫기",
  newer: model => `더 새로운 모델 ${model} 파일이 있습니다. 쓰려면 mnist serve를 다시 시작하세요.`,
  limits: classes => `이 신경망이 아는 것은 ${classes}뿐입니다. 다른 것은 거부하거나, 그 가운데 하나로 잘못 분류할 수 있습니다.`,
  filters: (count, total) => count === total ? `첫 계층의 필터 ${total}개` : `첫 계층의 필터 ${total}개 가운데 처음 ${count}개`,
  unitWeights: (count, total) => count === total ? `첫 계층의 노드 ${total}개로 들어오는 가중치` : `첫 계층의 노드 ${total}개 가운데 처음 ${count}개로 들어오는 가중치`,
  ofFirstNetwork: "(첫째 신경망)",
  weightsHelp: largest => `회색은 0, 흰색은 ${largest}, 검은색은 −${largest}입니다.`,
  metadataValue: translated,
  name: "이름", layers: "계층", parameters: "매개변수",
  interval: (low, high, count) => `95 % 신뢰 구간: ${low} ~ ${high}, 테스트 이미지 ${count}장에서 측정`,
  metadata: {
    testAccuracy: "테스트 정확도", drawingAccuracy: "그림에서의 정확도", dataset: "학습 데이터", trainCount: "학습 이미지 수", preset: "프리셋", epochs: "에포크",
    augmentation: "데이터 증강", seed: "난수 시드", optimizer: "최적화 기법", loss: "오차함수", batchSize: "배치 크기", learned: "미세 조정에 쓴 데이터", options: "만든 명령",
  },
  stageNames: {
    image: "원본 이미지", page: "종이", inverted: "밝기 반전", ink: "잉크", "lines erased": "줄 제거", digit: "숫자 분리", pen: "획 굵기", framed: "틀 맞춤", fitted: "크기 조정",
  },
  explore: "신경망 탐험", exploreSubtitle: "뉴런 하나에서 숫자를 읽는 신경망까지.", exploreLink: "탐험", drawLink: "그리기", pages: "페이지",
  skipContent: "본문으로 건너뛰기", exploreNote: "이 페이지의 모든 것은 브라우저 안에서 실행됩니다. 아무것도 전송하지 않습니다.",
  watch: "학습", watchSubtitle: "신경망이 학습하는 모습을 지켜보세요.", waitingForTraining: "학습이 시작되기를 기다리고 있습니다", learning: "학습 중", trained: "학습 완료", ended: "학습 중단",
  epoch: "에포크", epochOf: (number, all) => `에포크 ${number} / ${all}`, loss: "오차", accuracy: "정확도", train: "학습", validation: "검증", test: "테스트",
  rate: "학습률", speed: "초당 이미지 수", remaining: "남은 시간", minutes: (minutes, seconds) => minutes > 0 ? `${minutes}분 ${seconds}초` : `${seconds}초`,
  confusion: "혼동 행렬", confusionHelp: set => `행은 실제 분류, 열은 예측한 분류입니다. ${set} 세트에서 측정했습니다.`,
  mistakes: "가장 확신한 오답", taken: (truth, predicted) => `${object(truth)} ${to(predicted)} 분류`, noMistakes: "아직 없습니다",
  saved: model => `${model}에 저장했습니다`,
  paused: "일시 정지", stopping: "멈추는 중", pause: "일시 정지", resume: "계속하기", stop: "멈추고 저장",
  stopHelp: "멈추면 Ctrl+C처럼 지금까지 학습한 신경망을 저장합니다.", stopQuestion: "학습을 멈추고 지금까지 학습한 신경망을 저장할까요?",
  curves: "곡선", smoothing: "부드럽게", smoothingNone: "그대로", smoothingLight: "약하게", smoothingMedium: "보통", smoothingStrong: "강하게",
  logValues: "값을 로그 눈금으로", logEpochs: "에포크를 로그 눈금으로", bySteps: "단계별", epochMean: "에포크 평균", gradientNorm: "기울기의 크기",
  whyValidation: "검증 결과가 학습 결과보다 좋아 보일 수 있는데, 학습 수치는 아직 배우는 중이던 한 에포크 전체의 평균이고 데이터 증강으로 어려워진 이미지와 드롭아웃으로 일부 노드가 빠진 상태에서 잰 값이지만, 검증 수치는 에포크가 끝난 뒤의 온전한 신경망으로 원래 이미지에서 잰 값이기 때문입니다.",
  earlierRuns: "이전 학습", runsHelp: "이 브라우저가 최근 여섯 번의 곡선을 보관합니다. 나란히 그릴 것을 고르세요.", noRuns: "아직 없습니다",
  forget: "지우기", forgetRun: run => `${run} 지우기`, epochs: count => `${count}에포크`,
  numbers: "수치", numbersTable: "모든 에포크를 표로 보기", trainLoss: "학습 오차", validationLoss: "검증 오차", trainAccuracy: "학습 정확도", validationAccuracy: "검증 정확도", seconds: "초",
  cellHelp: "칸을 고르면 그 이미지를 봅니다.", readCorrectly: name => `${object(name)} 바르게 읽음`, cellCount: (what, count) => `${what}: ${count}`,
  cellImages: (what, count, epoch) => `${what}, 에포크 ${epoch} 뒤: ${count === 0 ? "이미지 없음" : `이미지 ${count}장`}`, row: number => `${number}행`, close: "닫기",
};
