using System.Text.Json;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// A fully connected layer: every unit sees every input, y = f(x W + b). Weights lie input by input, (inputs x units), followed by the biases. With
/// maxout a unit has k neighboring columns of weights, and as many biases.
/// </summary>
/// <param name="Units">Number of units, at least 1.</param>
/// <param name="Activation">The activation of its units.</param>
/// <param name="UseBias">Whether each unit has a bias; unless told, it has.</param>
public sealed record Dense(int Units, Activation Activation, bool UseBias = true) : Layer
{
    internal const string LayerKind = "dense";

    /// <inheritdoc/>
    public override string Kind => LayerKind;

    /// <inheritdoc/>
    public override Activation Activation { get; init; } = Activation;

    /// <summary>How its weights are drawn; unless told, what suits the activation (<see cref="Initializer.For"/>).</summary>
    public Initializer Initializer { get; init; } = Initializer.For(Activation);

    /// <summary>Columns of its weight matrix: net inputs of all units, of which maxout has several each.</summary>
    internal int Columns => checked(Units * Activation.Pieces);

    /// <inheritdoc/>
    public override string Describe(Shape input) => $"dense {input.Size} → {Units}, {Activation}{(UseBias ? "" : ", no bias")}";

    internal override IEnumerable<string> Violations() => Units >= 1 ? [] : [$"it must have at least 1 unit, not {Units}"];

    private protected override Shape OutputOf(Shape input) => Shape.Vector(Units);

    internal override long CountParameters(Shape input)
    {
        // Columns alone may be too many, and their product with the inputs more than a long holds.
        long columns = (long)Units * Activation.Pieces;
        return columns > NetworkDefinition.MaximumParameters ? columns : columns * (input.Size + (UseBias ? 1L : 0L));
    }

    internal override LayerKernel Bind(Shape input, int firstParameter) => new DenseKernel(this, input, firstParameter);

    internal override ExactLayerPass Exact(double[][] rows, ReadOnlySpan<double> parameters, ExactPass pass)
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

    internal override void WriteProperties(Utf8JsonWriter writer)
    {
        writer.WriteNumber("units", Units);
        writer.WriteString("activation", Activation.Name);
        writer.WriteBoolean("bias", UseBias);
        writer.WriteString("initializer", Initializer.Name);
    }

    internal static Dense ReadProperties(JsonElement element) =>
        new(
            element.GetProperty("units").GetInt32(),
            Activation.Parse(element.GetProperty("activation").GetString() ?? ""),
            element.GetProperty("bias").GetBoolean()
        )
        {
            Initializer = Initializer.Parse(element.GetProperty("initializer").GetString() ?? ""),
        };
}
