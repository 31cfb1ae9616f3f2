using System.Collections.Immutable;
using System.Globalization;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Adds normal noise to each value during training, drawn again for every row of every step. When scoring, it passes its input on. It acts as a penalty on large weights
/// in the next layer (Bishop 1995, "Training with Noise is Equivalent to Tikhonov Regularization"). The noise depends on the seed, the step and the row, not on the
/// thread.
/// </summary>
/// <param name="Deviation">The standard deviation, at least 0. Default: 0.1.</param>
public sealed record GaussianNoise(float Deviation = 0.1f) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "gaussian-noise";

    /// <summary>The identity.</summary>
    public override Activation Activation { get; init; } = Activation.Identity;

    /// <inheritdoc/>
    public override string Describe(Shape input) => string.Create(CultureInfo.InvariantCulture, $"gaussian noise {Deviation}");

    /// <summary>None.</summary>
    public override ImmutableArray<ParameterTensor> Tensors(Shape input) => [];

    /// <summary>Adds nothing: the layer passes its input on.</summary>
    public override string AddOperators(IOperatorGraph graph, Shape input, string values, IReadOnlyList<string> tensors) => values;

    internal override Layer With(Settings settings) =>
        this with
        {
            Deviation = settings.Number("deviation", Deviation, Interval.AtLeast(0)),
        };

    private protected override Shape OutputOf(Shape input) => input;

    internal override LayerKernel Bind(Shape input, int firstParameter) => new GaussianNoiseKernel(this, input, firstParameter);

    internal override ExactLayerPass Exact(Shape input, double[][] rows, ReadOnlySpan<double> parameters, ExactPass pass)
    {
        if (!pass.IsTraining)
            return new ExactLayerPass(rows, rows, rows);
        RandomSource random = new(0);
        double[][] outputs = [.. rows.Select((row, number) => WithNoise(row, pass, number, random))];
        return new ExactLayerPass(rows, outputs, outputs);
    }

    /// <summary>Generates the noise of a row.</summary>
    /// <param name="noise">Receives the noise.</param>
    /// <param name="seed">The seed of the layer.</param>
    /// <param name="step">The step, 1 for the first.</param>
    /// <param name="row">The index of the row in the batch.</param>
    /// <param name="random">A random source, which is restarted.</param>
    internal void Draw(Span<float> noise, ulong seed, ulong step, int row, RandomSource random)
    {
        random.Restart(seed, RandomStream.OfRow(step, row));
        foreach (ref float value in noise)
            value = (float)(Deviation * random.NextGaussian());
    }

    private double[] WithNoise(double[] row, ExactPass pass, int number, RandomSource random)
    {
        float[] noise = new float[row.Length];
        Draw(noise, pass.Seed, pass.Step, number, random);
        return [.. row.Zip(noise, (value, one) => value + one)];
    }

    internal override double[] ExactPropagateError(
        Shape input,
        ExactLayerPass pass,
        ReadOnlySpan<double> parameters,
        ReadOnlySpan<double> netErrors
    ) => netErrors.ToArray();
}
