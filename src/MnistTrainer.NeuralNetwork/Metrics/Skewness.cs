namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// How far numbers lie to one side of their mean: the mean of their cubed differences from it, divided by the cube of their standard deviation. It is 0 for symmetric numbers,
/// 2 for those of an exponential distribution, and 6 for those of a log-normal one whose logarithms have the deviation 1.
/// </summary>
public static class Skewness
{
    /// <summary>The skewness from which on the largest numbers alone decide about a squared error.</summary>
    public const double Large = 3;

    /// <summary>Computes the skewness.</summary>
    /// <param name="numbers">The numbers, and how often each occurs.</param>
    /// <returns>The skewness; NaN if all numbers are equal, or there is none.</returns>
    public static double Of(IReadOnlyCollection<(double Value, int Count)> numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        double total = numbers.Sum(one => (double)one.Count),
            mean = numbers.Sum(one => one.Value / total * one.Count),
            squares = 0,
            cubes = 0;
        foreach ((double value, int count) in numbers)
        {
            double difference = value - mean;
            squares += count * difference * difference;
            cubes += count * difference * difference * difference;
        }

        return Math.Sqrt(total) * cubes / Math.Pow(squares, 1.5);
    }
}
