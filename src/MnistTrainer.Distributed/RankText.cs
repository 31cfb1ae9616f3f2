using System.Runtime.InteropServices;
using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Distributed;

/// <summary>A text that rank 0 has and all need.</summary>
public static class RankText
{
    private const int MaximumBytes = 1 << 24;

    /// <summary>Passes a text of rank 0 on to all.</summary>
    /// <param name="ranks">The ranks, all of which call it.</param>
    /// <param name="create">Creates the text; called on rank 0 only.</param>
    /// <returns>The text on every rank; null if rank 0 has none.</returns>
    /// <exception cref="InvalidInputException">It is longer than 16 MB, or rank 0 runs another program.</exception>
    public static string? OfFirst(ITrainingRanks ranks, Func<string?> create)
    {
        ArgumentNullException.ThrowIfNull(ranks);
        ArgumentNullException.ThrowIfNull(create);
        byte[]? own = ranks.Rank == 0 && create() is string text ? Encoding.UTF8.GetBytes(text) : null;
        int[] lengths = new int[ranks.Count];
        lengths[ranks.Rank] = own?.Length ?? -1;
        ranks.Gather(MemoryMarshal.AsBytes(lengths.AsSpan()));
        if (lengths[0] < 0)
            return null;
        if (lengths[0] > MaximumBytes)
            throw new InvalidInputException(
                "rank 0",
                $"a text of at most {MaximumBytes} bytes",
                $"{lengths[0]}",
                "Start the same program on all ranks"
            );
        byte[] parts = new byte[checked(ranks.Count * lengths[0])];
        own?.CopyTo(parts, 0);
        ranks.Gather(parts);
        return Encoding.UTF8.GetString(parts, 0, lengths[0]);
    }
}
