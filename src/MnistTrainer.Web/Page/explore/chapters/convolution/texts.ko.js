// The texts of this chapter in Korean. texts.en.js has the same keys.
export const korean = {
  title: "합성곱", summary: "필터가 내 그림 위를 미끄러집니다. 필터가 찾은 것은 맵이 되고, 풀링은 맵을 작게 만듭니다.",
  lead: "완전 연결 계층은 픽셀마다 가중치를 따로 가집니다. 그래서 한 픽셀 오른쪽에 있는 숫자는 전혀 다른 이미지입니다. **필터**(filter)는 가중치가 몇 개뿐이고 어디에서나 같은 가중치를 씁니다. 필터가 찾은 것이 **특징 맵**(feature map)입니다. 모든 절은 이미지 하나를 함께 쓰며, 그 이미지는 고르거나 그릴 수 있습니다. 모든 수를 손으로 확인할 수 있도록 잉크를 소수 첫째 자리로 반올림했습니다.",
  image: "이미지", sourceLabel: "어떤 이미지", digit: "프로젝트의 숫자", own: "내 그림", loading: "숫자를 불러오는 중 …", fault: reason => `숫자를 불러오지 못했습니다: ${reason}`,
  filters: "필터", filter: "필터", vertical: "세로 윤곽선", horizontal: "가로 윤곽선", outline: "테두리", blur: "흐리게", sharpen: "선명하게", same: "그대로",
  weightAt: (row, column) => `${row}행 ${column}열의 가중치`, sizeLabel: "필터의 크기", activationLabel: "활성화 함수", strideLabel: "보폭 s", paddingLabel: "패딩 p",
  identity: "항등 함수", relu: "ReLU", sigmoid: "시그모이드", bias: "편향", place: "필터의 자리", placeWords: (row, column, value) => `${row}행 ${column}열, 값 ${value}`,
  theImage: "이미지", theMap: "특징 맵", mapOf: side => `특징 맵, ${side} × ${side}`, under: "필터 아래의 픽셀", products: "곱",
  weight: "가중치", pixel: "픽셀", product: "곱", row: "행", stepColumn: "걸음", loss: "오차", pixels: "픽셀",

  slideTitle: "자리에서 자리로",
  slide: `필터가 픽셀 몇 개 위에 놓입니다. 픽셀마다 그 위의 가중치를 곱하고, 곱을 모두 더하고, 편향을 더합니다. 그리고 여느 노드처럼 활성화 함수가 출력을 만듭니다.

$$o = f(b + \\sum_{k,l} w_{kl} \\cdot x_{i+k,j+l})$$

출력은 맵에서 필터의 자리에 해당하는 곳에 적히고, 필터는 다음 자리로 옮겨 갑니다. 이미지나 맵의 틀을 끌거나, 화살표 키로 움직이거나, 재생해 보세요. 가중치는 모두 바꿀 수 있습니다. 맵에서 보라색은 양수, 주황색은 음수입니다.`,
  slideQuestion: "세로 윤곽선 필터는 세 행이 모두 −1, 0, 1입니다. 필터가 굵은 획의 한가운데에 놓여서 아홉 픽셀이 모두 가장 진한 잉크 1입니다. 곱의 합은 얼마일까요?",
  slideReason: "0입니다. −1 세 개와 1 세 개가 서로 지웁니다. 합은 왼쪽보다 오른쪽에 잉크가 많은 곳, 곧 윤곽선에서만 큽니다. 오른쪽에서 종이가 시작되는 곳에서는 음수이고, ReLU가 이를 0으로 만듭니다.",
  slideTry1: "가로 윤곽선으로 맵 전체.", slideTry2: "테두리: 획의 안쪽과 종이에서는 0입니다.", slideTry3: "5 × 5 크기의 흐리게: 출력은 픽셀 25개의 평균입니다.", slideTry4: "편향 −1.5: 약한 윤곽선이 사라집니다.",
  slideReadout: (sum, bias, net, activation, output) => `합과 편향: ${sum} ${bias} = ${net}. ${activation}: **${output}**`,
  placeTable: "이 자리에서 필터가 계산하는 것", pixelColumn: "행, 열", rowAndColumn: (row, column) => `${row}, ${column}`, sumRow: "합", netRow: "합과 편향", outputRow: "출력",
  mapTable: "특징 맵 전체",

  sizeTitle: "보폭과 패딩",
  size: `맵은 얼마나 클까요? 한 줄에 픽셀이 $n$개인 이미지에서 픽셀 $k$개인 필터가 놓일 자리는 $n - k + 1$곳입니다. **패딩**(padding)을 두면 둘레에 0인 픽셀이 사방으로 $p$줄 더 있습니다. **보폭**(stride)이 $s$이면 필터는 한 번에 $s$픽셀씩 옮겨 갑니다.

$$\\frac{n + 2p - k}{s} + 1$$

나머지는 버립니다. 곧 결과를 내림합니다. 이 설정은 위의 그림에도 쓰입니다.`,
  sizeQuestion: "28 × 28 픽셀인 이미지, 3 × 3 필터, 보폭 2, 패딩 없음. 맵은 몇 열일까요?",
  sizeReason: "13열입니다. $\\frac{28 - 3}{2} + 1 = 13.5$를 내림하기 때문입니다. 이미지의 마지막 행과 마지막 열은 어떤 필터에도 들어가지 않습니다. 그림에 8픽셀로 같은 것이 있습니다. 빨간 픽셀은 어떤 필터도 보지 못합니다.",
  sizeTry1: "3 × 3에 패딩 1: 맵의 크기가 이미지와 같습니다.", sizeTry2: "5 × 5라면 패딩이 2여야 합니다.", sizeTry3: "보폭 2는 가로와 세로를 절반으로 줄입니다.",
  sizeInput: "패딩을 두른 이미지", sizeOutput: "맵의 자리", sideLabel: "한 줄의 픽셀 수 n",
  sizeFormula: (n, p, k, s, quotient, count) => `(${n} + 2 · ${p} − ${k}) / ${s} + 1 = ${Number(quotient.toFixed(2))}${quotient === count ? "" : ", 내림해서"}: **${count} × ${count}**자리`,
  sizeTable: "픽셀 n개인 이미지, 크기 k인 필터, 패딩 p, 보폭 s일 때 한 줄의 자리 수",

  mapsTitle: "필터 여럿, 맵 여럿",
  maps: `필터 하나는 한 가지만 찾습니다. 그래서 한 계층에 여럿을 둡니다. 필터마다 가중치와 편향이 따로 있고, 맵도 하나씩 만듭니다.

필터를 사람이 생각해 낼 필요는 없습니다. 학습한 필터는 무작위 수에서 시작해 뒤의 계층들과 함께 경사 하강법으로 찾은 것입니다. 5 × 5 필터 여덟 개와 최대 풀링과 출력 열 개를 프로젝트의 숫자로 학습했습니다. 그 가운데 몇 개는 역시 윤곽선입니다.`,
  mapsQuestion: "편향이 있는 5 × 5 필터 8개인 계층이 28 × 28 이미지 위를 움직입니다. 이 계층이 배우는 수는 몇 개일까요?",
  mapsReason: "이미지가 얼마나 크든 $8 \\cdot (25 + 1) = 208$개입니다. 맵 8개의 출력은 $8 \\cdot 24 \\cdot 24 = 4608$개입니다. 픽셀 784개에서 출력 4,608개를 내는 완전 연결 계층은 $4608 \\cdot 785 = 3617280$개를 배웁니다.",
  mapsTry1: "학습한 필터. 어느 것이 윤곽선일까요?", mapsTry2: "1에는 세로 윤곽선만 있고 가로 윤곽선은 거의 없습니다.", mapsTry3: "첫 그림에서 그린 내 그림으로.",
  setLabel: "필터", written: "손으로 적은 것, 3 × 3", trained: "학습한 것, 5 × 5", trainedName: i => `필터 ${i}`, filterImage: name => `가중치: ${name}`,
  mapsReadout: (filters, weights, count, side, outputs, dense) => `${side} × ${side} 맵 ${filters}개에 수 ${filters} · (${weights} + 1) = **${count}**개. 출력이 ${outputs.toLocaleString("en")}개인 완전 연결 계층은 **${dense.toLocaleString("en")}**개`,
  mapsTable: "필터의 가중치, 행마다 차례로",

  poolTitle: "풀링",
  pool: `정확히 어느 픽셀인지보다 찾았는지가 중요합니다. **최대 풀링**(max pooling)은 맵을 창으로 나누고 창마다 가장 큰 수만 남깁니다. **평균 풀링**(average pooling)은 평균을 남깁니다. 맵이 작아지므로 뒤의 계층이 계산할 것도 줄어듭니다. 풀링에는 가중치가 없어서 배우는 것도 없습니다.

맵은 첫 그림의 것이고, 필터와 설정도 같습니다.`,
  poolQuestion: "최대 풀링의 창 아래에 0.5, 3, 1, 2가 있습니다. 숫자가 조금 바뀌어 1이 2.5가 됩니다. 출력은 어떻게 될까요?",
  poolNothing: "그대로입니다.", poolMean: "1.5의 4분의 1만큼 커집니다.", poolMoves: "2.5가 됩니다.",
  poolReason: "그대로입니다. 여전히 3이 가장 큽니다. 이긴 것만 중요하고, 오차가 되돌아올 때도 이긴 것만 오차를 받습니다. 평균 풀링이라면 평균이 0.375 커지고, 넷이 오차를 4분의 1씩 받습니다.",
  poolTry1: "4 × 4 창: 맵에서 무엇이 남습니까?", poolTry2: "가장 큰 수 대신 평균.",
  window: "창", pooledMap: "풀링한 뒤", pooledOf: side => `풀링한 뒤, ${side} × ${side}`, underWindow: "창 아래의 수", poolingLabel: "풀링", max: "가장 큰 수", average: "평균",
  poolMax: (value, row, column, place) => `창 ${place}: 가장 큰 수는 창의 ${row}행 ${column}열에 있는 **${value}**`,
  poolAverage: (count, sum, value) => `수 ${count}개의 합은 ${sum}, 평균은 **${value}**`,
  poolTable: "풀링한 뒤의 맵",

  shiftTitle: "숫자가 움직인다",
  shift: `이제 숫자가 한 픽셀씩 오른쪽으로 움직입니다. 필터는 ReLU와 함께 세로 윤곽선을 찾고, 4 × 4 창이 가장 큰 수를 남깁니다. 아래는 가중치가 무작위인 완전 연결 계층의 노드 여덟 개의 순입력입니다. 숫자가 제자리에 있을 때와 움직인 뒤를 비교합니다.`,
  shiftQuestion: "숫자가 오른쪽으로 세 픽셀 움직입니다. 특징 맵은 어떻게 될까요?",
  shiftSame: "그대로입니다.", shiftMoves: "오른쪽으로 세 픽셀 움직입니다.", shiftAll: "다른 맵이 됩니다.",
  shiftReason: "함께 움직입니다. 같은 가중치가 같은 윤곽선을 세 픽셀 옆에서 찾습니다. 완전 연결 계층에게는 픽셀마다 다른 가중치가 놓인 다른 이미지여서 신호가 모두 바뀝니다. 풀링은 한 픽셀쯤은 너그럽게 봐줍니다. 가장 큰 수가 같은 창에 남아 있는 한 출력은 같습니다.",
  shiftTry1: "한 픽셀: 풀링하기 전과 뒤의 맵을 비교하세요.", shiftTry2: "다른 4로 똑같이.",
  pooledFour: "4 × 4로 풀링한 뒤", densePlot: "숫자가 제자리에 있을 때와 움직인 뒤, 완전 연결 계층의 노드 여덟 개의 순입력", node: "노드", signal: "순입력",
  shiftNone: "숫자가 제자리에 있습니다.",
  shiftReadout: (by, map, two, four, dense) => `오른쪽으로 ${by}픽셀. 자리마다 비교한 차이: 맵 ${map}, 2 × 2로 풀링한 뒤 **${two}**, 4 × 4로는 **${four}**, 완전 연결 계층의 신호 **${dense}**`,
  shiftLabel: "오른쪽으로 몇 픽셀", inPlace: "제자리", afterShift: "움직인 뒤",
  shiftTable: "모든 차이의 합을 앞뒤의 모든 수의 합으로 나눈 것. 같으면 0, 겹치는 것이 없으면 1", pooledBy: size => `풀링 ${size} × ${size}`, denseSignals: "완전 연결",

  learningTitle: "필터가 배운다",
  learning: `경사 하강법은 필터를 어떻게 찾을까요? 여기서는 0 아홉 개로 시작한 필터가 다른 필터의 맵을 내야 합니다. 그 필터는 보여 주지 않습니다. 오차는 모든 자리에서 잰 차이의 제곱을 더해 반으로 나눈 것입니다.

가중치 하나는 모든 자리에서 쓰이므로 기울기도 모든 자리에서 모읍니다. $\\delta_{ij}$는 한 자리에서 맵의 오차이고, $x$는 가중치가 놓였던 픽셀입니다.

$$\\frac{\\partial E}{\\partial w_{kl}} = \\sum_{i,j} \\delta_{ij} \\cdot x_{i+k,j+l}$$

셋째 이미지는 가중치 하나에 대해 자리마다 더하는 것입니다.`,
  learningQuestion: "60걸음 뒤에 필터의 가중치는 어떻게 될까요?",
  learningNone: "이미지가 거의 종이라서 여전히 0에 가깝습니다.", learningWanted: "바라는 필터와 거의 같아집니다. 행마다 −1, 0, 1입니다.", learningOther: "같은 맵을 내지만 전혀 다른 가중치가 됩니다.",
  learningReason: "바라는 필터와 거의 같아집니다. 이미지는 하나뿐이지만 676자리는 가중치 아홉 개에 대한 방정식 676개이고, 숫자의 윤곽선에서는 서로 충분히 달라서 해가 하나입니다.",
  learningTry1: "세로 윤곽선을 향해 60걸음.", learningTry2: "테두리는 더 많은 걸음이 필요합니다.", learningTry3: "학습률 0.01: 3장처럼 오버슈팅합니다.",
  wantedMap: "바라는 맵", ownMap: "필터의 맵", votes: "더하는 것", votesFor: name => `가중치 ${name}에 대해 더하는 것`, weightsNow: "가중치", slopesNow: "오차의 기울기",
  learningReadout: (loss, weight, places, slope, next) => `오차 ${loss}. 가중치 ${weight}: 기울기는 ${places}자리의 합 **${slope}**이고, 가중치는 다음에 ${next}`,
  weightLabel: "가중치의 행과 열", wantedLabel: "바라는 필터", rate: "학습률", learningTable: "걸음마다 오차와 가중치",
};
