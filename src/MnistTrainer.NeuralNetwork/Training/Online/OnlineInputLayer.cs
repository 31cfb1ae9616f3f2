using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The first layer, trained one sample at a time by plain gradient descent, touching only the weights of values that are not zero, even where
/// the scaling makes of every zero a background o. With inputs x_i = o + v_i and most v_i zero, the step W_ij -= r (o + v_i) δ_j has a part that
/// is the same for all i. It is kept apart, W = V + 1 cᵀ, so that the products need only V, c and the sums of V's columns s:
/// <code>
/// Σ_i x_i W_ij = Σ_i v_i V_ij + o s_j + c_j (n o + Σ_i v_i)
/// V_ij -= r v_i δ_j;   c_j -= r o δ_j;   s_j -= r δ_j Σ_i v_i
/// </code>
/// The algebra is exact; only the rounding differs from that of the plain loop.
/// </summary>
/// <param name="layer">What the layer is.</param>
/// <param name="kernel">Its place in the network.</param>
/// <param name="parameters">Its parameters.</param>
/// <param name="background">What a raw value of 0 becomes as an input.</param>
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

    /// <summary>What it knows beside the parameters while an epoch lasts.</summary>
    public IEnumerable<FloatBuffer> State => [_common, _columnSums];

    /// <summary>Begins an epoch with the parameters as they stand.</summary>
    public void Begin()
    {
        _common.Span.Clear();
        _columnSums.Span.Clear();
        float one = 1;
        if (_background != 0)
            WeightedRowSum.AddConsecutive(_columnSums.Pointer, _units, parameters, _units, &one, 0, _inputs);
    }

    /// <summary>Computes the outputs for the values listed.</summary>
    public void Forward(int* columns, float* values, int count, float* output)
    {
        Span<float> z = new(output, _units);
        if (_biases == null)
            z.Clear();
        else
            new Span<float>(_biases, _units).CopyTo(z);
        if (_background != 0)
        {
            _sum = 0;
            for (int k = 0; k < count; k++)
                _sum += values[k];
            RankOneUpdate.Add(output, _units, _background, _columnSums.Pointer);
            RankOneUpdate.Add(output, _units, (_inputs * _background) + _sum, _common.Pointer);
        }

        WeightedRowSum.Add(output, _units, parameters, _units, columns, values, count);
        layer.Activation.Forward(z, _units);
    }

    /// <summary>Moves the weights against the gradient.</summary>
    /// <param name="columns">As in the forward pass.</param>
    /// <param name="values">As in the forward pass.</param>
    /// <param name="count">As in the forward pass.</param>
    /// <param name="output">What the forward pass gave.</param>
    /// <param name="error">The gradient for the outputs; replaced by that for the net inputs.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="isNetInputError">Whether <paramref name="error"/> is for the net inputs already.</param>
    /// <returns>The square of the gradient's length: the gradient of a weight is an input times an error.</returns>
    public double Move(int* columns, float* values, int count, float* output, float* error, float rate, bool isNetInputError)
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

    /// <summary>Ends an epoch: brings the common part into the parameters.</summary>
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
