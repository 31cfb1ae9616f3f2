using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>What answering only where a network is sure comes to.</summary>
/// <param name="Threshold">Answered is what has at least this probability, 0 to 1.</param>
/// <param name="Coverage">The share of all that is answered, 0 to 1.</param>
/// <param name="Accuracy">The share of what is answered that is right, 0 to 1.</param>
public readonly record struct CoveragePoint(double Threshold, double Coverage, double Accuracy);

/// <summary>
/// Risk against coverage (R. El-Yaniv, Y. Wiener, "On the Foundations of Noise-free Selective Classification", 2010): the more of the least sure answers
/// are left out, the fewer of the others are wrong.
/// </summary>
public static class RiskCoverage
{
    /// <summary>The shares that tables have: 1, 0.99, 0.98, 0.95, 0.9, 0.8, 0.5.</summary>
    public static ImmutableArray<double> UsualCoverages { get; } = [1, 0.99, 0.98, 0.95, 0.9, 0.8, 0.5];

    /// <summary>A point for each coverage. Answers of equal probability are given together or not at all, so a point may cover more than was asked for.</summary>
    /// <param name="answers">The probability of each answer, and whether it is right. What is not a number is the least sure.</param>
    /// <param name="coverages">Above 0, at most 1.</param>
    /// <returns>None where there are no answers.</returns>
    public static ImmutableArray<CoveragePoint> Of(
        IEnumerable<(double Probability, bool IsRight)> answers,
        ImmutableArray<double> coverages
    )
    {
        ArgumentNullException.ThrowIfNull(answers);
        (double Probability, bool IsRight)[] surest = [.. answers.OrderByDescending(answer => answer.Probability)];
        ImmutableArray<CoveragePoint>.Builder points = ImmutableArray.CreateBuilder<CoveragePoint>();
        int count = 0,
            right = 0;
        foreach (double coverage in coverages.Order().Where(_ => surest.Length > 0))
        {
            while (
                count < surest.Length
                && (count < Math.Ceiling(coverage * surest.Length) || surest[count].Probability.Equals(surest[count - 1].Probability))
            )
                right += surest[count++].IsRight ? 1 : 0;
            points.Add(new CoveragePoint(surest[count - 1].Probability, (double)count / surest.Length, (double)right / count));
        }

        points.Reverse();
        return points.ToImmutable();
    }
}
