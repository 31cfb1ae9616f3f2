using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class TransposeTests
{
    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(8, 8, 0)]
    [InlineData(16, 24, 0)]
    [InlineData(7, 9, 0)]
    [InlineData(19, 21, 3)]
    [InlineData(64, 10, 8)]
    public unsafe void Rows_become_columns_and_nothing_else_is_written(int rows, int columns, int from)
    {
        int stride = rows + 5;
        FloatBuffer source = new(rows * columns),
            destination = new((columns * stride) + 16);
        for (int i = 0; i < source.Length; i++)
            source.Span[i] = i + 1;
        Transpose.Rows(source.Pointer, columns, from, rows, destination.Pointer, stride);
        for (int q = 0; q < columns; q++)
        {
            for (int p = 0; p < stride; p++)
                Assert.Equal(p >= from && p < rows ? (p * columns) + q + 1 : 0, destination.Span[(q * stride) + p]);
        }

        Assert.Equal(-1, destination.Span[(columns * stride)..].IndexOfAnyExcept(0f));
        GC.KeepAlive(source);
        GC.KeepAlive(destination);
    }
}
