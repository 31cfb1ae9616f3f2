using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Distributed.Tests;

/// <summary>What a step exchanges, counted by hand.</summary>
public sealed class ExchangedBytesTests
{
    // Of each slice of 16 rows the loss and the number of correct rows.
    private const int PerSlice = sizeof(double) + sizeof(int);

    // Of each rank whether it wishes to stop, and at the end of the epoch a checksum of its weights.
    private const int PerRank = 1 + 32;

    /// <summary>Of each row the inputs of the second layer and the net errors of both; the samples are there already.</summary>
    [Fact]
    public void Of_dense_layers_inputs_and_net_errors_of_each_row() =>
        Assert.Equal(
            (128 * (200 + 200 + 10) * sizeof(float)) + (8 * PerSlice) + (2 * PerRank),
            PerStep("dense(200,relu), dense(10,softmax)", rows: 128)
        );

    /// <summary>On one machine, also the weights or their gradient, and the square of each block's norm; the rank with the smaller part has room at its end.</summary>
    [Fact]
    public void On_one_machine_also_a_number_of_each_parameter()
    {
        const string layers = "dense(200,relu), dense(10,softmax)";
        long parameters = ((784 + 1) * 200) + ((200 + 1) * 10);
        long more = PerStep(layers, rows: 128, areOnOneMachine: true) - PerStep(layers, rows: 128);
        Assert.InRange(more, parameters * sizeof(float), parameters * sizeof(float) * 1.1);
    }

    /// <summary>The gradient of convolutions is there in no time once the sums of the others are.</summary>
    [Fact]
    public void On_one_machine_no_parameters_of_convolutions()
    {
        const string layers =
            "convolution(32,5,relu,padding same), convolution(64,3,relu,padding same), max-pooling(28), dense(10,softmax)";
        Assert.Equal(PerStep(layers, rows: 128), PerStep(layers, rows: 128, areOnOneMachine: true));
    }

    /// <summary>A rank that has twice as many slices, a power of two, sends one sum nevertheless.</summary>
    [Fact]
    public void Of_a_convolution_one_sum_of_each_rank()
    {
        const string layers = "convolution(6,5,relu), max-pooling(4), dense(10,softmax)";
        const int inputs = 6 * 6 * 6;
        Assert.Equal((64 * (inputs + 10) * sizeof(float)) + (4 * PerSlice), PerStep(layers, rows: 128) - PerStep(layers, rows: 64));
    }

    /// <summary>The bytes that two ranks have sent in one step.</summary>
    private static long PerStep(string layers, int rows, bool areOnOneMachine = false)
    {
        Samples<byte> images = RankProblems.Images(rows);
        return Sent(2) - Sent(1);

        long Sent(int epochs)
        {
            TrainingOptions options = new() { Epochs = epochs, Threads = 1 };
            return ThreadRanks.Run(
                2,
                ranks =>
                {
                    CountingRanks counting = new(ranks, areOnOneMachine);
                    new Trainer(options) { Ranks = counting }.Train(RankProblems.Create(images, layers), images);
                    return counting.Bytes;
                }
            )[0];
        }
    }

    private sealed class CountingRanks(ITrainingRanks ranks, bool areOnOneMachine) : ITrainingRanks, IRankMemory
    {
        public long Bytes { get; private set; }

        public int Rank => ranks.Rank;

        public int Count => ranks.Count;

        public IRankMemory? Memory => areOnOneMachine ? this : null;

        public int PartLength => ranks.Memory!.PartLength;

        public void Gather(Span<byte> parts)
        {
            Bytes += parts.Length;
            ranks.Gather(parts);
        }

        public Span<byte> Outgoing(int length) => ranks.Memory!.Outgoing(length);

        public void Exchange(int length)
        {
            Bytes += length * Count;
            ranks.Memory!.Exchange(length);
        }

        public ReadOnlySpan<byte> Incoming(int rank, int length) => ranks.Memory!.Incoming(rank, length);
    }
}
