using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Output;

/// <summary>The JSON of <c>mnist explain --example</c>.</summary>
/// <param name="Gradient">The rule that errors are passed back by: <c>exact</c> or <c>book</c>.</param>
/// <param name="Loss">The loss before the step.</param>
/// <param name="LossAfter">The loss after the step.</param>
/// <param name="Target">The target values.</param>
/// <param name="RuleMatters">Whether the exact and the book's rule give different steps.</param>
/// <param name="Layers">The layers, first to last.</param>
internal sealed record ExplainStepJson(
    string Gradient,
    double Loss,
    double LossAfter,
    IEnumerable<double> Target,
    bool RuleMatters,
    IEnumerable<LayerStepJson> Layers
)
{
    public static ExplainStepJson Of(StepTrace trace) =>
        new(
            EnumName.Of(trace.Rule),
            trace.Step.Loss,
            trace.Step.LossAfter,
            trace.Step.Target,
            trace.IsSameByBothRules.Contains(false),
            trace.Step.Layers.Zip(trace.IsSameByBothRules, LayerStepJson.Of)
        );
}

/// <summary>One layer in one training step.</summary>
/// <param name="Activation">The activation.</param>
/// <param name="Inputs">The inputs.</param>
/// <param name="Weights">The weights before the step, input by input.</param>
/// <param name="NetInputs">The net inputs.</param>
/// <param name="Outputs">The outputs.</param>
/// <param name="Errors">The errors of the outputs.</param>
/// <param name="Deltas">The errors of the net inputs.</param>
/// <param name="Gradient">The derivative of the loss by each weight.</param>
/// <param name="NewWeights">The weights after the step.</param>
/// <param name="SameByBothRules">Whether the exact and the book's rule give this layer the same step.</param>
internal sealed record LayerStepJson(
    string Activation,
    IEnumerable<double> Inputs,
    IEnumerable<double> Weights,
    IEnumerable<double> NetInputs,
    IEnumerable<double> Outputs,
    IEnumerable<double> Errors,
    IEnumerable<double> Deltas,
    IEnumerable<double> Gradient,
    IEnumerable<double> NewWeights,
    bool SameByBothRules
)
{
    public static LayerStepJson Of(LayerExplanation layer, bool isSameByBothRules) =>
        new(
            layer.Layer.Activation.Name,
            layer.Inputs,
            layer.Weights,
            layer.NetInputs,
            layer.Outputs,
            layer.Errors,
            layer.Deltas,
            StepTraceView.WeightsOf(layer).Select(weight => layer.Gradient(weight.Input, weight.Unit)),
            StepTraceView.WeightsOf(layer).Select(weight => layer.NewWeight(weight.Input, weight.Unit)),
            isSameByBothRules
        );
}
