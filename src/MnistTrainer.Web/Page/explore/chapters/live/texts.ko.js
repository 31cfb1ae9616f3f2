// The texts of this chapter in Korean. texts.en.js has the same keys.
import { quoting, toward } from "../../particles.js";

export const korean = {
  title: "실시간 숫자 학습", summary: "신경망이 브라우저 안에서 숫자 읽기를 배웁니다. 지켜보고, 망가뜨리고, 되돌리고, 배우는 동안 그려 보세요.",
  lead: "앞 장의 모든 것이 신경망 하나에 모였습니다. 픽셀 784개, 은닉 노드의 계층, 출력 10개, 시그모이드, 제곱오차, 그리고 이미지마다 경사 하강법 한 걸음. 이 페이지 안에서 프로젝트가 만든 숫자 7,000개로 배우고, 한 번도 배우지 않은 다른 숫자 1,000개로 확인합니다.",
  image: "이미지", rate: "학습률", hidden: "은닉 노드 수", rule: "규칙", book: "책의 규칙", exact: "정확한 기울기", start: "처음 가중치", random: "무작위", equal: "모두 같게",
  order: "이미지의 순서", shuffled: "섞어서", sorted: "정렬: 0을 모두, 1을 모두, …", pace: "속도", slow: "1초에 100개", medium: "1초에 1,000개", full: "가장 빠르게",
  again: "처음부터", undo: "되돌리기", hundred: "이미지 100개", train: "학습", training: "학습", images: count => `이미지 ${count.toLocaleString("en")}개`,
  loss: "오차", accuracy: "맞게 읽은 비율", earlier: "앞선 학습", imagesAxis: "배운 이미지 수", stepColumn: "걸음", outputs: "출력 10개", loading: "숫자를 불러오는 중 …", fault: reason => `숫자를 불러오지 못했습니다: ${reason}`,
  imageShown: "신경망이 배우는 이미지", weightsShown: "첫 계층의 가중치, 은닉 노드마다 이미지 하나",
  weightsHelp: "각 은닉 노드로 들어가는 가중치. 보라색: 여기에 잉크가 있으면 노드가 더 활발해집니다. 주황색: 덜 활발해집니다.",
  progress: (images, loss, correct, speed) => `이미지 ${images.toLocaleString("en")}개, 오차 ${loss}, 맞게 읽은 비율 **${correct}**${speed === null ? "" : `, 1초에 ${speed.toLocaleString("en")}개`}`,

  oneTitle: "이미지 하나, 걸음 하나",
  one: `이미지는 픽셀 784개입니다. 빈 종이는 입력 0.01, 가장 진한 잉크는 1이 됩니다. 신경망에는 은닉 노드 30개와 무작위 가중치가 있어서, 출력에는 아직 아무 뜻이 없습니다. 목표 값은 맞는 숫자에 0.99, 나머지 아홉 개에 0.01입니다.

한 걸음은 가중치 $784 \\cdot 30 + 30 \\cdot 10 = 23820$개를 모두 7장의 규칙 $\\Delta w = \\alpha \\cdot E \\cdot o(1 - o) \\cdot x$로 바꿉니다. 한 걸음씩 나아가며 출력을 지켜보세요.`,
  oneQuestion: "똑같은 4 이미지 하나로 열 걸음을 배웁니다. 그러면 신경망은 확인용 이미지 1,000개에 어떻게 답할까요?",
  oneSame: "전과 같습니다. 이미지 하나만 보았으니까요.", oneOthers: "그 가운데 4를 알아봅니다.", oneAll: "모두 “4”라고 답합니다.",
  oneReason: "1,000개 모두 “4”라고 답합니다. 이 걸음들에는 4가 아니라고 하는 것이 없었으므로, 언제나 4라고 하는 것이 가장 빠른 내리막입니다. 신경망은 온갖 이미지를 번갈아 보아야 합니다.",
  oneTry1: "다른 이미지.", oneTry2: "열 배 작은 학습률. 그래도 모두 “4”입니까?",
  oneReadout: (digit, loss, count) => `목표 ${digit}, 오차 ${loss}. 확인용 이미지 1,000개 가운데 **${count}**개에 “${digit}”${quoting(digit)} 답합니다`,
  oneTable: "걸음마다 이 이미지의 오차와 출력",

  learningTitle: "모든 이미지를 차례로",
  learning: `이제 이미지를 하나씩 무작위 순서로 배웁니다. 7,000개가 한 에포크(epoch)이고, 30 에포크 뒤에 끝납니다. 위의 곡선은 마지막 100개의 평균 오차입니다. 아래 곡선은 확인용 이미지를 맞게 읽은 비율이고, 10 %의 점선은 찍어서 맞히는 비율입니다.

곡선 아래에는 첫 계층의 가중치가 은닉 노드마다 이미지 하나로 보입니다. 처음에는 잡음뿐입니다. 무엇이 되는지 지켜보세요.`,
  learningQuestion: "은닉 노드 30개, 학습률 0.1입니다. 이미지를 몇 개쯤 배우면 10개 가운데 8개를 맞게 읽을까요?",
  learning50: "50개", learning5000: "5,000개", learning500000: "500,000개",
  learningReason: "약 5,000개입니다. 처음 1,000개에서 대부분을 배우고, 그 뒤에는 1 %마다 더 오래 걸립니다. 14,000개 뒤에 약 85 %입니다.",
  learningTry1: "은닉 노드 100개, 가장 빠르게. 어디까지 갑니까?", learningTry2: "은닉 노드가 3개뿐입니다. 무엇을 잃습니까?", learningTry3: "책의 규칙 대신 정확한 기울기.",
  lossPlot: "배운 이미지 수에 따른 오차", accuracyPlot: "배운 이미지 수에 따른, 확인용 이미지를 맞게 읽은 비율",
  learningTable: "최근 보고의 오차와 맞게 읽은 비율",

  breakingTitle: "망가뜨리고 되돌리기",
  breaking: `학습을 망치는 고전적인 방법 세 가지입니다. 학습하는 도중에도 바로 효과가 나타나고, **되돌리기**를 누르면 신경망과 설정이 그 전으로 돌아갑니다.

**학습률 10**: 걸음마다 오버슈팅하고, 시그모이드는 평평한 곳에 갇힙니다.

**모두 같은 가중치**: 모든 은닉 노드가 같은 신호와 같은 오차를 받습니다.

**섞지 않기**: 먼저 0을 모두, 다음에 1을 모두 배웁니다.`,
  breakingQuestion: "모든 가중치가 같은 값에서 시작합니다. 이미지 2,000개를 배우면 가중치 이미지 30개는 어떤 모양일까요?",
  breakingDifferent: "여느 때처럼 서로 다른 이미지 30개", breakingSame: "똑같은 이미지가 30번", breakingEmpty: "처음 그대로",
  breakingReason: "똑같은 이미지가 30번입니다. 같은 노드는 같은 신호를 내고, 같은 오차를 받고, 같은 걸음을 걷습니다. 언제까지나 그렇습니다. 은닉 노드 하나가 30번 있는 셈입니다. 무작위 가중치가 이 대칭을 깨뜨립니다.",
  breakingRate: "학습률 10. 학습하고 되돌려 보세요.", breakingEqual: "모두 같은 가중치. 처음부터 시작합니다.", breakingOrder: "섞지 않고 학습하며 어떻게 잊는지 보세요.", breakingSound: "제대로 된 설정.",

  confusionTitle: "무엇을 헷갈리는가",
  confusion: `행은 확인용 이미지의 숫자이고 열은 신경망의 답입니다. 맞은 답은 대각선에 있습니다. 신경망은 어떤 숫자를 헷갈립니까? 왜 그런지 알겠습니까?

아래에는 가장 큰 출력으로 틀리게 읽은 이미지가 있습니다.`,
  confusionTable: "행: 숫자. 열: 신경망의 답. 확인용 이미지의 개수", mistakes: "가장 확신하고 틀린 것", noMistakes: "하나도 없습니다.", mistake: (label, digit, output) => `${label}인데 출력 ${output}${toward(output)} ${digit}${quoting(digit)} 읽었습니다`,

  drawingTitle: "배우는 동안 그리기",
  drawing: `숫자를 그리고 학습을 처음부터 다시 시작해 보세요. 지켜보는 동안 답이 바뀝니다. 그림은 배우는 숫자와 같은 크기로 가운데에 놓이고, 아무것도 이 페이지를 떠나지 않습니다.

그다음에는 한 번도 보여 준 적이 없는 것을 그려 보세요. 구석에 그린 숫자는 가운데로 옮겨지지만, 기울어진 숫자는 기울어진 그대로이고, 글자도 숫자로 읽습니다.`,
  seen: "신경망이 보는 그림", nothingDrawn: "아직 그린 것이 없습니다.",
  drawnAnswer: (images, output) => `이미지 ${images.toLocaleString("en")}개를 배운 뒤, 출력 ${output}`,

  commandTitle: "명령으로 똑같이",
  command: "이 페이지는 숫자의 일부로, 브라우저의 스레드 하나로 배웁니다. 명령은 같은 신경망을 같은 규칙과 지금의 설정으로 숫자 60,000개로 학습하고, 곡선과 헷갈린 숫자와 틀린 이미지를 따로 페이지에 보이며, 모델을 저장합니다.",
  copy: "복사", copied: "복사했습니다",
  commandAfter: "명령은 언제나 섞습니다. `--preset book`을 빼면 책보다 나은 방법을 쓰고, `mnist serve`는 그 모델로 그림을 읽는 페이지를 엽니다.",
};
