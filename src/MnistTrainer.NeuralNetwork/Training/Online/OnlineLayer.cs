using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// A layer above the first, trained one sample at a time by plain gradient descent. While an epoch lasts its weights lie unit by unit, so that a unit's
/// dot product, its part of the error passed down and its move are each one run over contiguous floats, however few units there are.
/// </summary>
internal sealed unsafe class OnlineLayer(Dense layer, DenseKernel kernel, float* parameters)
{
    private readonly int _inputs = kernel.Input.Size;
    private readonly int _units = layer.Units;
    private readonly FloatBuffer _weights = new(kernel.Input.Size * layer.Units);
    private readonly float* _biases = layer.UseBias ? parameters + (kernel.Input.Size * layer.Units) : null;

    /// <summary>The weights while an epoch lasts, unit by unit.</summary>
    public FloatBuffer Weights => _weights;

    /// <summary>Begins an epoch with the parameters as they stand.</summary>
    public void Begin() => Transpose.Rows(parameters, _units, 0, _inputs, _weights.Pointer, _inputs);

    /// <summary>Computes the outputs.</summary>
    public void Forward(float* input, float* output)
    {
        for (int j = 0; j < _units; j++)
            output[j] = DotProduct.Of(_weights.Pointer + (j * _inputs), input, _inputs) + (_biases == null ? 0 : _biases[j]);
        layer.Activation.Forward(new Span<float>(output, _units), _units);
    }

    /// <summary>Passes the error down and moves the weights against the gradient.</summary>
    /// <param name="input">What the forward pass read.</param>
    /// <param name="output">What it gave.</param>
    /// <param name="error">The gradient for the outputs; replaced by that for the net inputs.</param>
    /// <param name="inputError">Receives what is passed down.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="isNetInputError">Whether <paramref name="error"/> is for the net inputs already.</param>
    /// <param name="rule">What is passed down.</param>
    /// <returns>The square of the gradient's length: the gradient of a weight is an input times an error.</returns>
    public double Move(float* input, float* output, float* error, float* inputError, float rate, bool isNetInputError, GradientRule rule)
    {
        new Span<float>(inputError, _inputs).Clear();
        if (rule == GradientRule.Book)
            PassDown(error, inputError);
        if (!isNetInputError)
            layer.Activation.Backward(new Span<float>(output, _units), new Span<float>(error, _units), _units);
        if (rule == GradientRule.Exact)
            PassDown(error, inputError);

        for (int j = 0; j < _units; j++)
            RankOneUpdate.Add(_weights.Pointer + (j * _inputs), _inputs, -rate * error[j], input);
        if (_biases != null)
            RankOneUpdate.Add(_biases, _units, -rate, error);
        float one = _biases == null ? 0 : 1;
        return (DotProduct.Of(input, input, _inputs) + one) * (double)DotProduct.Of(error, error, _units);
    }

    /// <summary>Ends an epoch: brings the weights back into the parameters.</summary>
    public void End() => CopyWeights(parameters);

    /// <summary>Writes the weights as parameters lie.</summary>
    public void CopyWeights(float* destination) => Transpose.Rows(_weights.Pointer, _inputs, 0, _units, destination, _units);

    private void PassDown(float* error, float* inputError) =>
        WeightedRowSum.AddConsecutive(inputError, _inputs, _weights.Pointer, _inputs, error, 1, _units);
}
