using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Output;

/// <summary>The JSON of <c>mnist gradient-check</c>.</summary>
/// <param name="Parameters">The number of the network's parameters.</param>
/// <param name="Loss">The loss.</param>
/// <param name="Gradient">The rule that errors are passed back by: <c>exact</c> or <c>book</c>.</param>
/// <param name="Limit">The maximum relative error that passes.</param>
/// <param name="Passes">Whether all layers pass.</param>
/// <param name="Layers">The layers, first to last.</param>
internal sealed record GradientCheckJson(
    int Parameters,
    string Loss,
    string Gradient,
    double Limit,
    bool Passes,
    IEnumerable<LayerGradientCheckJson> Layers
)
{
    public static GradientCheckJson Of(GradientCheckReport report) =>
        new(
            report.Network.ParameterCount,
            report.Loss.Name,
            EnumName.Of(report.Gradient),
            GradientCheck.Limit,
            report.Passes,
            report.Layers.Select(LayerGradientCheckJson.Of)
        );
}

/// <summary>The gradient check of one layer.</summary>
/// <param name="Layer">The layer, from 1.</param>
/// <param name="Description">A description of it.</param>
/// <param name="Parameters">The number of its trainable parameters.</param>
/// <param name="Checked">The number of parameters compared.</param>
/// <param name="AtKinks">The number of parameters left out since the loss has a kink there.</param>
/// <param name="LargestError">The largest relative error.</param>
/// <param name="MeanError">The mean relative error.</param>
/// <param name="Passes">Whether no error exceeds the limit.</param>
internal sealed record LayerGradientCheckJson(
    int Layer,
    string Description,
    int Parameters,
    int Checked,
    int AtKinks,
    double? LargestError,
    double? MeanError,
    bool Passes
)
{
    public static LayerGradientCheckJson Of(LayerGradientCheck layer) =>
        new(
            layer.Layer + 1,
            layer.Description,
            layer.Parameters,
            layer.Checked,
            layer.AtKinks,
            FiniteNumber.OrNull(layer.LargestError),
            FiniteNumber.OrNull(layer.MeanError),
            layer.Passes
        );
}
