namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Compares the gradient of one training step, computed in single precision by back-propagation, with central differences
/// (L(w + h) - L(w - h)) / 2h of the loss, computed in double precision by the textbook formulas.
/// </summary>
public static class GradientCheck
{
    /// <summary>
    /// The largest relative error that passes. Rounding in single precision stays a hundred times below it; a wrong formula exceeds it a
    /// hundredfold.
    /// </summary>
    public const double Limit = 1e-3;

    private const double H = 1e-6;

    /// <summary>Checks the gradient of every layer.</summary>
    /// <param name="network">The network.</param>
    /// <param name="samples">Samples with labels or targets, used as one batch; a few dozen suffice.</param>
    /// <param name="options">
    /// The loss, the gradient rule, weights, the L2 penalty and the seed. Optimizer, batch size, clipping, augmentation, a teacher and the L1
    /// penalty, which is not part of the gradient, are ignored.
    /// </param>
    /// <param name="parametersPerLayer">
    /// The maximum number of parameters to check in each layer, at least 1. Larger layers are sampled at random from the seed.
    /// </param>
    /// <param name="cancellation">Cancels the check.</param>
    /// <returns>The result of each layer, in order; layers without parameters are omitted.</returns>
    /// <exception cref="InvalidInputException">The options are incompatible with the network.</exception>
    /// <exception cref="OperationCanceledException">The check was canceled.</exception>
    public static IReadOnlyList<LayerGradientCheck> Run(
        Network network,
        Samples samples,
        TrainingOptions options,
        int parametersPerLayer = 200,
        CancellationToken cancellation = default
    ) => Run(network, samples, options, parametersPerLayer, null, cancellation);

    /// <summary>Checks the gradient like the other overload, and reports progress.</summary>
    /// <inheritdoc cref="Run(Network, Samples, TrainingOptions, int, CancellationToken)"/>
    /// <param name="network">The network.</param>
    /// <param name="samples">Samples with labels or targets, used as one batch.</param>
    /// <param name="options">The loss, the gradient rule, weights, regularization and seed.</param>
    /// <param name="parametersPerLayer">The maximum number of parameters to check in each layer, at least 1.</param>
    /// <param name="progress">Receives the fraction of the parameters compared so far, 0 to 1; null for none.</param>
    /// <param name="cancellation">Cancels the check.</param>
    public static IReadOnlyList<LayerGradientCheck> Run(
        Network network,
        Samples samples,
        TrainingOptions options,
        int parametersPerLayer,
        IProgress<double>? progress,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(parametersPerLayer, 1);
        new TrainingTask(options with { EarlyStopping = null, Augmentation = null }, samples).Check(network.Definition);
        samples = options.ClassWeights?.Apply(samples) ?? samples;
        float[] gradient = ByBackPropagation(network, samples, options);
        return Compare(network, samples, options, gradient, parametersPerLayer, progress, cancellation);
    }

    /// <summary>Compares a given gradient with the differences.</summary>
    internal static IReadOnlyList<LayerGradientCheck> Compare(
        Network network,
        Samples samples,
        TrainingOptions options,
        float[] gradient,
        int parametersPerLayer,
        CancellationToken cancellation
    ) => Compare(network, samples, options, gradient, parametersPerLayer, null, cancellation);

    private static List<LayerGradientCheck> Compare(
        Network network,
        Samples samples,
        TrainingOptions options,
        float[] gradient,
        int parametersPerLayer,
        IProgress<double>? progress,
        CancellationToken cancellation
    )
    {
        ExactNetwork exact = new(network);
        double[][] rows = [.. Enumerable.Range(0, samples.Count).Select(row => Row(samples, row))];
        RandomSource random = new(options.Seed, RandomStream.CheckedParameters);
        double loss = exact.Loss(rows, samples, options);
        List<LayerGradientCheck> found = [];
        double total = network.Kernels.Sum(kernel => (double)Math.Min(kernel.TrainedCount, parametersPerLayer)),
            done = 0;
        for (int layer = 0; layer < network.Kernels.Length; layer++)
        {
            LayerKernel kernel = network.Kernels[layer];
            int learned = kernel.TrainedCount;
            if (learned == 0)
                continue;
            int count = Math.Min(learned, parametersPerLayer);
            List<Difference> differences = [];
            for (int i = 0; i < count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                // Stratified: one from each of count equal ranges, so that the sample covers the whole layer.
                int parameter = kernel.FirstParameter + (int)((i + random.NextDouble()) * learned / count);
                differences.Add(Difference.Of(exact, parameter, loss, () => exact.Loss(rows, samples, options)));
                progress?.Report(++done / total);
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
            Distillation = null,
            Threads = 1,
        };
        using MiniBatchStep step = new(network.WithParameters(new Kernels.FloatBuffer(network.Parameters)), samples, plain);
        step.Run([.. Enumerable.Range(0, samples.Count)], new(1));
        return step.Gradient.ToArray();
    }

    private static double[] Row(Samples samples, int row)
    {
        float[] values = new float[samples.Shape.Size];
        samples.CopyRow(row, values);
        return [.. values.Select(value => (double)value)];
    }

    /// <summary>The numerical derivative of the loss with respect to one parameter.</summary>
    /// <param name="Parameter">The parameter's index.</param>
    /// <param name="Slope">The central difference.</param>
    /// <param name="SlopeGap">The difference between the two one-sided slopes.</param>
    internal readonly record struct Difference(int Parameter, double Slope, double SlopeGap)
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
