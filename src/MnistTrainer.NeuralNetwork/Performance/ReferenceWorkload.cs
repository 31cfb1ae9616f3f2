using System.Diagnostics;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>One measurement of a reference workload.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Threads">The number of threads used.</param>
/// <param name="Value">The median of several runs.</param>
/// <param name="Unit">The unit: <c>GFLOP/s</c>, <c>samples/s</c> or <c>µs</c>.</param>
/// <param name="ShareOfPeak">For arithmetic, the fraction of the peak measured with the same number of threads; otherwise null.</param>
public sealed record WorkloadFigure(string Name, int Threads, double Value, string Unit, double? ShareOfPeak = null);

/// <summary>
/// A fixed benchmark for comparing machines and versions: dense matrix products and convolutions relative to the measured arithmetic peak, training of a 784-200-10
/// network and of LeNet, and scoring with the former, on random images with 19 % nonzero pixels, as in MNIST. Takes about twenty seconds.
/// </summary>
public static class ReferenceWorkload
{
    private const int Repeats = 7;
    private const int Images = 12_800;
    private const int Pixels = 784;
    private const int Classes = 10;

    /// <summary>Runs the benchmark and yields each figure as soon as it is available.</summary>
    /// <param name="threads">The number of threads for a second set of measurements after the single-threaded ones; 1 for none.</param>
    /// <param name="cancellation">Cancels the measurement.</param>
    /// <exception cref="OperationCanceledException">The measurement was canceled.</exception>
    public static IEnumerable<WorkloadFigure> Measure(int threads, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Samples<byte> samples = RandomImages();
        foreach (int count in threads == 1 ? [1] : new[] { 1, threads })
        {
            double peak = Peak(count, cancellation);
            yield return new WorkloadFigure("arithmetic peak", count, peak, "GFLOP/s", 1);
            foreach (
                (string name, int m, int n, int k) in new[]
                {
                    ("product 128x200x784", 128, 200, 784),
                    ("product 1024x1024x1024", 1024, 1024, 1024),
                }
            )
            {
                double speed = Product(count, m, n, k, cancellation);
                yield return new WorkloadFigure(name, count, speed, "GFLOP/s", speed / peak);
            }

            foreach (
                (string name, int side, int channels, int filters, int size, bool isGradient) in new[]
                {
                    ("convolution 3x3, 32 to 32 channels of 28x28", 28, 32, 32, 3, false),
                    ("its gradient", 28, 32, 32, 3, true),
                    ("convolution 5x5, 6 to 16 channels of 14x14", 14, 6, 16, 5, false),
                    ("convolution 5x5, 1 to 32 channels of 28x28", 28, 1, 32, 5, false),
                }
            )
            {
                double speed = Convolution(count, new ConvolutionWork(side, channels, filters, size, isGradient, count), cancellation);
                yield return new WorkloadFigure(name, count, speed, "GFLOP/s", speed / peak);
            }

            yield return new WorkloadFigure(
                "training 784-200-10, Adam, batch 128",
                count,
                Training(ReferenceNetwork(samples), samples, count, cancellation),
                "samples/s"
            );
            yield return new WorkloadFigure(
                "training LeNet, Adam, batch 128",
                count,
                Training(LeNet(samples), (Samples<byte>)samples.Subset([.. Enumerable.Range(0, Images / 5)]), count, cancellation),
                "samples/s"
            );
            yield return new WorkloadFigure("scoring in bulk", count, BulkScoring(samples, count, cancellation), "samples/s");
        }

        yield return new WorkloadFigure("scoring one image", 1, SingleScoring(samples, cancellation), "µs");
    }

    private static double Peak(int threads, CancellationToken cancellation)
    {
        const int rounds = 4_000_000;
        using WorkerPool pool = new(threads);
        PeakWork work = new(rounds);
        double seconds = MedianSeconds(() => pool.Run(work, threads), cancellation);
        return threads * rounds * PeakArithmetic.OperationsPerRound / seconds / 1e9;
    }

    private static double Product(int threads, int m, int n, int k, CancellationToken cancellation)
    {
        using WorkerPool pool = new(threads);
        ProductWork work = new(m, n, k, threads);
        double operations = 2.0 * (m / threads * threads) * n * k;
        int times = (int)Math.Max(1, 2e9 / operations);
        double seconds = MedianSeconds(
            () =>
            {
                for (int i = 0; i < times; i++)
                    pool.Run(work, threads);
            },
            cancellation
        );
        return operations * times / seconds / 1e9;
    }

    private static double Convolution(int threads, ConvolutionWork work, CancellationToken cancellation)
    {
        using WorkerPool pool = new(threads);
        int jobs = threads * (int)Math.Max(1, 5e8 / work.Operations);
        return work.Operations * jobs / MedianSeconds(() => pool.Run(work, jobs), cancellation) / 1e9;
    }

    private static double Training(Network network, Samples<byte> samples, int threads, CancellationToken cancellation)
    {
        Trainer trainer = new(new TrainingOptions { Epochs = Repeats, Threads = threads });
        TrainingResult result = trainer.Train(network, samples, validation: null, observer: null, cancellation);
        cancellation.ThrowIfCancellationRequested();
        return samples.Count / Median([.. result.Epochs.Select(epoch => epoch.Duration.TotalSeconds)]);
    }

    private static double BulkScoring(Samples<byte> samples, int threads, CancellationToken cancellation)
    {
        using BulkScorer scorer = new(ReferenceNetwork(samples), samples, threads);
        return samples.Count / MedianSeconds(() => scorer.Score((_, _) => { }, cancellation), cancellation);
    }

    private static double SingleScoring(Samples<byte> samples, CancellationToken cancellation)
    {
        using Scorer scorer = new(ReferenceNetwork(samples));
        float[] probabilities = new float[Classes];
        double seconds = MedianSeconds(
            () =>
            {
                for (int row = 0; row < samples.Count; row++)
                    scorer.Score(samples.Row(row), probabilities);
            },
            cancellation
        );
        return seconds / samples.Count * 1e6;
    }

    private static double MedianSeconds(Action run, CancellationToken cancellation)
    {
        run();
        double[] seconds = new double[Repeats];
        for (int i = 0; i < Repeats; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            long started = Stopwatch.GetTimestamp();
            run();
            seconds[i] = Stopwatch.GetElapsedTime(started).TotalSeconds;
        }

        return Median(seconds);
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }

    private static Network ReferenceNetwork(Samples samples) =>
        Network.Create(NetworkDefinition.Dense(samples.Shape, [200], samples.ClassNames, Activation.ReLU, Activation.Softmax));

    // LeCun, Bottou, Bengio and Haffner 1998, with ReLU and max pooling.
    private static Network LeNet(Samples samples) =>
        Network.Create(
            new NetworkDefinition
            {
                InputShape = samples.Shape,
                Layers = Layer.ParseList(
                    "convolution(6,5,relu,padding same), max-pooling, convolution(16,5,relu), max-pooling, dense(120,relu), dense(84,relu), dense(10,softmax)"
                ),
                ClassNames = [.. samples.ClassNames],
            }
        );

    private static Samples<byte> RandomImages()
    {
        const double ink = 0.19;
        RandomSource random = new(1);
        byte[] pixels = new byte[Images * Pixels];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = random.NextDouble() < ink ? (byte)(1 + random.NextInt(255)) : (byte)0;
        int[] labels = new int[Images];
        for (int i = 0; i < labels.Length; i++)
            labels[i] = random.NextInt(Classes);
        return new Samples<byte>(Shape.Image(28, 28), pixels, labels, [.. Enumerable.Range(0, Classes).Select(c => $"{c}")]);
    }

    private sealed class PeakWork(int rounds) : IParallelWork
    {
        public void Do(int job, int worker) => GC.KeepAlive(PeakArithmetic.Run(rounds));
    }

    /// <summary>A matrix product divided by rows.</summary>
    private sealed unsafe class ProductWork : IParallelWork
    {
        private readonly int _n;
        private readonly int _k;
        private readonly int _rowsPerJob;
        private readonly FloatBuffer _a;
        private readonly FloatBuffer _b;
        private readonly FloatBuffer _c;
        private readonly FloatBuffer[] _scratch;

        public ProductWork(int m, int n, int k, int jobs)
        {
            _n = n;
            _k = k;
            _rowsPerJob = m / jobs;
            _a = new FloatBuffer(m * k);
            _b = new FloatBuffer(k * n);
            _c = new FloatBuffer(m * n);
            _a.Span.Fill(0.5f);
            _b.Span.Fill(0.25f);
            _scratch = [.. Enumerable.Range(0, jobs).Select(_ => new FloatBuffer(MatrixProduct.ScratchLength(int.MaxValue)))];
        }

        public void Do(int job, int worker)
        {
            int row = job * _rowsPerJob;
            MatrixProduct.Multiply(
                new MatrixView(_a.Pointer + (row * _k), _rowsPerJob, _k),
                new MatrixView(_b.Pointer, _k, _n),
                new MatrixView(_c.Pointer + (row * _n), _rowsPerJob, _n),
                accumulate: false,
                _scratch[worker].Pointer
            );
            GC.KeepAlive(this);
        }
    }
}
