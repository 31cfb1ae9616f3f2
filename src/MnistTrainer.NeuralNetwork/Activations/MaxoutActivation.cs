using System.Globalization;
using System.Numerics;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The largest of k net inputs, each with weights and a bias of its own (Goodfellow, Warde-Farley, Mirza, Courville and Bengio 2013). The
/// gradient goes to the piece that won, the first of equals.
/// </summary>
internal sealed record MaxoutActivation : NetInputActivation
{
    private const int Most = 16;

    public MaxoutActivation(float pieces)
    {
        if (!(pieces >= 2 && pieces <= Most && MathF.Floor(pieces) == pieces))
        {
            string found = pieces.ToString(CultureInfo.InvariantCulture);
            throw new InvalidInputException("maxout", $"from 2 to {Most} pieces", found, "Give a whole number, such as maxout(2)");
        }

        Pieces = (int)pieces;
    }

    public override string Name => string.Create(CultureInfo.InvariantCulture, $"maxout({Pieces})");

    public override int Pieces { get; }

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
