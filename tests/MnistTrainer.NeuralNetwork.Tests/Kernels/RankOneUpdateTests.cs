using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork.Tests;

public sealed unsafe class RankOneUpdateTests
{
    [Theory]
    [InlineData(1, 3)]
    [InlineData(16, 1)]
    [InlineData(100, 5)]
    [InlineData(128, 4)]
    [InlineData(129, 7)]
    [InlineData(150, 2)]
    [InlineData(200, 8)]
    [InlineData(208, 3)]
    [InlineData(209, 3)]
    public void Every_width_is_bit_identical_to_the_naive_loop(int width, int count)
    {
        const int rows = 11;
        const float factor = -0.1f;
        Random random = new(width);
        float[] Values(int length) => [.. Enumerable.Range(0, length).Select(_ => (float)(random.NextDouble() - 0.5))];
        float[] vector = Values(width),
            weight = Values(count),
            matrix = Values(rows * width);
        int[] index = [.. Enumerable.Range(0, rows)];
        random.Shuffle(index);
        float[] expected = [.. matrix];
        for (int k = 0; k < count; k++)
        {
            for (int j = 0; j < width; j++)
                expected[(index[k] * width) + j] = MathF.FusedMultiplyAdd(factor * weight[k], vector[j], expected[(index[k] * width) + j]);
        }

        fixed (float* m = matrix)
        fixed (float* v = vector)
        fixed (float* w = weight)
        fixed (int* i = index)
            RankOneUpdate.Add(m, width, i, w, count, factor, v);
        Assert.Equal(expected, matrix);
    }
}
