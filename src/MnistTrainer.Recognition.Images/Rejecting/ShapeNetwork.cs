namespace MnistTrainer.Recognition.Images;

/// <summary>
/// Distinguishes the ten digits from other content of a digit's frame. It sees only the frame, not the class that a network predicts, so it
/// serves all networks of digits. Trained on synthetic shapes; docs/guides/images.md has the commands.
/// </summary>
internal static class ShapeNetwork
{
    private static readonly EmbeddedNetwork Embedded = new("shapes.zip");

    /// <summary>The probability of each digit and of each <see cref="ShapeKind"/>.</summary>
    /// <param name="image">An image of 28x28 pixels in MNIST's frame.</param>
    public static ShapeLikelihoods Judge(ReadOnlySpan<byte> image) => new(Embedded.Score(image));

    /// <summary>Loads the network and compiles its scoring.</summary>
    public static void Prepare() => Embedded.Prepare();
}
