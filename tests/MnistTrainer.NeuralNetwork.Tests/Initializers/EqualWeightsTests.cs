namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>Units that begin with equal weights get the same gradient in every step and stay equal, which is why weights are drawn at random.</summary>
public sealed class EqualWeightsTests
{
    [Theory]
    [InlineData("constant(0.1)", "adam", false)]
    [InlineData("constant(-0.3)", "sgd", false)]
    [InlineData("zero", "adam", false)]
    [InlineData("glorot", "adam", true)]
    public void Equal_weights_stay_equal(string initializer, string optimizer, bool parts)
    {
        Samples<byte> samples = TrainerTests.Blobs(80);
        NetworkDefinition definition = NetworkDefinition.Create(
            samples.Shape,
            samples.ClassNames,
            new NetworkOptions
            {
                HiddenUnits = [4],
                HiddenActivation = Activation.Tanh,
                Initializer = Initializer.Parse(initializer),
            }
        );
        TrainingResult result = new Trainer(
            new TrainingOptions
            {
                Optimizer = Optimizer.Parse(optimizer),
                Epochs = 5,
                BatchSize = 8,
                Threads = 1,
            }
        ).Train(Network.Create(definition), samples, cancellation: TestContext.Current.CancellationToken);
        ReadOnlySpan<float> first = result.Network.LayerParameters(0);
        float most = 0;
        for (int input = 0; input < 36; input++)
        {
            for (int unit = 1; unit < 4; unit++)
                most = Math.Max(most, Math.Abs(first[(input * 4) + unit] - first[input * 4]));
        }

        Assert.Equal(parts, most > 0);
        if (initializer == "zero")
            Assert.False(first.ContainsAnyExcept(0f));
    }

    [Fact]
    public void Reads_names_back() =>
        Assert.All(Initializer.All.Append(Initializer.Constant(-2.5f)), one => Assert.Equal(one.Name, Initializer.Parse(one.Name).Name));
}
