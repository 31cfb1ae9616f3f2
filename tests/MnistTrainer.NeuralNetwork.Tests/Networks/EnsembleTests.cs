namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>An ensemble answers with the mean of its members' outputs, through every scorer and from a file.</summary>
public sealed class EnsembleTests
{
    public static TheoryData<string> Layers =>
        new(
            "dense(12,relu),dense(3,softmax)",
            "convolution(4,3,relu),batch-normalization,max-pooling(2),dense(3,softmax)",
            "dense(5,tanh),dense(3,sigmoid)",
            "dense(3,identity)",
            "dense(3,clamp(-0.2,0.3))"
        );

    [Theory]
    [MemberData(nameof(Layers))]
    public void Its_outputs_are_the_mean_of_those_of_its_members(string layers)
    {
        Network[] members = [.. Enumerable.Range(1, 3).Select(seed => Create(layers, (ulong)seed))];
        Network ensemble = Network.EnsembleOf(members);
        Assert.Equal(3, ensemble.Definition.Members);
        Assert.Equal(members.Sum(member => member.ParameterCount), ensemble.ParameterCount);
        Samples<float> samples = Samples(37);
        double[][] raw = [.. Enumerable.Range(0, 37).Select(row => samples.Row(row).ToArray().Select(value => (double)value).ToArray())];
        double[][][] outputs = [.. members.Select(member => new ExactNetwork(member).Forward(raw)[^1].Outputs)];
        AllScorers.GiveMean(ensemble, samples, row => [.. outputs.Select(member => member[row])]);
    }

    /// <summary>Beside the slow way: each member scored alone, and the deviation of their scores by its definition.</summary>
    [Theory]
    [InlineData("dense(12,relu),dense(3,softmax)", OutputMeaning.Classes, 0)]
    [InlineData("dense(5,tanh),dense(3,sigmoid)", OutputMeaning.Classes, 0)]
    [InlineData("dense(3,identity)", OutputMeaning.Classes, 1)]
    [InlineData("dense(5,tanh),dense(3,sigmoid)", OutputMeaning.Labels, 1)]
    [InlineData("dense(5,tanh),dense(3,identity)", OutputMeaning.Numbers, 0)]
    [InlineData("dense(5,tanh),dense(3,identity)", OutputMeaning.Quantiles, 2)]
    public void Its_deviation_is_that_of_the_scores_of_its_members(string layers, OutputMeaning outputs, int shift)
    {
        Network[] members =
        [
            .. Enumerable
                .Range(1, 4)
                .Select(seed => Create(layers, (ulong)seed))
                .Select(one => Network.Create(one.Definition with { Outputs = outputs, TestTimeShift = shift }, one.Parameters)),
        ];
        Network ensemble = Network.EnsembleOf(members);
        Samples<float> samples = Samples(37);
        Scorer[] scorers = [.. members.Select(member => new Scorer(member))];
        using Scorer scorer = new(ensemble);
        using BulkScorer bulk = new(ensemble, samples, threads: 2) { MeasuresDeviations = true };
        float[] scores = new float[3],
            deviations = new float[3];
        double largest = 0;
        bulk.Score(
            (row, probabilities) =>
            {
                double[][] alone =
                [
                    .. scorers.Select(one =>
                    {
                        one.Score(samples.Row(row), scores);
                        return scores.Select(score => (double)score).ToArray();
                    }),
                ];
                scorer.Score(samples.Row(row), scores, deviations);
                Assert.Equal(probabilities, scores);
                Assert.Equal(bulk.Deviations(row), deviations);
                for (int k = 0; k < 3; k++)
                {
                    double mean = alone.Average(one => one[k]),
                        variance = alone.Average(one => (one[k] - mean) * (one[k] - mean));
                    Assert.Equal(Math.Sqrt(variance), deviations[k], 1e-6);
                    largest = Math.Max(largest, deviations[k]);
                }
            },
            TestContext.Current.CancellationToken
        );
        Assert.InRange(largest, 0.01, 10);
        foreach (Scorer one in scorers)
            one.Dispose();
    }

    [Fact]
    public void Members_that_are_the_same_and_single_networks_have_no_deviation()
    {
        Network one = Create("dense(12,relu),dense(3,softmax)", 1);
        float[] scores = new float[3],
            deviations = [1, 1, 1];
        using Scorer single = new(one),
            same = new(Network.EnsembleOf([one, one, one]));
        single.Score(Samples(1).Row(0), scores, deviations);
        Assert.Equal([0, 0, 0], deviations);
        deviations.AsSpan().Fill(1);
        same.Score(Samples(1).Row(0), scores, deviations);
        Assert.Equal([0, 0, 0], deviations);
        using BulkScorer bulk = new(one, Samples(1), threads: 1) { MeasuresDeviations = true };
        Assert.True(bulk.Deviations(0).IsEmpty);
    }

    [Fact]
    public void A_file_keeps_it_and_its_members_come_out_as_they_went_in()
    {
        Network[] members = [Create("dense(12,relu),dense(3,softmax)", 1), Create("dense(12,relu),dense(3,softmax)", 2)];
        using MemoryStream stream = new();
        NetworkFile.Write(Network.EnsembleOf(members), stream);
        stream.Position = 0;
        Network read = NetworkFile.Read(stream, "ensemble");
        Assert.Equal(2, read.Definition.Members);
        Assert.Equal(members[0].Parameters, read.Member(0).Parameters);
        Assert.Equal(members[1].Parameters, read.Member(1).Parameters);
        Assert.Equal("2 networks averaged", read.Definition.DescribeLayers()[^1]);
        Assert.DoesNotContain("networks", read.Member(1).Definition.DescribeLayers()[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Members_have_the_same_architecture()
    {
        Network one = Create("dense(12,relu),dense(3,softmax)", 1);
        Network other = Create("dense(11,relu),dense(3,softmax)", 1);
        Assert.StartsWith(
            "member 2: expected the same architecture as member 1, images of 6x5; ",
            Assert.Throws<InvalidInputException>(() => Network.EnsembleOf([one, other])).Message,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "b.zip: expected the same architecture as a.zip, images of 6x5; ",
            Assert.Throws<InvalidInputException>(() => Network.EnsembleOf([one, other], ["a.zip", "b.zip"])).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => Network.EnsembleOf([one, one], ["a.zip"]));
        Assert.Contains(
            "found an ensemble of 2",
            Assert.Throws<InvalidInputException>(() => Network.EnsembleOf([Network.EnsembleOf([one, one]), one])).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "from 1 to 100 members, not 0",
            Assert.Throws<InvalidInputException>(() => Network.Create(one.Definition with { Members = 0 })).Message,
            StringComparison.Ordinal
        );
    }

    /// <summary>A 3 is beyond the bounds of the first alone. The bounds of classes are no labels, but a part of the layers.</summary>
    [Fact]
    public void Numbers_of_members_trained_on_different_rows_have_the_bounds_of_all()
    {
        Network[] members = [Number(new Clamp(0, 1)), Number(new Clamp(2, 5))];
        Network ensemble = Network.EnsembleOf(members);
        Assert.Equal(new Clamp(0, 5), ensemble.Definition.Layers[^1].Activation);
        using Scorer scorer = new(ensemble);
        float[] scores = new float[1];
        Assert.Equal(
            [0, 3, 5],
            ((float[])[-9, 3, 9]).Select(x =>
            {
                scorer.Score([x], scores);
                return scores[0];
            })
        );
        Assert.Throws<InvalidInputException>(() => Network.EnsembleOf([members[0], Number(Activation.Identity)]));
        Assert.Throws<InvalidInputException>(() =>
            Network.EnsembleOf([Create("dense(3,clamp(0,1))", 1), Create("dense(3,clamp(0,2))", 2)])
        );

        static Network Number(Activation activation) =>
            Network.Create(
                new NetworkDefinition
                {
                    InputShape = Shape.Vector(1),
                    Layers = [new Dense(1, activation, UseBias: false)],
                    ClassNames = ["y"],
                    Scaling = InputScaling.None,
                },
                [1f]
            );
    }

    [Fact]
    public void It_is_not_trained()
    {
        Network one = Create("dense(3,softmax)", 1);
        Samples<float> samples = Samples(20);
        Assert.Contains(
            "expected a single network, found an ensemble of 2",
            Assert
                .Throws<InvalidInputException>(() =>
                    new Trainer(new TrainingOptions()).Train(
                        Network.EnsembleOf([one, one]),
                        samples,
                        cancellation: TestContext.Current.CancellationToken
                    )
                )
                .Message,
            StringComparison.Ordinal
        );
    }

    private static Network Create(string layers, ulong seed) =>
        Network.Create(
            new NetworkDefinition
            {
                InputShape = Shape.Image(6, 5),
                Layers = Layer.ParseList(layers),
                ClassNames = ["a", "b", "c"],
                Scaling = InputScaling.None,
            },
            seed
        );

    private static Samples<float> Samples(int rows)
    {
        Random random = new(5);
        return new(
            Shape.Image(6, 5),
            [.. Enumerable.Range(0, rows * 30).Select(i => i % 3 == 0 ? 0 : random.NextSingle())],
            [.. Enumerable.Range(0, rows).Select(row => row % 3)],
            ["a", "b", "c"]
        );
    }
}
