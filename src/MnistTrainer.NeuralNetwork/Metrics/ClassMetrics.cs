namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The metrics of one class. A ratio with a zero denominator, such as the precision of a class that was never predicted, is 0 (like
/// scikit-learn's <c>zero_division=0</c>).
/// </summary>
/// <param name="Name">The class's name.</param>
/// <param name="Precision">The fraction of the rows predicted as this class that belong to it.</param>
/// <param name="Recall">The fraction of the rows of this class that are predicted as it.</param>
/// <param name="F1">The harmonic mean of precision and recall.</param>
/// <param name="Support">The number of rows of this class.</param>
public sealed record ClassMetrics(string Name, double Precision, double Recall, double F1, long Support)
{
    internal static ClassMetrics From(string name, long correct, long predicted, long support) =>
        new(
            name,
            Ratio(correct, predicted),
            Ratio(correct, support),
            // The harmonic mean of precision and recall, computed directly from the counts.
            Ratio(2 * correct, predicted + support),
            support
        );

    internal static double Ratio(double numerator, long denominator) => denominator == 0 ? 0 : numerator / denominator;
}
