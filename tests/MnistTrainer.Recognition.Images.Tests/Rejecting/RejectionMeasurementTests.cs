using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Recognition.Images.Tests.Rejecting;

public sealed class RejectionMeasurementTests
{
    private static readonly ImageRecognizer Reader = ImageRecognizer.Load(Path.Combine(Repository.Root, "models", "digits.zip"));
    private static readonly Samples<byte> Shapes = ShapeSynthesizer.Synthesize(1600, seed: 77, DataSplit.Test);
    private static readonly Samples<byte> Unknown = ShapeSynthesizer.SynthesizeForCalibration(1600, seed: 77);

    /// <summary>The network was trained with another seed.</summary>
    [Fact]
    public void Shape_network_recognizes_digits_and_kinds_of_shapes()
    {
        int right = Enumerable
            .Range(0, Shapes.Count)
            .Count(row =>
            {
                ShapeLikelihoods shape = ShapeNetwork.Judge(Shapes.Row(row));
                return Enumerable.Range(0, Shapes.ClassNames.Count).MaxBy(label => shape[label]) == Shapes.Labels[row];
            });
        Assert.InRange(right, 0.85 * Shapes.Count, Shapes.Count);
    }

    [Fact]
    public void Rejects_none_of_fewer_than_2000_digits_it_is_fitted_on_and_many_others()
    {
        RejectionCalibration calibration = RejectionMeasurement.Fit(Reader, Unknown, TestContext.Current.CancellationToken);
        Assert.InRange(calibration.Threshold, 0.95, 1);
        Assert.True(calibration.Shape > 0);
        double[] fitted = RejectionMeasurement.RejectedShares(Reader, Unknown, calibration, TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Repeat(0.0, 10), fitted.Take(10));
        double[] rejected = RejectionMeasurement.RejectedShares(Reader, Shapes, calibration, TestContext.Current.CancellationToken);
        Assert.All(rejected.Take(10), share => Assert.InRange(share, 0, 0.02));
        Assert.All((int[])[10, 11, 12], kind => Assert.InRange(rejected[kind], 0.5, 1));
    }

    [Theory]
    [InlineData(-100, 1)]
    [InlineData(100, 0)]
    public void Extreme_calibrations_reject_everything_or_nothing(double bias, double share) =>
        Assert.Equal(
            Enumerable.Repeat(share, 14),
            RejectionMeasurement.RejectedShares(
                Reader,
                Shapes,
                new RejectionCalibration
                {
                    Bias = bias,
                    Shape = 0,
                    Agreement = 0,
                    Margin = 0,
                    Threshold = 0.99,
                },
                TestContext.Current.CancellationToken
            )
        );

    /// <summary>
    /// Odds of 0.9 : 0.1 of a digit, of 0.6 : 0.4 of a 3 and of 0.8 : 0.2, clamped to 15 in both directions. A part of a digit counts as a digit,
    /// but not as a 3.
    /// </summary>
    [Fact]
    public void Evidence_is_in_log_odds()
    {
        ShapeLikelihoods shape = new([0, 0.1f, 0, 0.6f, 0, 0, 0.15f, 0, 0, 0, 0.04f, 0.03f, 0.03f, 0.05f]);
        ShapeEvidence evidence = ShapeEvidence.Of(shape, new RankedClass("3", 0.8f));
        Assert.Equal(Math.Log(9), evidence.Shape, 1e-5);
        Assert.Equal(Math.Log(0.6 / 0.4), evidence.Agreement, 1e-5);
        Assert.Equal(Math.Log(4), evidence.Margin, 1e-5);
        Assert.Equal(new ShapeEvidence(15, 15, 15), ShapeEvidence.Of(Only(7), new RankedClass("7", 1)));
        Assert.Equal(new ShapeEvidence(15, -15, 15), ShapeEvidence.Of(Only(7), new RankedClass("1", 1)));
        Assert.Equal(new ShapeEvidence(-15, -15, 15), ShapeEvidence.Of(Only((int)ShapeKind.Letter), new RankedClass("7", 1)));
    }

    [Theory]
    [InlineData(ShapeKind.Letter, RejectionReason.Letter)]
    [InlineData(ShapeKind.Scribble, RejectionReason.Scribble)]
    [InlineData(ShapeKind.Several, RejectionReason.MultipleDigits)]
    internal void Reason_is_the_most_probable_kind(ShapeKind kind, RejectionReason reason)
    {
        Assert.Equal(reason, RejectionRule.Of(Only((int)kind), new RankedClass("0", 0.5f), RejectionCalibration.None)?.Reason);
        Assert.Null(RejectionRule.Of(Only(0), new RankedClass("0", 0.5f), RejectionCalibration.None));
    }

    [Fact]
    public void Calibration_round_trips_through_metadata()
    {
        RejectionCalibration calibration = new()
        {
            Bias = -1.25,
            Shape = 0.5,
            Agreement = 0.25,
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
        Assert.Equal("bias -1.25; shape 0.5; agreement 0.25; margin 0.001; threshold 0.97", calibration.ToString());
        foreach (
            string other in (string[])
                [
                    "",
                    "bias 1; shape 1; margin 1; threshold 0.9", // of an earlier version
                    "bias x; shape 1; agreement 1; margin 1; threshold 0.9",
                    "bias 1; shape 1; agreement 1; margin 1; threshold 0.2",
                ]
        )
            Assert.Equal(
                RejectionCalibration.None,
                RejectionCalibration.Of(network with { Metadata = network.Metadata.SetItem(RejectionCalibration.MetadataKey, other) })
            );
    }

    private static ShapeLikelihoods Only(int label) => new([.. Enumerable.Range(0, 14).Select(i => i == label ? 1f : 0)]);
}
