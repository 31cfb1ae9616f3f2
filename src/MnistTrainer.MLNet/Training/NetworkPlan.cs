using System.Collections.Immutable;
using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>The options resolved: the training options, the initial network, and the trained network as it is returned.</summary>
internal sealed class NetworkPlan
{
    private readonly PredictionTask _task;
    private readonly NeuralNetworkTrainer.Options _options;

    /// <exception cref="InvalidInputException">
    /// Options are invalid; the message lists all of them. Or the task does not support the activation of the output layer.
    /// </exception>
    public NetworkPlan(PredictionTask task, NeuralNetworkTrainer.Options options)
    {
        (_task, _options) = (task, options);
        NetworkDefinition sketch = NetworkDefinition.Create(
            Shape.Vector(1),
            Enumerable.Repeat("one", Math.Max(1, task.SketchedOutputs)),
            WithOutput(options.Network)
        );
        task.CheckOutputActivation(sketch.Layers.IsDefaultOrEmpty ? task.OutputActivation : sketch.Layers[^1].Activation);
        Training = options.ToTrainingOptions(task);

        // The numbers of inputs and classes do not affect validity, so one of each stands for all.
        IReadOnlyList<string> violations = [.. options.Violations(), .. task.Violations(options), .. Training.Violations(sketch)];
        if (violations.Count > 0)
            throw new InvalidInputException($"Invalid options: {string.Join("; ", violations)}.");
        HasOutputBias = sketch.Layers[^1] is Dense { UseBias: true };
    }

    /// <summary>Whether the output layer has a bias.</summary>
    public bool HasOutputBias { get; }

    /// <summary>The training options as they are set, for what does not depend on the rows.</summary>
    public TrainingOptions Training { get; }

    /// <summary>The training options for rows of a shape.</summary>
    /// <param name="shape">The shape of a row.</param>
    /// <param name="rows">The number of rows in memory; null if they are streamed.</param>
    public TrainingOptions TrainingOn(Shape shape, int? rows) => _options.TrainingFor(_task, shape, rows);

    /// <summary>The training options for samples in memory.</summary>
    public TrainingOptions TrainingOn(Samples samples) =>
        _options.TrainingFor(_task, samples.Shape, samples.Count, samples is SparseSamples);

    /// <summary>
    /// The scaling of targets, without their range where the score has no bounds. Training that continues from a network extends its bounds by the new labels; if it has none,
    /// its labels may have been anywhere.
    /// </summary>
    /// <param name="targets">The scaling of the targets to train on, with their range.</param>
    public TargetScaling WithBounds(TargetScaling targets)
    {
        bool clamps = _options.ClampOutputs && !_options.Network.ChoosesOutputActivation && Training.Loss is not PinballLoss;
        Activation? earlier = _options.StartFrom?.Definition.Layers[^1].Activation;
        return targets with
        {
            Range =
                !clamps ? null
                : earlier is null ? targets.Range
                : earlier is Clamp bounds && targets.Range is (float least, float greatest)
                    ? (Math.Min(least, bounds.Lower), Math.Max(greatest, bounds.Upper))
                : null,
        };
    }

    /// <summary>The network that training starts from.</summary>
    /// <param name="samples">The training samples, or the first block of them.</param>
    /// <param name="scaling">The scaling of targets during training.</param>
    /// <param name="categories">The layer of the categories at the end of each row; null for none.</param>
    /// <param name="table">All rows of the table, counted; null if the training samples are all.</param>
    /// <exception cref="InvalidInputException">The architecture of <see cref="NeuralNetworkTrainer.Options.StartFrom"/> differs from that of the options.</exception>
    public Network CreateInitialNetwork(
        Samples samples,
        TargetScaling scaling,
        CategoryEmbedding? categories = null,
        CountedTable? table = null
    )
    {
        NetworkOptions options = WithOutput(_options.NetworkFor(_task, samples));
        bool encodes = _options.EncodesFeatures(samples.Shape);
        if (_options.StartFrom is Network network)
            return Continued(scaling.Scale(network), samples, options, categories);
        if (!encodes)
        {
            if (categories is not null)
            {
                NetworkDefinition unscaled = Define(samples, options with { Scaling = InputScaling.None });
                return (table ?? CountedTable.Of(samples, categories)).WithShares(
                    Network.Create(Behind([categories], unscaled), Training.Seed)
                );
            }

            InputScaling guess = LooksLikePixels(samples) ? InputScaling.Unit : InputScaling.None;
            return Network.Create(Define(samples, options with { Scaling = options.Scaling ?? guess }), Training.Seed);
        }

        table ??= CountedTable.Of(samples, categories);
        NetworkDefinition definition = Define(samples, options with { Scaling = InputScaling.None });

        // Layers of the user's own that begin with an encoding get no functions but their own.
        NumericEmbedding embedding =
            definition.AcceptsMissingValues && _options.NumericEmbedding != NumericEmbedding.None
                ? NumericEmbedding.PiecewiseLinear
                : _options.NumericEmbedding;
        FeatureStatistics statistics = table.Statistics(embedding, Training.Loss);
        IEnumerable<Layer> front = definition.Layers[0] is FeatureEncoding own
            ? [statistics.Layer with { Clip = own.Clip }]
            : statistics.FrontLayers;
        front = [.. categories is null ? [] : (Layer[])[categories], .. front];
        return table.WithShares(statistics.ApplyTo(Network.Create(Behind(front, definition), Training.Seed)));
    }

    private Network Continued(Network network, Samples samples, NetworkOptions options, CategoryEmbedding? categories)
    {
        NetworkDefinition wanted = Define(samples, options with { Scaling = options.Scaling ?? network.Definition.Scaling });
        // Behind the layers in front are those of the options, which may be of tables, too.
        int added = network.Definition.Layers.Length - wanted.Layers.Length + (wanted.AcceptsMissingValues ? 1 : 0);
        Layer[] front = [.. network.Definition.Layers.Take(added).TakeWhile(IsOfTables)];
        if (categories is not null && front is [CategoryEmbedding own, ..])
            front[0] = own with { Values = categories.Values };
        else if (categories is not null)
            front = [categories, .. front];
        bool isTable = categories is not null || _options.EncodesFeatures(samples.Shape);
        network.CheckSameArchitecture(isTable ? Behind(front, wanted) : wanted);
        return network;
    }

    /// <summary>What a network does to features before its first weights, for the log.</summary>
    public static string DescribeInput(NetworkDefinition definition) =>
        IsOfTables(definition.Layers[0]) ? string.Join(' ', DescribeFront(definition))
        : definition.Scaling == InputScaling.Unit ? "Features are divided by 255, as pixels are."
        : definition.Scaling == InputScaling.None && definition.InputShape.Size > NeuralNetworkTrainer.Options.MaximumNormalizedColumns
            ? $"Features are not normalized: there are {definition.InputShape.Size}."
        : definition.Scaling == InputScaling.None ? "Features are not normalized."
        : FormattableString.Invariant($"Features are scaled by {definition.Scaling.Factor} and shifted by {definition.Scaling.Offset}.");

    private static IEnumerable<string> DescribeFront(NetworkDefinition definition)
    {
        Shape shape = definition.InputShape;
        foreach (Layer layer in definition.Layers.TakeWhile(IsOfTables))
        {
            string? what = layer switch
            {
                CategoryEmbedding => "Categories have vectors",
                FeatureEncoding => "Features are normalized",
                PeriodicEmbedding => "Columns have functions of waves",
                _ => null,
            };
            if (what is not null)
                yield return $"{what}: {layer.Describe(shape)}.";
            shape = layer.OutputShape(shape);
        }

        if (!definition.AcceptsMissingValues)
            yield return "Features are not normalized.";
    }

    /// <summary>The trained network in the units of the labels, with its metadata.</summary>
    public Network ToTrainedNetwork(Network network, TargetScaling scaling, int rows) =>
        scaling
            .Unscale(network)
            .WithMetadata(
                ImmutableSortedDictionary
                    .Create<string, string>(StringComparer.Ordinal)
                    .Add("epochs", network.Definition.History.Length.ToString(CultureInfo.InvariantCulture))
                    .Add("seed", Training.Seed.ToString(CultureInfo.InvariantCulture))
                    .Add("trainCount", rows.ToString(CultureInfo.InvariantCulture))
                    .SetItems(_options.Metadata)
            );

    private NetworkOptions WithOutput(NetworkOptions options) =>
        options with
        {
            OutputActivation = options.OutputActivation ?? _task.OutputActivation,
        };

    private NetworkDefinition Define(Samples samples, NetworkOptions options) =>
        NetworkDefinition.Create(samples.Shape, samples.ClassNames, options) with
        {
            Outputs = _task.Outputs,
        };

    // Layers that already begin with an encoding get the one that the table needs, and nothing else but categories.
    private static NetworkDefinition Behind(IEnumerable<Layer> front, NetworkDefinition definition) =>
        definition with
        {
            Layers = definition.AcceptsMissingValues
                ? [.. front.Where(layer => layer is not (PeriodicEmbedding or ColumnScaling)), .. definition.Layers.Skip(1)]
                : [.. front, .. definition.Layers],
        };

    private static bool IsOfTables(Layer layer) => layer is CategoryEmbedding or FeatureEncoding or PeriodicEmbedding or ColumnScaling;

    // Integers up to 16 are more likely counts, grades or categories; divided by 255 they would train very slowly.
    private static bool LooksLikePixels(Samples samples)
    {
        bool hasBright = false;
        for (int row = 0; samples is SparseSamples sparse && row < sparse.Count; row++)
        {
            foreach (float value in sparse.Values(row))
            {
                if ((byte)value != value)
                    return false;
                hasBright |= value > 16;
            }
        }

        for (int row = 0; samples is Samples<byte> bytes && row < bytes.Count; row++)
        {
            if (bytes.Row(row).ContainsAnyInRange((byte)17, byte.MaxValue))
                return true;
        }

        return hasBright;
    }
}
