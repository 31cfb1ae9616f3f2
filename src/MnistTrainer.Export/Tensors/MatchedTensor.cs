namespace MnistTrainer.Export;

/// <summary>A tensor of a file and its place in a network.</summary>
/// <param name="Place">The place.</param>
/// <param name="Tensor">The tensor.</param>
/// <param name="IsTransposed">Whether it is in the order of the parameters, as in Keras: inputs x units, or rows x columns x channels x filters.</param>
internal sealed record MatchedTensor(TensorPlace Place, TensorHeader Tensor, bool IsTransposed)
{
    /// <summary>Returns values in the order of the place's axes.</summary>
    /// <param name="values">The values in the order of the tensor.</param>
    public float[] Ordered(float[] values) => IsTransposed ? AxisOrder.ToShape(values, Place.Axes, Place.Order) : values;
}
