using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Online training: a step after every sample, as in Tariq Rashid's "Make Your Own Neural Network". Forward, backward and move run through one
/// sample on one thread without allocation: a step is too short to be worth sharing out.
/// </summary>
internal sealed unsafe class OnlineStep : ITrainingStep
{
    private readonly Network _network;
    private readonly TrainingOptions _options;
    private readonly SampleBatch _sample;
    private readonly OnlineInputLayer _first;
    private readonly OnlineLayer[] _upper;
    private readonly FloatBuffer[] _outputs;
    private readonly FloatBuffer[] _errors;
    private readonly Scratch _scratch;
    private readonly float[] _target;
    private bool _isInEpoch;

    public OnlineStep(Network network, Samples samples, TrainingOptions options)
    {
        _network = network;
        _options = options;
        _sample = SampleBatch.OfOne(samples, network.Definition.Scaling);
        _first = new OnlineInputLayer((Dense)network.Definition.Layers[0], (DenseKernel)network.Kernels[0], network.Buffer.Pointer);
        _upper =
        [
            .. network.Kernels.Skip(1).Select((kernel, i) => new OnlineLayer(
                (Dense)network.Definition.Layers[i + 1], (DenseKernel)kernel, network.Buffer.Pointer + kernel.FirstParameter)),
        ];
        _outputs = [.. network.Kernels.Select(kernel => new FloatBuffer(kernel.Output.Size))];
        _errors = [.. network.Kernels.Select(kernel => new FloatBuffer(kernel.Output.Size))];
        _scratch = new Scratch(_sample.Width, rows: 0);
        _target = new float[network.Definition.ClassNames.Length];
    }

    /// <summary>Whether a network can be trained this way: dense layers, plain gradient descent, batches of one, samples as they are.</summary>
    public static bool Fits(Network network, TrainingOptions options) =>
        options is { BatchSize: 1, Optimizer: GradientDescent, Augmentation: null } && network.Definition.Layers.All(layer => layer is Dense);

    public double Run(ReadOnlySpan<int> rows, float rateFactor)
    {
        if (!_isInEpoch)
            Begin();
        _sample.Take(rows);
        int count = _sample.NonZeros(0, _scratch.Columns, _scratch.Values.Pointer);
        Forward(count);
        double loss = Loss();
        Move(count, _options.Optimizer.LearningRate * rateFactor);
        return loss;
    }

    public void Finish()
    {
        if (!_isInEpoch)
            return;
        _first.End();
        foreach (OnlineLayer layer in _upper)
            layer.End();
        _isInEpoch = false;
    }

    public void Dispose() => GC.KeepAlive(_network);

    private void Begin()
    {
        _first.Begin(_sample.Background);
        foreach (OnlineLayer layer in _upper)
            layer.Begin();
        _isInEpoch = true;
    }

    private void Forward(int count)
    {
        _first.Forward(_scratch.Columns, _scratch.Values.Pointer, count, _outputs[0].Pointer);
        for (int i = 0; i < _upper.Length; i++)
            _upper[i].Forward(_outputs[i].Pointer, _outputs[i + 1].Pointer);
    }

    private double Loss()
    {
        Array.Fill(_target, _options.Targets.Off);
        _target[_sample.Label(0)] = _options.Targets.On;
        _options.Loss.Gradient(_outputs[^1].Span, _target, _errors[^1].Span);
        return _options.Loss.Value(_outputs[^1].Span, _target);
    }

    private void Move(int count, float rate)
    {
        bool isNetInputError = _options.Loss.RequiredActivation is not null;
        for (int i = _upper.Length - 1; i >= 0; i--)
        {
            _upper[i].Move(
                _outputs[i].Pointer,
                _outputs[i + 1].Pointer,
                _errors[i + 1].Pointer,
                _errors[i].Pointer,
                rate,
                isNetInputError && i == _upper.Length - 1,
                _options.ErrorPropagation);
        }

        _first.Move(
            _scratch.Columns, _scratch.Values.Pointer, count, _outputs[0].Pointer, _errors[0].Pointer, rate, isNetInputError && _upper.Length == 0);
    }
}
