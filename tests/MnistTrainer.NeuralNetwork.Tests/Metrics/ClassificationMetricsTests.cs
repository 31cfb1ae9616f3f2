namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class ClassificationMetricsTests
{
    private static readonly string[] s_three = ["a", "b", "c"];

    /// <summary>The example in scikit-learn's documentation of confusion_matrix.</summary>
    [Fact]
    public void Confusion_matrix_has_truth_in_rows_and_predictions_in_columns()
    {
        ConfusionMatrix matrix = OfPredictions(s_three, [2, 0, 2, 2, 0, 1], [0, 0, 2, 2, 0, 2]).ConfusionMatrix;
        long[,] expected =
        {
            { 2, 0, 0 },
            { 0, 0, 1 },
            { 1, 0, 2 },
        };
        for (int truth = 0; truth < 3; truth++)
        {
            for (int predicted = 0; predicted < 3; predicted++)
                Assert.Equal(expected[truth, predicted], matrix[truth, predicted]);
        }
    }

    /// <summary>The example in scikit-learn's documentation of classification_report: class b is predicted once, incorrectly.</summary>
    [Fact]
    public void Precision_recall_and_F1_match_the_classification_report_of_scikit_learn()
    {
        ClassificationMetrics metrics = OfPredictions(s_three, [0, 1, 2, 2, 2], [0, 0, 2, 2, 1]);
        AssertClass(metrics.PerClass[0], "a", 0.5, 1, 2 / 3d, 1);
        AssertClass(metrics.PerClass[1], "b", 0, 0, 0, 1);
        AssertClass(metrics.PerClass[2], "c", 1, 2 / 3d, 0.8, 3);
        Assert.Equal(0.6, metrics.MicroAccuracy, 15);
    }

    /// <summary>The example in scikit-learn's documentation of precision_recall_fscore_support.</summary>
    [Fact]
    public void Precision_recall_and_F1_match_the_cats_dogs_and_pigs_of_scikit_learn()
    {
        ClassificationMetrics metrics = OfPredictions(["pig", "dog", "cat"], [2, 1, 0, 2, 1, 0], [2, 0, 1, 2, 2, 1]);
        AssertClass(metrics.PerClass[0], "pig", 0, 0, 0, 2);
        AssertClass(metrics.PerClass[1], "dog", 0, 0, 0, 2);
        AssertClass(metrics.PerClass[2], "cat", 2 / 3d, 1, 0.8, 2);
    }

    /// <summary>The example in scikit-learn's documentation of balanced_accuracy_score, another name for macro accuracy: 0.625.</summary>
    [Fact]
    public void Macro_accuracy_is_the_mean_recall()
    {
        ClassificationMetrics metrics = OfPredictions(["no", "yes"], [0, 1, 0, 0, 1, 0], [0, 1, 0, 0, 0, 1]);
        Assert.Equal(0.625, metrics.MacroAccuracy, 15);
        Assert.Equal(4 / 6d, metrics.MicroAccuracy, 15);
    }

    [Fact]
    public void Macro_accuracy_excludes_classes_without_rows()
    {
        ClassificationMetrics metrics = OfPredictions(s_three, [0, 0, 2], [0, 1, 2]);
        Assert.Equal((0.5 + 1) / 2, metrics.MacroAccuracy, 15);
        AssertClass(metrics.PerClass[1], "b", 0, 0, 0, 0);
    }

    /// <summary>The example in scikit-learn's documentation of log_loss: ham is class 0, spam class 1.</summary>
    [Fact]
    public void Log_loss_matches_the_spam_and_ham_of_scikit_learn()
    {
        float[] probabilities = [.1f, .9f, .9f, .1f, .8f, .2f, .35f, .65f];
        Assert.Equal(0.21616, ClassificationMetrics.Compute([1, 0, 0, 1], probabilities, ["ham", "spam"]).LogLoss, 5);
    }

    [Fact]
    public void Log_loss_is_bounded()
    {
        double logLoss = ClassificationMetrics.Compute([0, 0], [0, 1, 1, 0], ["a", "b"]).LogLoss;
        Assert.Equal(-Math.Log(1e-15) / 2, logLoss, 6);
    }

    /// <summary>The example in scikit-learn's documentation of top_k_accuracy_score: 0.75 for k = 2.</summary>
    [Fact]
    public void Top_k_accuracy_matches_the_example_of_scikit_learn()
    {
        float[] scores = [0.5f, 0.2f, 0.2f, 0.3f, 0.4f, 0.2f, 0.2f, 0.4f, 0.3f, 0.7f, 0.2f, 0.1f];
        ClassificationMetrics metrics = ClassificationMetrics.Compute([0, 1, 2, 2], scores, s_three);
        Assert.Equal(0.5, metrics.TopKAccuracy(1));
        Assert.Equal(0.75, metrics.TopKAccuracy(2));
        Assert.Equal(1, metrics.TopKAccuracy(3));
        Assert.Equal(1, metrics.TopKAccuracy(100));
        Assert.Equal(metrics.MicroAccuracy, metrics.TopKAccuracy(1));
    }

    [Fact]
    public void Ties_go_to_the_lowest_index()
    {
        float[] tied = [0.2f, 0.4f, 0.4f];
        ClassificationMetrics first = ClassificationMetrics.Compute([1], tied, s_three);
        ClassificationMetrics second = ClassificationMetrics.Compute([2], tied, s_three);
        Assert.Equal(1, first.CorrectCount);
        Assert.Equal(0, second.CorrectCount);
        Assert.Equal(1, second.ConfusionMatrix[2, 1]);
        Assert.Equal(1, second.TopKAccuracy(2));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_row_with_a_non_finite_score_counts_as_incorrect(float bad)
    {
        float[] probabilities = [1, 0, 0.5f, bad];
        ClassificationMetrics metrics = ClassificationMetrics.Compute([0, 0], probabilities, ["a", "b"]);
        Assert.Equal(2, metrics.Count);
        Assert.Equal(1, metrics.InvalidCount);
        Assert.Equal(0.5, metrics.MicroAccuracy);
        Assert.Equal(0.5, metrics.MacroAccuracy);
        Assert.Equal(0.5, metrics.TopKAccuracy(2));
        Assert.Equal(-Math.Log(1e-15) / 2, metrics.LogLoss, 6);
        AssertClass(metrics.PerClass[0], "a", 1, 0.5, 2 / 3d, 2);
        Assert.Equal(1, metrics.ConfusionMatrix[0, 0] + metrics.ConfusionMatrix[0, 1]);
    }

    [Fact]
    public void The_interval_is_the_Wilson_interval_of_the_micro_accuracy()
    {
        int[] labels = new int[29];
        int[] predictions = new int[29];
        Array.Fill(predictions, 1, 1, 28);
        Assert.Equal(ConfidenceInterval.Wilson(1, 29), OfPredictions(["a", "b"], labels, predictions).MicroAccuracyInterval);
    }

    [Fact]
    public void Intermediate_metrics_do_not_change()
    {
        MetricsAccumulator accumulator = new(["a", "b"]);
        accumulator.Add(0, [0.9f, 0.1f]);
        ClassificationMetrics early = accumulator.ToMetrics();
        accumulator.Add(1, [0.9f, 0.1f]);
        Assert.Equal((1, 1, 1d), (early.Count, early.ConfusionMatrix[0, 0] + early.ConfusionMatrix[1, 0], early.TopKAccuracy(2)));
        Assert.Equal((2, 0.5), (accumulator.ToMetrics().Count, accumulator.ToMetrics().MicroAccuracy));
    }

    [Fact]
    public void Without_rows_every_metric_is_0()
    {
        ClassificationMetrics metrics = new MetricsAccumulator(s_three).ToMetrics();
        Assert.Equal(
            (0, 0d, 0d, 0d, 0d),
            (metrics.Count, metrics.MicroAccuracy, metrics.MacroAccuracy, metrics.LogLoss, metrics.TopKAccuracy(1))
        );
        Assert.Equal(new ConfidenceInterval(0, 1), metrics.MicroAccuracyInterval);
    }

    [Fact]
    public void Rejects_invalid_arguments()
    {
        MetricsAccumulator accumulator = new(s_three);
        Assert.Throws<ArgumentOutOfRangeException>(() => accumulator.Add(3, [1, 0, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => accumulator.Add(-1, [1, 0, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => accumulator.Add(0, [1, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClassificationMetrics.Compute([0, 0], [1, 0, 0], s_three));
        Assert.Throws<ArgumentOutOfRangeException>(() => accumulator.ToMetrics().TopKAccuracy(0));
        Assert.Equal(0, accumulator.ToMetrics().Count);
    }

    private static ClassificationMetrics OfPredictions(string[] classNames, int[] labels, int[] predictions)
    {
        MetricsAccumulator accumulator = new(classNames);
        for (int i = 0; i < labels.Length; i++)
        {
            float[] probabilities = new float[classNames.Length];
            probabilities[predictions[i]] = 1;
            accumulator.Add(labels[i], probabilities);
        }

        return accumulator.ToMetrics();
    }

    private static void AssertClass(ClassMetrics actual, string name, double precision, double recall, double f1, long support)
    {
        Assert.Equal((name, support), (actual.Name, actual.Support));
        Assert.Equal(precision, actual.Precision, 12);
        Assert.Equal(recall, actual.Recall, 12);
        Assert.Equal(f1, actual.F1, 12);
    }
}
