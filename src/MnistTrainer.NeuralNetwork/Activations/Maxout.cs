using System.Numerics;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The largest of k net inputs, each with weights and a bias of its own (Goodfellow, Warde-Farley, Mirza, Courville and Bengio 2013). The
/// gradient goes to the piece with the largest net input, or the first of equals.
/// </summary>
/// <param name="Pieces">k, from 2 to 16. Default: 2.</param>
public sealed record Maxout(int Pieces = 2) : NetInputActivation
{
    private const int MaximumPieces = 16;

    /// <inheritdoc/>
    public override int NetInputsPerUnit => Pieces;

    internal override string Keyword => "maxout";

    /// <inheritdoc/>
    /// <remarks>The pieces of a unit, which are neighbors, become an axis of their own (0 keeps the rows, -1 leaves the units).</remarks>
    public override string AddOperators(IOperatorGraph graph, string netInput) =>
        graph.Add(
            "ReduceMax",
            [graph.Add("Reshape", [netInput, graph.Integers(0, -1, Pieces)])],
            new OperatorArgument("axes", [2]),
            new OperatorArgument("keepdims", 0)
        );

    internal override Activation With(Settings settings) =>
        this with
        {
            Pieces = settings.WholeNumber("pieces", Pieces, new Interval(2, MaximumPieces)),
        };

    internal override void Exact(ReadOnlySpan<double> netInput, Span<double> output)
    {
        for (int unit = 0; unit < output.Length; unit++)
            output[unit] = netInput[Winner(netInput, unit)];
    }

    internal override void ExactBackward(ReadOnlySpan<double> netInput, ReadOnlySpan<double> error, Span<double> netInputError)
    {
        netInputError.Clear();
        for (int unit = 0; unit < error.Length; unit++)
            netInputError[Winner(netInput, unit)] = error[unit];
    }

    internal override void Forward(ReadOnlySpan<float> netInput, Span<float> output)
    {
        for (int unit = 0; unit < output.Length; unit++)
        {
            float largest = netInput[unit * Pieces];
            for (int piece = 1; piece < Pieces; piece++)
                largest = MathF.Max(largest, netInput[(unit * Pieces) + piece]);
            output[unit] = largest;
        }
    }

    internal override void Backward(ReadOnlySpan<float> netInput, ReadOnlySpan<float> error, Span<float> netInputError)
    {
        netInputError.Clear();
        for (int unit = 0; unit < error.Length; unit++)
            netInputError[Winner(netInput, unit)] = error[unit];
    }

    /// <summary>The place of a unit's largest net input, the first of equals.</summary>
    private int Winner<T>(ReadOnlySpan<T> netInput, int unit)
        where T : INumber<T>
    {
        int winner = unit * Pieces;
        for (int at = winner + 1; at < (unit + 1) * Pieces; at++)
            winner = netInput[at] > netInput[winner] ? at : winner;
        return winner;
    }
}
