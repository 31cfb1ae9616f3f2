using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Distributed.Tests;

/// <summary>A training from a file of rows has the same bytes for any number of ranks, each of which reads the file.</summary>
public sealed class StoredRankTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-stored-ranks-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("dense(20,relu), dense(10,softmax)")]
    [InlineData("convolution(4,3,identity), batch-normalization(relu), dense(10,softmax)")]
    public void Ranks_give_the_same_bits(string layers)
    {
        Samples<byte> samples = RankProblems.Images(500, size: 8);
        string path = Path.Combine(_folder, "rows");
        RowFileWriter.Write(
            path,
            samples.Shape,
            "",
            writer =>
            {
                for (int row = 0; row < samples.Count; row++)
                    writer.Add(samples.Row(row), samples.Labels[row]);
                writer.ClassNames = samples.ClassNames;
            },
            blockRows: 10
        );
        Network network = RankProblems.Create(samples, layers);
        TrainingOptions options = new()
        {
            Epochs = 2,
            BatchSize = 40,
            Threads = 1,
            ClassWeights = ClassWeights.Balanced,
        };
        string alone = RankProblems.Hash(Train(ITrainingRanks.Alone));
        foreach (int count in new[] { 2, 3 })
            Assert.All(ThreadRanks.Run(count, Train), result => Assert.Equal(alone, RankProblems.Hash(result)));

        TrainingResult Train(ITrainingRanks ranks)
        {
            using var file = RowFile.Open(path);
            StoredSamples stored = new(file) { BufferRows = 200, ValidationCount = 50 };
            return new Trainer(options) { Ranks = ranks }.Train(
                network,
                stored,
                stored.ReadValidation(),
                cancellation: TestContext.Current.CancellationToken
            );
        }
    }

    /// <summary>Encoded rows of two classes by one output, and of numbers that are scaled.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Ranks_give_the_same_bits_on_a_table(bool isBinary)
    {
        const int count = 300;
        string path = Path.Combine(_folder, "table");
        Random random = new(3);
        RowFileWriter.Write(
            path,
            new RowEncoding([1, 4, 1]) { Targets = isBinary ? 0 : 1 },
            "",
            writer =>
            {
                float[] row = new float[6];
                for (int i = 0; i < count; i++)
                {
                    Array.Clear(row);
                    (row[0], row[5]) = (random.NextSingle(), random.NextSingle());
                    row[1 + (i % 4)] = 1;
                    writer.Add(row, isBinary && row[0] > 0.6f ? 1 : 0, isBinary ? [] : [row[0] + (i % 4)]);
                }

                writer.ClassNames = isBinary ? ["no", "yes"] : ["y"];
            },
            blockRows: 10
        );
        Network network = Network.Create(
            NetworkDefinition.Dense(
                Shape.Vector(6),
                [16],
                [isBinary ? "yes" : "y"],
                Activation.ReLU,
                isBinary ? Activation.Sigmoid : Activation.Identity
            )
        );
        TrainingOptions options = new()
        {
            Loss = isBinary ? Loss.SigmoidCrossEntropy : Loss.SquaredError,
            Epochs = 2,
            BatchSize = 40,
            Threads = 1,
        };
        string alone = RankProblems.Hash(Train(ITrainingRanks.Alone));
        foreach (int ranks in new[] { 2, 3 })
            Assert.All(ThreadRanks.Run(ranks, Train), result => Assert.Equal(alone, RankProblems.Hash(result)));

        TrainingResult Train(ITrainingRanks ranks)
        {
            using var file = RowFile.Open(path);
            StoredSamples stored = new StoredSamples(file)
            {
                BufferRows = 120,
                BinaryOutput = isBinary ? "yes" : null,
                ClassWeights = isBinary ? ClassWeights.Balanced : null,
                Scaling = isBinary ? TargetScaling.None : new TargetScaling([new OutputScaling(2, 3)]),
            }.WithHeldOut([7, 8, 9, 299], []);
            return new Trainer(options) { Ranks = ranks }.Train(network, stored, cancellation: TestContext.Current.CancellationToken);
        }
    }
}
