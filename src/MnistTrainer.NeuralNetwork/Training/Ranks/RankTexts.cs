using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace MnistTrainer.NeuralNetwork;

/// <summary>Texts by name that ranks exchange.</summary>
internal static class RankTexts
{
    // Far above the length of the longest options.
    private const int MaximumLength = 1 << 24;

    /// <summary>Gathers the texts of all ranks.</summary>
    /// <returns>One for each rank.</returns>
    /// <exception cref="InvalidInputException">They are longer than 16 MB, or a rank sends something else.</exception>
    public static IEnumerable<ImmutableSortedDictionary<string, string>> Gather(
        ITrainingRanks ranks,
        ImmutableSortedDictionary<string, string> texts
    )
    {
        byte[] own =
        [
            .. texts.SelectMany(pair => (string[])[pair.Key, pair.Value]).SelectMany(text => Encoding.UTF8.GetBytes(text + '\0')),
        ];
        int[] lengths = new int[ranks.Count];
        lengths[ranks.Rank] = own.Length;
        ranks.Gather(MemoryMarshal.AsBytes(lengths.AsSpan()));
        int longest = lengths.Max();
        if (longest > MaximumLength || lengths.Min() < 0)
            throw new InvalidInputException(
                "ranks",
                $"options of at most {MaximumLength} bytes on each",
                $"lengths of {string.Join(", ", lengths)}",
                "Start the same program on all ranks"
            );
        byte[] all = new byte[checked(ranks.Count * longest)];
        own.CopyTo(all, ranks.Rank * longest);
        ranks.Gather(all);
        return [.. lengths.Select((length, rank) => Read(all.AsSpan(rank * longest, length)))];
    }

    private static ImmutableSortedDictionary<string, string> Read(ReadOnlySpan<byte> bytes)
    {
        string[] texts = Encoding.UTF8.GetString(bytes).Split('\0');
        return texts
            .Chunk(2)
            .Where(pair => pair.Length == 2)
            .DistinctBy(pair => pair[0])
            .ToImmutableSortedDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
    }
}
