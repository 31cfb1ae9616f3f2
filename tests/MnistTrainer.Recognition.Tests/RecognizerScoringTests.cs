using System.IO.Compression;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.NeuralNetwork.Tests;

namespace MnistTrainer.Recognition.Tests;

public sealed class RecognizerScoringTests
{
    [Fact]
    public void Ranks_classes_by_probability_and_ties_by_index()
    {
        Recognizer recognizer = new(TestNetworks.Echo("d", "b", "c", "a"));
        Assert.Equal([new("b", 0.5f), new("a", 0.25f), new("d", 0.125f), new("c", 0.125f)], recognizer.Rank([1f, 4f, 1f, 2f]));
        Assert.Equal(
            [new("b", 0.5f), new("a", 0.25f), new("d", 0.125f), new("c", 0.125f)],
            recognizer.Rank((ReadOnlySpan<byte>)[1, 4, 1, 2])
        );
    }

    [Fact]
    public void Scoring_one_vector_allocates_nothing()
    {
        Recognizer recognizer = new(TestNetworks.OfDigits());
        byte[] pixels = TestNetworks.Pixels(1, seed: 1);
        float[] values = Array.ConvertAll(pixels, pixel => (float)pixel),
            probabilities = new float[10];
        Assert.Equal(0, Allocation.Of(() => recognizer.Score(pixels, probabilities)));
        Assert.Equal(0, Allocation.Of(() => recognizer.Score(values, probabilities)));
    }

    /// <summary>A row of a table with categories has their keys behind its numbers; a key that the network does not know is read as a missing one.</summary>
    [Fact]
    public void Scores_rows_with_keys_of_categories()
    {
        NetworkDefinition definition = new()
        {
            InputShape = Shape.Vector(2),
            Layers = [new CategoryEmbedding([3], Width: 2, LargestOneHot: 0), new Dense(1, Activation.Identity)],
            ClassNames = ["price"],
            Scaling = InputScaling.None,
        };

        // Vectors of missing, 1, 2 and 3; their shares; weights of the number and the vector; bias.
        Recognizer recognizer = new(Network.Create(definition, [0, 1, 1, 0, 2, 0, 3, 3, 0.25f, 0.25f, 0.25f, 0.25f, 10, 1, 100, 0.5f]));
        Assert.Equal(50 + 1 + 0.5f, Price(5, 1));
        Assert.Equal(50 + 303 + 0.5f, Price(5, 3));
        Assert.Equal(50 + 100 + 0.5f, Price(5, 0));
        Assert.Equal(50 + 100 + 0.5f, Price(5, 4));

        float Price(float number, float key)
        {
            float[] scores = new float[1];
            recognizer.Score([number, key], scores);
            return scores[0];
        }
    }

    [Fact]
    public void Threads_batches_and_single_scorers_agree_bitwise()
    {
        const int rows = 200;
        Network network = TestNetworks.OfDigits();
        Recognizer recognizer = new(network);
        byte[] pixels = TestNetworks.Pixels(rows, seed: 2);
        using Scorer scorer = new(network);
        float[] expected = new float[rows * 10];
        for (int row = 0; row < rows; row++)
            scorer.Score(pixels.AsSpan(row * 784, 784), expected.AsSpan(row * 10, 10));

        float[] found = new float[rows * 10];
        Parallel.For(
            0,
            8 * rows,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            job =>
            {
                int row = job % rows;
                Span<float> probabilities = stackalloc float[10];
                recognizer.Score(pixels.AsSpan(row * 784, 784), probabilities);
                Assert.True(probabilities.SequenceEqual(expected.AsSpan(row * 10, 10)));
                probabilities.CopyTo(found.AsSpan(row * 10, 10));
            }
        );
        Assert.Equal(expected, found);

        Samples<byte> samples = new(Shape.Image(28, 28), pixels, labels: null, classNames: []);
        Assert.Equal(expected, recognizer.ScoreBatch(samples, threads: 2, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Loads_models_from_files_and_from_seekable_or_forward_only_streams()
    {
        Network network = TestNetworks.OfDigits();
        string path = Path.Combine(Directory.CreateTempSubdirectory("recognizer-").FullName, "model.zip");
        using (ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            using Stream entry = zip.CreateEntry("Model.key").Open();
            entry.Write("some header"u8);
            NetworkFile.Write(network, entry);
        }

        byte[] pixels = TestNetworks.Pixels(1, seed: 4);
        IReadOnlyList<RankedClass> expected = new Recognizer(network).Rank(pixels);
        Assert.Equal(expected, Recognizer.Load(path).Rank(pixels));
        using (MemoryStream seekable = new(File.ReadAllBytes(path)))
            Assert.Equal(expected, Recognizer.Load(seekable).Rank(pixels));
        using (BufferedStream unseekable = new(new GZipStream(Zipped(path), CompressionMode.Decompress)))
            Assert.Equal(expected, Recognizer.Load(unseekable).Rank(pixels));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

        InvalidInputException error = Assert.Throws<InvalidInputException>(() => Recognizer.Load(new MemoryStream([1, 2, 3]), "upload"));
        Assert.StartsWith("upload: expected a model, which is a zip file, found", error.Message, StringComparison.Ordinal);
    }

    private static MemoryStream Zipped(string path)
    {
        MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(File.ReadAllBytes(path));
        compressed.Position = 0;
        return compressed;
    }
}
