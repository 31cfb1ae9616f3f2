using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>Everything about a network except its parameters. Immutable.</summary>
public sealed record NetworkDefinition
{
    /// <summary>The maximum number of parameters of a network: 1 GiB of floats.</summary>
    public const int MaximumParameters = 1 << 28;

    /// <summary>The maximum number of networks of an ensemble.</summary>
    public const int MaximumMembers = 100;

    /// <summary>The maximum <see cref="TestTimeShift"/>, in pixels.</summary>
    public const int MaximumShift = 8;

    /// <summary>The shape of one sample.</summary>
    public required Shape InputShape { get; init; }

    /// <summary>The layers, first to last; at least one. The last has one unit for each class.</summary>
    public required ImmutableArray<Layer> Layers { get; init; }

    /// <summary>
    /// The number of networks with these layers and separate parameters whose outputs are averaged: an ensemble (<see cref="Network.EnsembleOf"/>).
    /// From 1 to <see cref="MaximumMembers"/>. Default: 1.
    /// </summary>
    public int Members { get; init; } = 1;

    /// <summary>
    /// The number of pixels by which every scored image is also shifted up, down, left and right; the outputs for the image and for these four are averaged, which takes five
    /// times as long. From 0, for no shifts, to <see cref="MaximumShift"/> and below the height and the width of an image. Not used in training. Default: 0.
    /// </summary>
    public int TestTimeShift { get; init; }

    /// <summary>The shifts of the images whose outputs are averaged: none, and four directions if there is a <see cref="TestTimeShift"/>.</summary>
    public ImmutableArray<ImageShift> TestTimeShifts =>
        TestTimeShift == 0
            ? [default]
            : [default, new(-TestTimeShift, 0), new(TestTimeShift, 0), new(0, -TestTimeShift), new(0, TestTimeShift)];

    /// <summary>Whether outputs are means over several networks or images.</summary>
    public bool AveragesOutputs => Members > 1 || TestTimeShift > 0;

    /// <summary>Whether inputs may be NaN, for missing values: the first layer, except for a <see cref="CategoryEmbedding"/>, is a <see cref="FeatureEncoding"/>.</summary>
    public bool AcceptsMissingValues =>
        !Layers.IsDefaultOrEmpty
        && Layers.SkipWhile(layer => layer is CategoryEmbedding).FirstOrDefault() is { AcceptsMissingValues: true };

    /// <summary>How raw values are scaled to inputs. Default: pixels 0..255 become 0..1.</summary>
    public InputScaling Scaling { get; init; } = InputScaling.Unit;

    /// <summary>The name of each output, in order.</summary>
    public required ImmutableArray<string> ClassNames { get; init; }

    /// <summary>The meaning of several outputs. Default: classes.</summary>
    public OutputMeaning Outputs { get; init; } = OutputMeaning.Classes;

    /// <summary>Whether the only output is a number, and not a probability: it is linear, up to bounds.</summary>
    public bool EstimatesOneNumber =>
        ClassNames is [_] && !Layers.IsDefaultOrEmpty && Layers[^1].Activation is NeuralNetwork.Identity or NeuralNetwork.Clamp;

    /// <summary>Metadata by name, such as the data set, epochs and seed of its training. Saved with the network; for people to read.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// The result of each epoch of training, without times. Saved with the network. If there are more than 10,000 epochs, a model file has every second, every third and so on,
    /// and the last. Empty if the network was not trained, or was saved by a version without history.
    /// </summary>
    public ImmutableArray<EpochResult> History { get; init; } = [];

    /// <summary>The definition of a network of dense layers only; for other layers, use <see cref="Create"/>.</summary>
    /// <param name="inputShape">The shape of one sample.</param>
    /// <param name="hidden">Units of each hidden layer; may be empty.</param>
    /// <param name="classNames">The name of each class.</param>
    /// <param name="activation">The activation of the hidden layers.</param>
    /// <param name="outputActivation">The activation of the last layer.</param>
    /// <param name="useBias">Whether units have a bias. Default: true.</param>
    public static NetworkDefinition Dense(
        Shape inputShape,
        IEnumerable<int> hidden,
        IEnumerable<string> classNames,
        Activation activation,
        Activation outputActivation,
        bool useBias = true
    ) =>
        Create(
            inputShape,
            classNames,
            new NetworkOptions
            {
                HiddenUnits = [.. hidden],
                HiddenActivation = activation,
                OutputActivation = outputActivation,
                UseBias = useBias,
            }
        );

    /// <summary>The definition of the network that options describe.</summary>
    /// <param name="inputShape">The shape of one sample.</param>
    /// <param name="classNames">The name of each output.</param>
    /// <param name="options">Its layers and its scaling.</param>
    public static NetworkDefinition Create(Shape inputShape, IEnumerable<string> classNames, NetworkOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ImmutableArray<string> names = [.. classNames];
        return new NetworkDefinition
        {
            InputShape = inputShape,
            Layers = options.ToLayers(names.Length),
            Scaling = options.Scaling ?? InputScaling.Unit,
            TestTimeShift = options.TestTimeShift,
            ClassNames = names,
        };
    }

    /// <summary>The number of parameters of a network with this definition; allocates no memory for them.</summary>
    /// <exception cref="InvalidInputException">The definition is invalid; the message lists all violations.</exception>
    public int CountParameters() => Members * Network.CountParameters(Bind());

    /// <summary>A description of each layer, first to last: <c>dense 784 → 300, relu</c>; then the numbers of networks and images that are averaged, if there are several.</summary>
    public IReadOnlyList<string> DescribeLayers()
    {
        List<string> descriptions = [];
        Shape shape = InputShape;
        foreach (Layer layer in Layers)
        {
            descriptions.Add(layer.Describe(shape));
            shape = layer.OutputShape(shape);
        }

        if (Members > 1)
            descriptions.Add($"{Members} networks averaged");
        if (TestTimeShift > 0)
            descriptions.Add($"{TestTimeShifts.Length} images averaged: the original, and shifted by {TestTimeShift} in four directions");
        return descriptions;
    }

    /// <summary>The violations that do not depend on shapes, one phrase each with the valid values.</summary>
    public IReadOnlyList<string> Violations()
    {
        List<string> violations = [];
        if (Layers.IsDefaultOrEmpty)
            violations.Add("it needs at least one layer");
        if (Members is < 1 or > MaximumMembers)
            violations.Add($"it needs from 1 to {MaximumMembers} members, not {Members}");
        if (TestTimeShift is < 0 or > MaximumShift)
            violations.Add($"its test-time shift must be from 0 to {MaximumShift}, not {TestTimeShift}");
        else if (TestTimeShift > 0 && TestTimeShift >= Math.Min(InputShape.Height, InputShape.Width))
            violations.Add($"its test-time shift of {TestTimeShift} requires images larger than {InputShape}");
        if (ClassNames.IsDefaultOrEmpty)
            violations.Add("it needs at least one class");
        if (
            InputShape.Channels < 1
            || InputShape.Height < 1
            || InputShape.Width < 1
            || (long)InputShape.Channels * InputShape.Height > MaximumParameters / InputShape.Width
        )
        {
            violations.Add($"its input shape must be positive and of at most {MaximumParameters} values, not {InputShape}");
        }

        for (int i = 0; !Layers.IsDefault && i < Layers.Length; i++)
        {
            violations.AddRange(Layers[i].Violations().Select(violation => $"layer {i + 1}, {Layers[i].Kind}: {violation}"));
            if (Layers[i].Activation.MixesUnits && i < Layers.Length - 1)
                violations.Add($"layer {i + 1} has the activation {Layers[i].Activation}, which is for the last layer only");
        }

        if (Outputs == OutputMeaning.Labels && !Layers.IsDefaultOrEmpty && Layers[^1].Activation != Activation.Sigmoid)
            violations.Add($"its outputs are labels, so its last layer needs the activation sigmoid, not {Layers[^1].Activation}");
        if (!Enum.IsDefined(Outputs))
            violations.Add(
                $"its outputs must be one of {string.Join(", ", Enum.GetNames<OutputMeaning>()).ToLowerInvariant()}, not {Outputs}"
            );
        if (!Layers.IsDefaultOrEmpty && !Layers[0].CanBeFirst)
            violations.Add($"layer 1, {Layers[0].Kind}, must come after another layer");
        if (!Layers.IsDefaultOrEmpty && !Layers[^1].CanBeLast)
            violations.Add(
                $"its last layer must be {string.Join(" or ", Layer.All.Where(one => one.CanBeLast).Select(one => one.Kind))}, not {Layers[^1].Kind}"
            );
        return violations;
    }

    /// <summary>Checks that the outputs are classes.</summary>
    /// <exception cref="InvalidInputException">The outputs are not classes; the message names their meaning.</exception>
    public void CheckHasClasses()
    {
        if (Outputs != OutputMeaning.Classes)
            throw new InvalidInputException(
                "the network",
                "outputs that are classes",
                $"{Outputs.ToString().ToLowerInvariant()}: {string.Join(", ", ClassNames)}",
                "Read its scores with Recognizer.Score, or use mlContext.Model.Load"
            );
    }

    /// <summary>The layers, bound to their shapes and to their offsets in the parameters.</summary>
    /// <exception cref="InvalidInputException">The definition is invalid; the message lists all violations.</exception>
    internal ImmutableArray<LayerKernel> Bind()
    {
        IReadOnlyList<string> violations = Violations();
        if (violations.Count > 0)
            throw Invalid(violations);

        ImmutableArray<LayerKernel>.Builder kernels = ImmutableArray.CreateBuilder<LayerKernel>(Layers.Length);
        Shape shape = InputShape;
        long parameters = 0;
        foreach (Layer layer in Layers)
        {
            Shape output = layer.OutputShape(shape);
            if ((parameters + layer.CountParameters(shape)) * Members > MaximumParameters)
                throw Invalid([$"it would have more than {MaximumParameters} parameters; it needs fewer or smaller layers"]);
            LayerKernel kernel = layer.Bind(shape, (int)parameters);
            kernels.Add(kernel);
            parameters += kernel.ParameterCount;
            shape = output;
        }

        if (shape.Size != ClassNames.Length)
            throw Invalid([
                $"its last layer has {shape.Size} outputs for {ClassNames.Length} classes; it needs one for each class, as in dense({ClassNames.Length})",
            ]);
        for (int i = 0; i + 1 < kernels.Count; i++)
        {
            kernels[i] = kernels[i].Before(kernels[i + 1]);
            kernels[i + 1] = kernels[i + 1].After(kernels[i]);
        }

        return kernels.MoveToImmutable();
    }

    private static InvalidInputException Invalid(IReadOnlyList<string> violations) =>
        new($"This network cannot be built: {string.Join("; ", violations)}.") { Option = nameof(Layers) };
}
