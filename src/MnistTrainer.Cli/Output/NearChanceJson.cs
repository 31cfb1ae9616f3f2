namespace MnistTrainer.Cli.Output;

/// <summary>Why a training ended hardly better than by chance, and what to try.</summary>
/// <param name="Accuracy">The accuracy on the images that were measured, 0 to 1.</param>
/// <param name="TrainAccuracy">The accuracy on the training images in the last epoch, 0 to 1; null without epochs.</param>
/// <param name="ChanceAccuracy">The accuracy of always answering the most frequent class, 0 to 1.</param>
/// <param name="Causes">The likely causes: <c>high-learning-rate</c>.</param>
/// <param name="SuggestedLearningRate">A learning rate to try.</param>
/// <param name="Advice">What to try, with the options of the command.</param>
internal sealed record NearChanceJson(
    double Accuracy,
    double? TrainAccuracy,
    double ChanceAccuracy,
    IEnumerable<string> Causes,
    float SuggestedLearningRate,
    string Advice
)
{
    /// <returns>The JSON; null where there is no weakness.</returns>
    public static NearChanceJson? Of(TrainingWeakness? weakness) =>
        weakness is null
            ? null
            : new(
                weakness.Accuracy,
                FiniteNumber.OrNull(weakness.TrainAccuracy),
                weakness.ChanceAccuracy,
                weakness.Causes.Select(EnumName.Of),
                weakness.SuggestedLearningRate,
                WeaknessText.AdviceOf(weakness)
            );
}
