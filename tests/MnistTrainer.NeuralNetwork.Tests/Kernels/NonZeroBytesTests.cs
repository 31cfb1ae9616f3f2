using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork.Tests;

public sealed unsafe class NonZeroBytesTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(15, 0)]
    [InlineData(16, 16)]
    [InlineData(32, 32)]
    [InlineData(40, 32)]
    [InlineData(48, 48)]
    [InlineData(784, 784)]
    public void Lists_what_a_loop_finds(int length, int expectedRead)
    {
        const float factor = 1 / 255f;
        Random random = new(length);
        foreach (int percent in (int[])[0, 3, 20, 60, 100])
        {
            byte[] bytes = [.. Enumerable.Range(0, length + 1).Select(_ => (byte)(random.Next(100) < percent ? random.Next(1, 256) : 0))];
            int[] columns = new int[length + 1];
            float[] values = new float[length + 1];
            columns[length] = -1;
            values[length] = -1;
            int count,
                read;
            fixed (int* column = columns)
            fixed (float* value = values)
                count = NonZeroBytes.List(ref bytes[0], length, factor, column, value, out read);

            Assert.Equal(expectedRead, read);
            int[] expected = [.. Enumerable.Range(0, read).Where(i => bytes[i] != 0)];
            Assert.Equal(expected, columns[..count]);
            Assert.Equal(expected.Select(i => bytes[i] * factor), values[..count]);
            Assert.Equal((-1, -1f), (columns[length], values[length]));
        }
    }
}
