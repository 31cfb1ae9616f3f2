using System.Collections.Immutable;

namespace MnistTrainer.Experiments;

/// <summary>A network's prediction for one sample.</summary>
/// <param name="Input">The name of the sample: its file, or its row in the data, counted from 1.</param>
/// <param name="Best">The index of the most probable class.</param>
/// <param name="Probabilities">The probability of each class, 0 to 1.</param>
public sealed record Prediction(string Input, int Best, ImmutableArray<float> Probabilities)
{
    /// <summary>The probability of the most probable class.</summary>
    public float Probability => Probabilities[Best];

    /// <summary>The index of the second most probable class; <see cref="Best"/> if there is only one.</summary>
    public int RunnerUp
    {
        get
        {
            float[] others = [.. Probabilities];
            others[Best] = -1;
            return BestOf(others);
        }
    }

    /// <summary>Creates the prediction from probabilities.</summary>
    /// <param name="input">The sample's name.</param>
    /// <param name="probabilities">One for each class, at least one.</param>
    public static Prediction Of(string input, ReadOnlySpan<float> probabilities) => new(input, BestOf(probabilities), [.. probabilities]);

    /// <summary>Returns the index of the greatest probability; the lowest index among equals.</summary>
    /// <param name="probabilities">One for each class, at least one.</param>
    public static int BestOf(ReadOnlySpan<float> probabilities)
    {
        int best = 0;
        for (int i = 1; i < probabilities.Length; i++)
        {
            if (probabilities[i] > probabilities[best])
                best = i;
        }

        return best;
    }
}
