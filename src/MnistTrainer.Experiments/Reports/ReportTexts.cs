namespace MnistTrainer.Experiments;

/// <summary>
/// The texts of <see cref="EvaluationPage"/> in one language. Numbers take the places of <c>{0}</c>, <c>{1}</c>, …; no text has characters that HTML would have to escape.
/// </summary>
internal sealed record ReportTexts
{
    public required string On { get; init; }
    public required string Correct { get; init; }
    public required string Interval { get; init; }
    public required string MacroAccuracy { get; init; }
    public required string LogLoss { get; init; }
    public required string Top { get; init; }
    public required string CalibrationError { get; init; }

    public required string Origin { get; init; }
    public required string Model { get; init; }
    public required string Network { get; init; }
    public required string Data { get; init; }
    public required string Samples { get; init; }
    public required string TrainedOn { get; init; }
    public required string Preset { get; init; }
    public required string Optimizer { get; init; }
    public required string Epochs { get; init; }
    public required string Augmentation { get; init; }
    public required string Seed { get; init; }
    public required string EvaluateAgain { get; init; }
    public required string TrainAgain { get; init; }

    public required string Curves { get; init; }
    public required string CurvesHelp { get; init; }
    public required string Loss { get; init; }
    public required string Accuracy { get; init; }
    public required string Training { get; init; }
    public required string Validation { get; init; }

    public required string Calibration { get; init; }
    public required string CalibrationHelp { get; init; }
    public required string Confidence { get; init; }
    public required string Answers { get; init; }
    public required string Support { get; init; }
    public required string BinTable { get; init; }
    public required string Coverage { get; init; }
    public required string CoverageHelp { get; init; }
    public required string Threshold { get; init; }
    public required string Share { get; init; }

    public required string Confusion { get; init; }
    public required string ConfusionHelp { get; init; }
    public required string Classes { get; init; }
    public required string ClassesHelp { get; init; }
    public required string Class { get; init; }
    public required string Precision { get; init; }
    public required string Recall { get; init; }
    public required string F1 { get; init; }

    public required string Mistakes { get; init; }
    public required string MistakesShown { get; init; }
    public required string PredictedAs { get; init; }
    public required string Row { get; init; }
    public required string TrueClass { get; init; }
    public required string PredictedClass { get; init; }
    public required string All { get; init; }
    public required string Matching { get; init; }

    public required string Filters { get; init; }
    public required string Weights { get; init; }
    public required string FirstNetwork { get; init; }
    public required string WeightsShown { get; init; }
    public required string FiltersShown { get; init; }

    /// <summary>The texts in English.</summary>
    public static ReportTexts English { get; } =
        new()
        {
            On = "{0} on {1}",
            Correct = "{0} of {1} correct",
            Interval = "95 % interval {0} to {1}",
            MacroAccuracy = "macro accuracy {0}",
            LogLoss = "log-loss {0}",
            Top = "top {0} {1}",
            CalibrationError = "calibration error {0}",
            Origin = "Model and data",
            Model = "Model",
            Network = "Network",
            Data = "Evaluated on",
            Samples = "{0} samples",
            TrainedOn = "Training data",
            Preset = "Preset",
            Optimizer = "Optimizer",
            Epochs = "Epochs",
            Augmentation = "Augmentation",
            Seed = "Seed",
            EvaluateAgain = "The command that evaluates it again",
            TrainAgain = "The command that trains it again",
            Curves = "Curves",
            CurvesHelp = "Loss and accuracy by epoch of training.",
            Loss = "Loss",
            Accuracy = "Accuracy",
            Training = "training",
            Validation = "validation",
            Calibration = "Calibration",
            CalibrationHelp =
                "Of the answers with a confidence of 80 %, 80 % should be correct: on the dashed line, accuracy equals confidence. Dark bars have many answers, pale ones few. "
                + "The expected calibration error is the mean distance from the line (Guo et al. 2017): {0}.",
            Confidence = "Confidence",
            Answers = "Answers",
            Support = "Samples",
            BinTable = "All bins as a table",
            Coverage = "Coverage",
            CoverageHelp = "Accuracy if only answers at or above a threshold are given, and the rest is left to people.",
            Threshold = "Confidence from",
            Share = "Answers given",
            Confusion = "Confusion",
            ConfusionHelp = "Rows are true classes, columns predicted classes.",
            Classes = "Classes",
            ClassesHelp = "A heading sorts the table.",
            Class = "Class",
            Precision = "Precision",
            Recall = "Recall",
            F1 = "F1",
            Mistakes = "Most confident mistakes",
            MistakesShown = "{0} of {1}",
            PredictedAs = "predicted as",
            Row = "row {0}",
            TrueClass = "True class",
            PredictedClass = "Predicted class",
            All = "all",
            Matching = "{0} shown",
            Filters = "Filters of layer {0}",
            Weights = "Weights into units of layer {0}",
            FirstNetwork = "of the first network",
            WeightsShown = "{0} of {1} units · gray is 0, white {2}, black {3}",
            FiltersShown = "{0} of {1} filters · gray is 0, white {2}, black {3}",
        };

    /// <summary>The texts in Korean.</summary>
    public static ReportTexts Korean { get; } =
        new()
        {
            On = "{1}에서 평가한 {0}",
            Correct = "{1}개 가운데 {0}개 정답",
            Interval = "95 % 신뢰 구간 {0} ~ {1}",
            MacroAccuracy = "분류별 평균 정확도 {0}",
            LogLoss = "로그 손실 {0}",
            Top = "상위 {0}개 안에 정답 {1}",
            CalibrationError = "보정 오차 {0}",
            Origin = "모델과 데이터",
            Model = "모델",
            Network = "신경망",
            Data = "평가한 데이터",
            Samples = "표본 {0}개",
            TrainedOn = "학습 데이터",
            Preset = "프리셋",
            Optimizer = "최적화 기법",
            Epochs = "에포크",
            Augmentation = "데이터 증강",
            Seed = "난수 시드",
            EvaluateAgain = "다시 평가하는 명령",
            TrainAgain = "다시 학습하는 명령",
            Curves = "곡선",
            CurvesHelp = "학습 에포크에 따른 오차와 정확도입니다.",
            Loss = "오차",
            Accuracy = "정확도",
            Training = "학습",
            Validation = "검증",
            Calibration = "확신도 보정",
            CalibrationHelp =
                "확신도가 80 %인 답은 80 %가 맞아야 합니다. 점선 위에서는 정확도와 확신도가 같습니다. 진한 막대에는 답이 많고 옅은 막대에는 적습니다. "
                + "기대 보정 오차는 점선까지의 평균 거리입니다(Guo 외 2017): {0}.",
            Confidence = "확신도",
            Answers = "답의 수",
            Support = "표본 수",
            BinTable = "모든 구간을 표로 보기",
            Coverage = "답하는 비율",
            CoverageHelp = "확신도가 기준 이상인 답만 내고 나머지는 사람에게 맡길 때의 정확도입니다.",
            Threshold = "확신도 기준",
            Share = "답한 비율",
            Confusion = "혼동 행렬",
            ConfusionHelp = "행은 실제 분류, 열은 예측한 분류입니다.",
            Classes = "분류별 결과",
            ClassesHelp = "제목을 누르면 표를 정렬합니다.",
            Class = "분류",
            Precision = "정밀도",
            Recall = "재현율",
            F1 = "F1 점수",
            Mistakes = "가장 확신한 오답",
            MistakesShown = "{1}개 가운데 {0}개",
            PredictedAs = "→",
            Row = "{0}행",
            TrueClass = "실제 분류",
            PredictedClass = "예측한 분류",
            All = "모두",
            Matching = "{0}개 표시",
            Filters = "계층 {0}의 필터",
            Weights = "계층 {0}의 노드로 들어오는 가중치",
            FirstNetwork = "(첫째 신경망)",
            WeightsShown = "노드 {1}개 가운데 {0}개 · 회색은 0, 흰색은 {2}, 검은색은 {3}",
            FiltersShown = "필터 {1}개 가운데 {0}개 · 회색은 0, 흰색은 {2}, 검은색은 {3}",
        };
}
