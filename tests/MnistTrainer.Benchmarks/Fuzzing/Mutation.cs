using System.Text;

namespace MnistTrainer.Benchmarks.Fuzzing;

/// <summary>Damages the bytes of a file as transfers, editors and attackers do.</summary>
internal static class Mutation
{
    private const int MaximumChanges = 6;

    // Values at which readers of numbers err.
    private static readonly byte[][] Extremes =
    [
        [0xFF, 0xFF, 0xFF, 0xFF],
        [0x7F, 0xFF, 0xFF, 0xFF],
        [0x80, 0, 0, 0],
        [0, 0, 0, 0],
        [0xFF, 0xFF, 0xFF, 0x7F],
        [0x40, 0, 0, 0],
        [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
        .. new[]
        {
            "-1",
            "1e999",
            "nan",
            "99999999999999999999",
            "0.5",
            "\"",
            ",",
            "\n",
            "\r\n",
            ";",
            "\t",
            " ",
            "\0",
            "\u00E9",
            "\uFEFF",
            "{",
            "]",
            "<",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>Returns a damaged copy of one of the seeds, which may be as long as two of them.</summary>
    /// <param name="seeds">Valid files.</param>
    /// <param name="random">Determines everything.</param>
    public static byte[] Of(IReadOnlyList<byte[]> seeds, Random random)
    {
        List<byte> bytes = [.. seeds[random.Next(seeds.Count)]];
        int changes = random.Next(1, MaximumChanges + 1);
        for (int i = 0; i < changes && bytes.Count > 0; i++)
            Change(bytes, seeds, random);
        return [.. bytes];
    }

    private static void Change(List<byte> bytes, IReadOnlyList<byte[]> seeds, Random random)
    {
        int at = random.Next(bytes.Count);
        int length = random.Next(1, Math.Min(64, bytes.Count - at) + 1);
        switch (random.Next(8))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 4:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 5:
                byte[] other = seeds[random.Next(seeds.Count)];
                bytes.RemoveRange(at, bytes.Count - at);
                bytes.AddRange(other.Skip(random.Next(other.Length)));
                break;
            case 6:
                byte[] extreme = Extremes[random.Next(Extremes.Length)];
                bytes.RemoveRange(at, Math.Min(extreme.Length, bytes.Count - at));
                bytes.InsertRange(at, extreme);
                break;
            default:
                bytes.InsertRange(at, Extremes[random.Next(Extremes.Length)]);
                break;
        }
    }
}
