using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Recognition.Tests.Rejecting;

public sealed class RejectionMeasurementTests
{
    private static readonly Recognizer Recognizer = Recognizer.Load(Path.Combine(Repository.Root, "models", "digits.zip"));
    private static readonly Samples<byte> Shapes = ShapeSynthesizer.Synthesize(1600, seed: 77, DataSplit.Test);

    /// <summary>The network was trained with another seed.</summary>
    [Fact]
    public void Shape_network_recognizes_kinds_of_drawings()
    {
        int right = Enumerable
            .Range(0, Shapes.Count)
            .Count(row =>
            {
                float[] kinds = ShapeNetwork.Judge(Shapes.Row(row));
                return Array.IndexOf(kinds, kinds.Max()) == Shapes.Labels[row];
            });
        Assert.InRange(right, 0.85 * Shapes.Count, Shapes.Count);
    }

    [Fact]
    public void Rejects_none_of_fewer_than_10000_digits_and_many_others()
    {
        RejectionCalibration calibration = RejectionMeasurement.Fit(Recognizer, Shapes, TestContext.Current.CancellationToken);
        Assert.InRange(calibration.Threshold, 0.95, 1);
        Assert.True(calibration.Shape > 0);
        double[] rejected = RejectionMeasurement.RejectedShares(Recognizer, Shapes, calibration, TestContext.Current.CancellationToken);
        Assert.Equal(0, rejected[0]);
        Assert.All((int[])[1, 2, 3], kind => Assert.InRange(rejected[kind], 0.1, 1));
    }

    [Theory]
    [InlineData(-100, 1)]
    [InlineData(100, 0)]
    public void Extreme_calibrations_reject_everything_or_nothing(double bias, double share) =>
        Assert.Equal(
            Enumerable.Repeat(share, 5),
            RejectionMeasurement.RejectedShares(
                Recognizer,
                Shapes,
                new RejectionCalibration
                {
                    Bias = bias,
                    Shape = 0,
                    Threshold = 0.99,
                },
                TestContext.Current.CancellationToken
            )
        );

    /// <summary>Odds of 0.9 : 0.1 and of 0.8 : 0.2, clamped to 15 in both directions.</summary>
    [Fact]
    public void Evidence_is_in_log_odds()
    {
        ShapeEvidence evidence = ShapeEvidence.Of([0.85f, 0.04f, 0.03f, 0.03f, 0.05f], 0.8f);
        Assert.Equal((Math.Log(9), Math.Log(4)), (evidence.Shape, evidence.Margin), Near);
        Assert.Equal((15.0, 15.0), (ShapeEvidence.Of([1, 0, 0, 0, 0], 1).Shape, ShapeEvidence.Of([1, 0, 0, 0, 0], 1).Margin));
        Assert.Equal(-15, ShapeEvidence.Of([0, 1, 0, 0, 0], 1).Shape);
    }

    [Theory]
    [InlineData(new[] { 0f, 0.7f, 0.2f, 0.1f, 0 }, RejectionReason.Letter)]
    [InlineData(new[] { 0f, 0.2f, 0.7f, 0.1f, 0 }, RejectionReason.Scribble)]
    [InlineData(new[] { 0f, 0.1f, 0.2f, 0.7f, 0 }, RejectionReason.MultipleDigits)]
    public void Reason_is_the_most_probable_kind(float[] kinds, RejectionReason reason)
    {
        Assert.Equal(reason, RejectionRule.Of(kinds, 0.5f, RejectionCalibration.None)?.Reason);
        Assert.Null(RejectionRule.Of([0.9f, 0.05f, 0.03f, 0.02f, 0], 0.5f, RejectionCalibration.None));
    }

    [Fact]
    public void Calibration_round_trips_through_metadata()
    {
        RejectionCalibration calibration = new()
        {
            Bias = -1.25,
            Shape = 0.5,
            Margin = 1e-3,
            Threshold = 0.97,
        };
        NetworkDefinition network = TestNetworks.OfDigits().Definition;
        Assert.Equal(
            calibration,
            RejectionCalibration.Of(
                network with
                {
                    Metadata = network.Metadata.SetItem(RejectionCalibration.MetadataKey, calibration.ToString()),
                }
            )
        );
        Assert.Equal("bias -1.25; shape 0.5; margin 0.001; threshold 0.97", calibration.ToString());
        foreach (
            string other in (string[])
                ["", "bias 1; shape 1; margin 1", "bias x; shape 1; margin 1; threshold 0.9", "bias 1; shape 1; margin 1; threshold 0.2"]
        )
            Assert.Equal(
                RejectionCalibration.None,
                RejectionCalibration.Of(network with { Metadata = network.Metadata.SetItem(RejectionCalibration.MetadataKey, other) })
            );
    }

    private static bool Near((double, double) one, (double, double) other) =>
        Math.Abs(one.Item1 - other.Item1) < 1e-5 && Math.Abs(one.Item2 - other.Item2) < 1e-5;
}
