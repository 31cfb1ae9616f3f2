using System.Numerics;
using System.Runtime.Intrinsics;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork.Tests;

public sealed unsafe class UnderflowTests
{
    public static TheoryData<string> Names => [.. Optimizer.Names];

    [Fact]
    public void Only_numbers_below_the_limit_become_zero()
    {
        float[] kept = [1e-10f, -1e-10f, 2e-10f, 1, float.MaxValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN],
            lost = [9.9e-11f, -9.9e-11f, float.Epsilon, -float.Epsilon, 0];
        foreach (float x in kept)
        {
            Assert.Equal(x, Underflow.Flush(new Vector<float>(x), 1e-10f)[0]);
            Assert.Equal(x, Underflow.Flush(Vector512.Create(x), Vector512.Create(1e-10f))[0]);
        }

        foreach (float x in lost)
        {
            Assert.Equal(0, Underflow.Flush(new Vector<float>(x), 1e-10f)[0]);
            Assert.Equal(0, Underflow.Flush(Vector512.Create(x), Vector512.Create(1e-10f))[0]);
            Assert.Equal(x, Underflow.Flush(new Vector<float>(x), 0)[0]);
        }
    }

    /// <summary>0.9 times the smallest float rounds to itself, so that a mean that decays would be subnormal for ever.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void No_memory_of_an_optimizer_is_ever_subnormal(string name)
    {
        var optimizer = Optimizer.Parse(name);
        const int length = 45;
        foreach (float later in (float[])[0, 1e-12f, 1e-19f, 1e-25f])
        {
            RandomSource random = new(1);
            FloatBuffer w = new(length),
                g = new(length),
                s0 = new(length),
                s1 = new(length);
            for (int step = 1; step <= 3000; step++)
            {
                foreach (ref float gradient in g.Span)
                    gradient = (step <= 3 ? 0.01f : later) * (float)random.NextGaussian();
                optimizer.Update(
                    optimizer.SizeOf(step, optimizer.LearningRate),
                    new ParameterRange(length, w.Pointer, g.Pointer, s0.Pointer, s1.Pointer)
                );
                Assert.DoesNotContain(s0.Span.ToArray(), float.IsSubnormal);
                Assert.DoesNotContain(s1.Span.ToArray(), float.IsSubnormal);
            }

            GC.KeepAlive(g);
        }
    }

    /// <summary>A penalty shrinks weights that nothing else moves. They end at 0 and stay there; without a penalty, the smallest weights are left alone.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Weights_that_a_penalty_shrinks_become_zero(string name)
    {
        var optimizer = Optimizer.Parse(name);
        float[] start = [.. Enumerable.Range(0, 45).Select(i => (i % 2 == 0 ? 1 : -1) * 3 * MathF.Pow(10, -i))];
        foreach (float least in (float[])[0, Underflow.Weight])
        {
            FloatBuffer w = new(start),
                zeros = new(start.Length),
                s0 = new(start.Length),
                s1 = new(start.Length);
            optimizer.Update(
                optimizer.SizeOf(1, 1e-3f),
                new ParameterRange(start.Length, w.Pointer, zeros.Pointer, s0.Pointer, s1.Pointer) { LeastWeight = least }
            );
            Assert.Equal(start.Count(x => Math.Abs(x) < least), w.Span.ToArray().Count(x => x == 0));
            GC.KeepAlive((zeros, s0, s1));
        }
    }
}
