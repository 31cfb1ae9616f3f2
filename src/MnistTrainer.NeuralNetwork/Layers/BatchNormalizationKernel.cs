namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The computation of a <see cref="BatchNormalization"/> layer. With x̂ = (x - μ) / √(σ² + ε), z = γ x̂ + β and the gradient δ for z, over n rows:
/// ∂L/∂γ = Σ δ x̂; ∂L/∂β = Σ δ; ∂L/∂x = γ / √(σ² + ε) (δ - Σδ / n - x̂ Σ δ x̂ / n) (Ioffe and Szegedy 2015, section 3). It caches z where the
/// activation needs it, and computes x̂ again from its input.
/// </summary>
internal sealed unsafe class BatchNormalizationKernel(BatchNormalization layer, Shape input, int firstParameter)
    : BatchKernel(input, layer.OutputShape(input), firstParameter, checked(4 * input.Size))
{
    private const int BlockColumns = 32;

    private readonly int _width = input.Size;
    private readonly int _units = layer.OutputShape(input).Size;
    private readonly NetInputActivation? _keeping = layer.Activation as NetInputActivation;

    public override int CacheWidth => _keeping is null ? 0 : _width;

    public override int NetErrorWidth => _width;

    public override bool ReadsRows => true;

    /// <summary>μ, 1 / √(σ² + ε), σ², Σδ and Σδx̂, one after another.</summary>
    public override int StatisticsLength => 5 * _width;

    public override int StatisticsBlocks => (_width + BlockColumns - 1) / BlockColumns;

    public override int TrainedCount => 2 * _width;

    public override void Initialize(Span<float> parameters, RandomSource random)
    {
        parameters.Clear();
        parameters[.._width].Fill(1);
        parameters[(3 * _width)..].Fill(1);
    }

    public override void ForwardStatistics(int block, in LayerPass pass)
    {
        int rows = pass.ToRow;
        for (int i = block * BlockColumns; i < Math.Min(_width, (block + 1) * BlockColumns); i++)
        {
            // In double precision and in two passes: computing the variance as the mean of squares minus a square would lose precision.
            double sum = 0,
                squares = 0;
            for (int row = 0; row < rows; row++)
                sum += pass.InputRows[((long)row * _width) + i];
            double mean = sum / rows;
            for (int row = 0; row < rows; row++)
            {
                double difference = pass.InputRows[((long)row * _width) + i] - mean;
                squares += difference * difference;
            }

            pass.Statistics[i] = (float)(mean + pass.Input.Background);
            pass.Statistics[_width + i] = (float)(1 / Math.Sqrt((squares / rows) + layer.Epsilon));
            pass.Statistics[(2 * _width) + i] = (float)(squares / rows);
        }
    }

    public override void Forward(in LayerPass pass)
    {
        float* gamma = pass.Parameters,
            beta = gamma + _width,
            mean = gamma + (2 * _width),
            variance = gamma + (3 * _width);
        for (int row = pass.FromRow; row < pass.ToRow; row++)
        {
            long from = (long)row * _width;
            float* x = pass.InputRows + from,
                z = (_keeping is null ? pass.Output : pass.Cache) + from;
            for (int i = 0; i < _width; i++)
            {
                float value = x[i] + pass.Input.Background;
                z[i] = pass.IsTraining
                    ? (gamma[i] * (value - pass.Statistics[i]) * pass.Statistics[_width + i]) + beta[i]
                    : (gamma[i] * (value - mean[i]) / MathF.Sqrt(variance[i] + layer.Epsilon)) + beta[i];
            }

            Span<float> output = new(pass.Output + ((long)row * _units), _units);
            if (_keeping is null)
                layer.Activation.Forward(output, _units);
            else
                _keeping.Forward(new ReadOnlySpan<float>(z, _width), output);
        }
    }

    public override void Backward(in LayerPass pass, bool isNetInputError, GradientRule rule)
    {
        if (isNetInputError)
            return;
        long from = (long)pass.FromRow * _units,
            fromNet = (long)pass.FromRow * _width;
        int rows = pass.ToRow - pass.FromRow;
        Span<float> error = new(pass.Error + from, rows * _units);
        if (_keeping is null)
            layer.Activation.Backward(new ReadOnlySpan<float>(pass.Output + from, rows * _units), error, _units);
        else
            _keeping.Backward(
                new ReadOnlySpan<float>(pass.Cache + fromNet, rows * _width),
                error,
                new Span<float>(pass.NetError + fromNet, rows * _width)
            );
    }

    public override void BackwardStatistics(int block, in LayerPass pass)
    {
        for (int i = block * BlockColumns; i < Math.Min(_width, (block + 1) * BlockColumns); i++)
        {
            double sum = 0,
                products = 0;
            for (int row = 0; row < pass.ToRow; row++)
            {
                long at = ((long)row * _width) + i;
                sum += pass.NetError[at];
                products += pass.NetError[at] * (double)Normalized(pass, at, i);
            }

            pass.Statistics[(3 * _width) + i] = (float)sum;
            pass.Statistics[(4 * _width) + i] = (float)products;
        }
    }

    public override void PropagateError(in LayerPass pass)
    {
        if (pass.InputError == null)
            return;
        float* statistics = pass.Statistics;
        float share = 1f / pass.BatchRows;
        for (int row = pass.FromRow; row < pass.ToRow; row++)
        {
            for (int i = 0; i < _width; i++)
            {
                long at = ((long)row * _width) + i;
                float mean = share * (statistics[(3 * _width) + i] + (Normalized(pass, at, i) * statistics[(4 * _width) + i]));
                pass.InputError[at] = pass.Parameters[i] * statistics[_width + i] * (pass.NetError[at] - mean);
            }
        }
    }

    /// <summary>The running variance is that of the population, estimated as n / (n - 1) times that of the batch.</summary>
    public override void UpdateRunningStatistics(in LayerPass pass)
    {
        float* mean = pass.Parameters + (2 * _width),
            variance = mean + _width;
        float correction = pass.ToRow > 1 ? pass.ToRow / (pass.ToRow - 1f) : 1;
        for (int i = 0; i < _width; i++)
        {
            mean[i] = (layer.Momentum * mean[i]) + ((1 - layer.Momentum) * pass.Statistics[i]);
            variance[i] = (layer.Momentum * variance[i]) + ((1 - layer.Momentum) * correction * pass.Statistics[(2 * _width) + i]);
        }
    }

    public override int GradientBlocks(LayerInput input) => 2;

    public override ParameterBlock GradientRange(LayerInput input, int block) => new(block * _width, _width, IsWeights: false);

    public override void Gradient(int block, in LayerPass pass, float* gradient) =>
        new ReadOnlySpan<float>(pass.Statistics + ((4 - block) * _width), _width).CopyTo(new Span<float>(gradient, _width));

    private float Normalized(in LayerPass pass, long at, int i) =>
        (pass.InputRows[at] + pass.Input.Background - pass.Statistics[i]) * pass.Statistics[_width + i];
}
