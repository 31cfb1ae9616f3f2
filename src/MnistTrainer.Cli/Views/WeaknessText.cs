namespace MnistTrainer.Cli.Views;

/// <summary>What to try after a training that ended hardly better than by chance, with the command's options.</summary>
internal static class WeaknessText
{
    public static string AdviceOf(TrainingWeakness weakness) =>
        string.Join(
            ' ',
            weakness.Causes.SelectMany(cause => new[] { weakness.RemedyOf(cause), Options(cause, weakness) }).OfType<string>()
        );

    private static string? Options(WeaknessCause cause, TrainingWeakness weakness) =>
        cause switch
        {
            WeaknessCause.EqualWeights => "Leave out --initializer.",
            WeaknessCause.HighLearningRate => FormattableString.Invariant(
                $"That is: --learning-rate {weakness.SuggestedLearningRate}; mnist find-rate suggests one for your data."
            ),
            WeaknessCause.LowLearningRate => "Leave out --learning-rate, or let mnist find-rate suggest one.",
            WeaknessCause.FewSteps => "That is: a larger --epochs or a smaller --batch-size.",
            WeaknessCause.DifferentTestData or WeaknessCause.UnrelatedLabels => "mnist inspect shows how the data was read.",
            _ => null,
        };
}
