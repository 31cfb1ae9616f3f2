namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>Scores of outputs that are not classes are not probabilities that sum to 1, in every scorer and after loading.</summary>
public sealed class OutputMeaningTests
{
    private static readonly float[] Row = [0.5f, -1, 2, 3];

    [Theory]
    [InlineData(OutputMeaning.Numbers, "identity")]
    [InlineData(OutputMeaning.Labels, "sigmoid")]
    [InlineData(OutputMeaning.Quantiles, "identity")]
    public void Every_scorer_gives_the_outputs_by_their_kind(OutputMeaning kind, string activation)
    {
        for (ulong seed = 1; seed <= 8; seed++)
        {
            Network network = Create(kind, activation, seed);
            double[] outputs = [.. new ExactScorer(network).Trace([.. Row.Select(value => (double)value)]).Layers[^1].Outputs];
            double[] expected = kind == OutputMeaning.Quantiles ? [.. outputs.Order()] : outputs;
            Assert.All(Scores(network), scores => Assert.All(expected.Zip(scores), pair => Assert.Equal(pair.First, pair.Second, 1e-5)));
        }
    }

    [Theory]
    [InlineData(OutputMeaning.Classes, 2)]
    [InlineData(OutputMeaning.Numbers, 3)]
    [InlineData(OutputMeaning.Labels, 3)]
    [InlineData(OutputMeaning.Quantiles, 3)]
    public void Files_have_the_kind_and_a_version_that_earlier_programs_reject_where_it_is_new(OutputMeaning kind, int version)
    {
        Network network = Create(kind, "sigmoid", seed: 1);
        using MemoryStream file = new();
        NetworkFile.Write(network, file);
        Assert.Equal(version, file.ToArray()[8]);
        file.Position = 0;
        Assert.Equal(kind, NetworkFile.Read(file, "m").Definition.Outputs);
    }

    [Fact]
    public void An_unknown_kind_is_rejected()
    {
        string json = System.Text.Encoding.UTF8.GetString(
            NetworkDescription.ToJson(Create(OutputMeaning.Numbers, "identity", 1).Definition)
        );
        byte[] other = System.Text.Encoding.UTF8.GetBytes(json.Replace("\"numbers\"", "\"colors\"", StringComparison.Ordinal));
        Assert.Contains(
            "Outputs of the kind colors are unknown",
            Assert.Throws<InvalidInputException>(() => NetworkDescription.FromJson(other, "m")).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Labels_need_a_sigmoid() =>
        Assert.Contains(
            "its outputs are labels, so its last layer needs the activation sigmoid, not identity",
            Assert.Throws<InvalidInputException>(() => Create(OutputMeaning.Labels, "identity", 1)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Members_of_an_ensemble_have_the_same_kind()
    {
        Network numbers = Create(OutputMeaning.Numbers, "identity", 1);
        Assert.Equal(OutputMeaning.Numbers, Network.EnsembleOf([numbers, Create(OutputMeaning.Numbers, "identity", 2)]).Definition.Outputs);
        Assert.Throws<InvalidInputException>(() => Network.EnsembleOf([numbers, Create(OutputMeaning.Quantiles, "identity", 2)]));
    }

    private static List<float[]> Scores(Network network)
    {
        float[] one = new float[3];
        using Scorer scorer = new(network);
        scorer.Score(Row, one);
        using BlockScorer block = new(network, rows: 1, threads: 1);
        Row.CopyTo(block.Values(0));
        block.Score(1);
        List<float[]> all = [one, block.Outputs(0).ToArray()];
        using BulkScorer bulk = new(network, new Samples<float>(Shape.Vector(4), Row, labels: null, classNames: []), threads: 1);
        bulk.Score((_, scores) => all.Add(scores.ToArray()), TestContext.Current.CancellationToken);
        return all;
    }

    private static Network Create(OutputMeaning kind, string activation, ulong seed) =>
        Network.Create(
            NetworkDefinition.Dense(Shape.Vector(4), [5], ["a", "b", "c"], Activation.Tanh, Activation.Parse(activation)) with
            {
                Scaling = InputScaling.None,
                Outputs = kind,
            },
            seed
        );
}
