namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// How well one class was recognized. A ratio without a denominator, such as the precision of a class that was never predicted, is 0
/// (as scikit-learn's <c>zero_division=0</c>).
/// </summary>
/// <param name="Name">The class's name.</param>
/// <param name="Precision">Of the rows taken for this class, the fraction that are of it.</param>
/// <param name="Recall">Of the rows of this class, the fraction taken for it.</param>
/// <param name="F1">The harmonic mean of precision and recall.</param>
/// <param name="Support">The number of rows of this class.</param>
public sealed record ClassMetrics(string Name, double Precision, double Recall, double F1, long Support)
{
    internal static ClassMetrics From(string name, long correct, long predicted, long support) =>
        new(
            name,
            Ratio(correct, predicted),
            Ratio(correct, support),
            // The harmonic mean, written so that it needs neither of the two.
            Ratio(2 * correct, predicted + support),
            support
        );

    internal static double Ratio(double numerator, long denominator) => denominator == 0 ? 0 : numerator / denominator;
}
