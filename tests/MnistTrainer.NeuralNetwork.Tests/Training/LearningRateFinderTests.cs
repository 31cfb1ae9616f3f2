namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class LearningRateFinderTests
{
    private static readonly Samples<byte> Samples = TrainerTests.Blobs(300);

    [Theory]
    [InlineData("sgd")]
    [InlineData("adam")]
    public void The_suggested_rate_trains_better_than_a_hundredth_and_a_hundredfold_of_it(string optimizer)
    {
        Network network = Create();
        TrainingOptions options = new()
        {
            Optimizer = Optimizer.Parse(optimizer),
            BatchSize = 20,
            Epochs = 3,
        };
        LearningRateCurve curve = LearningRateFinder.Find(network, Samples, options, cancellation: TestContext.Current.CancellationToken);
        double rate = curve.Suggested!.Value;
        double found = LossWith(rate);
        Assert.True(found < LossWith(rate / 100), $"{rate}");
        Assert.True(found < LossWith(rate * 100), $"{rate}");

        double LossWith(double given)
        {
            TrainingOptions chosen = options with { Optimizer = options.Optimizer with { LearningRate = (float)given } };
            TrainingResult result = new Trainer(chosen).Train(network, Samples, cancellation: TestContext.Current.CancellationToken);
            return result.Epochs.Count == 3 ? result.Epochs[^1].TrainLoss : double.PositiveInfinity;
        }
    }

    [Fact]
    public void Rates_increase_geometrically_until_the_loss_explodes()
    {
        LearningRateCurve curve = LearningRateFinder.Find(
            Create(),
            Samples,
            new TrainingOptions { Optimizer = new GradientDescent() },
            1e-4,
            1e5,
            200,
            TestContext.Current.CancellationToken
        );
        double ratio = Math.Pow(1e9, 1 / 199.0);
        for (int i = 1; i < curve.Trials.Count; i++)
            Assert.Equal(ratio, curve.Trials[i].Rate / curve.Trials[i - 1].Rate, 1e-9);
        Assert.InRange(curve.Trials.Count, 50, 199);
        double lowest = curve.Trials.Min(trial => trial.SmoothedLoss),
            fall = curve.Trials[0].SmoothedLoss - lowest;
        Assert.InRange(curve.Trials.Single(trial => trial.Rate == curve.Lowest).SmoothedLoss, lowest, lowest + (fall / 1000));
        Assert.All(
            curve.Trials.TakeWhile(trial => trial.Rate < curve.Lowest),
            trial => Assert.True(trial.SmoothedLoss > lowest + (fall / 1000))
        );
    }

    /// <summary>ln² has its minimum at the middle of the range, and nine tenths of its fall lie within 1 / sqrt(10) of the range around it.</summary>
    [Theory]
    [InlineData(100)]
    [InlineData(300)]
    [InlineData(1000)]
    public void The_middle_of_a_valley_is_that_of_its_sides(int steps)
    {
        double[] rates = [.. Enumerable.Range(0, steps).Select(i => Math.Pow(10, (6.0 * i / (steps - 1)) - 6))];
        double[] losses = [.. rates.Select(rate => 1 + Math.Pow(Math.Log10(rate) + 3, 2))];

        // At 0.02 something else lowers the loss by chance, a little further than at the middle.
        losses[Array.FindIndex(rates, rate => rate > 0.02)] -= 0.1;
        var curve = LearningRateCurve.Of(rates, losses);
        Assert.Equal(-3, Math.Log10(curve.Middle!.Value), 0.1);
        Assert.Equal(curve.Middle.Value / 2, curve.Suggested!.Value, 1e-12);
    }

    /// <summary>Where training began to diverge and recovered by chance, further than before, the rates before that are suggested.</summary>
    [Theory]
    [InlineData(-0.05)]
    [InlineData(0)]
    [InlineData(0.05)]
    public void Of_two_valleys_of_about_the_same_depth_the_first_is_suggested(double deeper)
    {
        double[] rates = [.. Enumerable.Range(0, 200).Select(i => Math.Pow(10, (6.0 * i / 199) - 6))];
        double[] losses = [.. rates.Select(rate => 3 - ValleyAt(-4, Math.Log10(rate)) - ((1 + deeper) * ValleyAt(-2, Math.Log10(rate))))];
        var curve = LearningRateCurve.Of(rates, losses);
        Assert.Equal(-4, Math.Log10(curve.Middle!.Value), 0.1);
        if (deeper > 0)
            Assert.Equal(-2, Math.Log10(curve.Lowest!.Value), 0.1);

        static double ValleyAt(double middle, double place) => 2 * Math.Exp(-Math.Pow((place - middle) / 0.4, 2));
    }

    /// <summary>A network that has learned everything keeps its loss at rates that it could not have begun with.</summary>
    [Fact]
    public void Where_the_loss_stays_low_the_middle_is_near_the_rate_that_reached_it()
    {
        double[] rates = [.. Enumerable.Range(0, 100).Select(i => Math.Pow(10, (6.0 * i / 99) - 6))];
        var curve = LearningRateCurve.Of(rates, [.. rates.Select(rate => rate < 1e-3 ? 1 : 0.001)]);
        Assert.Equal(2 * curve.Lowest!.Value, curve.Middle!.Value, 1e-12);
        Assert.InRange(curve.Lowest.Value, 1e-3, 1e-2);
    }

    [Fact]
    public void Is_reproducible_and_does_not_change_the_network()
    {
        Network network = Create();
        float[] before = network.Parameters.ToArray();
        LearningRateCurve first = LearningRateFinder.Find(
            network,
            Samples,
            new TrainingOptions(),
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.Equal(
            first.Trials,
            LearningRateFinder
                .Find(network, Samples, new TrainingOptions { Threads = 2 }, cancellation: TestContext.Current.CancellationToken)
                .Trials
        );
        Assert.Equal(before, network.Parameters.ToArray());
    }

    [Fact]
    public void Suggests_nothing_if_the_loss_does_not_fall()
    {
        LearningRateCurve curve = LearningRateFinder.Find(
            Create(),
            Samples,
            new TrainingOptions(),
            1e-12,
            1e-11,
            20,
            TestContext.Current.CancellationToken
        );
        Assert.Null(curve.Suggested);
        Assert.Throws<InvalidInputException>(() =>
            LearningRateFinder.Find(Create(), Samples, new TrainingOptions(), 1, 0.1, cancellation: TestContext.Current.CancellationToken)
        );
    }

    private static Network Create() =>
        Network.Create(NetworkDefinition.Dense(Samples.Shape, [12], Samples.ClassNames, Activation.ReLU, Activation.Softmax));
}
