namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class SampleTraceTests
{
    private const double H = 1e-5;
    private static readonly string[] Names = ["a", "b", "c"];

    public static TheoryData<string> Networks => [.. EveryMember.OfNetworks, "several layers of images", "maxout in the last layer"];

    /// <summary>For every layer and activation there is: the derivative of a mixture of scores with respect to each raw value.</summary>
    [Theory]
    [MemberData(nameof(Networks))]
    public void The_input_gradient_equals_the_central_difference(string name)
    {
        Network network = Random(name);
        ExactScorer scorer = new(network);
        double[] sample = Sample(network.Definition.InputShape.Size),
            mixture = [0.7, -1.1, 0.4],
            gradient = scorer.Trace(sample).InputGradient(mixture);
        Assert.Equal(sample.Length, gradient.Length);
        bool hasSlope = network.Definition.Layers.SkipLast(1).All(layer => layer.Activation.IsDifferentiable);
        Assert.Equal(hasSlope, gradient.Any(value => value != 0));
        double largest = gradient.Max(Math.Abs);
        for (int i = 0; i < sample.Length; i++)
            Assert.Equal((At(i, H) - At(i, -H)) / (2 * H), gradient[i], 1e-6 * Math.Max(largest, 1e-3));

        double At(int value, double change)
        {
            double[] changed = [.. sample];
            changed[value] += change;
            return scorer.Trace(changed).Scores.Zip(mixture, (score, factor) => score * factor).Sum();
        }
    }

    /// <summary>The fast kernels compute the same outputs in single precision.</summary>
    [Theory]
    [MemberData(nameof(Networks))]
    public void The_last_layer_has_the_probabilities_of_the_scorer(string name)
    {
        Network network = Random(name);
        float[] sample = [.. Sample(network.Definition.InputShape.Size).Select(value => (float)value)],
            probabilities = new float[3];
        using Scorer scorer = new(network);
        scorer.Score(sample, probabilities);
        SampleTrace trace = new ExactScorer(network).Trace([.. sample.Select(value => (double)value)]);
        Assert.Equal(network.Definition.Layers, trace.Layers.Select(layer => layer.Layer));
        Assert.All(trace.Layers, layer => Assert.Equal(layer.Output.Size, layer.Outputs.Length));
        float[] outputs = [.. trace.Layers[^1].Outputs.Select(value => (float)value)];
        OutputScores.FromOutputs(network.Definition, outputs);
        for (int i = 0; i < 3; i++)
            Assert.Equal(probabilities[i], outputs[i], 2e-5f);
    }

    /// <summary>By hand: x = (2, 3), scaled to 1 + 0.5 x = (2, 2.5); the ReLU unit has 2 · 1 - 2.5 · 0.5 = 0.75, the scores are 3 · 0.75 and -1 · 0.75.</summary>
    [Fact]
    public void Values_and_gradients_are_those_computed_by_hand()
    {
        NetworkDefinition definition = NetworkDefinition.Dense(
            Shape.Vector(2),
            [1],
            Names[..2],
            Activation.ReLU,
            Activation.Softmax,
            useBias: false
        ) with
        {
            Scaling = new InputScaling(1, 0.5f),
        };
        SampleTrace trace = new ExactScorer(Network.Create(definition, [1f, -0.5f, 3f, -1f])).Trace([2, 3]);
        Assert.Equal([0.75], trace.Layers[0].NetInputs);
        Assert.Equal([2.25, -0.75], trace.Scores);

        // Of the difference of the scores: (3 + 1) · (1, -0.5) · 0.5.
        Assert.Equal([2, -1], trace.InputGradient([1, -1]));
    }

    [Fact]
    public void Wrong_lengths_are_rejected()
    {
        ExactScorer scorer = new(Random("layer dense"));
        Assert.Throws<ArgumentOutOfRangeException>(() => scorer.Trace([1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => scorer.Trace(Sample(16)).InputGradient([1, 2]));
    }

    private static Network Random(string name)
    {
        NetworkDefinition definition = new()
        {
            InputShape = Shape.Image(4, 4),
            Layers = name switch
            {
                "several layers of images" => Layer.ParseList(
                    "convolution(3,3,tanh,padding same), batch-normalization(gelu), convolution(4,2,maxout,stride 2), max-pooling(2,1), dropout, dense(3,softmax)"
                ),
                "maxout in the last layer" => Layer.ParseList("dense(5,tanh), dense(3,maxout)"),
                _ => EveryMember.LayersOf(name),
            },
            Scaling = new InputScaling(0.1f, 0.7f),
            ClassNames = [.. Names],
        };
        var network = Network.Create(definition, seed: 7);
        float[] parameters = network.Parameters.ToArray();
        int first = 0;
        for (int i = 0; i < definition.Layers.Length; i++)
        {
            // Means, deviations and variances of their own, where a fresh network has 0 and 1.
            int count = network.LayerParameters(i).Length;
            for (int at = 0; at < count && definition.Layers[i] is BatchNormalization; at++)
                parameters[first + at] = 0.5f + (0.1f * (at % 7));
            first += count;
        }

        return Network.Create(definition, parameters);
    }

    private static double[] Sample(int size)
    {
        RandomSource random = new(5);
        return [.. Enumerable.Range(0, size).Select(_ => (2 * random.NextDouble()) - 1)];
    }
}
