using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>The mean of several outputs for the same rows: of the networks of an ensemble, and for moved images. Threads add different rows.</summary>
/// <param name="width">Outputs of a row.</param>
/// <param name="capacity">The maximum number of rows of a batch.</param>
/// <param name="count">How many outputs there are for each row.</param>
internal sealed class OutputMean(int width, int capacity, int count)
{
    private readonly FloatBuffer _totals = new(checked(capacity * width));

    /// <summary>The deviation of the members of an ensemble, which gets the same outputs; null if nobody asks for it.</summary>
    public MemberSpread? Spread { get; set; }

    /// <summary>Adds the outputs for some rows, and puts the mean in the place of the last ones.</summary>
    /// <param name="outputs">The outputs of the batch, row by row.</param>
    /// <param name="fromRow">The first row.</param>
    /// <param name="toRow">One past the last row.</param>
    /// <param name="index">Which of the outputs, from 0 to their number - 1, one after another.</param>
    public void Add(Span<float> outputs, int fromRow, int toRow, int index)
    {
        Spread?.Add(outputs, fromRow, toRow, index);
        Span<float> totals = _totals.Span;
        for (int i = fromRow * width; i < toRow * width; i++)
        {
            totals[i] = index == 0 ? outputs[i] : totals[i] + outputs[i];
            if (index == count - 1)
                outputs[i] = totals[i] / count;
        }
    }
}
