using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// A fully connected layer: every unit is connected to every input, y = f(x W + b). Weights are stored by input (inputs x units), followed by the biases. With
/// maxout, a unit has k neighboring columns of weights and k biases.
/// </summary>
/// <param name="Units">The number of units, at least 1.</param>
/// <param name="Activation">The activation f of its units. Default: the identity; in the last layer of <see cref="NetworkOptions.Layers"/>, the output activation.</param>
/// <param name="UseBias">Whether each unit has a bias. Default: true.</param>
public sealed record Dense(int Units, Activation? Activation = null, bool UseBias = true) : Layer
{
    // Null until one is chosen, so that a last layer can use the output activation.
    private readonly Activation? _activation = Activation;

    /// <inheritdoc/>
    public override string Kind => "dense";

    /// <inheritdoc/>
    public override Activation Activation
    {
        get => _activation ?? Activation.Identity;
        init => _activation = value;
    }

    /// <summary>How the weights are initialized. Default: the initializer for the activation (<see cref="Activation.DefaultInitializer"/>).</summary>
    public Initializer Initializer { get; init; } = DefaultInitializer(Activation);

    /// <summary>The number of columns of the weight matrix: the net inputs of all units.</summary>
    internal int Columns => checked(Units * Activation.NetInputsPerUnit);

    /// <inheritdoc/>
    public override string Describe(Shape input) => $"dense {input.Size} → {Units}, {Activation}{(UseBias ? "" : ", no bias")}";

    /// <summary><c>weight</c> (columns x inputs) and, if used, <c>bias</c> (columns).</summary>
    public override ImmutableArray<ParameterTensor> Tensors(Shape input)
    {
        long columns = (long)Units * Activation.NetInputsPerUnit;
        ParameterTensor weight = new("weight", columns, input.Size) { IsPenalized = true };
        return UseBias ? [weight, new ParameterTensor("bias", columns)] : [weight];
    }

    /// <inheritdoc/>
    public override string AddOperators(IOperatorGraph graph, Shape input, string values, IReadOnlyList<string> tensors) =>
        Activation.AddOperators(graph, graph.Add("Gemm", [values, .. tensors], new OperatorArgument("transB", 1)));

    internal override bool CanBeLast => true;

    internal override bool ChoosesActivation => _activation is not null;

    internal override Layer With(Settings settings)
    {
        int units = settings.WholeNumber("units", Units, Interval.AtLeast(1));
        Activation? activation = settings.Member("activation", _activation, Activation.Registry);
        bool useBias = settings.Flag("bias", UseBias);
        Dense layer = new(units, activation, useBias);

        // The initializer is kept unless the new activation has a different default.
        Initializer initializer = layer.Activation == Activation ? Initializer : layer.Initializer;
        return layer with { Initializer = settings.Member("initializer", initializer, Initializer.Registry) };
    }

    internal override Layer WithDefaultActivation(Activation activation) =>
        ChoosesActivation ? this
        : Initializer == Activation.DefaultInitializer ? new Dense(Units, activation, UseBias)
        : this with { Activation = activation };

    private protected override Shape OutputOf(Shape input) => Shape.Vector(Units);

    internal override LayerKernel Bind(Shape input, int firstParameter) => new DenseKernel(this, input, firstParameter);

    internal override ExactLayerPass Exact(Shape input, double[][] rows, ReadOnlySpan<double> parameters, ExactPass pass)
    {
        double[][] netInputs = [.. rows.Select(_ => new double[Columns])],
            outputs = [.. rows.Select(_ => new double[Units])];
        for (int row = 0; row < rows.Length; row++)
        {
            double[] x = rows[row],
                z = netInputs[row];
            for (int j = 0; j < Columns; j++)
            {
                z[j] = UseBias ? parameters[(x.Length * Columns) + j] : 0;
                for (int i = 0; i < x.Length; i++)
                    z[j] += x[i] * parameters[(i * Columns) + j];
            }

            Activation.Exact(z, outputs[row]);
        }

        return new ExactLayerPass(rows, netInputs, outputs);
    }

    private static Initializer DefaultInitializer(Activation? activation) => (activation ?? Activation.Identity).DefaultInitializer;

    internal override double[] ExactPropagateError(
        Shape input,
        ExactLayerPass pass,
        ReadOnlySpan<double> parameters,
        ReadOnlySpan<double> netErrors
    )
    {
        double[] errors = new double[input.Size];
        for (int i = 0; i < errors.Length; i++)
        {
            for (int j = 0; j < Columns; j++)
                errors[i] += parameters[(i * Columns) + j] * netErrors[j];
        }

        return errors;
    }
}
