namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Compares the gradient that one step of training computes, in single precision and by back-propagation, with central differences of the loss,
/// (L(w + h) - L(w - h)) / 2h, which is computed anew in double precision by the formulas of the books.
/// </summary>
public static class GradientCheck
{
    /// <summary>The largest relative error that passes: what single precision leaves is a hundred times less, and a wrong formula is a hundred times more.</summary>
    public const double Limit = 1e-3;

    private const double H = 1e-6;

    /// <summary>Checks the gradient of every layer.</summary>
    /// <param name="network">The network.</param>
    /// <param name="samples">What one step learns from, all at once; labeled; some tens are enough.</param>
    /// <param name="options">The loss, the rule, weights, regularization and seed. Optimizer, batch size and clipping do not matter.</param>
    /// <param name="parametersPerLayer">How many of a layer's parameters are checked at most, at least 1; where it has more, the seed draws a sample of them.</param>
    /// <param name="cancellation">Ends the check.</param>
    /// <returns>What was found, layer after layer; layers without parameters are left out.</returns>
    /// <exception cref="InvalidInputException">Options and network do not fit each other.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IReadOnlyList<LayerGradientCheck> Run(
        Network network,
        Samples samples,
        TrainingOptions options,
        int parametersPerLayer = 200,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(parametersPerLayer, 1);
        options.Validate(network.Definition);
        samples = options.ClassWeights?.Apply(samples) ?? samples;
        float[] gradient = ByBackPropagation(network, samples, options);
        return Compare(network, samples, options, gradient, parametersPerLayer, cancellation);
    }

    /// <summary>Compares any gradient with the differences.</summary>
    internal static IReadOnlyList<LayerGradientCheck> Compare(
        Network network,
        Samples samples,
        TrainingOptions options,
        float[] gradient,
        int parametersPerLayer,
        CancellationToken cancellation
    )
    {
        ExactNetwork exact = new(network);
        double[][] rows = [.. Enumerable.Range(0, samples.Count).Select(row => Row(samples, row))];
        RandomSource random = new(options.Seed, RandomStream.CheckedParameters);
        double loss = exact.Loss(rows, samples.Labels, samples.Weights, options);
        List<LayerGradientCheck> found = [];
        for (int layer = 0; layer < network.Kernels.Length; layer++)
        {
            LayerKernel kernel = network.Kernels[layer];
            int learned = kernel is BatchKernel batchKernel ? batchKernel.FirstStatistic : kernel.ParameterCount;
            if (learned == 0)
                continue;
            int count = Math.Min(learned, parametersPerLayer);
            List<Difference> differences = [];
            for (int i = 0; i < count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                // One from each of so many equal parts: drawn, but from all over the layer.
                int parameter = kernel.FirstParameter + (int)((i + random.NextDouble()) * learned / count);
                differences.Add(Difference.Of(exact, parameter, loss, () => exact.Loss(rows, samples.Labels, samples.Weights, options)));
            }

            string description = network.Definition.Layers[layer].Describe(kernel.Input);
            found.Add(LayerGradientCheck.Of(layer, description, learned, differences, gradient));
        }

        return found;
    }

    private static float[] ByBackPropagation(Network network, Samples samples, TrainingOptions options)
    {
        TrainingOptions plain = options with
        {
            Optimizer = new GradientDescent(),
            BatchSize = samples.Count,
            ClipNorm = null,
            ClipValue = null,
            AverageDecay = null,
            Augmentation = null,
            Threads = 1,
        };
        using MiniBatchStep step = new(network.WithParameters(new Kernels.FloatBuffer(network.Parameters)), samples, plain);
        step.Run([.. Enumerable.Range(0, samples.Count)], 1f);
        return step.Gradient.ToArray();
    }

    private static double[] Row(Samples samples, int row)
    {
        float[] values = new float[samples.Shape.Size];
        samples.CopyRow(row, values);
        return [.. values.Select(value => (double)value)];
    }

    /// <summary>How the loss changes with one parameter.</summary>
    /// <param name="Parameter">Its place.</param>
    /// <param name="Slope">The central difference.</param>
    /// <param name="Bend">How far the slopes to both sides differ.</param>
    internal readonly record struct Difference(int Parameter, double Slope, double Bend)
    {
        public static Difference Of(ExactNetwork exact, int parameter, double loss, Func<double> measure)
        {
            double w = exact.Parameters[parameter];
            exact.Parameters[parameter] = w + H;
            double above = measure();
            exact.Parameters[parameter] = w - H;
            double below = measure();
            exact.Parameters[parameter] = w;
            return new Difference(parameter, (above - below) / (2 * H), Math.Abs(above + below - (2 * loss)) / H);
        }
    }
}
