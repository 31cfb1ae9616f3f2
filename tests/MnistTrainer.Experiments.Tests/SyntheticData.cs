using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

/// <summary>Small data sets that every run creates alike.</summary>
internal static class SyntheticData
{
    private static readonly Lazy<TrainingData> LazyDigits = new(() =>
        new TrainingData(
            "D",
            DigitSynthesizer.Synthesize(600, 5, DataSplit.Train),
            null,
            DigitSynthesizer.Synthesize(80, 5, DataSplit.Test)
        )
    );

    /// <summary>600 training digits and 80 test digits: those of <c>mnist synthesize --count 600 --seed 5</c>.</summary>
    public static TrainingData Digits => LazyDigits.Value;

    /// <summary>A recipe that learns <see cref="Digits"/> in a fraction of a second.</summary>
    public static Recipe Quick { get; } =
        Recipe.Fast with
        {
            Network = new() { HiddenUnits = [24] },
            Training = Recipe.Fast.Training with { Epochs = 3, BatchSize = 32, Threads = 1 },
        };

    /// <summary>Bars on gray noise, which fill their frame: in class k, the k-th column of eight is bright.</summary>
    public static Samples<byte> Bars(int count, int side = 8)
    {
        Random random = new(7);
        byte[] pixels = new byte[count * side * side];
        int[] labels = [.. Enumerable.Range(0, count).Select(row => row % side)];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(i % side == labels[i / (side * side)] ? 200 + random.Next(56) : 1 + random.Next(60));
        return new Samples<byte>(Shape.Image(side, side), pixels, labels, [.. Enumerable.Range(0, side).Select(number => $"{number}")]);
    }

    /// <summary>Bars on gray noise that lie: in class k, the k-th row of eight is bright, so that a mirror changes no class.</summary>
    public static Samples<byte> Rows(int count, int channels = 1)
    {
        const int side = 8;
        Random random = new(7);
        Shape shape = new(channels, side, side);
        byte[] pixels = new byte[count * shape.Size];
        int[] labels = [.. Enumerable.Range(0, count).Select(row => row % side)];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(i % shape.Size / (side * channels) == labels[i / shape.Size] ? 200 + random.Next(56) : 1 + random.Next(60));
        return new Samples<byte>(shape, pixels, labels, [.. Enumerable.Range(0, side).Select(number => $"{number}")]);
    }

    /// <summary>
    /// Blocks on black that differ in hue alone, red or green: both are equally bright (102 by ITU-R BT.601), so gray images are the same for both
    /// classes. Each block is there twice.
    /// </summary>
    public static Samples<byte> Hues(int count)
    {
        Shape shape = new(3, 8, 8);
        byte[][] hues =
        [
            [200, 60, 60],
            [60, 131, 60],
        ];
        Random random = new(7);
        byte[] pixels = new byte[count * shape.Size];
        int top = 0;
        for (int row = 0; row < count; row++)
        {
            top = row % 2 == 0 ? random.Next(1, 5) : top;
            for (int i = 0; i < 12; i++)
                hues[row % 2].CopyTo(pixels, (row * shape.Size) + (((((top + (i / 4)) * 8) + 2 + (i % 4))) * 3));
        }

        return new Samples<byte>(shape, pixels, [.. Enumerable.Range(0, count).Select(row => row % 2)], ["red", "green"]);
    }

    /// <summary>Writes samples as a table, which has no test part.</summary>
    public static string WriteCsv(string path, Samples<byte> samples)
    {
        IEnumerable<string> rows = Enumerable
            .Range(0, samples.Count)
            .Select(row => $"{samples.ClassNames[samples.Labels[row]]},{string.Join(',', samples.Row(row).ToArray())}");
        string header = $"label,{string.Join(',', Enumerable.Range(0, samples.Shape.Size).Select(i => $"pixel{i}"))}";
        File.WriteAllLines(path, [header, .. rows]);
        return path;
    }
}
