using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork.Tests;

public sealed unsafe class MatrixProductTests
{
    private delegate void Product(MatrixView a, MatrixView b, MatrixView c, bool accumulate, float* scratch);

    private static readonly Dictionary<string, Product> Products = new()
    {
        ["chosen"] = MatrixProduct.Multiply,
        ["512"] = (a, b, c, accumulate, scratch) => MatrixProduct.Multiply<MatrixTile512>(a, b, c, accumulate, scratch),
        ["256"] = (a, b, c, accumulate, scratch) => MatrixProduct.Multiply<MatrixTile256>(a, b, c, accumulate, scratch),
        ["128"] = (a, b, c, accumulate, scratch) => MatrixProduct.Multiply<MatrixTile128>(a, b, c, accumulate, scratch),
    };

    private static readonly FloatBuffer ScratchBuffer = new(MatrixProduct.ScratchLength(int.MaxValue));

    private static float* Scratch => ScratchBuffer.Pointer;

    [Theory]
    [InlineData("chosen")]
    [InlineData("512")]
    [InlineData("256")]
    [InlineData("128")]
    public void Every_shape_from_1_to_70_is_bit_identical_to_the_triple_loop(string product)
    {
        RandomSource random = new(7);
        for (int m = 1; m <= 70; m++)
        {
            for (int n = 1; n <= 70; n++)
            {
                // Every pair of row and column counts, each with a random inner length.
                int k = 1 + random.NextInt(70);
                Check(Products[product], m, n, k, random, transposed: random.NextInt(2) == 0, accumulate: random.NextInt(2) == 0);
            }
        }
    }

    [Theory]
    [InlineData("chosen", 16, 200, 784, false)]
    [InlineData("chosen", 128, 200, 784, false)]
    [InlineData("chosen", 64, 200, 128, true)]
    [InlineData("chosen", 128, 10, 200, false)]
    [InlineData("chosen", 200, 10, 128, true)]
    [InlineData("chosen", 96, 800, 784, false)]
    [InlineData("chosen", 300, 257, 513, true)]
    [InlineData("512", 96, 200, 784, false)]
    [InlineData("256", 96, 200, 784, false)]
    [InlineData("128", 96, 200, 784, false)]
    public void Typical_shapes_are_bit_identical_to_the_triple_loop(string product, int m, int n, int k, bool transposed)
    {
        Check(Products[product], m, n, k, new RandomSource(3), transposed, accumulate: false);
        Check(Products[product], m, n, k, new RandomSource(4), transposed, accumulate: true);
    }

    [Fact]
    public void An_inner_length_of_zero_gives_zeros_or_keeps_the_accumulator()
    {
        Matrix a = new(3, 1),
            b = new(1, 5),
            c = new(3, 5);
        c.Values.Fill(7);
        MatrixProduct.Multiply(a.View(3, 0), b.View(0, 5), c.View(3, 5), accumulate: true, Scratch);
        Assert.All(c.Values[..15].ToArray(), value => Assert.Equal(7, value));
        MatrixProduct.Multiply(a.View(3, 0), b.View(0, 5), c.View(3, 5), accumulate: false, Scratch);
        Assert.All(c.Values[..15].ToArray(), value => Assert.Equal(0, value));
        KeepAlive(a, b, c);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void NaN_and_infinity_affect_only_the_elements_that_depend_on_them(float bad)
    {
        const int m = 19,
            n = 45,
            k = 37;
        RandomSource random = new(5);
        Matrix a = Matrix.Random(m, k, k, random),
            b = Matrix.Random(k, n, n, random),
            c = new(m, n);
        a.Values[(11 * k) + 20] = bad;
        MatrixProduct.Multiply(a.View(m, k), b.View(k, n), c.View(m, n), accumulate: false, Scratch);
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
                Assert.Equal(i != 11, float.IsFinite(c.Values[(i * n) + j]));
        }

        KeepAlive(a, b, c);
    }

    private static void Check(Product product, int m, int n, int k, RandomSource random, bool transposed, bool accumulate)
    {
        (int aRows, int aColumns) = transposed ? (k, m) : (m, k);
        Matrix a = Matrix.Random(aRows, aColumns, aColumns + random.NextInt(4), random);
        Matrix b = Matrix.Random(k, n, n + random.NextInt(5), random);
        Matrix c = Matrix.Random(m, n, n + random.NextInt(3), random);
        float[] expected = c.Values.ToArray();
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                float sum = accumulate ? expected[(i * c.Stride) + j] : 0;
                for (int p = 0; p < k; p++)
                    sum = MathF.FusedMultiplyAdd(
                        transposed ? a.Values[(p * a.Stride) + i] : a.Values[(i * a.Stride) + p],
                        b.Values[(p * b.Stride) + j],
                        sum
                    );
                expected[(i * c.Stride) + j] = sum;
            }
        }

        // Scratch has exactly the requested length; what follows must not be overwritten.
        int length = MatrixProduct.ScratchLength(m);
        FloatBuffer scratch = new(length + 32);
        scratch.Span[length..].Fill(7);
        product(transposed ? a.View(k, m).Transposed : a.View(m, k), b.View(k, n), c.View(m, n), accumulate, scratch.Pointer);
        KeepAlive(a, b, c);
        Assert.Equal(-1, scratch.Span[length..].IndexOfAnyExcept(7f));
        Assert.True(expected.AsSpan().SequenceEqual(c.Values), $"{m} x {n} x {k}, transposed {transposed}, accumulate {accumulate}");
    }

    // The kernels use raw pointers, which the garbage collector does not track.
    private static void KeepAlive(params ReadOnlySpan<Matrix> matrices)
    {
        foreach (Matrix matrix in matrices)
            GC.KeepAlive(matrix);
    }

    /// <summary>A matrix with padding between rows and after the last one, to detect writes out of bounds.</summary>
    private sealed class Matrix(int rows, int stride)
    {
        private readonly FloatBuffer _buffer = new((rows * stride) + 32);

        public int Stride => stride;

        public Span<float> Values => _buffer.Span;

        public MatrixView View(int rows, int columns) => new(_buffer.Pointer, rows, columns, stride, 1);

        public static Matrix Random(int rows, int columns, int stride, RandomSource random)
        {
            Matrix matrix = new(rows, stride);
            for (int i = 0; i < rows * stride; i++)
                matrix.Values[i] = i % stride < columns ? (float)random.NextDouble(-1, 1) : float.NaN;
            for (int i = 0; i < rows; i++)
                matrix.Values.Slice((i * stride) + columns, stride - columns).Fill(0.25f);
            return matrix;
        }
    }
}
