namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class DenseTests
{
    /// <summary>Tariq Rashid, "Make Your Own Neural Network", part 1, "Following signals through a simple network".</summary>
    [Fact]
    public void The_worked_example_of_the_book()
    {
        NetworkDefinition definition = NetworkDefinition.Dense(
            Shape.Vector(2),
            [],
            ["1", "2"],
            Activation.Sigmoid,
            Activation.Identity,
            useBias: false
        ) with
        {
            Scaling = InputScaling.None,
        };

        // Input by input: w11, w12 of the first, w21, w22 of the second.
        float[] weights = [0.9f, 0.2f, 0.3f, 0.8f];
        float[] netInputs = Outputs(Network.Create(definition, weights));
        Assert.Equal(1.05, netInputs[0], 1e-6);
        Assert.Equal(0.60, netInputs[1], 1e-6);

        NetworkDefinition sigmoid = definition with { Layers = [new Dense(2, Activation.Sigmoid, UseBias: false)] };
        float[] outputs = Outputs(Network.Create(sigmoid, weights));
        Assert.Equal(0.7408, outputs[0], 0.00005);
        Assert.Equal(0.6457, outputs[1], 0.00005);
    }

    [Theory]
    [InlineData("relu", "softmax", true)]
    [InlineData("sigmoid", "softmax", false)]
    [InlineData("elu(1)", "softmax", true)]
    [InlineData("step", "softmax", true)]
    public void Equals_the_reference_network(string hidden, string output, bool useBias)
    {
        Samples<byte> samples = TrainerTests.Blobs(70, density: 0.9);
        NetworkDefinition definition = NetworkDefinition.Dense(
            samples.Shape,
            [40, 33],
            samples.ClassNames,
            Activation.Parse(hidden),
            Activation.Parse(output),
            useBias
        ) with
        {
            Scaling = InputScaling.Book,
        };
        Network network = Network.Create(definition, 8);
        ReferenceNetwork reference = new(network);
        using BulkScorer bulk = new(network, samples, threads: 2);
        bulk.Score(
            (row, probabilities) =>
            {
                float[] raw = new float[36];
                samples.CopyRow(row, raw);
                double[] expected = reference.Outputs(raw);
                for (int i = 0; i < 3; i++)
                    Assert.Equal(expected[i], probabilities[i], 1e-5);
            },
            TestContext.Current.CancellationToken
        );
    }

    private static float[] Outputs(Network network)
    {
        float[] values = [1.0f, 0.5f];
        Samples<float> samples = new(Shape.Vector(2), values, null, []);
        SampleBatch batch = SampleBatch.Over(samples, network, 1);
        batch.Take([0]);
        using Workspace workspace = new(network, batch, 1, 1, isTraining: false);
        workspace.Prepare();
        workspace.Forward(0, 1, 0);
        return workspace.Outputs.ToArray();
    }
}
