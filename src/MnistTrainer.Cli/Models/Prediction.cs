namespace MnistTrainer.Cli.Models;

/// <summary>What a network takes one image for.</summary>
/// <param name="Input">What the user knows the image by: its file, or its number in the data.</param>
/// <param name="Best">The index of the likeliest class.</param>
/// <param name="Probabilities">One for each class, 0 to 1.</param>
internal sealed record Prediction(string Input, int Best, float[] Probabilities)
{
    /// <summary>How sure the network is.</summary>
    public float Probability => Probabilities[Best];

    /// <summary>The prediction that these probabilities make.</summary>
    public static Prediction Of(string input, ReadOnlySpan<float> probabilities) =>
        new(input, BestOf(probabilities), probabilities.ToArray());

    /// <summary>The index of the greatest, and of equal ones the lowest.</summary>
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
