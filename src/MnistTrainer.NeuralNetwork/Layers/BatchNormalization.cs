using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Normalizes to mean 0 and variance 1, and then to a trained mean β and standard deviation γ: y = f(γ (x - μ) / √(σ² + ε) + β) (Ioffe and Szegedy 2015). For vectors, each value
/// is normalized over the batch; for images, each channel is normalized over its pixels in every slice of 16 rows of the batch. For scoring, μ and σ² are running means of
/// those of the training batches. The previous layer must have no activation and no bias; this layer applies the activation. With maxout, k neighboring inputs give
/// one output. Parameters: γ, β, running mean, running variance, each with one value
/// per channel; the last two are not trained.
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

    /// <summary><c>weight</c> γ, <c>bias</c> β, <c>running_mean</c> and <c>running_var</c>, each with one value per channel of the input.</summary>
    public override ImmutableArray<ParameterTensor> Tensors(Shape input) =>
        [
            new("weight", input.Channels),
            new("bias", input.Channels),
            new("running_mean", input.Channels),
            new("running_var", input.Channels) { IsNonNegative = true },
        ];

    /// <inheritdoc/>
    public override string AddOperators(IOperatorGraph graph, Shape input, string values, IReadOnlyList<string> tensors)
    {
        string images = input.IsVector ? values : ChannelOperators.ToImages(graph, input, values);
        string normalized = graph.Add("BatchNormalization", [images, .. tensors], new OperatorArgument("epsilon", Epsilon));
        return Activation.AddOperators(graph, input.IsVector ? normalized : ChannelOperators.ToRows(graph, input, normalized));
    }

    internal override bool CanBeFirst => false;

    // The errors of this rule are not propagated through the statistics of the batch.
    internal override bool AllowsBookRule => false;

    internal override Layer With(Settings settings) =>
        this with
        {
            Activation = settings.Member("activation", Activation, Activation.Registry),
            Momentum = settings.Number("momentum", Momentum, Interval.Share),
            Epsilon = settings.Number("epsilon", Epsilon, Interval.Positive),
        };

    private protected override IEnumerable<string> Misfits(Shape input) =>
        input.Channels % Activation.NetInputsPerUnit == 0
            ? []
            :
            [
                $"its input must be a multiple of the {Activation.NetInputsPerUnit} net inputs that {Activation} has for each unit, not {input.Channels} values",
            ];

    private protected override Shape OutputOf(Shape input) => input with { Channels = input.Channels / Activation.NetInputsPerUnit };

    internal override LayerKernel Bind(Shape input, int firstParameter) =>
        input.IsVector
            ? new BatchNormalizationKernel(this, input, firstParameter)
            : new ChannelNormalizationKernel(this, input, firstParameter);

    internal override ExactLayerPass Exact(Shape input, double[][] rows, ReadOnlySpan<double> parameters, ExactPass pass)
    {
        int channels = input.Channels;
        double[][] netInputs = [.. rows.Select(row => new double[row.Length])],
            outputs = [.. rows.Select(row => new double[row.Length / Activation.NetInputsPerUnit])];
        // For images, each slice of rows has its own statistics; for vectors, the whole batch.
        foreach (int[] slice in Enumerable.Range(0, rows.Length).Chunk(input.IsVector ? Math.Max(1, rows.Length) : Workspace.SliceRows))
        {
            for (int c = 0; c < channels; c++)
            {
                double[] values = pass.IsTraining ? [.. slice.SelectMany(row => rows[row].Where((_, i) => i % channels == c))] : [];
                double mean = pass.IsTraining ? values.Average() : parameters[(2 * channels) + c];
                double variance = pass.IsTraining
                    ? values.Average(value => (value - mean) * (value - mean))
                    : parameters[(3 * channels) + c];
                foreach (int row in slice)
                {
                    for (int i = c; i < rows[row].Length; i += channels)
                        netInputs[row][i] =
                            (parameters[c] * (rows[row][i] - mean) / Math.Sqrt(variance + Epsilon)) + parameters[channels + c];
                }
            }
        }

        for (int row = 0; row < rows.Length; row++)
            Activation.Exact(netInputs[row], outputs[row]);
        return new ExactLayerPass(rows, netInputs, outputs);
    }

    internal override double[] ExactPropagateError(
        Shape input,
        ExactLayerPass pass,
        ReadOnlySpan<double> parameters,
        ReadOnlySpan<double> netErrors
    )
    {
        int channels = input.Channels;
        double[] errors = new double[input.Size];
        for (int i = 0; i < errors.Length; i++)
        {
            int c = i % channels;
            errors[i] = netErrors[i] * parameters[c] / Math.Sqrt(parameters[(3 * channels) + c] + Epsilon);
        }

        return errors;
    }
}
