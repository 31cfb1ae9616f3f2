namespace MnistTrainer.NeuralNetwork;

/// <summary>The number of rows of each true class predicted as each class. Immutable.</summary>
public sealed class ConfusionMatrix
{
    private readonly long[] _counts;

    /// <summary>Creates a matrix; the counts are copied.</summary>
    /// <param name="counts">The counts in row-major order: by true class, then by predicted class.</param>
    /// <param name="classCount">The number of rows and columns.</param>
    internal ConfusionMatrix(ReadOnlySpan<long> counts, int classCount)
    {
        _counts = counts.ToArray();
        ClassCount = classCount;
    }

    /// <summary>The number of rows and columns.</summary>
    public int ClassCount { get; }

    /// <summary>
    /// The number of rows of class <paramref name="truth"/> predicted as class <paramref name="predicted"/>; both from 0.
    /// </summary>
    public long this[int truth, int predicted]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)truth, (uint)ClassCount, nameof(truth));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)predicted, (uint)ClassCount, nameof(predicted));
            return _counts[(truth * ClassCount) + predicted];
        }
    }

    /// <summary>The number of rows predicted as a class.</summary>
    public long PredictedCount(int predicted)
    {
        long sum = 0;
        for (int truth = 0; truth < ClassCount; truth++)
            sum += this[truth, predicted];
        return sum;
    }
}
