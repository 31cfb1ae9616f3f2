using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Recognition;

/// <summary>
/// Distinguishes the ten digits from other content of a digit's frame. It sees only the frame, not the class that a network predicts, so it
/// serves all networks of digits. Trained on synthetic shapes; docs/guides/images.md has the commands.
/// </summary>
internal static class ShapeNetwork
{
    private const string Resource = "shapes.zip";

    private static readonly Lazy<(Network Network, ScorerPool Scorers)> Loaded = new(Load);

    /// <summary>The probability of each digit and of each <see cref="ShapeKind"/>.</summary>
    /// <param name="image">An image of 28x28 pixels in MNIST's frame.</param>
    public static ShapeLikelihoods Judge(ReadOnlySpan<byte> image)
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

        return new ShapeLikelihoods(likelihoods);
    }

    /// <summary>Loads the network and compiles its scoring.</summary>
    public static void Prepare() => Judge(new byte[Loaded.Value.Network.Definition.InputShape.Size]);

    private static (Network Network, ScorerPool Scorers) Load()
    {
        using Stream stream =
            typeof(ShapeNetwork).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing from the assembly.");
        Network network = ModelFile.Load(stream, Resource);
        return (network, new ScorerPool(network));
    }
}
