namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class ExactNetworkTests
{
    public static TheoryData<string> Hidden => [.. Activation.All.Where(one => !one.MixesUnits).Select(one => one.Name)];

    /// <summary>
    /// Compares the reference implementation with an independent one in the tests. The slope of leaky ReLU is a float, but a double 0.01 in
    /// the tests.
    /// </summary>
    [Theory]
    [MemberData(nameof(Hidden))]
    public void Equals_the_independent_implementation_of_the_tests(string hidden)
    {
        Samples<byte> samples = TrainerTests.Blobs(20, density: 0.9);
        NetworkDefinition definition = NetworkDefinition.Dense(
            samples.Shape,
            [12, 7],
            samples.ClassNames,
            Activation.Parse(hidden),
            Activation.Softmax
        ) with
        {
            Scaling = InputScaling.Book,
        };
        Network network = Network.Create(definition, 8);
        ReferenceNetwork reference = new(network);
        float[][] rows = [.. Enumerable.Range(0, 20).Select(row => samples.Row(row).ToArray().Select(pixel => (float)pixel).ToArray())];
        double[][] found = new ExactNetwork(network)
            .Forward([.. rows.Select(row => row.Select(value => (double)value).ToArray())])[^1]
            .Outputs;
        for (int row = 0; row < 20; row++)
        {
            double[] expected = reference.Outputs(rows[row]);
            for (int i = 0; i < 3; i++)
                Assert.Equal(expected[i], found[row][i], hidden.Contains("leaky", StringComparison.Ordinal) ? 1e-9 : 1e-12);
        }
    }

    [Theory]
    [InlineData(-9, -1.0157295653584567e-18)]
    [InlineData(-4.5, -1.5289529061285241e-05)]
    [InlineData(-1, -0.15865525393145707)]
    [InlineData(1, 0.8413447460685429)]
    [InlineData(6, 5.9999999940802475)]
    public void GELU_is_x_times_the_normal_distribution(double x, double expected) =>
        Assert.Equal(expected, Activation.GELU.Of(x), Math.Abs(expected) * 1e-7);

    [Theory]
    [MemberData(nameof(Hidden))]
    public void A_derivative_equals_the_central_difference(string name)
    {
        Activation activation = Activation.Parse(name);
        Assert.SkipWhen(activation.NetInputsPerUnit > 1 || !activation.IsDifferentiable, "It has no elementwise derivative.");
        const double h = 1e-6;
        for (double x = -6.03; x < 6; x += 0.25)
            Assert.Equal((activation.Of(x + h) - activation.Of(x - h)) / (2 * h), activation.DerivativeAt(x), 1e-8);
    }
}
