using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The first layer, trained one sample at a time by plain gradient descent. It accesses only the weights of nonzero values, even if the
/// input scaling maps every zero to a background o. With inputs x_i = o + v_i and most v_i zero, the update W_ij -= r (o + v_i) δ_j has a
/// part that is the same for all i. It is stored separately, W = V + 1 cᵀ, so that the products need only V, c and the sums of V's columns
/// s:
/// <code>
/// Σ_i x_i W_ij = Σ_i v_i V_ij + o s_j + c_j (n o + Σ_i v_i)
/// V_ij -= r v_i δ_j;   c_j -= r o δ_j;   s_j -= r δ_j Σ_i v_i
/// </code>
/// The algebra is exact; only the rounding differs from the naive loop.
/// </summary>
/// <param name="layer">The layer.</param>
/// <param name="kernel">Its kernel in the network.</param>
/// <param name="parameters">Its parameters.</param>
/// <param name="background">The input value of a raw 0.</param>
internal sealed unsafe class OnlineInputLayer(Dense layer, DenseKernel kernel, float* parameters, float background)
{
    private readonly int _inputs = kernel.Input.Size;
    private readonly int _units = layer.Units;
    private readonly FloatBuffer _common = new(layer.Units);
    private readonly FloatBuffer _columnSums = new(layer.Units);
    private readonly float _background = background;

    /// <summary>The biases, or null.</summary>
    private readonly float* _biases = layer.UseBias ? parameters + (kernel.Input.Size * layer.Units) : null;

    private float _sum;

    /// <summary>The state besides the parameters during an epoch.</summary>
    public IEnumerable<FloatBuffer> State => [_common, _columnSums];

    /// <summary>Begins an epoch with the current parameters.</summary>
    public void Begin()
    {
        _common.Span.Clear();
        _columnSums.Span.Clear();
        float one = 1;
        if (_background != 0)
            WeightedRowSum.AddConsecutive(_columnSums.Pointer, _units, parameters, _units, &one, 0, _inputs);
    }

    /// <summary>Computes the outputs for a list of nonzero values.</summary>
    public void Forward(int* columns, float* values, int count, float* output)
    {
        Span<float> z = new(output, _units);
        if (_biases == null)
            z.Clear();
        else
            new Span<float>(_biases, _units).CopyTo(z);
        if (_background != 0)
        {
            float sum = 0;
            for (int k = 0; k < count; k++)
                sum += values[k];
            _sum = sum;
            RankOneUpdate.Add(output, _units, _background, _columnSums.Pointer);
            RankOneUpdate.Add(output, _units, (_inputs * _background) + _sum, _common.Pointer);
        }

        WeightedRowSum.Add(output, _units, parameters, _units, columns, values, count);
        layer.Activation.Forward(z, _units);
    }

    /// <summary>Updates the weights by a step against the gradient.</summary>
    /// <param name="columns">The columns passed to <see cref="Forward"/>.</param>
    /// <param name="values">The values passed to <see cref="Forward"/>.</param>
    /// <param name="count">The number of values passed to <see cref="Forward"/>.</param>
    /// <param name="output">The outputs of the forward pass.</param>
    /// <param name="error">The gradient with respect to the outputs; overwritten by that with respect to the net inputs.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="isNetInputError">Whether <paramref name="error"/> is already with respect to the net inputs.</param>
    /// <returns>The squared norm of the gradient, whose elements are products of an input and an error.</returns>
    public double Update(int* columns, float* values, int count, float* output, float* error, float rate, bool isNetInputError)
    {
        if (!isNetInputError)
            layer.Activation.Backward(new Span<float>(output, _units), new Span<float>(error, _units), _units);
        RankOneUpdate.Add(parameters, _units, columns, values, count, -rate, error);
        if (_biases != null)
            RankOneUpdate.Add(_biases, _units, -rate, error);
        if (_background != 0)
        {
            RankOneUpdate.Add(_common.Pointer, _units, -rate * _background, error);
            RankOneUpdate.Add(_columnSums.Pointer, _units, -rate * _sum, error);
        }

        double inputs =
            DotProduct.Of(values, values, count) + (_background == 0 ? 0 : _background * ((_inputs * _background) + (2 * _sum)));
        return (inputs + (_biases == null ? 0 : 1)) * DotProduct.Of(error, error, _units);
    }

    /// <summary>Ends an epoch: merges the common part into the parameters.</summary>
    public void End()
    {
        AddCommon(parameters);
        _common.Span.Clear();
    }

    /// <summary>Adds the common part to weights.</summary>
    public void AddCommon(float* weights)
    {
        if (_background == 0)
            return;
        for (int i = 0; i < _inputs; i++)
            RankOneUpdate.Add(weights + ((nint)i * _units), _units, 1, _common.Pointer);
    }
}
