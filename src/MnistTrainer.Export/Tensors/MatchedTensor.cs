namespace MnistTrainer.Export;

/// <summary>A tensor of a file and its place in a network.</summary>
/// <param name="Place">The place.</param>
/// <param name="Tensor">The tensor.</param>
/// <param name="IsTransposed">Whether its rows are inputs, as in Keras, not units.</param>
internal sealed record MatchedTensor(TensorPlace Place, TensorHeader Tensor, bool IsTransposed)
{
    /// <summary>Returns values in the order of the place.</summary>
    /// <param name="values">The values in the order of the tensor.</param>
    public float[] Ordered(float[] values)
    {
        if (!IsTransposed)
            return values;
        (int units, int inputs) = ((int)Place.Shape[0], (int)Place.Shape[1]);
        float[] result = new float[values.Length];
        for (int i = 0; i < values.Length; i++)
            result[i] = values[(i % inputs * units) + (i / inputs)];
        return result;
    }
}
