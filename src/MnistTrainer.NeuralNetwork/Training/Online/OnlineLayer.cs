using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// A layer above the first, trained one sample at a time by plain gradient descent. During an epoch its weights are stored unit by unit, so
/// that a unit's dot product, its part of the propagated error and its update are each one pass over contiguous floats, however few units
/// there are.
/// </summary>
internal sealed unsafe class OnlineLayer(Dense layer, DenseKernel kernel, float* parameters)
{
    private readonly int _inputs = kernel.Input.Size;
    private readonly int _units = layer.Units;
    private readonly FloatBuffer _weights = new(kernel.Input.Size * layer.Units);
    private readonly float* _biases = layer.UseBias ? parameters + (kernel.Input.Size * layer.Units) : null;

    /// <summary>The weights during an epoch, unit by unit.</summary>
    public FloatBuffer Weights => _weights;

    /// <summary>Begins an epoch with the current parameters.</summary>
    public void Begin() => Transpose.Rows(parameters, _units, 0, _inputs, _weights.Pointer, _inputs);

    /// <summary>Computes the outputs.</summary>
    public void Forward(float* input, float* output)
    {
        for (int j = 0; j < _units; j++)
            output[j] = DotProduct.Of(_weights.Pointer + (j * _inputs), input, _inputs) + (_biases == null ? 0 : _biases[j]);
        layer.Activation.Forward(new Span<float>(output, _units), _units);
    }

    /// <summary>Propagates the error to the layer below and updates the weights by a step against the gradient.</summary>
    /// <param name="input">The inputs of the forward pass.</param>
    /// <param name="output">The outputs of the forward pass.</param>
    /// <param name="error">The gradient with respect to the outputs; overwritten by that with respect to the net inputs.</param>
    /// <param name="inputError">Receives the propagated error.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="isNetInputError">Whether <paramref name="error"/> is already with respect to the net inputs.</param>
    /// <param name="rule">How the error is propagated.</param>
    /// <returns>The squared norm of the gradient, whose elements are products of an input and an error.</returns>
    public double Update(float* input, float* output, float* error, float* inputError, float rate, bool isNetInputError, GradientRule rule)
    {
        new Span<float>(inputError, _inputs).Clear();
        if (rule == GradientRule.Book)
            PropagateError(error, inputError);
        if (!isNetInputError)
            layer.Activation.Backward(new Span<float>(output, _units), new Span<float>(error, _units), _units);
        if (rule == GradientRule.Exact)
            PropagateError(error, inputError);

        for (int j = 0; j < _units; j++)
            RankOneUpdate.Add(_weights.Pointer + (j * _inputs), _inputs, -rate * error[j], input);
        if (_biases != null)
            RankOneUpdate.Add(_biases, _units, -rate, error);
        float one = _biases == null ? 0 : 1;
        return (DotProduct.Of(input, input, _inputs) + one) * (double)DotProduct.Of(error, error, _units);
    }

    /// <summary>Ends an epoch: copies the weights back into the parameters.</summary>
    public void End() => CopyWeights(parameters);

    /// <summary>Copies the weights in the layout of the parameters.</summary>
    public void CopyWeights(float* destination) => Transpose.Rows(_weights.Pointer, _inputs, 0, _units, destination, _units);

    private void PropagateError(float* error, float* inputError) =>
        WeightedRowSum.AddConsecutive(inputError, _inputs, _weights.Pointer, _inputs, error, 1, _units);
}
