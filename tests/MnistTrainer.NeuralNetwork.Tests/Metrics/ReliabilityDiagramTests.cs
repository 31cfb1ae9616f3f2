namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class ReliabilityDiagramTests
{
    /// <summary>
    /// Ten predictions in five bins, by hand: one of two correct with a mean of 0.35, none of one at 0.5, three of three with a mean of 0.7, three of four with a mean of
    /// 0.925. ECE = (2 |0.5 - 0.35| + |0 - 0.5| + 3 |1 - 0.7| + 4 |0.75 - 0.925|) / 10 = (0.3 + 0.5 + 0.9 + 0.7) / 10.
    /// </summary>
    [Fact]
    public void Bins_have_the_mean_confidence_and_the_accuracy_of_their_predictions()
    {
        (double, bool)[] predictions =
        [
            (0.31, true),
            (0.39, false),
            (0.5, false),
            (0.65, true),
            (0.7, true),
            (0.75, true),
            (0.8, true),
            (0.9, true),
            (1, true),
            (1, false),
        ];
        ReliabilityBin[] bins = [.. ReliabilityDiagram.Of(predictions, 5)];
        Assert.Equal([0, 2, 1, 3, 4], bins.Select(bin => bin.Count));
        Assert.Equal([0, 0.5, 0, 1, 0.75], bins.Select(bin => bin.Accuracy));
        Assert.Equal([0, 0.35, 0.5, 0.7, 0.925], bins.Select(bin => Math.Round(bin.Confidence, 3)));
        Assert.Equal([0, 0.2, 0.4, 0.6, 0.8], bins.Select(bin => bin.Lower));
        Assert.Equal(1, bins[^1].Upper);
        Assert.Equal(0.24, ReliabilityDiagram.CalibrationError(bins), 1e-4);
    }

    /// <summary>Predictions that are correct as often as they are confident have no error, by construction.</summary>
    [Fact]
    public void A_calibrated_network_has_no_error()
    {
        (double, bool)[] predictions = [.. Enumerable.Range(1, 9).SelectMany(i => Enumerable.Range(0, 10).Select(k => (i / 10.0, k < i)))];
        Assert.Equal(0, ReliabilityDiagram.CalibrationError(ReliabilityDiagram.Of(predictions, 100)), 1e-12);
    }

    [Fact]
    public void Without_predictions_there_are_empty_bins()
    {
        Assert.Equal(15, ReliabilityDiagram.Of([]).Length);
        Assert.Equal(0, ReliabilityDiagram.CalibrationError(ReliabilityDiagram.Of([])));
        Assert.Equal(1, ReliabilityDiagram.Of([(double.NaN, false)])[0].Count);
    }
}
