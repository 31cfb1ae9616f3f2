using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// How a network is trained on the rows of a table where nothing else is asked for: by steps rather than passes, since ten passes over a few hundred rows are too few and
/// over a million too many. The values were chosen on 18 public and 12 generated tables, and on 700 rows of 16 of these, by five folds of each; none of them is
/// among the tables that the documentation compares trainers on.
/// </summary>
public static class TableDefaults
{
    /// <summary>The number of steps that the passes over a table add up to, within the limits of passes.</summary>
    public const int Steps = 5_000;

    /// <summary>The least number of passes.</summary>
    public const int FewestEpochs = 10;

    /// <summary>The largest number of passes.</summary>
    public const int MostEpochs = 50;

    /// <summary>The number of rows in a batch.</summary>
    public const int BatchSize = 64;

    // The penalty stands against the mean loss over the rows, so it weighs less the more rows there are.
    private const float PenaltyOfAllRows = 6;
    private const float LeastPenalty = 1e-4f;
    private const float LargestPenalty = 1e-2f;

    /// <summary>The units of the hidden layers.</summary>
    public static ImmutableArray<int> HiddenUnits { get; } = [128, 64];

    /// <summary>The training options for a table.</summary>
    /// <param name="rows">The number of rows to train on.</param>
    /// <param name="loss">The loss. Labels of classes are smoothed.</param>
    public static TrainingOptions TrainingOf(int rows, Loss loss) =>
        new()
        {
            Loss = loss,
            LabelSmoothing = loss == Loss.SoftmaxCrossEntropy ? 0.05f : 0,
            Epochs = (int)Math.Clamp(Math.Round((double)Steps * BatchSize / Math.Max(1, rows)), FewestEpochs, MostEpochs),
            BatchSize = BatchSize,
            Optimizer = new Adam(0.005f),
            Schedule = LearningRateSchedule.Cosine,
            Regularization = new Regularization { L2 = Math.Clamp(PenaltyOfAllRows / Math.Max(1, rows), LeastPenalty, LargestPenalty) },
        };

    /// <summary>The training options for a table that is read again for every pass, so that its rows are not counted before: the rate stays the same.</summary>
    /// <param name="loss">The loss. Labels of classes are smoothed.</param>
    public static TrainingOptions StreamedTraining(Loss loss) =>
        TrainingOf(int.MaxValue, loss) with
        {
            Optimizer = new Adam(0.002f),
            Schedule = LearningRateSchedule.Constant,
        };
}
