using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

public sealed class PredictionSetTests
{
    private static readonly string[] Names = ["yes", "no, never"];
    private static readonly Network Network = TestNetworks.Echo(Shape.Vector(2), Names);

    [Fact]
    public void Measures_labeled_samples()
    {
        RecordingListener listener = new();
        Samples<byte> samples = TestNetworks.Rows(Shape.Vector(2), Names, ([9, 1], 0), ([9, 1], 1), ([2, 8], 1));
        var set = PredictionSet.Of(Network, samples, listener, TestContext.Current.CancellationToken);
        Assert.Equal([("1", 0), ("2", 0), ("3", 1)], set.Predictions.Select(one => (one.Input, one.Best)));
        Assert.Equal(2, set.Metrics!.CorrectCount);
        Assert.Equal((new ExperimentPhase("Predicting", 3, "images"), 3), Assert.Single(listener.Ended));
    }

    [Fact]
    public void Names_predictions_by_the_files_of_their_images()
    {
        Samples<byte> samples = new(Shape.Vector(2), [9, 1, 2, 8], null, []);
        PredictionSet set = PredictionSet
            .Of(Network, samples, cancellation: TestContext.Current.CancellationToken)
            .Named(["img_2.png", "img_10.png"]);
        Assert.Equal([("img_2.png", 0), ("img_10.png", 1)], set.Predictions.Select(one => (one.Input, one.Best)));
    }

    [Fact]
    public void Writes_a_submission_file_without_labels()
    {
        using TemporaryFolder folder = new();
        Samples<byte> samples = new(Shape.Vector(2), [9, 1, 2, 8], null, []);
        var set = PredictionSet.Of(Network, samples, cancellation: TestContext.Current.CancellationToken);
        Assert.Null(set.Metrics);
        SubmissionFile.Write(folder["out.csv"], set);
        Assert.Equal("ImageId,Label\n1,yes\n2,\"no, never\"\n", File.ReadAllText(folder["out.csv"]));
    }
}
