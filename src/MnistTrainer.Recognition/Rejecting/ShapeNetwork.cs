using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Recognition;

/// <summary>
/// Tells digits from what else may be in a digit's frame. It knows frames, not which digit a network takes one for, so that one serves all networks of
/// digits. Trained by <c>mnist synthesize --shapes</c> and <c>mnist train</c>; docs/guides/images.md has the commands.
/// </summary>
internal static class ShapeNetwork
{
    private const string Resource = "shapes.zip";

    private static readonly Lazy<(Network Network, ScorerPool Scorers)> Loaded = new(Load);

    /// <summary>How likely an image shows each <see cref="ShapeKind"/>, 0 to 1.</summary>
    /// <param name="image">28x28 pixels, framed as MNIST's.</param>
    public static float[] Judge(ReadOnlySpan<byte> image)
    {
        (Network network, ScorerPool scorers) = Loaded.Value;
        float[] likelihoods = new float[network.Definition.ClassNames.Length];
        Scorer scorer = scorers.Rent();
        try
        {
            scorer.Score(image, likelihoods);
        }
        finally
        {
            scorers.Return(scorer);
        }

        return likelihoods;
    }

    private static (Network Network, ScorerPool Scorers) Load()
    {
        using Stream stream =
            typeof(ShapeNetwork).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing from the assembly.");
        Network network = ModelFile.Load(stream, Resource);
        return (network, new ScorerPool(network));
    }
}
