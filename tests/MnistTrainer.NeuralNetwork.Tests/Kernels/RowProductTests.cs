using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork.Tests;

public sealed unsafe class RowProductTests
{
    [Theory]
    [InlineData(1, 64)]
    [InlineData(2, 1)]
    [InlineData(3, 200)]
    [InlineData(4, 257)]
    [InlineData(10, 513)]
    [InlineData(15, 256)]
    [InlineData(16, 300)]
    [InlineData(17, 31)]
    [InlineData(64, 128)]
    [InlineData(128, 136)]
    [InlineData(200, 4)]
    [InlineData(209, 40)]
    [InlineData(700, 9)]
    public void Is_bit_identical_to_the_naive_loop_over_all_values_and_writes_nothing_else(int width, int length)
    {
        foreach (double density in (double[])[0, 0.5, 1])
        {
            RandomSource random = new(5);
            FloatBuffer row = new(length),
                matrix = new(length * width),
                sum = new(width + 1),
                scratch = new(RowProduct.ScratchLength);
            foreach (ref float value in row.Span)
                value = random.NextDouble() < density ? (float)random.NextGaussian() : 0;
            foreach (ref float value in matrix.Span)
                value = (float)random.NextGaussian();
            float[] expected = [.. Enumerable.Range(0, width + 1).Select(_ => (float)random.NextGaussian())];
            expected.CopyTo(sum.Span);
            for (int k = 0; k < length; k++)
            {
                for (int j = 0; j < width; j++)
                    expected[j] = MathF.FusedMultiplyAdd(row.Span[k], matrix.Span[(k * width) + j], expected[j]);
            }

            RowProduct.Add(row.Pointer, length, matrix.Pointer, width, sum.Pointer, scratch.Pointer);
            Assert.Equal(expected, sum.Span.ToArray());

            // The kernel uses raw pointers, which the garbage collector does not track.
            GC.KeepAlive((row, matrix, scratch));
        }
    }

    [Fact]
    public void NaN_of_the_row_propagates()
    {
        FloatBuffer row = new(2),
            matrix = new(4),
            sum = new(2),
            scratch = new(RowProduct.ScratchLength);
        row.Span[1] = float.NaN;
        RowProduct.Add(row.Pointer, 2, matrix.Pointer, 2, sum.Pointer, scratch.Pointer);
        Assert.Equal([float.NaN, float.NaN], sum.Span.ToArray());
        GC.KeepAlive((row, matrix, scratch));
    }
}
