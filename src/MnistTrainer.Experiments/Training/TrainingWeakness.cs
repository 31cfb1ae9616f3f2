using System.Collections.Immutable;
using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The diagnosis of a training result that is hardly better than chance: metrics, likely causes, and what to try.</summary>
/// <param name="Accuracy">The accuracy on the test samples, 0 to 1.</param>
/// <param name="TrainAccuracy">The accuracy on the training samples in the last epoch, 0 to 1; null without epochs.</param>
/// <param name="ChanceAccuracy">The accuracy of always predicting the most frequent class, 0 to 1.</param>
/// <param name="Causes">The likely causes, the most likely first; at least one.</param>
public sealed record TrainingWeakness(double Accuracy, double? TrainAccuracy, double ChanceAccuracy, ImmutableArray<WeaknessCause> Causes)
{
    // The fractions of the way from chance to certainty below which a network is hardly better than chance, and above which it is clearly better.
    private const double Hardly = 0.3,
        Well = 0.5;

    // With many classes, several times the accuracy of chance is a good result, even if it is far from certainty.
    private const double HardlyMore = 4;

    // Multiples of the optimizer's default learning rate, steps, λ and dropout from which on they are suspect.
    private const double HighRate = 5,
        LowRate = 0.05,
        StrongPenalty = 0.01,
        StrongDropout = 0.8;
    private const long FewSteps = 100;

    /// <summary>A learning rate to try: the optimizer's default, or a tenth of the current one if that is the default or lower.</summary>
    public required float SuggestedLearningRate { get; init; }

    /// <summary>What to try, one sentence for each cause.</summary>
    public string Advice => string.Join(' ', Causes.Select(RemedyOf));

    /// <summary>The metrics and what to try, in a few sentences.</summary>
    public string Message =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"An accuracy of {100 * Accuracy:0.#} % is hardly better than chance: always predicting the most frequent class gives {100 * ChanceAccuracy:0.#} %. {Advice}"
        );

    /// <summary>The remedy for a cause, one sentence.</summary>
    public string RemedyOf(WeaknessCause cause) =>
        cause switch
        {
            WeaknessCause.EqualWeights => "Equal initial weights keep all units of a layer equal: draw them at random.",
            WeaknessCause.HighLearningRate => string.Create(
                CultureInfo.InvariantCulture,
                $"The learning rate is too high: try a lower learning rate, such as {SuggestedLearningRate}."
            ),
            WeaknessCause.LowLearningRate => "The learning rate is very low: try a higher learning rate, or the optimizer's default.",
            WeaknessCause.StrongRegularization => "The regularization is strong: weaken it.",
            WeaknessCause.FewSteps => "Only a few steps were taken: train for more epochs, or with smaller batches.",
            WeaknessCause.DifferentTestData =>
                "The network predicts its training samples well: check that the samples it is measured on have the same classes and look alike (dark on light, size, orientation).",
            _ => "Check that each label belongs to its image, and try a lower learning rate and other layers.",
        };

    /// <summary>Diagnoses a training result.</summary>
    /// <param name="recipe">The recipe as applied.</param>
    /// <param name="training">Its result.</param>
    /// <param name="chance">The accuracy of always predicting the most frequent class, 0 to 1.</param>
    /// <param name="accuracy">The accuracy on the test samples, 0 to 1.</param>
    /// <returns>The diagnosis, or null if the network is better, or if training diverged, which has separate advice.</returns>
    internal static TrainingWeakness? Of(Recipe recipe, TrainingResult training, double chance, double accuracy)
    {
        if (training.Divergence is not null || chance >= 1 || Skill(accuracy, chance) >= Hardly || accuracy >= HardlyMore * chance)
            return null;
        EpochResult? last = training.Epochs.Count == 0 ? null : training.Epochs[^1];
        bool hasLearned = last is not null && Skill(last.TrainAccuracy, chance) >= Well;
        Optimizer optimizer = recipe.Training.Optimizer;
        float usual = Optimizer.Parse(optimizer.Name).LearningRate;
        return new(
            accuracy,
            last?.TrainAccuracy,
            chance,
            hasLearned ? [WeaknessCause.DifferentTestData] : [.. CausesOf(recipe, training, usual)]
        )
        {
            SuggestedLearningRate = optimizer.LearningRate > usual ? usual : optimizer.LearningRate / 10,
        };
    }

    private static double Skill(double accuracy, double chance) => (accuracy - chance) / (1 - chance);

    private static List<WeaknessCause> CausesOf(Recipe recipe, TrainingResult training, float usualRate)
    {
        List<WeaknessCause> causes = [];
        double rate = recipe.Training.Optimizer.LearningRate;
        if (HasEqualWeights(training.Network.Definition))
            causes.Add(WeaknessCause.EqualWeights);
        if (rate >= HighRate * usualRate || training.Epochs is [{ } first, .., { } last] && last.TrainLoss > 1.5 * first.TrainLoss)
            causes.Add(WeaknessCause.HighLearningRate);
        if (rate <= LowRate * usualRate)
            causes.Add(WeaknessCause.LowLearningRate);
        if (
            IsStrong(recipe.Training.Regularization)
            || training.Network.Definition.Layers.Any(layer => layer is Dropout { Rate: >= (float)StrongDropout })
        )
            causes.Add(WeaknessCause.StrongRegularization);
        if (StepsOf(recipe, training) < FewSteps)
            causes.Add(WeaknessCause.FewSteps);
        return causes.Count > 0 ? causes : [WeaknessCause.UnrelatedLabels];
    }

    private static bool HasEqualWeights(NetworkDefinition network) =>
        network.Layers.OfType<Dense>().SkipLast(1).Any(layer => layer.Initializer is ZeroInitializer or ConstantInitializer);

    private static bool IsStrong(Regularization regularization) =>
        Math.Max(regularization.L1, Math.Max(regularization.L2, regularization.WeightDecay)) >= StrongPenalty
        || regularization.MaximumNorm < StrongPenalty;

    private static long StepsOf(Recipe recipe, TrainingResult training) =>
        recipe.Training.Optimizer.UsesAllSamples ? training.Epochs.Count : training.SamplesSeen / recipe.Training.BatchSize;
}
