using System.Text.Json.Serialization;

namespace MnistTrainer.Cli.Output;

/// <summary>The JSON of <c>mnist explain</c> for an image.</summary>
/// <param name="Input">The image.</param>
/// <param name="Label">The most probable class.</param>
/// <param name="Probability">Its output.</param>
/// <param name="Classes">The most probable class and the runner-up.</param>
internal sealed record ExplainImageJson(string Input, string Label, double Probability, IEnumerable<ClassExplanationJson> Classes)
{
    /// <summary>What each layer makes of the image; absent without <c>--layers</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IEnumerable<LayerActivationsJson>? Layers { get; init; }

    public static ExplainImageJson Of(string input, ImageExplanation explanation) =>
        new(
            input,
            explanation.Best.Label,
            explanation.Best.Output,
            [ClassExplanationJson.Of(explanation.Best), ClassExplanationJson.Of(explanation.RunnerUp)]
        );
}

/// <summary>The reasons for the score of one class.</summary>
/// <param name="Label">The class.</param>
/// <param name="Output">The network's output.</param>
/// <param name="NetInput">The net input in the last layer.</param>
/// <param name="Bias">The bias.</param>
/// <param name="Units">The 16 units that contribute most.</param>
/// <param name="Pixels">The 16 pixels with the largest effects.</param>
internal sealed record ClassExplanationJson(
    string Label,
    double Output,
    double NetInput,
    double Bias,
    IEnumerable<NamedEffectJson> Units,
    IEnumerable<NamedEffectJson> Pixels
)
{
    private const int MaximumEffects = 16;

    public static ClassExplanationJson Of(ClassExplanation one) =>
        new(
            one.Label,
            one.Output,
            one.NetInput,
            one.Bias,
            one.Units.Take(MaximumEffects).Select(unit => new NamedEffectJson(ExplanationView.NameOf(unit), unit.Contribution)),
            one.Pixels.Take(MaximumEffects).Select(pixel => new NamedEffectJson(ExplanationView.NameOf(pixel), pixel.Effect))
        );
}

/// <summary>What a unit or a pixel adds to a score.</summary>
/// <param name="Name">The unit or pixel.</param>
/// <param name="Effect">The effect.</param>
internal sealed record NamedEffectJson(string Name, double Effect);
