namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>Tests the guarantees of training with every kind of layer and every option combined.</summary>
public sealed class EverythingTests
{
    private static readonly Samples<byte> Samples = TrainerTests.Blobs(150);

    private static readonly TrainingOptions Options = new()
    {
        Epochs = 3,
        BatchSize = 40,
        Regularization = new Regularization
        {
            L1 = 1e-4f,
            L2 = 1e-3f,
            WeightDecay = 1e-2f,
            MaximumNorm = 2,
        },
        ClipNorm = 1,
        ClipValue = 0.2f,
        AverageDecay = 0.9f,
        LabelSmoothing = 0.1f,
    };

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        Network start = Network.Create(LayerProblems.Everything(Samples), 2);
        float[] one = Train(1);
        Assert.Equal(one, Train(2));
        Assert.Equal(one, Train(5));
        float[] Train(int threads) =>
            new Trainer(Options with { Threads = threads })
                .Train(start, Samples, cancellation: TestContext.Current.CancellationToken)
                .Network.Parameters.ToArray();
    }

    [Fact]
    public void Learns()
    {
        Network start = Network.Create(LayerProblems.Everything(Samples), 2);
        Network trained = new Trainer(Options with { Epochs = 60, Optimizer = new Adam(0.01f) })
            .Train(start, Samples, cancellation: TestContext.Current.CancellationToken)
            .Network;
        using BulkScorer scorer = new(trained, Samples, threads: 1);
        Assert.InRange(scorer.Measure(TestContext.Current.CancellationToken).MicroAccuracy, 0.95, 1);
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        Network network = Network.Create(LayerProblems.Everything(Samples), 2).Copy();
        using MiniBatchStep step = new(network, Samples, Options with { Threads = 2 });
        int[] rows = [.. Enumerable.Range(0, 40)];
        Assert.Equal(0, Allocation.Of(() => step.Run(rows, new(1))));
    }

    [Fact]
    public void State_copied_into_a_new_step_resumes_with_the_same_bits()
    {
        Network whole = Network.Create(LayerProblems.Everything(Samples), 2).Copy(),
            resumed = Network.Create(LayerProblems.Everything(Samples), 9).Copy();
        using MiniBatchStep one = new(whole, Samples, Options),
            other = new(resumed, Samples, Options);
        int[] rows = [.. Enumerable.Range(0, 40)];
        for (int i = 0; i < 5; i++)
            one.Run(rows, new(1));
        other.Steps = one.Steps;
        for (int i = 0; i < one.State.Count; i++)
            one.State[i].Span.CopyTo(other.State[i].Span);
        Assert.Equal(one.Run(rows, new(0.5f)), other.Run(rows, new(0.5f)));
        Assert.Equal(whole.Parameters, resumed.Parameters);
        Assert.Equal(one.Result.Parameters, other.Result.Parameters);
    }

    [Fact]
    public void A_saved_network_scores_the_same_bits()
    {
        Network network = Network.Create(LayerProblems.Everything(Samples), 2);
        MemoryStream stream = new();
        NetworkFile.Write(network, stream);
        stream.Position = 0;
        Network read = NetworkFile.Read(stream, "m");
        Assert.Equal(network.Definition.Layers, read.Definition.Layers);
        using Scorer first = new(network),
            second = new(read);
        float[] expected = new float[3],
            found = new float[3];
        first.Score(Samples.Row(7), expected);
        second.Score(Samples.Row(7), found);
        Assert.Equal(expected, found);
        using BulkScorer bulk = new(network, Samples, threads: 2);
        bulk.Score(
            (row, probabilities) => Assert.True(row != 7 || probabilities.SequenceEqual(expected)),
            TestContext.Current.CancellationToken
        );
    }
}
