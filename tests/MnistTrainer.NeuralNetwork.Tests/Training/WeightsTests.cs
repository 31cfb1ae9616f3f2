using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class WeightsTests
{
    private static readonly Samples<byte> Samples = TrainerTests.Blobs(12);

    [Theory]
    [InlineData(12)]
    [InlineData(1)]
    public void A_sample_of_weight_three_counts_three_times_and_one_of_weight_zero_not_at_all(int batchSize)
    {
        // The weighted mean over n samples is the mean over the repeated rows times their number divided by n.
        float[] weights = [1, 3, 0, 1, 2, 0, 1, 1, 1, 0, 2, 1];
        int[] repeated = [.. Enumerable.Range(0, 12).SelectMany(row => Enumerable.Repeat(row, (int)weights[row]))];
        double[] expected = Gradient(Samples.Subset(repeated), batchSize);
        double[] actual = Gradient(Samples.WithWeights(weights), batchSize);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 2e-6);
    }

    [Fact]
    public void The_loss_is_the_mean_of_the_weighted_losses()
    {
        float[] weights = [.. Enumerable.Range(0, 12).Select(row => row / 4f)];
        TrainingOptions options = new()
        {
            Epochs = 1,
            BatchSize = 5,
            Optimizer = new GradientDescent(1e-20f),
        };
        Network network = Create();
        double sum = 0;
        for (int row = 0; row < 12; row++)
            sum += weights[row] * Run(options, network, Samples.Subset([row])).Epochs[0].TrainLoss;
        Assert.Equal(sum / 12, Run(options, network, Samples.WithWeights(weights)).Epochs[0].TrainLoss, 1e-6);
    }

    [Fact]
    public void Balanced_classes_have_equal_total_weights()
    {
        int[] rows = [.. Enumerable.Range(0, 12).Where(row => Samples.Labels[row] != 2 || row > 6)];
        Samples uneven = Samples.Subset(rows);
        Samples balanced = ClassWeights.Balanced.Apply(uneven);
        for (int label = 0; label < 3; label++)
            Assert.Equal(
                uneven.Count / 3.0,
                Enumerable.Range(0, uneven.Count).Where(row => uneven.Labels[row] == label).Sum(row => (double)balanced.Weights[row]),
                1e-5
            );

        // scikit-learn's documented formula for y = [0, 0, 0, 1]: 4 / (2 * 3) and 4 / (2 * 1).
        Samples<byte> four = new(Shape.Vector(1), [1, 2, 3, 4], [0, 0, 0, 1], ["0", "1"]);
        Assert.Equal([2 / 3f, 2 / 3f, 2 / 3f, 2f], ClassWeights.Balanced.Apply(four).Weights.ToArray());
    }

    [Fact]
    public void Class_weights_are_by_name_and_multiply_sample_weights()
    {
        Samples<byte> three = new(Shape.Vector(1), [1, 2, 3], [0, 1, 2], ["a", "b=c", "d"]);
        Samples weighted = ClassWeights.Parse(" a=2 ,b=c=0.5").Apply(three.WithWeights([1, 4, 3]));
        Assert.Equal([2f, 2f, 3f], weighted.Weights.ToArray());
        Assert.Equal([3f, 2f], weighted.Subset([2, 0]).Weights.ToArray());
        Assert.Equal("a=2,b=c=0.5", ClassWeights.Parse(" a=2 ,b=c=0.5").ToString());
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a=")]
    [InlineData("=1")]
    [InlineData("a=-1")]
    [InlineData("a=NaN")]
    [InlineData("a=1,a=2")]
    [InlineData("a=1,,b=2")]
    public void Rejects_invalid_text(string text) =>
        Assert.StartsWith(
            "class weights: expected balanced, or a weight",
            Assert.Throws<InvalidInputException>(() => ClassWeights.Parse(text)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Rejects_invalid_weights()
    {
        foreach (float bad in new[] { -1f, float.NaN, float.PositiveInfinity })
            Assert.StartsWith("sample weights, row 2: ", Rejection([1, bad, .. new float[10]]), StringComparison.Ordinal);
        Assert.Contains("one for each of 12 samples, found 3", Rejection([1, 1, 1]), StringComparison.Ordinal);
        Assert.Contains("one above 0, found none", Rejection(new float[12]), StringComparison.Ordinal);
        Assert.Contains(
            "names among 0, 1, 2, found \"seven\"",
            Assert.Throws<InvalidInputException>(() => ClassWeights.Parse("seven=1").Apply(Samples)).Message,
            StringComparison.Ordinal
        );

        static string Rejection(float[] weights) => Assert.Throws<InvalidInputException>(() => Samples.WithWeights(weights)).Message;
    }

    /// <summary>
    /// The sum over batches of gradient times number of rows, derived from the updates of plain gradient descent, since the online step
    /// does not expose its gradient.
    /// </summary>
    private static double[] Gradient(Samples samples, int batchSize)
    {
        const float rate = 0.5f;
        float[] before = Create().Parameters.ToArray();
        double[] sum = new double[before.Length];
        int rows = batchSize == 1 ? 1 : samples.Count;
        TrainingOptions options = new()
        {
            BatchSize = rows,
            Optimizer = new GradientDescent(rate),
            Loss = Loss.SquaredError,
        };
        for (int first = 0; first < samples.Count; first += rows)
        {
            Network moved = Create().WithParameters(new FloatBuffer(before));
            using ITrainingStep step = TrainingSteps.Create(moved, samples, options);
            step.Run([.. Enumerable.Range(first, rows)], new(1));
            step.Finish();
            for (int i = 0; i < sum.Length; i++)
                sum[i] += (before[i] - (double)moved.Parameters[i]) / rate * rows;
        }

        return sum;
    }

    private static Network Create() =>
        Network.Create(NetworkDefinition.Dense(Samples.Shape, [5], Samples.ClassNames, Activation.Tanh, Activation.Sigmoid), 3);

    private static TrainingResult Run(TrainingOptions options, Network network, Samples samples) =>
        new Trainer(options with { Loss = Loss.SquaredError }).Train(network, samples, cancellation: TestContext.Current.CancellationToken);
}
