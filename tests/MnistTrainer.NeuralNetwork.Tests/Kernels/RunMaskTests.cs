using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class RunMaskTests
{
    /// <summary>The sum over single values, and over the first rows up to the last of each run less those before it, is the sum over all values.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(64)]
    public unsafe void Single_values_and_runs_are_all_that_is_not_zero(int count)
    {
        Random random = new(count);
        float* values = stackalloc float[count];
        for (int trial = 0; trial < 500; trial++)
        {
            float[] weights = [.. Enumerable.Range(0, count).Select(_ => (float)random.Next(-50, 50))];
            double expected = 0;
            for (int i = 0; i < count; i++)
            {
                values[i] = random.Next(4) switch
                {
                    0 => 0,
                    1 => random.Next(-3, 4) / 4f,
                    _ => 1,
                };
                expected += values[i] * weights[i];
            }

            RunMask mask = RunMask.Of(values, count);
            Assert.Equal(expected, Product(mask, values, weights));
            float* later = values + Math.Min(32, count);
            double byHalves = Product(mask.Half(0), values, weights) + Product(mask.Half(1), later, weights[Math.Min(32, count)..]);
            Assert.Equal(expected, byHalves);
        }
    }

    [Fact]
    public unsafe void Counts_the_rows_of_a_product()
    {
        float* values = stackalloc float[] { 1, 1, 1, 0.5f, 0, 0, 1, 0, 1, 1 };

        // A run from the start: one sum. 0.5, and a 1 by itself: two rows. A run in the middle: two sums.
        Assert.Equal(5, RunMask.Of(values, 10).Count);
        Assert.Equal(0, RunMask.Of(values + 4, 2).Count);
    }

    [Fact]
    public unsafe void Not_a_number_is_a_value()
    {
        float* values = stackalloc float[] { float.NaN, 0 };
        Assert.Equal(1ul, RunMask.Of(values, 2).Values);
    }

    private static unsafe double Product(RunMask mask, float* values, float[] weights)
    {
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            double first = weights.Take(i + 1).Sum(weight => (double)weight);
            sum += IsIn(mask.Values, i) ? values[i] * weights[i] : 0;
            sum += (IsIn(mask.Lasts, i) ? first : 0) - (IsIn(mask.Befores, i) ? first : 0);
        }

        return sum;
    }

    private static bool IsIn(ulong bits, int i) => i < 64 && ((bits >> i) & 1) == 1;
}
