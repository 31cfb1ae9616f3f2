namespace MnistTrainer.Cli.Output;

/// <summary>What a layer makes of an image, in the JSON of <c>mnist explain</c>.</summary>
/// <param name="Description">A description of the layer.</param>
/// <param name="Shape">The shape of its outputs.</param>
/// <param name="Active">The share of its outputs whose net input is above 0.</param>
/// <param name="Strongest">The place of its largest output.</param>
/// <param name="Value">That output; null if it is not finite.</param>
/// <param name="File">The image of its outputs.</param>
internal sealed record LayerActivationsJson(string Description, string Shape, double Active, string Strongest, double? Value, string File)
{
    public static LayerActivationsJson Of(LayerActivations layer, string file) =>
        new(
            layer.Description,
            layer.Shape.ToString(),
            layer.ActiveShare,
            ActivationsView.NameOfStrongest(layer),
            FiniteNumber.OrNull(layer.Values[layer.Strongest]),
            file
        );
}
