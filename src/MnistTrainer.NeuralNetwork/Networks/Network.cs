using System.Collections.Immutable;
using System.Globalization;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// A network of layers and its parameters, which are stored in one flat array. Immutable: training creates a new network. Any number of threads
/// can use it, each with its own <see cref="Scorer"/>.
/// </summary>
public sealed class Network
{
    private Network(NetworkDefinition definition, ImmutableArray<LayerKernel> kernels, FloatBuffer parameters)
    {
        Definition = definition;
        Kernels = kernels;
        Buffer = parameters;
    }

    /// <summary>Everything about the network except its parameters.</summary>
    public NetworkDefinition Definition { get; }

    /// <summary>The number of parameters; for an ensemble, of all members.</summary>
    public int ParameterCount => Buffer.Length;

    /// <summary>All parameters, layer by layer: the weights, then the biases; for an ensemble, member by member.</summary>
    public ReadOnlySpan<float> Parameters => Buffer.Span;

    /// <summary>The parameters of one layer: the weights, then the biases; for an ensemble, those of the first member.</summary>
    /// <param name="layer">0 for the first.</param>
    public ReadOnlySpan<float> LayerParameters(int layer) => Parameters.Slice(Kernels[layer].FirstParameter, Kernels[layer].ParameterCount);

    internal ImmutableArray<LayerKernel> Kernels { get; }

    internal FloatBuffer Buffer { get; }

    /// <summary>The index of the first parameter of a layer of a member.</summary>
    internal unsafe float* ParametersOf(int layer, int member) =>
        Buffer.Pointer + ((long)member * (Buffer.Length / Definition.Members)) + Kernels[layer].FirstParameter;

    /// <summary>Creates a network with random parameters, drawn by its layers' initializers.</summary>
    /// <param name="definition">Its definition.</param>
    /// <param name="seed">The same seed gives the same parameters.</param>
    /// <exception cref="InvalidInputException">The definition is invalid; the message lists all violations.</exception>
    public static Network Create(NetworkDefinition definition, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ImmutableArray<LayerKernel> kernels = definition.Bind();
        int count = CountParameters(kernels);
        FloatBuffer parameters = new(count * definition.Members);
        RandomSource random = new(seed, RandomStream.Initialization);
        for (int first = 0; first < parameters.Length; first += count)
        {
            foreach (LayerKernel kernel in kernels)
                kernel.Initialize(parameters.Span.Slice(first + kernel.FirstParameter, kernel.ParameterCount), random);
        }

        return new Network(definition, kernels, parameters);
    }

    /// <summary>Creates a network with given parameters, which are copied.</summary>
    /// <exception cref="InvalidInputException">The definition is invalid or needs a different number of parameters.</exception>
    public static Network Create(NetworkDefinition definition, ReadOnlySpan<float> parameters)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ImmutableArray<LayerKernel> kernels = definition.Bind();
        int expected = CountParameters(kernels) * definition.Members;
        if (parameters.Length != expected)
            throw new InvalidInputException(
                "network",
                $"{expected} parameters",
                $"{parameters.Length}",
                "Use the parameters of these layers"
            );
        CheckIndexes(definition, kernels, parameters);
        return new Network(definition, kernels, new FloatBuffer(parameters));
    }

    /// <summary>The same network with new random parameters. Parameters that are not trained, such as an encoding of features, are kept.</summary>
    /// <param name="seed">The same seed gives the same parameters as in <see cref="Create(NetworkDefinition, ulong)"/>.</param>
    public Network Redraw(ulong seed)
    {
        CheckIsSingle();
        float[] parameters = Create(Definition, seed).Parameters.ToArray();
        foreach (LayerKernel kernel in Kernels)
        {
            int first = kernel.FirstParameter + kernel.TrainedCount;
            Parameters[first..(kernel.FirstParameter + kernel.ParameterCount)].CopyTo(parameters.AsSpan(first));
        }

        return Create(Definition, parameters);
    }

    /// <summary>Creates an ensemble: a network whose outputs are the means of those of its members. It is usually more accurate than each member (Hansen and Salamon 1990).</summary>
    /// <param name="members">Single networks of the same architecture, at least one. Everything but the parameters is taken from the first, except for the bounds of
    /// a number, which are extended to those of all members.</param>
    /// <param name="names">The name of each member in error messages, such as its file. Default: member 1, member 2, ...</param>
    /// <exception cref="InvalidInputException">The members differ, there are more than <see cref="NetworkDefinition.MaximumMembers"/>of them, or one is an ensemble.</exception>
    public static Network EnsembleOf(IReadOnlyList<Network> members, IReadOnlyList<string>? names = null)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentOutOfRangeException.ThrowIfZero(members.Count, nameof(members));
        members = WithCommonBounds(members);
        names ??= [.. members.Select((_, index) => $"member {index + 1}")];
        ArgumentOutOfRangeException.ThrowIfNotEqual(names.Count, members.Count, nameof(names));
        string expected = Architecture(members[0].Definition);
        for (int i = 0; i < members.Count; i++)
        {
            members[i].CheckIsSingle(names[i], "Use models that were trained as single networks, or only this ensemble");
            string found = Architecture(members[i].Definition);
            if (found != expected)
                throw new InvalidInputException(
                    names[i],
                    $"the same architecture as {names[0]}, {expected}",
                    found,
                    "Use networks with the same layers, scaling and classes"
                );
        }

        return Create(
            members[0].Definition with
            {
                Members = members.Count,
            },
            members.SelectMany(member => member.Parameters.ToArray()).ToArray()
        );
    }

    // Numbers that are trained on different rows have different bounds.
    private static IReadOnlyList<Network> WithCommonBounds(IReadOnlyList<Network> members)
    {
        Clamp[] bounds =
        [
            .. members.Where(one => one.Definition.EstimatesOneNumber).Select(one => one.Definition.Layers[^1].Activation).OfType<Clamp>(),
        ];
        if (bounds.Length < members.Count || bounds.Distinct().Count() == 1)
            return members;
        Clamp common = new(bounds.Min(one => one.Lower), bounds.Max(one => one.Upper));
        return [.. members.Select(one => one.WithOutputActivation(common))];
    }

    private Network WithOutputActivation(Activation activation)
    {
        Dense last = (Dense)Definition.Layers[^1] with { Activation = activation };
        return Create(Definition with { Layers = [.. Definition.Layers[..^1], last] }, Parameters);
    }

    /// <summary>A member of an ensemble as a separate network.</summary>
    /// <param name="index">From 0 to the number of members - 1.</param>
    public Network Member(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Definition.Members, nameof(index));
        int count = ParameterCount / Definition.Members;
        return new Network(Definition with { Members = 1 }, Kernels, new FloatBuffer(Parameters.Slice(index * count, count)));
    }

    /// <summary>Adds operators that compute the same as the network: scaling, layers, the mean of members, and the conversion of outputs to probabilities.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="features">The value with its inputs, rows x <see cref="Shape.Size"/> of the shape of an input.</param>
    /// <returns>The value with its outputs, rows x classes.</returns>
    public string AddOperators(IOperatorGraph graph, string features)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return NetworkOperators.Add(graph, this, features).Scores;
    }

    /// <summary>Adds the operators of <see cref="AddOperators(IOperatorGraph, string)"/>, and those for the deviation over the members of an ensemble.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="features">The value with its inputs, rows x <see cref="Shape.Size"/> of the shape of an input.</param>
    /// <param name="deviations">
    /// The value with the deviation of each output, rows x classes, as <see cref="Scorer.Score(ReadOnlySpan{float}, Span{float}, Span{float})"/> gives it; null for a single
    /// network.
    /// </param>
    /// <returns>The value with its outputs, rows x classes.</returns>
    public string AddOperators(IOperatorGraph graph, string features, out string? deviations)
    {
        ArgumentNullException.ThrowIfNull(graph);
        (string scores, string[] members) = NetworkOperators.Add(graph, this, features);
        deviations = members.Length == 1 ? null : NetworkOperators.AddDeviations(graph, Definition, members);
        return scores;
    }

    /// <summary>Checks that the network is not an ensemble.</summary>
    /// <param name="name">The name in the error message.</param>
    /// <param name="remedy">The remedy in the error message.</param>
    internal void CheckIsSingle(string name = "network", string remedy = "Use a model that was trained as a single network")
    {
        if (Definition.Members > 1)
            throw new InvalidInputException(name, "a single network", $"an ensemble of {Definition.Members}", remedy);
    }

    /// <summary>Checks that training with a definition can start from this network: input, scaling, layers and classes must be the same.</summary>
    /// <exception cref="InvalidInputException">They differ; the message names both.</exception>
    public void CheckSameArchitecture(NetworkDefinition wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        CheckIsSingle();
        string mine = Architecture(Definition),
            other = Architecture(wanted);
        if (mine != other)
            throw new InvalidInputException("the network to start from", other, mine, "Use the same layers, or start from random weights");
    }

    /// <summary>The same network with other metadata.</summary>
    public Network WithMetadata(ImmutableSortedDictionary<string, string> metadata) =>
        new(Definition with { Metadata = metadata }, Kernels, Buffer);

    /// <summary>The same network with or without averaging over shifted images (<see cref="NetworkDefinition.TestTimeShift"/>).</summary>
    /// <param name="pixels">The shift in pixels; 0 for none.</param>
    /// <exception cref="InvalidInputException">The images cannot be shifted that far; the message states why.</exception>
    public Network WithTestTimeShift(int pixels)
    {
        NetworkDefinition definition = Definition with { TestTimeShift = pixels };
        definition.CountParameters();
        return new Network(definition, Kernels, Buffer);
    }

    /// <summary>The same network with a different history.</summary>
    internal Network WithHistory(IEnumerable<EpochResult> epochs) =>
        new(Definition with { History = [.. epochs.Select(epoch => epoch with { Duration = TimeSpan.Zero })] }, Kernels, Buffer);

    /// <summary>The same layers with different parameters, which are not copied.</summary>
    internal Network WithParameters(FloatBuffer parameters) => new(Definition, Kernels, parameters);

    /// <summary>The parts of the definition that must be equal for training to start from another network; initializers are not included.</summary>
    private static string Architecture(NetworkDefinition definition)
    {
        List<string> parts =
        [
            $"images of {definition.InputShape}",
            string.Create(CultureInfo.InvariantCulture, $"scaled by {definition.Scaling.Factor:G6} from {definition.Scaling.Offset:G6}"),
        ];
        Shape shape = definition.InputShape;
        foreach (Layer layer in definition.Layers)
        {
            parts.Add(layer.Describe(shape));
            shape = layer.OutputShape(shape);
        }

        parts.Add($"{definition.Outputs.ToString().ToLowerInvariant()} {string.Join(", ", definition.ClassNames)}");
        return string.Join("; ", parts);
    }

    private static void CheckIndexes(NetworkDefinition definition, ImmutableArray<LayerKernel> kernels, ReadOnlySpan<float> parameters)
    {
        for (int layer = 0; layer < kernels.Length; layer++)
        {
            long first = kernels[layer].FirstParameter;
            foreach (ParameterTensor tensor in definition.Layers[layer].Tensors(kernels[layer].Input))
            {
                for (
                    long member = first;
                    tensor.IndexesBelow is not null && member < parameters.Length;
                    member += parameters.Length / definition.Members
                )
                {
                    foreach (float value in parameters.Slice((int)member, (int)tensor.Count))
                        tensor.CheckIndex(value, $"the network, layer {layer + 1}, {tensor.Name}");
                }

                first += tensor.Count;
            }
        }
    }

    internal static int CountParameters(ImmutableArray<LayerKernel> kernels) => kernels[^1].FirstParameter + kernels[^1].ParameterCount;
}
