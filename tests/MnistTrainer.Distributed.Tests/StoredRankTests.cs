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
}
