using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Explains an output for one row by integrated gradients (Sundararajan, Taly and Yan 2017, "Axiomatic attribution for deep networks"): the contribution of an input is the
/// change of the output that it causes along the straight path from the mean of other rows to this row. The path is taken through the outputs of a
/// <see cref="CategoryEmbedding"/> and a <see cref="FeatureEncoding"/> at the beginning of the network, so that categories and missing values lie on it as well; the
/// contributions of all outputs for a column are summed. In double precision.
/// </summary>
/// <param name="Output">The output for the row: a probability, or the number of a network with one output.</param>
/// <param name="Baseline">The output for the mean of the other rows. The contributions add up to <paramref name="Output"/> minus this, within about
/// a thousandth of their absolute sum.</param>
/// <param name="Contributions">The contribution of each value of the row, in the unit of the output.</param>
public sealed record IntegratedGradients(double Output, double Baseline, ImmutableArray<double> Contributions)
{
    private const int FewestSteps = 64;
    private const int MostSteps = 4096;

    // The tolerance of the sum of contributions, as a fraction of their absolute sum.
    private const double Tolerance = 1e-3;

    /// <summary>Explains an output.</summary>
    /// <param name="network">The network; all its layers must have gradients. For an ensemble, contributions are the means over its members.</param>
    /// <param name="background">The rows whose mean is the start of the path; at least one.</param>
    /// <param name="row">The raw values of the row, as many as the network has inputs.</param>
    /// <param name="output">The output that is explained, from 0.</param>
    /// <param name="progress">Receives the fraction done, at most 1: the computation ends as soon as the contributions add up.</param>
    /// <param name="cancellation">Cancels the computation.</param>
    /// <exception cref="ArgumentException">The length of the row or of the background does not fit the network, or there is no such output.</exception>
    /// <exception cref="InvalidInputException">The outputs of several classes are divided by their sum, so they cannot be explained.</exception>
    /// <exception cref="OperationCanceledException">The computation was canceled.</exception>
    public static IntegratedGradients Of(
        Network network,
        Samples background,
        ReadOnlySpan<float> row,
        int output,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(background);
        int width = network.Definition.InputShape.Size;
        ArgumentOutOfRangeException.ThrowIfNotEqual(row.Length, width, nameof(row));
        ArgumentOutOfRangeException.ThrowIfNotEqual(background.Shape.Size, width, nameof(background));
        ArgumentOutOfRangeException.ThrowIfZero(background.Count, nameof(background));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)output, (uint)network.Definition.ClassNames.Length, nameof(output));
        if (
            network.Definition is { Outputs: OutputMeaning.Classes, ClassNames.Length: > 1 }
            && network.Definition.Layers[^1].Activation.Normalization != OutputNormalization.None
        )
            throw new InvalidInputException(
                "the network",
                "outputs that are its scores",
                $"{network.Definition.Layers[^1].Activation}, whose outputs are divided by their sum",
                "Train it with softmax"
            );
        double[] values = Array.ConvertAll(row.ToArray(), value => (double)value);
        IntegratedGradients[] members =
        [
            .. Enumerable
                .Range(0, network.Definition.Members)
                .Select(member =>
                    new EncodedPath(network.Member(member), output).Explain(
                        background,
                        values,
                        done => progress?.Report((member + done) / network.Definition.Members),
                        cancellation
                    )
                ),
        ];
        return members.Length == 1
            ? members[0]
            : new IntegratedGradients(
                members.Average(member => member.Output),
                members.Average(member => member.Baseline),
                [.. Enumerable.Range(0, width).Select(i => members.Average(member => member.Contributions[i]))]
            );
    }

    /// <summary>The layers after the encoding of one network, and the path through their inputs.</summary>
    private sealed class EncodedPath(Network network, int output)
    {
        private readonly ExactNetwork _exact = new(network);
        private readonly int _first = network.Definition.Layers.TakeWhile(layer => layer is CategoryEmbedding or FeatureEncoding).Count();

        public IntegratedGradients Explain(Samples background, double[] row, Action<double> report, CancellationToken cancellation)
        {
            double[] from = MeanOf(background, cancellation),
                to = Encode(row);
            double begin = OutputFor(from, null),
                end = OutputFor(to, null);
            double[] effects = [];
            for (int steps = FewestSteps; steps <= MostSteps; steps *= 2)
            {
                effects = ToInputs(EffectsOf(from, to, steps, report, cancellation));
                if (Math.Abs(effects.Sum() - (end - begin)) <= Tolerance * effects.Sum(Math.Abs))
                    break;
            }

            return new IntegratedGradients(end, begin, [.. effects]);
        }

        // The midpoints of equal steps.
        private double[] EffectsOf(double[] from, double[] to, int steps, Action<double> report, CancellationToken cancellation)
        {
            double[] effects = new double[from.Length],
                gradient = new double[from.Length];
            for (int step = 0; step < steps; step++)
            {
                cancellation.ThrowIfCancellationRequested();
                // Half, a quarter … of these steps were taken before; twice, four times … of them may follow.
                report((double)(steps - FewestSteps + step) / ((2 * MostSteps) - FewestSteps));
                double share = (step + 0.5) / steps;
                OutputFor([.. from.Select((value, i) => value + (share * (to[i] - value)))], gradient);
                for (int i = 0; i < effects.Length; i++)
                    effects[i] += gradient[i] * (to[i] - from[i]) / steps;
            }

            return effects;
        }

        private double OutputFor(double[] encoded, double[]? gradient)
        {
            ExactLayerPass[] passes = new ExactLayerPass[network.Kernels.Length];
            double[][] rows = [encoded];
            for (int layer = _first; layer < passes.Length; layer++)
            {
                passes[layer] = network.Definition.Layers[layer].Exact(network.Kernels[layer].Input, rows, ParametersOf(layer), default);
                rows = passes[layer].Outputs;
            }

            if (gradient is not null)
                Propagate(passes).CopyTo(gradient, 0);
            return rows[0][output];
        }

        private double[] Propagate(ExactLayerPass[] passes)
        {
            double[] errors = new double[passes[^1].Outputs[0].Length];
            errors[output] = 1;
            for (int layer = passes.Length - 1; layer >= _first; layer--)
            {
                Layer one = network.Definition.Layers[layer];
                double[] netErrors = new double[passes[layer].NetInputs[0].Length];
                one.Activation.ExactBackward(passes[layer].NetInputs[0], errors, netErrors);
                errors = one.ExactPropagateError(network.Kernels[layer].Input, passes[layer], ParametersOf(layer), netErrors);
            }

            return errors;
        }

        private double[] MeanOf(Samples background, CancellationToken cancellation)
        {
            float[] raw = new float[background.Shape.Size];
            double[] mean = [];
            for (int row = 0; row < background.Count; row++)
            {
                cancellation.ThrowIfCancellationRequested();
                background.CopyRow(row, raw);
                double[] encoded = Encode(Array.ConvertAll(raw, value => (double)value));
                if (row == 0)
                    mean = new double[encoded.Length];
                for (int i = 0; i < mean.Length; i++)
                    mean[i] += encoded[i] / background.Count;
            }

            return mean;
        }

        private double[] Encode(double[] row)
        {
            (double offset, double factor) = (network.Definition.Scaling.Offset, network.Definition.Scaling.Factor);
            double[] scaled = Array.ConvertAll(row, value => offset + (factor * value));
            double[][] rows = [scaled];
            for (int layer = 0; layer < _first; layer++)
                rows = network.Definition.Layers[layer].Exact(network.Kernels[layer].Input, rows, ParametersOf(layer), default).Outputs;
            return rows[0];
        }

        private double[] ToInputs(double[] effects)
        {
            for (int layer = _first - 1; layer >= 0; layer--)
            {
                effects = network.Definition.Layers[layer] switch
                {
                    FeatureEncoding encoding => encoding.SumByColumn(network.Kernels[layer].Input.Size, effects, ParametersOf(layer)),
                    CategoryEmbedding embedding => embedding.SumByInput(effects),
                    _ => effects,
                };
            }

            return effects;
        }

        private ReadOnlySpan<double> ParametersOf(int layer) =>
            _exact.Parameters.AsSpan(network.Kernels[layer].FirstParameter, network.Kernels[layer].ParameterCount);
    }
}
