namespace MnistTrainer.Cli.Views;

/// <summary>What to try after a training that ended hardly better than by chance, with the command's options.</summary>
internal static class WeaknessText
{
    public static string AdviceOf(TrainingWeakness weakness) =>
        string.Join(
            ' ',
            weakness
                .Causes.SelectMany(cause => new[] { Localized.Recognize(weakness.RemedyOf(cause)), Options(cause, weakness) })
                .OfType<string>()
        );

    private static string? Options(WeaknessCause cause, TrainingWeakness weakness) =>
        cause switch
        {
            WeaknessCause.EqualWeights => Localized.Of("Leave out --initializer."),
            WeaknessCause.HighLearningRate => Localized.Of(
                $"That is: --learning-rate {weakness.SuggestedLearningRate}; mnist find-rate suggests one for your data."
            ),
            WeaknessCause.LowLearningRate => Localized.Of("Leave out --learning-rate, or let mnist find-rate suggest one."),
            WeaknessCause.FewSteps => Localized.Of("That is: a larger --epochs or a smaller --batch-size."),
            WeaknessCause.DifferentTestData or WeaknessCause.UnrelatedLabels => Localized.Of("mnist inspect shows how the data was read."),
            _ => null,
        };
}
