namespace MnistTrainer.Data;

/// <summary>A family of shapes, such as the letters of a script or faces.</summary>
/// <param name="Name">The name in tables, in lower case.</param>
/// <param name="Label">Its class in <see cref="ShapeSynthesizer.Classes"/>.</param>
/// <param name="Share">How many shapes of it are drawn for one of a family of share 1.</param>
/// <param name="Draw">Draws the lines of a random member, in hundredths of its height.</param>
internal sealed record ShapeFamily(string Name, int Label, int Share, Func<HandwritingStyle, PortableRandom, List<Point[]>> Draw)
{
    /// <summary>A family of drawings in the notation of <see cref="Drawing"/>.</summary>
    public static ShapeFamily Of(string name, int label, int share, IEnumerable<string> drawings) =>
        Of(name, label, share, [.. drawings.Select(drawing => new Allograph(digit: -1, usage: 1, drawing))]);

    /// <summary>A family of allographs.</summary>
    public static ShapeFamily Of(string name, int label, int share, IReadOnlyList<Allograph> allographs) =>
        new(name, label, share, (handwriting, random) => handwriting.Write(allographs[random.NextInt(allographs.Count)]));
}
