using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Normalizes each value to mean 0 and variance 1 over the batch, and then to a trained mean β and deviation γ: y = f(γ (x - μ) / √(σ² + ε) + β) (Ioffe and
/// Szegedy 2015). When rows are only scored, μ and σ² are running means of those of the training batches. It follows a layer without activation and bias and applies
/// the activation itself; with maxout, k neighboring values of its input give one of its output. Parameters: γ, β, running mean, running variance, each as wide as
/// the input; no optimizer updates the last two.
/// </summary>
/// <param name="Activation">The activation f.</param>
/// <param name="Momentum">The decay of the running means, from 0 to below 1. Default: 0.9.</param>
/// <param name="Epsilon">ε, which keeps the division finite; above 0. Default: 1e-5.</param>
public sealed record BatchNormalization(Activation Activation, float Momentum = 0.9f, float Epsilon = 1e-5f) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "batch-normalization";

    /// <inheritdoc/>
    public override Activation Activation { get; init; } = Activation;

    /// <inheritdoc/>
    public override string Describe(Shape input) => $"batch normalization, {Activation}";

    /// <summary><c>weight</c> γ, <c>bias</c> β, <c>running_mean</c> and <c>running_var</c>, each as wide as the input.</summary>
    public override ImmutableArray<ParameterTensor> Tensors(Shape input) =>
        [
            new("weight", input.Size),
            new("bias", input.Size),
            new("running_mean", input.Size),
            new("running_var", input.Size) { IsNonNegative = true },
        ];

    /// <inheritdoc/>
    public override string AddOperators(IOperatorGraph graph, string input, IReadOnlyList<string> tensors) =>
        Activation.AddOperators(graph, graph.Add("BatchNormalization", [input, .. tensors], new OperatorArgument("epsilon", Epsilon)));

    internal override bool CanBeFirst => false;

    // What the rule passes back does not go through figures of the whole batch.
    internal override bool AllowsBookRule => false;

    internal override Layer With(Settings settings) =>
        this with
        {
            Activation = settings.Member("activation", Activation, Activation.Registry),
            Momentum = settings.Number("momentum", Momentum, Interval.Share),
            Epsilon = settings.Number("epsilon", Epsilon, Interval.Positive),
        };

    private protected override IEnumerable<string> Misfits(Shape input) =>
        input.Size % Activation.NetInputsPerUnit == 0
            ? []
            :
            [
                $"its input must be a multiple of the {Activation.NetInputsPerUnit} net inputs that {Activation} has for each unit, not {input.Size} values",
            ];

    private protected override Shape OutputOf(Shape input) =>
        Activation.NetInputsPerUnit == 1 ? input : Shape.Vector(input.Size / Activation.NetInputsPerUnit);

    internal override LayerKernel Bind(Shape input, int firstParameter) => new BatchNormalizationKernel(this, input, firstParameter);

    internal override ExactLayerPass Exact(double[][] rows, ReadOnlySpan<double> parameters, ExactPass pass)
    {
        int width = rows[0].Length;
        double[][] netInputs = [.. rows.Select(_ => new double[width])],
            outputs = [.. rows.Select(_ => new double[width / Activation.NetInputsPerUnit])];
        for (int i = 0; i < width; i++)
        {
            double mean = pass.IsTraining ? rows.Average(row => row[i]) : parameters[(2 * width) + i];
            double variance = pass.IsTraining ? rows.Average(row => (row[i] - mean) * (row[i] - mean)) : parameters[(3 * width) + i];
            for (int row = 0; row < rows.Length; row++)
                netInputs[row][i] = (parameters[i] * (rows[row][i] - mean) / Math.Sqrt(variance + Epsilon)) + parameters[width + i];
        }

        for (int row = 0; row < rows.Length; row++)
            Activation.Exact(netInputs[row], outputs[row]);
        return new ExactLayerPass(rows, netInputs, outputs);
    }
}
