namespace MnistTrainer.Cli.Output;

/// <summary>The JSON of <c>mnist explain --backquery</c>.</summary>
/// <param name="Model">The model's file.</param>
/// <param name="Method">How the images were computed: <c>ascent</c> or <c>inversion</c>.</param>
/// <param name="Classes">The classes, each with the probability that the network gives to its image.</param>
/// <param name="Output">The file with the images; null if none was written.</param>
internal sealed record BackqueryJson(string Model, string Method, IEnumerable<ClassImageJson> Classes, string? Output);

/// <summary>An image of a class.</summary>
/// <param name="Label">The class.</param>
/// <param name="Probability">The probability of the class that the network gives to the image; null if it is not finite.</param>
internal sealed record ClassImageJson(string Label, double? Probability)
{
    public static ClassImageJson Of(ClassImage image) => new(image.Label, FiniteNumber.OrNull(image.Probability));
}
