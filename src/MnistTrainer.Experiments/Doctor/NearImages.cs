using System.Numerics;
using System.Runtime.InteropServices;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// Finds images that are in a set more than once: exactly, shifted, or nearly the same. Copies are found by a hash. Near ones are found by <see cref="LowFrequencies"/> among images that are
/// neighbors in the widest of them, and confirmed by the exact correlation of their values. The search takes time with the square of the number of images, but compares few of their
/// values (70,000 images take a few seconds), and memory for a description of each image. The result is independent of the number of threads.
/// </summary>
internal sealed class NearImages
{
    // Of the rounding of descriptions.
    private const float Slack = 1e-4f;

    // Rows that are searched at a time; what they find is joined before the next ones, so that large groups are not found again by each of their members.
    private const int BlockRows = 64;

    private readonly Samples<byte> _samples;
    private readonly PixelSums[] _sums;
    private readonly int[] _order;
    private readonly float[] _descriptions;
    private readonly double _similarity;
    private readonly float _distance;
    private readonly ParallelOptions _parallel;

    /// <param name="samples">The images.</param>
    /// <param name="rows">The rows to search among, whose images have more than one value.</param>
    /// <param name="sums">The sums of all rows.</param>
    /// <param name="similarity">The smallest correlation of near duplicates.</param>
    /// <param name="parallel">The threads, and what cancels.</param>
    public NearImages(Samples<byte> samples, int[] rows, PixelSums[] sums, double similarity, ParallelOptions parallel)
    {
        (_samples, _sums, _similarity, _parallel) = (samples, sums, similarity, parallel);
        // Of two vectors of length 1 with this correlation.
        _distance = (float)Math.Sqrt(2 * (1 - similarity)) + Slack;
        LowFrequencies frequencies = new(samples.Shape);
        float[] descriptions = new float[rows.Length * LowFrequencies.Length];
        Parallel.For(
            0,
            rows.Length,
            parallel,
            i => frequencies.Describe(samples.Row(rows[i]), descriptions.AsSpan(i * LowFrequencies.Length, LowFrequencies.Length))
        );
        int widest = Widest(descriptions);
        int[] sorted =
        [
            .. Enumerable.Range(0, rows.Length).OrderBy(i => descriptions[(i * LowFrequencies.Length) + widest]).ThenBy(i => i),
        ];
        _order = [.. sorted.Select(i => rows[i])];
        _descriptions = new float[descriptions.Length];
        for (int i = 0; i < sorted.Length; i++)
        {
            Span<float> description = _descriptions.AsSpan(i * LowFrequencies.Length, LowFrequencies.Length);
            descriptions.AsSpan(sorted[i] * LowFrequencies.Length, LowFrequencies.Length).CopyTo(description);
            (description[0], description[widest]) = (description[widest], description[0]);
        }
    }

    /// <summary>Joins the rows of near duplicates.</summary>
    public void Join(RowGroups groups, IProgress<double>? progress)
    {
        List<int>[] found = [.. Enumerable.Range(0, BlockRows).Select(_ => new List<int>())];
        for (int first = 0; first < _order.Length; first += BlockRows)
        {
            int start = first;
            Parallel.For(0, Math.Min(BlockRows, _order.Length - first), _parallel, i => Search(start + i, groups, found[i]));
            for (int i = 0; i < BlockRows; i++)
            {
                foreach (int other in found[i])
                    groups.Join(_order[start + i], other);
                found[i].Clear();
            }

            progress?.Report(Math.Min(first + BlockRows, _order.Length));
        }
    }

    private void Search(int place, RowGroups groups, List<int> found)
    {
        int row = _order[place];
        ReadOnlySpan<float> own = _descriptions.AsSpan(place * LowFrequencies.Length, LowFrequencies.Length);
        float limit = _distance * _distance;
        for (int other = place + 1; other < _order.Length; other++)
        {
            ReadOnlySpan<float> description = _descriptions.AsSpan(other * LowFrequencies.Length, LowFrequencies.Length);
            if (description[0] - own[0] > _distance)
                break;
            if (
                SquaredDistance(own, description, limit) <= limit
                && !groups.AreJoined(row, _order[other])
                && PixelSums.Correlation(_samples.Row(row), _sums[row], _samples.Row(_order[other]), _sums[_order[other]]) >= _similarity
            )
                found.Add(_order[other]);
        }
    }

    private static float SquaredDistance(ReadOnlySpan<float> a, ReadOnlySpan<float> b, float limit)
    {
        ReadOnlySpan<Vector<float>> left = MemoryMarshal.Cast<float, Vector<float>>(a),
            right = MemoryMarshal.Cast<float, Vector<float>>(b);
        float sum = 0;
        for (int i = 0; i < left.Length && sum <= limit; i++)
        {
            Vector<float> difference = left[i] - right[i];
            sum += Vector.Dot(difference, difference);
        }

        return sum;
    }

    private static int Widest(float[] descriptions)
    {
        double[] sums = new double[LowFrequencies.Length],
            squares = new double[LowFrequencies.Length];
        for (int i = 0; i < descriptions.Length; i++)
        {
            sums[i % LowFrequencies.Length] += descriptions[i];
            squares[i % LowFrequencies.Length] += descriptions[i] * (double)descriptions[i];
        }

        double count = Math.Max(1, descriptions.Length / LowFrequencies.Length);
        return Enumerable.Range(0, LowFrequencies.Length).MaxBy(i => squares[i] - (sums[i] * sums[i] / count));
    }
}
