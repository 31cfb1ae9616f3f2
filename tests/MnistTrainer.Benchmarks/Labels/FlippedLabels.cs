using System.Diagnostics;
using System.Globalization;
using MnistTrainer.Data;
using MnistTrainer.Experiments;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Benchmarks.Labels;

/// <summary>
/// Changes 1 % of the labels of training sets at random and counts how many of them the label doctor ranks first, by the probability of the label and by its margin, and how many it lists.
/// </summary>
internal static class FlippedLabels
{
    private const double Share = 0.01;

    private static readonly double[] Shares = [0.01, 0.015, 0.02, 0.03];

    /// <summary>Measures every data set with the seeds 1, 2 and 3, and prints a table.</summary>
    /// <param name="arguments">The names of data sets. Default: mnist and fashion-mnist.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments)
    {
        string[] names = arguments.Length == 0 ? ["mnist", "fashion-mnist"] : arguments;
        Console.WriteLine(
            $"| data | seed | seconds | {string.Join(" | ", Shares.Select(share => $"first {Percent(share)}"))} | by margin, first 1.5 % | listed | of them changed |"
        );
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (string name in names)
        {
            Samples<byte> samples = DataSource.Open(name).Load(DataSplit.Train)!.Samples;
            for (int seed = 1; seed <= 3; seed++)
                Measure(name, samples, seed);
        }

        return 0;
    }

    private static void Measure(string name, Samples<byte> samples, int seed)
    {
        int[] labels = samples.Labels.ToArray();
        HashSet<int> flipped = Flip(labels, samples.ClassNames.Count, new Random(seed));
        var changed = (Samples<byte>)samples.WithLabels(labels, samples.ClassNames);
        DoctorSettings settings = new();
        Recipe recipe = settings.Recipe with { Training = settings.Recipe.Training with { Seed = (ulong)seed } };
        long started = Stopwatch.GetTimestamp();
        var probabilities = OutOfFoldProbabilities.Measure(changed, recipe, settings.Folds);
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        LabelSuspicion[] ranking = LabelSuspicion.Rank(labels, probabilities);
        int[] byMargin = [.. ranking.OrderBy(one => one.Margin).Select(one => one.Row)];
        int[] order = [.. ranking.Select(one => one.Row)];
        int listed = (int)Math.Round(ConfidentJoint.Of(labels, probabilities).EstimatedErrors);
        IEnumerable<string> recalls = Shares.Select(share => Percent(Recall(order, share)));
        Console.WriteLine(
            $"| {name} | {seed} | {seconds.ToString("F0", CultureInfo.InvariantCulture)} | {string.Join(" | ", recalls)} | {Percent(Recall(byMargin, 0.015))} | {listed} | {order.Take(listed).Count(flipped.Contains)} |"
        );

        double Recall(int[] rows, double share) => (double)rows.Take((int)(share * rows.Length)).Count(flipped.Contains) / flipped.Count;
    }

    private static HashSet<int> Flip(int[] labels, int classes, Random random)
    {
        HashSet<int> flipped = [];
        while (flipped.Count < Share * labels.Length)
        {
            int row = random.Next(labels.Length);
            if (flipped.Add(row))
                labels[row] = (labels[row] + 1 + random.Next(classes - 1)) % classes;
        }

        return flipped;
    }

    private static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
