namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// A random transformation of images that preserves their class. Every epoch uses a new variant of every image, so that the network
/// becomes invariant to the transformation. Only training images are augmented, never those a network is evaluated on. Immutable.
/// </summary>
public interface IAugmentation
{
    /// <summary>A short description of the transformation and its strength; saved with a network as training metadata.</summary>
    string Name { get; }

    /// <summary>Creates an augmenter with its own working memory, for use by one thread at a time.</summary>
    /// <param name="shape">The shape of the images.</param>
    /// <exception cref="InvalidInputException">Samples of this shape cannot be augmented this way.</exception>
    IAugmenter CreateAugmenter(Shape shape);
}

/// <summary>Augments images of one shape; see <see cref="IAugmentation"/>.</summary>
public interface IAugmenter
{
    /// <summary>Writes a variant of an image, without allocating.</summary>
    /// <param name="image"><c>Shape.Size</c> pixels from 0 to 255, where 0 is the background.</param>
    /// <param name="result">Receives the variant; as long as <paramref name="image"/>, and not overlapping it.</param>
    /// <param name="random">The only source of randomness.</param>
    void Apply(ReadOnlySpan<byte> image, Span<byte> result, RandomSource random);
}
