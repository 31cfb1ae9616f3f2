using System.Collections.Immutable;
using System.Globalization;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Sets each value to 0 with a given probability during training, drawn again for every row of every step, and divides the others by the probability of being kept, so
/// that sums are the same on average. When scoring, it passes its input on (Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov 2014). Which values are dropped
/// depends on the seed, the step and the row, not on the thread.
/// </summary>
/// <param name="Rate">The probability that a value is dropped, from 0 to below 1; 0.2 is common for inputs. Default: 0.5.</param>
/// <param name="Channels">
/// Whether all pixels of a channel are dropped together (Tompson, Goroshin, Jain, LeCun and Bregler 2015): after a convolution, a single dropped pixel can be predicted from
/// its neighbors. No effect on vectors, whose channels have one value. Default: false.
/// </param>
public sealed record Dropout(float Rate = 0.5f, bool Channels = false) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "dropout";

    /// <summary>The identity.</summary>
    public override Activation Activation { get; init; } = Activation.Identity;

    /// <inheritdoc/>
    public override string Describe(Shape input) =>
        string.Create(CultureInfo.InvariantCulture, $"dropout {Rate}{(Channels ? " of channels" : "")}");

    /// <summary>None.</summary>
    public override ImmutableArray<ParameterTensor> Tensors(Shape input) => [];

    /// <summary>Adds nothing: the layer passes its input on.</summary>
    public override string AddOperators(IOperatorGraph graph, Shape input, string values, IReadOnlyList<string> tensors) => values;

    internal override Layer With(Settings settings) =>
        this with
        {
            Rate = settings.Number("rate", Rate, Interval.Share),
            Channels = settings.Flag("channels", Channels),
        };

    private protected override Shape OutputOf(Shape input) => input;

    internal override LayerKernel Bind(Shape input, int firstParameter) => new DropoutKernel(this, input, firstParameter);

    internal override ExactLayerPass Exact(Shape input, double[][] rows, ReadOnlySpan<double> parameters, ExactPass pass)
    {
        if (!pass.IsTraining)
            return new ExactLayerPass(rows, rows, rows);
        RandomSource random = new(0);
        double[][] outputs =
        [
            .. rows.Select(
                (row, number) =>
                {
                    float[] kept = new float[row.Length];
                    Draw(kept, input, pass.Seed, pass.Step, number, random);
                    return row.Zip(kept, (value, factor) => value * factor).ToArray();
                }
            ),
        ];
        return new ExactLayerPass(rows, outputs, outputs);
    }

    /// <summary>The factor of each value of a row, 0 or 1 / (1 - rate).</summary>
    /// <param name="kept">Receives the factors.</param>
    /// <param name="input">The shape of a row.</param>
    /// <param name="seed">The seed of the layer.</param>
    /// <param name="step">The step, 1 for the first.</param>
    /// <param name="row">The index of the row in the batch.</param>
    /// <param name="random">A random source, which is restarted.</param>
    internal void Draw(Span<float> kept, Shape input, ulong seed, ulong step, int row, RandomSource random)
    {
        // A value stays where 32 random bits are at least this.
        ulong threshold = (ulong)(Rate * (double)(1UL << 32));
        float scale = 1 / (1 - Rate);
        random.Restart(seed, RandomStream.OfRow(step, row));
        int drawn = Channels ? input.Channels : kept.Length;
        for (int i = 0; i < drawn; i += 2)
        {
            ulong bits = random.NextBits();
            kept[i] = (uint)bits >= threshold ? scale : 0;
            if (i + 1 < drawn)
                kept[i + 1] = bits >> 32 >= threshold ? scale : 0;
        }

        for (int i = drawn; i < kept.Length; i += drawn)
            kept[..drawn].CopyTo(kept[i..]);
    }

    internal override double[] ExactPropagateError(
        Shape input,
        ExactLayerPass pass,
        ReadOnlySpan<double> parameters,
        ReadOnlySpan<double> netErrors
    ) => netErrors.ToArray();
}
