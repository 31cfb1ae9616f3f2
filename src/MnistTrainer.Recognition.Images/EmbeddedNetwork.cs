namespace MnistTrainer.Recognition.Images;

/// <summary>A network of images that is part of the program, loaded when it is first used.</summary>
/// <param name="resource">The name of the resource that holds its model file.</param>
internal sealed class EmbeddedNetwork(string resource)
{
    private readonly Lazy<Recognizer> _loaded = new(() => Load(resource));

    /// <summary>Scores an image.</summary>
    /// <param name="image">The pixels, as many as the network has inputs.</param>
    /// <returns>The probability of each class, 0 to 1, with a sum of 1.</returns>
    public float[] Score(ReadOnlySpan<byte> image)
    {
        float[] probabilities = new float[_loaded.Value.ClassNames.Count];
        _loaded.Value.Score(image, probabilities);
        return probabilities;
    }

    /// <summary>Loads the network and compiles its scoring.</summary>
    public void Prepare() => Score(new byte[_loaded.Value.Definition.InputShape.Size]);

    private static Recognizer Load(string resource)
    {
        using Stream stream =
            typeof(EmbeddedNetwork).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The resource {resource} is missing from the assembly.");
        return Recognizer.Load(stream, resource);
    }
}
