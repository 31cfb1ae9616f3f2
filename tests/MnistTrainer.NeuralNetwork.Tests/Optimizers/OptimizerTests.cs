using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork.Tests;

public sealed unsafe class OptimizerTests
{
    [Theory]
    [InlineData("sgd")]
    [InlineData("momentum")]
    [InlineData("adam")]
    public void Equals_its_published_formula_for_every_length(string name)
    {
        Optimizer optimizer = Optimizer.Parse(name, 0.05f);
        for (int length = 1; length <= 40; length++)
        {
            RandomSource random = new(1);
            FloatBuffer w = new(length), g = new(length), s0 = new(length), s1 = new(length);
            double[] expected = new double[length], m = new double[length], v = new double[length];
            for (int i = 0; i < length; i++)
                expected[i] = w.Span[i] = (float)random.NextGaussian();
            for (int step = 1; step <= 25; step++)
            {
                foreach (ref float gradient in g.Span)
                    gradient = (float)random.NextGaussian();
                optimizer.Move(optimizer.SizeOf(step, 0.05f), new ParameterRange(length, w.Pointer, g.Pointer, s0.Pointer, s1.Pointer));
                for (int i = 0; i < length; i++)
                    expected[i] = Published(name, step, expected[i], g.Span[i], ref m[i], ref v[i]);
            }

            for (int i = 0; i < length; i++)
                Assert.Equal(expected[i], w.Span[i], 2e-5);

            // The optimizer sees pointers only, which the garbage collector does not.
            foreach (FloatBuffer buffer in (FloatBuffer[])[g, s0, s1])
                GC.KeepAlive(buffer);
        }
    }

    /// <summary>Kingma and Ba 2015: the first step is the learning rate against the sign of the gradient, whatever its size.</summary>
    [Theory]
    [InlineData(1e-3f)]
    [InlineData(1f)]
    [InlineData(-1e3f)]
    public void The_first_step_of_Adam_is_as_long_as_the_learning_rate(float gradient)
    {
        FloatBuffer w = new(1), g = new([gradient]), m = new(1), v = new(1);
        Adam adam = new(0.25f);
        adam.Move(adam.SizeOf(1, 0.25f), new ParameterRange(1, w.Pointer, g.Pointer, m.Pointer, v.Pointer));
        Assert.Equal(-0.25 * Math.Sign(gradient), w.Span[0], 1e-5);
        foreach (FloatBuffer buffer in (FloatBuffer[])[g, m, v])
            GC.KeepAlive(buffer);
    }

    [Fact]
    public void An_unknown_name_is_refused_with_those_known()
    {
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => Optimizer.Parse("adamm"));
        Assert.Equal("optimizer: expected one of sgd, momentum, adam, found \"adamm\". Choose one of these names.", error.Message);
    }

    private static double Published(string name, int step, double w, double g, ref double m, ref double v)
    {
        const double rate = 0.05f;
        switch (name)
        {
            case "sgd":
                return w - (rate * g);
            case "momentum":
                v = (0.9 * v) + g;
                return w - (rate * v);
            default:
                m = (0.9 * m) + (0.1 * g);
                v = (0.999 * v) + (0.001 * g * g);
                return w - (rate * (m / (1 - Math.Pow(0.9, step))) / (Math.Sqrt(v / (1 - Math.Pow(0.999, step))) + 1e-8));
        }
    }
}
