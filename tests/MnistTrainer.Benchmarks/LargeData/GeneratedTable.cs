using System.Globalization;
using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Benchmarks.LargeData;

/// <summary>
/// Writes a table of any size: ten numbers of six digits, four of which matter, three categories, a number that is sometimes missing, an id and a class, which nine of ten rows
/// have by the rule.
/// </summary>
internal static class GeneratedTable
{
    private const int Numbers = 10;
    private const int Block = 1 << 20;

    private static readonly string[] Cities = [.. Enumerable.Range(0, 100).Select(i => $"city{i}")];

    /// <summary>Writes rows until a file has a size.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bytes">Its size, exceeded by less than a block.</param>
    /// <returns>The number of rows.</returns>
    public static long Write(string path, long bytes)
    {
        RandomSource random = new(seed: 1);
        using FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        StringBuilder text = new();
        text.Append("customer_id,");
        for (int i = 0; i < Numbers; i++)
            text.Append(CultureInfo.InvariantCulture, $"x{i},");
        text.Append("city,kind,level,rate,bought\n");
        long rows = 0;
        for (bool isEnd = false; !isEnd; )
        {
            while (text.Length < Block)
                Append(text, rows++, random);
            file.Write(Encoding.ASCII.GetBytes(text.ToString()));
            text.Clear();
            isEnd = file.Position >= bytes;
        }

        return rows;
    }

    private static void Append(StringBuilder text, long row, RandomSource random)
    {
        Span<double> x = stackalloc double[Numbers];
        text.Append(row + 1).Append(',');
        for (int i = 0; i < Numbers; i++)
        {
            x[i] = random.NextInt(1_000_000) / 1000.0;
            text.Append(CultureInfo.InvariantCulture, $"{x[i]:F3},");
        }

        int city = random.NextInt(Cities.Length),
            kind = random.NextInt(5),
            level = random.NextInt(3);
        double rate = random.NextInt(10_000) / 100.0;
        double score = (x[0] / 1000) + (x[1] > 500 == kind < 2 ? 0.7 : 0) + (x[2] * x[3] / 1e6) + (city % 10 / 20.0) + (rate / 200) - 1.15;
        bool bought = score > 0 == random.NextInt(10) > 0;
        text.Append(Cities[city]).Append(",k").Append(kind).Append(',').Append("abc"[level]).Append(',');
        if (random.NextInt(20) > 0)
            text.Append(CultureInfo.InvariantCulture, $"{rate:F2}");
        text.Append(bought ? ",yes\n" : ",no\n");
    }
}
