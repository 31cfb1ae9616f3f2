using BenchmarkDotNet.Attributes;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.Benchmarks;

/// <summary>The shape of a dense product C (Rows x Columns) = A (Rows x Inner) B, with A optionally transposed.</summary>
public sealed record ProductShape(string Name, int Rows, int Columns, int Inner, bool Transposed)
{
    /// <summary>The name and dimensions.</summary>
    public override string ToString() => $"{Name} {Rows}x{Columns}x{Inner}";
}

/// <summary>The products of one step of 784-200-10 and 784-800-10 with batch 128, and a square one, single-threaded.</summary>
public unsafe class MatrixProductBenchmarks
{
    private FloatBuffer _a = new(0),
        _b = new(0),
        _c = new(0),
        _scratch = new(0);

    /// <summary>The shapes to measure.</summary>
    public static IEnumerable<ProductShape> Shapes =>
        [
            new("x W1", 128, 200, 784, Transposed: false),
            new("x W1, a slice", 16, 200, 784, Transposed: false),
            new("h W2", 128, 10, 200, Transposed: false),
            new("grad W1", 784, 200, 128, Transposed: true),
            new("grad W2", 200, 10, 128, Transposed: true),
            new("d W2'", 128, 200, 10, Transposed: false),
            new("x W1", 128, 800, 784, Transposed: false),
            new("grad W1", 784, 800, 128, Transposed: true),
            new("square", 1024, 1024, 1024, Transposed: false),
        ];

    /// <summary>The current shape.</summary>
    [ParamsSource(nameof(Shapes))]
    public ProductShape Shape { get; set; } = new("", 0, 0, 0, Transposed: false);

    /// <summary>Billions of floating-point operations; a multiply-add counts as two.</summary>
    public double GigaOperations => 2e-9 * Shape.Rows * Shape.Columns * Shape.Inner;

    /// <summary>Allocates and fills the matrices.</summary>
    [GlobalSetup]
    public void Fill()
    {
        _a = new FloatBuffer(Shape.Rows * Shape.Inner);
        _b = new FloatBuffer(Shape.Inner * Shape.Columns);
        _c = new FloatBuffer(Shape.Rows * Shape.Columns);
        _scratch = new FloatBuffer(MatrixProduct.ScratchLength(int.MaxValue));
        RandomSource random = new(1);
        foreach (ref float value in _a.Span)
            value = (float)random.NextGaussian();
        foreach (ref float value in _b.Span)
            value = (float)random.NextGaussian();
    }

    /// <summary>Computes the product.</summary>
    [Benchmark]
    [Throughput(nameof(GigaOperations), "GFLOP")]
    public void Multiply() =>
        MatrixProduct.Multiply(
            Shape.Transposed
                ? new MatrixView(_a.Pointer, Shape.Inner, Shape.Rows).Transposed
                : new MatrixView(_a.Pointer, Shape.Rows, Shape.Inner),
            new MatrixView(_b.Pointer, Shape.Inner, Shape.Columns),
            new MatrixView(_c.Pointer, Shape.Rows, Shape.Columns),
            accumulate: false,
            _scratch.Pointer
        );
}
