namespace MnistTrainer.NeuralNetwork;

/// <summary>How often a row of each true class was taken for each class. Immutable.</summary>
public sealed class ConfusionMatrix
{
    private readonly long[] _counts;

    /// <summary>Copies the counts.</summary>
    /// <param name="counts">Row by row: all of true class 0 by predicted class, then all of class 1.</param>
    /// <param name="classCount">The number of rows, and of columns.</param>
    internal ConfusionMatrix(ReadOnlySpan<long> counts, int classCount)
    {
        _counts = counts.ToArray();
        ClassCount = classCount;
    }

    /// <summary>The number of rows, and of columns.</summary>
    public int ClassCount { get; }

    /// <summary>How many rows of class <paramref name="truth"/> were taken for class <paramref name="predicted"/>; both from 0.</summary>
    public long this[int truth, int predicted]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)truth, (uint)ClassCount, nameof(truth));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)predicted, (uint)ClassCount, nameof(predicted));
            return _counts[(truth * ClassCount) + predicted];
        }
    }

    /// <summary>How many rows of any class were taken for this one.</summary>
    public long PredictedCount(int predicted)
    {
        long sum = 0;
        for (int truth = 0; truth < ClassCount; truth++)
            sum += this[truth, predicted];
        return sum;
    }
}
