using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The computation of a <see cref="BatchNormalization"/> layer on images: μ and σ² of a channel are taken over all its pixels in one slice of 16 rows, and not in the whole
/// batch ("ghost" batch normalization: Hoffer, Hubara and Soudry 2017; Summers and Dinneen 2020). Nothing waits for other slices, and each may be in another process. The
/// running figures follow the means over the slices of a step.
/// </summary>
internal sealed unsafe class ChannelNormalizationKernel(BatchNormalization layer, Shape input, int firstParameter)
    : LayerKernel(input, layer.OutputShape(input), firstParameter, checked(4 * input.Channels))
{
    private readonly int _channels = input.Channels;
    private readonly int _pixels = input.Height * input.Width;
    private readonly int _units = layer.OutputShape(input).Channels;
    private readonly NetInputActivation? _keeping = layer.Activation as NetInputActivation;

    public override int CacheWidth => _keeping is null ? 0 : Input.Size;

    public override int NetErrorWidth => Input.Size;

    public override bool ReadsRows => true;

    /// <summary>μ, 1 / √(σ² + ε), σ², Σδ and Σδx̂ of each channel, one after another.</summary>
    public override int SliceLength => 5 * _channels;

    public override int TrainedCount => 2 * _channels;

    public override void Initialize(Span<float> parameters, RandomSource random)
    {
        parameters.Clear();
        parameters[.._channels].Fill(1);
        parameters[(3 * _channels)..].Fill(1);
    }

    public override void Forward(in LayerPass pass)
    {
        float* gamma = pass.Parameters,
            beta = gamma + _channels,
            mean = gamma + (2 * _channels),
            inverse = stackalloc float[_channels];
        if (pass.IsTraining)
        {
            Measure(pass);
            mean = SliceOf(pass);
            inverse = mean + _channels;
        }
        else
        {
            for (int c = 0; c < _channels; c++)
                inverse[c] = 1 / MathF.Sqrt(mean[_channels + c] + layer.Epsilon);
        }

        for (int row = pass.FromRow; row < pass.ToRow; row++)
        {
            float* x = pass.Input.Rows + ((long)row * Input.Size),
                net = _keeping is null ? pass.Output + ((long)row * Output.Size) : pass.Cache + ((long)row * Input.Size),
                z = net;
            for (int pixel = 0; pixel < _pixels; pixel++, x += _channels, z += _channels)
                Normalize(x, gamma, beta, mean, inverse, z);
            Span<float> output = new(pass.Output + ((long)row * Output.Size), Output.Size);
            if (_keeping is null)
                layer.Activation.Forward(output, _units);
            else
                _keeping.Forward(new ReadOnlySpan<float>(net, Input.Size), output);
        }
    }

    public override void Backward(in LayerPass pass, bool isNetInputError, GradientRule rule)
    {
        if (!isNetInputError)
            Differentiate(pass);
        float* statistics = SliceOf(pass),
            sums = statistics + (3 * _channels),
            products = statistics + (4 * _channels);
        Sum(pass, statistics, sums, products);
        if (pass.InputError == null)
            return;
        float share = 1f / ((pass.ToRow - pass.FromRow) * _pixels);
        for (long i = (long)pass.FromRow * _pixels; i < (long)pass.ToRow * _pixels; i++)
        {
            float* x = pass.Input.Rows + (i * _channels),
                error = pass.NetError + (i * _channels),
                inputError = pass.InputError + (i * _channels);
            for (int c = 0; c < _channels; c++)
            {
                float normalized = (x[c] - statistics[c]) * statistics[_channels + c];
                float common = share * (sums[c] + (normalized * products[c]));
                inputError[c] = pass.Parameters[c] * statistics[_channels + c] * (error[c] - common);
            }
        }
    }

    /// <summary>The running variance is that of the population, estimated as n / (n - 1) times that of a slice of n pixels.</summary>
    public override void UpdateRunningStatistics(in LayerPass pass)
    {
        float* mean = pass.Parameters + (2 * _channels),
            variance = mean + _channels;
        int slices = Workspace.Slices(pass.BatchRows);
        for (int c = 0; c < _channels; c++)
        {
            double means = 0,
                variances = 0;
            for (int slice = 0; slice < slices; slice++)
            {
                float* statistics = pass.SliceMemory + ((long)slice * SliceLength);
                int rows = Math.Min(Workspace.SliceRows, pass.BatchRows - (slice * Workspace.SliceRows));
                double pixels = (double)rows * _pixels;
                means += rows * (double)statistics[c];
                variances += rows * statistics[(2 * _channels) + c] * (pixels > 1 ? pixels / (pixels - 1) : 1);
            }

            mean[c] = (layer.Momentum * mean[c]) + ((1 - layer.Momentum) * (float)(means / pass.BatchRows));
            variance[c] = (layer.Momentum * variance[c]) + ((1 - layer.Momentum) * (float)(variances / pass.BatchRows));
        }
    }

    public override int GradientBlocks(LayerInput input) => 2;

    public override ParameterBlock GradientRange(LayerInput input, int block) => new(block * _channels, _channels, IsWeights: false);

    public override void Gradient(int block, in LayerPass pass, float* gradient)
    {
        float* sum = pass.SliceMemory + ((4 - block) * _channels);
        SliceSum.Of(sum, _channels, SliceLength, Workspace.Slices(pass.BatchRows));
        new ReadOnlySpan<float>(sum, _channels).CopyTo(new Span<float>(gradient, _channels));
    }

    private float* SliceOf(in LayerPass pass) => pass.SliceMemory + ((long)(pass.FromRow / Workspace.SliceRows) * SliceLength);

    private void Normalize(float* x, float* gamma, float* beta, float* mean, float* inverse, float* z)
    {
        for (int c = 0; c < _channels; c++)
            z[c] = (gamma[c] * (x[c] - mean[c]) * inverse[c]) + beta[c];
    }

    // In double precision and in two passes: the variance as the mean of squares minus a square would lose its digits. A row is summed in single precision.
    private void Measure(in LayerPass pass)
    {
        float* statistics = SliceOf(pass),
            row = stackalloc float[_channels];
        double* sums = stackalloc double[_channels];
        double count = (double)(pass.ToRow - pass.FromRow) * _pixels;
        new Span<double>(sums, _channels).Clear();
        for (int i = pass.FromRow; i < pass.ToRow; i++)
        {
            float* x = pass.Input.Rows + ((long)i * Input.Size);
            new Span<float>(row, _channels).Clear();
            for (int pixel = 0; pixel < _pixels; pixel++, x += _channels)
            {
                for (int c = 0; c < _channels; c++)
                    row[c] += x[c];
            }

            for (int c = 0; c < _channels; c++)
                sums[c] += row[c];
        }

        for (int c = 0; c < _channels; c++)
            statistics[c] = (float)(sums[c] / count);
        new Span<double>(sums, _channels).Clear();
        for (int i = pass.FromRow; i < pass.ToRow; i++)
        {
            float* x = pass.Input.Rows + ((long)i * Input.Size);
            new Span<float>(row, _channels).Clear();
            for (int pixel = 0; pixel < _pixels; pixel++, x += _channels)
            {
                for (int c = 0; c < _channels; c++)
                    row[c] += (x[c] - statistics[c]) * (x[c] - statistics[c]);
            }

            for (int c = 0; c < _channels; c++)
                sums[c] += row[c];
        }

        for (int c = 0; c < _channels; c++)
        {
            statistics[_channels + c] = (float)(1 / Math.Sqrt((sums[c] / count) + layer.Epsilon));
            statistics[(2 * _channels) + c] = (float)(sums[c] / count);
        }
    }

    private void Sum(in LayerPass pass, float* statistics, float* sums, float* products)
    {
        new Span<float>(sums, 2 * _channels).Clear();
        float* rowSums = stackalloc float[_channels],
            rowProducts = stackalloc float[_channels];
        for (int row = pass.FromRow; row < pass.ToRow; row++)
        {
            float* x = pass.Input.Rows + ((long)row * Input.Size),
                error = pass.NetError + ((long)row * Input.Size);
            new Span<float>(rowSums, _channels).Clear();
            new Span<float>(rowProducts, _channels).Clear();
            for (int pixel = 0; pixel < _pixels; pixel++, x += _channels, error += _channels)
            {
                for (int c = 0; c < _channels; c++)
                {
                    rowSums[c] += error[c];
                    rowProducts[c] += error[c] * (x[c] - statistics[c]) * statistics[_channels + c];
                }
            }

            for (int c = 0; c < _channels; c++)
            {
                sums[c] += rowSums[c];
                products[c] += rowProducts[c];
            }
        }
    }

    private void Differentiate(in LayerPass pass)
    {
        long from = (long)pass.FromRow * Output.Size,
            fromNet = (long)pass.FromRow * Input.Size;
        int rows = pass.ToRow - pass.FromRow;
        Span<float> error = new(pass.Error + from, rows * Output.Size);
        if (_keeping is null)
            layer.Activation.Backward(new ReadOnlySpan<float>(pass.Output + from, rows * Output.Size), error, _units);
        else
            _keeping.Backward(
                new ReadOnlySpan<float>(pass.Cache + fromNet, rows * Input.Size),
                error,
                new Span<float>(pass.NetError + fromNet, rows * Input.Size)
            );
    }
}
