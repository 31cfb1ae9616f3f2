using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

/// <summary>Images of 4x4 pixels, each with one bright column: its class. Any network can be trained on them.</summary>
internal static class Bars
{
    private const int Side = 4;

    /// <summary>The lines of a table with the label first.</summary>
    public static string Table(int rows, int seed)
    {
        RandomSource random = new((ulong)seed);
        IEnumerable<string> lines = Enumerable.Range(0, rows).Select(row => Line(random, row % Side));
        string header = "label," + string.Join(',', Enumerable.Range(0, Side * Side).Select(i => $"pixel{i}"));
        return string.Join('\n', lines.Prepend(header)) + "\n";
    }

    /// <summary>Writes a folder with a training and a test table.</summary>
    public static string WriteSource(TemporaryFolder folder, int trainRows, int testRows)
    {
        folder.Write(Path.Combine("bars", "train.csv"), Table(trainRows, seed: 1));
        folder.Write(Path.Combine("bars", "test.csv"), Table(testRows, seed: 2));
        return folder["bars"];
    }

    private static string Line(RandomSource random, int label) =>
        string.Join(
            ',',
            Enumerable.Range(0, Side * Side).Select(i => i % Side == label ? 200 + random.NextInt(56) : random.NextInt(60)).Prepend(label)
        );
}
