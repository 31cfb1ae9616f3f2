using System.Collections.Immutable;
using System.Security.Cryptography;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// Finds duplicate images in a set: exact, shifted, and near duplicates. Copies are found by a hash, near duplicates by the correlation of their values. The result does not
/// depend on the number of threads.
/// </summary>
public static class DuplicateSearch
{
    /// <summary>
    /// The default minimum correlation of near duplicates: 0.995. Different strokes in MNIST reach 0.992, and different plain trousers in Fashion-MNIST 0.994.
    /// </summary>
    public const double DefaultSimilarity = 0.995;

    /// <summary>The lowest minimum correlation that can be set: 0.9. Below it, different images of simple objects, such as strokes, correlate, too.</summary>
    public const double MinimumSimilarity = 0.9;

    // The number of members of a large group that others are compared with, to find the most similar one.
    private const int ComparedMembers = 256;

    /// <summary>Finds all groups of duplicates.</summary>
    /// <param name="samples">The images; labels are ignored.</param>
    /// <param name="similarity">The minimum correlation of near duplicates, from <see cref="MinimumSimilarity"/> to below 1.</param>
    /// <param name="threads">The number of threads; 0 for all processors.</param>
    /// <param name="listener">Receives progress. Default: none.</param>
    /// <param name="cancellation">Cancels the search.</param>
    /// <returns>The groups, in the order of their lowest rows; every row is in at most one group.</returns>
    /// <exception cref="OperationCanceledException">The search was canceled.</exception>
    public static ImmutableArray<DuplicateGroup> Run(
        Samples<byte> samples,
        double similarity = DefaultSimilarity,
        int threads = 0,
        IExperimentListener? listener = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfLessThan(similarity, MinimumSimilarity);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(similarity, 1);
        return (listener ?? IExperimentListener.None).Run(
            new ExperimentPhase("Searching for duplicates", Math.Max(1, samples.Count), "images"),
            progress => Run(samples, similarity, threads, progress, cancellation)
        );
    }

    private static ImmutableArray<DuplicateGroup> Run(
        Samples<byte> samples,
        double similarity,
        int threads,
        IProgress<double>? progress,
        CancellationToken cancellation
    )
    {
        RowGroups groups = new(samples.Count);
        string?[] contents = new string?[samples.Count];
        PixelSums[] sums = new PixelSums[samples.Count];
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = threads > 0 ? threads : -1, CancellationToken = cancellation };
        Parallel.For(
            0,
            samples.Count,
            parallel,
            row =>
            {
                contents[row] = ImageContent.Hash(samples.Row(row), samples.Shape);
                sums[row] = PixelSums.Of(samples.Row(row));
            }
        );
        int[] distinct = JoinCopies(samples, contents, groups);
        int[] withContent = [.. distinct.Where(row => contents[row] is not null)];
        FewChanges.Join(samples, withContent, groups, cancellation);
        new NearImages(samples, withContent, sums, similarity, parallel).Join(groups, progress);
        return
        [
            .. groups.Multiple.Select(rows => new DuplicateGroup([.. rows.Select(row => MemberOf(row, rows, samples, contents, sums))])),
        ];
    }

    /// <summary>Joins exact and shifted copies, and returns the lowest row of each.</summary>
    private static int[] JoinCopies(Samples<byte> samples, string?[] contents, RowGroups groups)
    {
        Dictionary<string, int> first = new(StringComparer.Ordinal);
        List<int> distinct = [];
        for (int row = 0; row < samples.Count; row++)
        {
            // Images of a single value have no content; equal ones are copies.
            string key = contents[row] ?? Convert.ToHexString(SHA256.HashData(samples.Row(row)));
            if (first.TryAdd(key, row))
                distinct.Add(row);
            else
                groups.Join(first[key], row);
        }

        return [.. distinct];
    }

    private static DuplicateMember MemberOf(int row, int[] group, Samples<byte> samples, string?[] contents, PixelSums[] sums)
    {
        DuplicateMember best = new(row, row, DuplicateKind.Near, double.NegativeInfinity);
        foreach (int other in group.Take(ComparedMembers + 1).Where(other => other != row))
        {
            DuplicateMember member =
                samples.Row(row).SequenceEqual(samples.Row(other)) ? new(row, other, DuplicateKind.Exact, 1)
                : contents[row] is string content && content == contents[other] ? new(row, other, DuplicateKind.Shifted, 1)
                : new(row, other, DuplicateKind.Near, PixelSums.Correlation(samples.Row(row), sums[row], samples.Row(other), sums[other]));
            if (member.Kind < best.Kind || (member.Kind == best.Kind && member.Similarity > best.Similarity))
                best = member;
        }

        return best;
    }
}
