using System.Security.Cryptography;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// Finds images that differ in at most 3 values, and in at most one of 200. Their correlation may be low, since one pixel is much of a thin stroke. Values are dealt to four pieces in turn: if no
/// more than three values differ, a piece is equal, so that hashes of the pieces find all such images in one pass.
/// </summary>
internal static class FewChanges
{
    private const int Pieces = 4;
    private const int ValuesPerChange = 200;

    // Of the images that share a piece with many others, such as a plain one, those that the next one is compared with.
    private const int ComparedImages = 64;

    /// <summary>Joins the rows of such images.</summary>
    /// <param name="samples">The images.</param>
    /// <param name="rows">The rows to search among, no two of which are equal.</param>
    /// <param name="groups">Receives what is found.</param>
    /// <param name="cancellation">Cancels the search.</param>
    public static void Join(Samples<byte> samples, int[] rows, RowGroups groups, CancellationToken cancellation)
    {
        int size = samples.Shape.Size,
            limit = Math.Min(Pieces - 1, size / ValuesPerChange);
        if (limit == 0)
            return;
        for (int piece = 0; piece < Pieces; piece++)
        {
            Dictionary<ulong, List<int>> equal = [];
            byte[] values = new byte[(size - piece + Pieces - 1) / Pieces];
            foreach (int row in rows)
            {
                cancellation.ThrowIfCancellationRequested();
                ReadOnlySpan<byte> image = samples.Row(row);
                for (int i = 0; i < values.Length; i++)
                    values[i] = image[(i * Pieces) + piece];
                ulong hash = BitConverter.ToUInt64(SHA256.HashData(values));
                if (!equal.TryGetValue(hash, out List<int>? others))
                    equal.Add(hash, others = []);
                foreach (int other in others.Where(other => Differences(samples.Row(other), samples.Row(row), limit) <= limit))
                    groups.Join(other, row);
                if (others.Count < ComparedImages)
                    others.Add(row);
            }
        }
    }

    private static int Differences(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, int limit)
    {
        int differences = 0;
        for (int i = 0; i < a.Length && differences <= limit; i++)
            differences += a[i] == b[i] ? 0 : 1;
        return differences;
    }
}
