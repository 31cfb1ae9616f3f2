using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

public sealed class EvaluationTests
{
    private static readonly string[] Names = ["a", "b"];

    // Probabilities 0.9 (correct), 0.8 (wrong), 0.7 (correct), 0.6 (wrong).
    private static readonly Samples<byte> Four = TestNetworks.Rows(
        Shape.Vector(2),
        Names,
        ([90, 10], 0),
        ([80, 20], 1),
        ([30, 70], 1),
        ([40, 60], 0)
    );

    [Fact]
    public void Reports_mistakes_the_most_confident_first()
    {
        Evaluation evaluation = Measure(Four);
        Assert.Equal(0.5, evaluation.Metrics.MicroAccuracy);
        Assert.Equal([(1, 1, 0), (3, 0, 1)], evaluation.Mistakes.Select(one => (one.Row, one.Truth, one.Predicted)));
        Assert.Equal([0.8, 0.6], evaluation.Mistakes.Select(one => Math.Round(one.Probability, 6)));
    }

    [Fact]
    public void Orders_equally_confident_mistakes_by_row()
    {
        Samples<byte> rows = TestNetworks.Rows(Shape.Vector(2), Names, ([70, 30], 1), ([90, 10], 1), ([30, 70], 0));
        Assert.Equal([1, 0, 2], Measure(rows).Mistakes.Select(one => one.Row));
    }

    /// <summary>Each answer is alone in its range of probability: |0.9 - 1|, |0.8 - 0|, |0.7 - 1| and |0.6 - 0|, a quarter each.</summary>
    [Fact]
    public void Calibration_error_is_the_mean_distance_of_confidence_and_accuracy() =>
        Assert.Equal((0.1 + 0.8 + 0.3 + 0.6) / 4, Measure(Four).CalibrationError, 1e-6);

    [Fact]
    public void Coverage_counts_the_most_confident_answers_only()
    {
        Evaluation evaluation = Measure(Four);
        CoveragePoint all = evaluation.Coverage[0],
            half = evaluation.Coverage[^1];
        Assert.Equal((1.0, 0.5), (all.Coverage, all.Accuracy));
        Assert.Equal((0.5, 0.5), (half.Coverage, half.Accuracy));
        Assert.Equal(0.8, half.Threshold, 1e-6);
    }

    [Fact]
    public void The_true_class_is_among_the_top_three_of_three_classes()
    {
        string[] names = ["a", "b", "c", "d"];
        Samples<byte> rows = TestNetworks.Rows(Shape.Vector(4), names, ([40, 30, 20, 10], 2), ([40, 30, 20, 10], 3));
        Evaluation evaluation = Evaluation.Measure(
            TestNetworks.Echo(Shape.Vector(4), names),
            rows,
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.Equal((0.0, 0.5), (evaluation.Metrics.MicroAccuracy, evaluation.TopKAccuracy));
    }

    [Fact]
    public void Reports_progress_and_can_be_canceled()
    {
        RecordingListener listener = new();
        Network network = TestNetworks.Echo(Shape.Vector(2), Names);
        listener.Run(
            new ExperimentPhase("", Four.Count, null),
            progress => Evaluation.Measure(network, Four, progress, TestContext.Current.CancellationToken)
        );
        Assert.Equal(Four.Count, listener.Ended[0].Progress);
        Assert.ThrowsAny<OperationCanceledException>(() => Evaluation.Measure(network, Four, null, new CancellationToken(canceled: true)));
    }

    private static Evaluation Measure(Samples<byte> samples) =>
        Evaluation.Measure(TestNetworks.Echo(Shape.Vector(2), Names), samples, cancellation: TestContext.Current.CancellationToken);
}
