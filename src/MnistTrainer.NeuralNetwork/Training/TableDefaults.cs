using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The default training options for tables: training is measured in steps rather than passes, because ten passes over a few hundred rows are too few and over a million
/// rows too many. The values were tuned on 18 public and 12 generated tables, on 700 rows of 16 of these and on 250 rows of 25, with five folds each; none
/// of these tables is used in the documentation to compare trainers.
/// </summary>
public static class TableDefaults
{
    /// <summary>The minimum number of passes.</summary>
    public const int FewestEpochs = 5;

    /// <summary>The maximum number of passes.</summary>
    public const int MostEpochs = 100;

    /// <summary>The minimum number of rows in a batch.</summary>
    public const int SmallestBatch = 16;

    /// <summary>The maximum number of rows in a batch; but of two classes and at least 3,000 rows, a batch has twice as many.</summary>
    public const int LargestBatch = 64;

    private const int RowsForEachRowOfBatch = 60;
    private const float LearningRate = 0.005f;

    // From 800 to 3,000 rows, the number of steps is constant. More rows get more steps, but not in proportion; fewer rows get fewer: with as many steps as larger tables, 17 public
    // tables of 300 to 700 rows had 6 % more remaining error. With 0.2 instead of 0.4 as the least factor, samples of 144 rows from 45 public tables had 6 % less, but 19 tables
    // of numbers and of two classes that have so few rows had 4 % more, and clean ones such as spectra up to 80 %.
    private const int RowsWithFewerSteps = 800;
    private const int RowsWithMoreSteps = 3_000;
    private const int Steps = 1_250;
    private const double FewestSteps = 0.4;
    private const double Growth = 0.6;

    // Where two classes have many rows, twice the batch at a lower rate, with 0.85 times the passes, had 1.4 % less remaining error on five folds within the training rows of magic, adult,
    // bank_marketing, telco_churn, spam and credit, and 0.6 % less on 5 other tables of 5,000 rows, in four fifths of the time. Regressions had 3 to 5 % more.
    private const int LargestBatchOfTwoClasses = 2 * LargestBatch;
    private const double StepsShareOfTwoClasses = 0.85 * LargestBatch / LargestBatchOfTwoClasses;
    private const float LearningRateOfTwoClasses = 0.0035f;

    // The penalty stands against the mean loss over the rows, so it weighs less the more rows there are. Two classes say least about a row, and are learned by heart
    // the easiest.
    private const float PenaltyOfAllRows = 4;
    private const float PenaltyOfTwoClasses = 15;
    private const float LeastPenalty = 1e-4f;
    private const float LargestPenalty = 0.01f;
    private const float LargestOfTwoClasses = 0.02f;

    // The mean of several networks varies less, so each may follow its rows more closely. With a tenth of the penalty, eight members had 3 to 5 % less remaining error on five folds
    // within the training rows of dna, satellite, soybean and hpc, and on 9 tables of several classes 6 % (33 % less to 9 % more); of fewer than 400 rows, or two classes, or for a
    // regression, 3 to 9 % more.
    private const float PenaltyShareOfMember = 0.1f;

    // On many columns of few rows, such as flags, a second layer finds more patterns than there are: without it, and with twice the units in the first, six public tables of two
    // classes and 130 to 342 columns had 1 % less remaining error, and five folds within the training rows of one of three classes 8 %. Of regressions, one had 6 % less and one 2 % more.
    private const int ManyColumns = 128;
    private const int FewRows = 3_000;

    /// <summary>The units of the hidden layers: 128 and 64, or one layer of 256 for classification with at least 128 columns and at most 3,000 rows.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="rows">The number of rows to train on; null if it is not known.</param>
    /// <param name="columns">The number of values in a row.</param>
    public static ImmutableArray<int> HiddenUnitsOf(Loss loss, int? rows, int columns) =>
        IsOfClasses(loss) && rows <= FewRows && columns >= ManyColumns ? [256] : [128, 64];

    /// <summary>
    /// The most ramps of a column (<see cref="FeatureEncoding.Ramps"/>): 24; for a regression on more than 3,000 rows, a sixth of the square root of the number of rows, if that is less.
    /// Compared with a quarter of the square root, five public tables of 4,000 rows had 0.1 % less remaining error, and five folds within the training rows of california and bike 1 %; with
    /// an eighth, the latter had 4 % more. Four tables of two classes had more error with fewer ramps.
    /// </summary>
    /// <param name="loss">The loss.</param>
    /// <param name="rows">The number of rows to train on.</param>
    public static int MaximumRampsOf(Loss loss, long rows) =>
        IsOfClasses(loss) || rows <= FeatureStatistics.FewRows
            ? FeatureStatistics.MaximumRamps
            : (int)Math.Min(Math.Round(Math.Sqrt(rows) / 6), FeatureStatistics.MaximumRamps);

    /// <summary>The training options for a table.</summary>
    /// <param name="rows">The number of rows to train on.</param>
    /// <param name="loss">The loss. Labels of classes are smoothed.</param>
    /// <param name="members">
    /// The number of networks that are averaged, at least 1: with several networks, several classes and at least 400 rows, the L2 penalty is a tenth. Default: 1.
    /// </param>
    public static TrainingOptions TrainingOf(int rows, Loss loss, int members = 1)
    {
        rows = Math.Max(1, rows);
        double steps =
            Steps
            * Math.Clamp((double)rows / RowsWithFewerSteps, FewestSteps, 1)
            * Math.Pow(Math.Max(1, (double)rows / RowsWithMoreSteps), Growth);
        bool hasLargeBatch = loss == Loss.SigmoidCrossEntropy && rows >= RowsWithMoreSteps;
        int batch = hasLargeBatch ? LargestBatchOfTwoClasses : BatchSizeOf(rows);
        steps *= hasLargeBatch ? StepsShareOfTwoClasses : 1;
        return new TrainingOptions
        {
            Loss = loss,
            LabelSmoothing = loss == Loss.SoftmaxCrossEntropy ? 0.05f : 0,
            Epochs = (int)Math.Clamp(Math.Round(steps * batch / rows), FewestEpochs, MostEpochs),
            BatchSize = batch,
            Optimizer = new Adam(hasLargeBatch ? LearningRateOfTwoClasses : LearningRate),
            Schedule = LearningRateSchedule.Cosine,
            Regularization = new Regularization
            {
                L2 = PenaltyOf(rows, loss) * PenaltyShareOf(rows, loss, members),
                FollowsNoise = loss == Loss.SoftmaxCrossEntropy || loss == Loss.SquaredError,
            },
        };
    }

    /// <summary>The training options for a table that is read again for every pass, so that the number of rows is not known in advance: the learning rate is constant.</summary>
    /// <param name="loss">The loss. Labels of classes are smoothed.</param>
    public static TrainingOptions StreamedTraining(Loss loss) =>
        TrainingOf(int.MaxValue, loss) with
        {
            BatchSize = LargestBatch,
            Optimizer = new Adam(0.002f),
            Schedule = LearningRateSchedule.Constant,
            Regularization = new Regularization { L2 = PenaltyOf(int.MaxValue, loss) },
        };

    private static bool IsOfClasses(Loss loss) => loss == Loss.SoftmaxCrossEntropy || loss == Loss.SigmoidCrossEntropy;

    private static float PenaltyShareOf(int rows, Loss loss, int members) =>
        members > 1 && loss == Loss.SoftmaxCrossEntropy && rows >= FeatureStatistics.VeryFewRows ? PenaltyShareOfMember : 1;

    private static float PenaltyOf(int rows, Loss loss) =>
        loss == Loss.SigmoidCrossEntropy
            ? Math.Clamp(PenaltyOfTwoClasses / rows, LeastPenalty, LargestOfTwoClasses)
            : Math.Clamp(PenaltyOfAllRows / rows, LeastPenalty, LargestPenalty);

    /// <summary>The power of two closest to a sixtieth of the rows, within the limits.</summary>
    private static int BatchSizeOf(int rows) =>
        (int)Math.Clamp(Math.Pow(2, Math.Round(Math.Log2((double)rows / RowsForEachRowOfBatch))), SmallestBatch, LargestBatch);
}
