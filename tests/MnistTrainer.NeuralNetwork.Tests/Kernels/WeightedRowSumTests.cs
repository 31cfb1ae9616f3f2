using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork.Tests;

public sealed unsafe class WeightedRowSumTests
{
    [Fact]
    public void Every_width_and_count_up_to_70_is_bit_identical_to_the_naive_loop()
    {
        const int rows = 90;
        RandomSource random = new(1);
        for (int width = 1; width <= 70; width++)
        {
            int stride = width + random.NextInt(3);
            FloatBuffer matrix = new(rows * stride),
                sum = new(width + 1);
            foreach (ref float value in matrix.Span)
                value = (float)random.NextGaussian();
            for (int count = 0; count <= 70; count++)
            {
                int[] index = [.. Enumerable.Range(0, count).Select(_ => random.NextInt(rows))];
                float[] weight = [.. Enumerable.Range(0, count).Select(_ => (float)random.NextGaussian())];
                float[] expected = [.. Enumerable.Range(0, width + 1).Select(_ => (float)random.NextGaussian())];
                expected.CopyTo(sum.Span);
                for (int k = 0; k < count; k++)
                {
                    for (int j = 0; j < width; j++)
                        expected[j] = MathF.FusedMultiplyAdd(weight[k], matrix.Span[(index[k] * stride) + j], expected[j]);
                }

                fixed (int* i = index)
                fixed (float* w = weight)
                    WeightedRowSum.Add(sum.Pointer, width, matrix.Pointer, stride, i, w, count);
                Assert.True(sum.Span.SequenceEqual(expected), $"width {width}, count {count}");
            }

            // The kernel uses raw pointers, which the garbage collector does not track.
            GC.KeepAlive(matrix);
        }
    }

    [Theory]
    [InlineData(16, 1)]
    [InlineData(17, 9)]
    [InlineData(64, 4)]
    [InlineData(80, 6)]
    [InlineData(81, 6)]
    [InlineData(100, 5)]
    [InlineData(128, 3)]
    [InlineData(129, 7)]
    [InlineData(200, 8)]
    [InlineData(208, 2)]
    [InlineData(144, 4)]
    [InlineData(193, 6)]
    public void The_widest_vectors_are_bit_identical_to_the_naive_loop(int width, int count)
    {
        const int rows = 11;
        RandomSource random = new(3);
        FloatBuffer matrix = new(rows * width),
            sum = new(width + 1);
        foreach (ref float value in matrix.Span)
            value = (float)random.NextGaussian();
        int[] index = [.. Enumerable.Range(0, count).Select(_ => random.NextInt(rows))];
        float[] weight = [.. Enumerable.Range(0, count).Select(_ => (float)random.NextGaussian())];
        float[] expected = [.. Enumerable.Range(0, width + 1).Select(_ => (float)random.NextGaussian())];
        expected.CopyTo(sum.Span);
        for (int k = 0; k < count; k++)
        {
            for (int j = 0; j < width; j++)
                expected[j] = MathF.FusedMultiplyAdd(weight[k], matrix.Span[(index[k] * width) + j], expected[j]);
        }

        fixed (int* i = index)
        fixed (float* w = weight)
            WeightedRowSum512.Add(sum.Pointer, width, matrix.Pointer, width, i, w, count);
        Assert.Equal(expected, sum.Span.ToArray());
        GC.KeepAlive(matrix);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(33, 17)]
    [InlineData(200, 128)]
    public void Consecutive_rows_equal_rows_with_consecutive_indices(int width, int count)
    {
        RandomSource random = new(2);
        FloatBuffer matrix = new(width * count),
            one = new(width),
            other = new(width),
            weight = new(count * 3);
        foreach (ref float value in matrix.Span)
            value = (float)random.NextGaussian();
        foreach (ref float value in weight.Span)
            value = (float)random.NextGaussian();
        int[] index = [.. Enumerable.Range(0, count)];
        float[] picked = [.. Enumerable.Range(0, count).Select(k => weight.Span[k * 3])];
        fixed (int* i = index)
        fixed (float* w = picked)
            WeightedRowSum.Add(one.Pointer, width, matrix.Pointer, width, i, w, count);
        WeightedRowSum.AddConsecutive(other.Pointer, width, matrix.Pointer, width, weight.Pointer, 3, count);
        Assert.True(one.Span.SequenceEqual(other.Span));
        GC.KeepAlive(matrix);
        GC.KeepAlive(weight);
    }

    [Fact]
    public void NaN_propagates()
    {
        FloatBuffer matrix = new(20),
            sum = new(20);
        float weight = 2;
        matrix.Span[13] = float.NaN;
        WeightedRowSum.AddConsecutive(sum.Pointer, 20, matrix.Pointer, 20, &weight, 1, 1);
        Assert.True(float.IsNaN(sum.Span[13]));
        Assert.Equal(19, sum.Span.ToArray().Count(value => value == 0));
        GC.KeepAlive(matrix);
    }
}
