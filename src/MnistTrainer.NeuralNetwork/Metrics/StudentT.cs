namespace MnistTrainer.NeuralNetwork;

/// <summary>Student's t distribution (Student 1908).</summary>
internal static class StudentT
{
    /// <summary>The value that |t| is below with a given probability: 2.776 for 0.95 and 4 degrees of freedom.</summary>
    /// <param name="probability">The probability, above 0 and below 1.</param>
    /// <param name="degrees">The degrees of freedom, at least 1.</param>
    public static double TwoSidedQuantile(double probability, int degrees)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degrees, 1);
        double low = 0,
            high = 1;
        while (WithinProbability(high, degrees) < probability)
            high *= 2;
        for (int i = 0; i < 200 && high - low > 1e-14 * high; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = WithinProbability(middle, degrees) < probability ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    /// <summary>
    /// The probability that |t| is below a value, by the finite sums of Abramowitz and Stegun, "Handbook of Mathematical Functions", 26.7.3
    /// and 26.7.4.
    /// </summary>
    private static double WithinProbability(double t, int degrees)
    {
        double angle = Math.Atan(t / Math.Sqrt(degrees)),
            sine = Math.Sin(angle),
            cosine = Math.Cos(angle);
        bool isOdd = degrees % 2 == 1;
        double term = isOdd ? cosine : 1,
            sum = 0;
        for (int k = isOdd ? 1 : 0; k <= degrees - 2; k += 2)
        {
            sum += term;
            term *= cosine * cosine * (k + 1) / (k + 2);
        }

        return isOdd ? 2 / Math.PI * (angle + (sine * sum)) : sine * sum;
    }
}
