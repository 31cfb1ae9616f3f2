namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class TwoClassesTests
{
    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 1)]
    [InlineData(true, 3)]
    public void Have_the_probabilities_of_the_one_output(bool useBias, int members)
    {
        NetworkDefinition definition = NetworkDefinition.Create(
            Shape.Vector(5),
            ["yes"],
            new NetworkOptions
            {
                HiddenUnits = [7],
                OutputActivation = Activation.Sigmoid,
                UseBias = useBias,
                Scaling = InputScaling.None,
            }
        );
        Network[] networks = [.. Enumerable.Range(1, members).Select(seed => Network.Create(definition, (ulong)seed))];
        Network one = members == 1 ? networks[0] : Network.EnsembleOf(networks);
        Network two = TwoClasses.Of(one, "no", "yes");
        Assert.Equal(["no", "yes"], two.Definition.ClassNames);
        using Scorer single = new(one);
        using Scorer both = new(two);
        float[] probability = new float[1],
            probabilities = new float[2];
        Random random = new(1);
        for (int row = 0; row < 20; row++)
        {
            float[] values = [.. Enumerable.Range(0, 5).Select(_ => 20 * (random.NextSingle() - 0.5f))];
            single.Score(values, probability);
            both.Score(values, probabilities);
            Assert.Equal(probability[0], probabilities[1], 1e-6);
            Assert.Equal(1 - probability[0], probabilities[0], 1e-6);
        }
    }

    [Fact]
    public void Need_one_output() =>
        Assert.Throws<InvalidInputException>(() =>
            TwoClasses.Of(
                Network.Create(NetworkDefinition.Dense(Shape.Vector(2), [], ["a", "b"], Activation.ReLU, Activation.Softmax), 1),
                "a",
                "b"
            )
        );
}
