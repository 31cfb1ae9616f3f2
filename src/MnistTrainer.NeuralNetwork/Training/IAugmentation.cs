namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// A way to change images at random so that they still show their class. Training with it sees a new variant of every image in every
/// epoch and learns what does not matter. Only training images are changed, never those a network is measured on. Immutable.
/// </summary>
public interface IAugmentation
{
    /// <summary>What it does and how strongly, in a few words; saved with a network as a fact of its training.</summary>
    string Name { get; }

    /// <summary>An augmenter with working memory of its own, for one thread at a time.</summary>
    /// <param name="shape">The shape of the images that it will change.</param>
    /// <exception cref="InvalidInputException">Samples of this shape cannot be changed this way.</exception>
    IAugmenter CreateAugmenter(Shape shape);
}

/// <summary>Changes images of one shape, see <see cref="IAugmentation"/>.</summary>
public interface IAugmenter
{
    /// <summary>Writes a variant of an image, without allocating.</summary>
    /// <param name="image"><c>Shape.Size</c> pixels from 0 to 255, 0 being the background.</param>
    /// <param name="result">Receives the variant; as long as <paramref name="image"/>, and apart from it.</param>
    /// <param name="random">The only source of what differs from call to call.</param>
    void Apply(ReadOnlySpan<byte> image, Span<byte> result, RandomSource random);
}
