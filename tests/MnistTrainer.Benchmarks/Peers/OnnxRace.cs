using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Benchmarks.Peers;

/// <summary>
/// Scoring test images one by one and in bulk, on one thread, here and in ONNX Runtime with the same network exported, in turn:
/// <c>dotnet run -c Release --project tests/MnistTrainer.Benchmarks -- onnx [ROUNDS [MODEL.zip ...]]</c>, 15 rounds of LeNet without training unless given.
/// </summary>
internal static class OnnxRace
{
    private const int DefaultRounds = 15;
    private const int SingleRows = 1000;
    private const string LeNet =
        "convolution(6,5,relu,padding same), max-pooling(2), convolution(16,5,relu), max-pooling(2), dense(120,relu), dense(84,relu), dense(10,softmax)";

    // ONNX Runtime is timed with each, and its best one counts: what suits it depends on the network.
    private static readonly int[] AtOnce = [10, 100, 1000];

    /// <returns>0, or 1 where the two do not agree.</returns>
    public static int Run(IReadOnlyList<string> arguments)
    {
        int rounds = arguments.Count > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : DefaultRounds;
        Samples<byte> samples = TestImages();
        Console.WriteLine(
            $"{ProcessorName.Find()}; ONNX Runtime {OnnxPeer.Version}; one thread; medians of {rounds} rounds in turn, minima in brackets\n"
        );
        Console.WriteLine(
            "| network | work | this program | ONNX Runtime | ratio | largest difference | other labels |\n|---|---|--:|--:|--:|--:|--:|"
        );
        bool agree = true;
        foreach (string path in arguments.Count > 1 ? arguments.Skip(1) : [""])
        {
            Network network = path.Length > 0 ? ModelFile.Load(path) : Untrained(samples);
            agree &= Compare(path.Length > 0 ? Path.GetFileNameWithoutExtension(path) : "LeNet", network, samples, rounds);
        }

        return agree ? 0 : 1;
    }

    private static bool Compare(string name, Network network, Samples<byte> samples, int rounds)
    {
        int width = samples.Shape.Size,
            classes = network.Definition.ClassNames.Length;
        float[] rows = new float[samples.Count * width],
            ours = new float[samples.Count * classes],
            theirs = new float[ours.Length],
            first = new float[SingleRows * width];
        for (int row = 0; row < samples.Count; row++)
            samples.CopyRow(row, rows.AsSpan(row * width));
        rows.AsSpan(0, first.Length).CopyTo(first);
        using Scorer scorer = new(network);
        using BulkScorer bulk = new(network, samples, threads: 1);
        using OnnxPeer peer = new(network);
        void One()
        {
            for (int row = 0; row < SingleRows; row++)
                scorer.Score(samples.Row(row), ours.AsSpan(row * classes, classes));
        }

        void Many() => bulk.Score((row, probabilities) => probabilities.CopyTo(ours.AsSpan(row * classes)));
        Action[] works =
        [
            One,
            () => peer.Score(first, 1, theirs),
            Many,
            .. AtOnce.Select<int, Action>(atOnce => () => peer.Score(rows, atOnce, theirs)),
        ];
        List<double>[] times = [.. works.Select(_ => new List<double>())];
        for (int round = -1; round < rounds; round++)
        {
            for (int i = 0; i < works.Length; i++)
            {
                long started = Stopwatch.GetTimestamp();
                works[i]();
                if (round >= 0)
                    times[i].Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
            }
        }

        float largest = Enumerable.Range(0, ours.Length).Max(i => MathF.Abs(ours[i] - theirs[i]));
        int differing = Enumerable.Range(0, samples.Count).Count(row => Best(ours, row, classes) != Best(theirs, row, classes));
        int suiting = Enumerable.Range(3, AtOnce.Length).MinBy(i => Median(times[i]));
        Print($"{name} | one image | {Text(times[0], SingleRows)} | {Text(times[1], SingleRows)} | {Ratio(times[0], times[1])} | |");
        Print(
            $"{name} | {samples.Count:N0} images, there {AtOnce[suiting - 3]} at a time | {Text(times[2], samples.Count)} | {Text(times[suiting], samples.Count)} | {Ratio(times[2], times[suiting])} | {largest:G2} | {differing}"
        );
        return differing == 0 && largest <= 1e-4f;
    }

    private static void Print(FormattableString row) => Console.WriteLine($"| {row.ToString(CultureInfo.InvariantCulture)} |");

    private static string Text(List<double> times, int images) =>
        string.Create(CultureInfo.InvariantCulture, $"{Median(times) / images:F1} µs [{times.Min() / images:F1}]");

    private static string Ratio(List<double> ours, List<double> theirs) =>
        string.Create(CultureInfo.InvariantCulture, $"{Median(ours) / Median(theirs):F2} [{ours.Min() / theirs.Min():F2}]");

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static int Best(float[] scores, int row, int classes) => TensorPrimitives.IndexOfMax(scores.AsSpan(row * classes, classes));

    private static Samples<byte> TestImages()
    {
        DataSource source = DataSource.Open(DataLocations.Current.Find("mnist") is null ? "digits" : "mnist");
        Samples<byte> all = (source.Load(DataSplit.Test) ?? source.Load(DataSplit.Train)!).Samples;
        return (Samples<byte>)all.Subset([.. Enumerable.Range(0, all.Count / SingleRows * SingleRows)]);
    }

    private static Network Untrained(Samples<byte> samples) =>
        Network.Create(
            new NetworkDefinition
            {
                InputShape = samples.Shape,
                Layers = Layer.ParseList(LeNet),
                ClassNames = [.. samples.ClassNames],
            }
        );
}
