using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Online training: a step after every sample, as in Tariq Rashid's "Make Your Own Neural Network". Forward, backward and update process
/// one sample on one thread without allocation: a step is too short to parallelize.
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
    private readonly FloatBuffer _isInEpoch = new(1);
    private readonly float[] _target;
    private readonly Targets _targets;

    public OnlineStep(Network network, Samples samples, TrainingOptions options)
    {
        _network = network;
        _options = options;
        _sample = SampleBatch.OfOne(samples, network);
        _first = new OnlineInputLayer(
            (Dense)network.Definition.Layers[0],
            (DenseKernel)network.Kernels[0],
            network.Buffer.Pointer,
            _sample.Background
        );
        _upper =
        [
            .. network
                .Kernels.Skip(1)
                .Select(
                    (kernel, i) =>
                        new OnlineLayer(
                            (Dense)network.Definition.Layers[i + 1],
                            (DenseKernel)kernel,
                            network.Buffer.Pointer + kernel.FirstParameter
                        )
                ),
        ];
        _outputs = [.. network.Kernels.Select(kernel => new FloatBuffer(kernel.Output.Size))];
        _errors = [.. network.Kernels.Select(kernel => new FloatBuffer(kernel.Output.Size))];
        _scratch = new Scratch(_sample.Width, rows: 0, productRows: 1, frame: 0);
        _target = new float[network.Definition.ClassNames.Length];
        _targets = new Targets(samples, options);
        State = [network.Buffer, _isInEpoch, .. _first.State, .. _upper.Select(layer => layer.Weights)];
    }

    public long Steps { get; set; }

    public IReadOnlyList<FloatBuffer> State { get; }

    public Network Result => _network;

    /// <summary>
    /// Whether a network can be trained this way: dense layers with activations that need no cached net input, plain gradient descent,
    /// batches of one, no augmentation, no teacher, and nothing that accesses all weights at every step.
    /// </summary>
    public static bool Fits(Network network, TrainingOptions options) =>
        options
            is {
                BatchSize: 1,
                Optimizer: GradientDescent,
                Augmentation: null,
                Distillation: null or { Weight: 0 },
                ClipNorm: null,
                ClipValue: null,
                AverageDecay: null
            }
        && options.Regularization == Regularization.None
        && network.Definition.Layers.All(layer => layer is Dense { Activation.KeepsNetInput: false });

    public StepResult Run(ReadOnlySpan<int> rows, StepFactors factors)
    {
        if (_isInEpoch.Span[0] == 0)
            Begin();
        Steps++;
        _sample.Take(rows);
        int count = _sample.NonZeros(0, _scratch.Columns, _scratch.Values.Pointer);
        Forward(count);
        double loss = Loss();
        int correct = _targets.IsCorrect(_sample.SampleRow(0), _outputs[^1].Span) ? 1 : 0;
        (double norm, int brokenLayer) = Update(count, _options.Optimizer.LearningRate * factors.Rate);
        return new StepResult(loss, correct, norm, brokenLayer);
    }

    public void Announce(int row) => _sample.Prefetch(row);

    public void Finish()
    {
        if (_isInEpoch.Span[0] == 0)
            return;
        _first.End();
        foreach (OnlineLayer layer in _upper)
            layer.End();
        _isInEpoch.Span[0] = 0;
    }

    public void CopyResult(FloatBuffer destination)
    {
        _network.Parameters.CopyTo(destination.Span);
        if (_isInEpoch.Span[0] == 0)
            return;
        _first.AddCommon(destination.Pointer);
        for (int i = 0; i < _upper.Length; i++)
            _upper[i].CopyWeights(destination.Pointer + _network.Kernels[i + 1].FirstParameter);
    }

    public int BrokenAt()
    {
        int forward = Array.FindIndex(_outputs, outputs => !Elementwise.AreFinite(outputs.Span));
        return forward >= 0 ? forward : Math.Max(0, Array.FindLastIndex(_errors, errors => !Elementwise.AreFinite(errors.Span)));
    }

    public void Dispose() => GC.KeepAlive(_network);

    private void Begin()
    {
        _first.Begin();
        foreach (OnlineLayer layer in _upper)
            layer.Begin();
        _isInEpoch.Span[0] = 1;
    }

    private void Forward(int count)
    {
        _first.Forward(_scratch.Columns, _scratch.Values.Pointer, count, _outputs[0].Pointer);
        for (int i = 0; i < _upper.Length; i++)
            _upper[i].Forward(_outputs[i].Pointer, _outputs[i + 1].Pointer);
    }

    private double Loss()
    {
        _targets.Write(_sample.SampleRow(0), _target);
        _options.Loss.Gradient(_outputs[^1].Span, _target, _errors[^1].Span);
        float weight = _sample.Weight(0);
        foreach (ref float error in _errors[^1].Span)
            error *= weight;
        return weight * _options.Loss.Value(_outputs[^1].Span, _target);
    }

    private (double Norm, int BrokenLayer) Update(int count, float rate)
    {
        bool isNetInputError = _options.Loss.RequiredActivation is not null;
        double sum = 0;
        int broken = -1;
        for (int i = _upper.Length - 1; i >= 0; i--)
        {
            double squares = _upper[i]
                .Update(
                    _outputs[i].Pointer,
                    _outputs[i + 1].Pointer,
                    _errors[i + 1].Pointer,
                    _errors[i].Pointer,
                    rate,
                    isNetInputError && i == _upper.Length - 1,
                    _options.Gradient
                );
            broken = double.IsFinite(squares) ? broken : i + 1;
            sum += squares;
        }

        double firstSquares = _first.Update(
            _scratch.Columns,
            _scratch.Values.Pointer,
            count,
            _outputs[0].Pointer,
            _errors[0].Pointer,
            rate,
            isNetInputError && _upper.Length == 0
        );
        return (Math.Sqrt(sum + firstSquares), double.IsFinite(firstSquares) ? broken : 0);
    }
}
