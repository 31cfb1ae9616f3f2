using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>Every setting of every optimizer changes its steps, and as its formula says.</summary>
public sealed unsafe class OptimizerSettingTests
{
    private const float Rate = 0.05f;
    private const int Steps = 5;

    /// <summary>Each setting changed on its own: ε so large that it matters, decays far from their defaults.</summary>
    public static TheoryData<string> Changed =>
        [
            "momentum(0.5)",
            "nesterov(0.5)",
            "adagrad(0.1)",
            "adadelta(0.5)",
            "adadelta(0.95,0.1)",
            "rmsprop(0.5)",
            "rmsprop(0.9,0.1)",
            "adam(0.5)",
            "adam(0.9,0.5)",
            "adam(0.9,0.999,0.1)",
            "nadam(0.5)",
            "nadam(0.9,0.5)",
            "nadam(0.9,0.999,0.1)",
            "adamw(0.5)",
            "adamw(0.9,0.5)",
            "adamw(0.9,0.999,0.1)",
            "adamw(0.9,0.999,1e-8,0.5)",
        ];

    [Theory]
    [MemberData(nameof(Changed))]
    public void Each_setting_changes_the_steps_as_its_formula_says(string name)
    {
        var optimizer = Optimizer.Parse(name, Rate);
        double[] expected = Published(optimizer),
            withDefaults = Published(Optimizer.Parse(optimizer.Name, Rate));
        float[] actual = Run(optimizer);
        for (int step = 0; step < Steps; step++)
            Assert.Equal(expected[step], actual[step], 2e-6);
        Assert.Contains(Enumerable.Range(0, Steps), step => Math.Abs(expected[step] - withDefaults[step]) > 1e-4);
    }

    [Fact]
    public void Every_setting_of_every_optimizer_is_tested()
    {
        int settings = Optimizer.All.Sum(optimizer =>
            optimizer.Spelling == optimizer.Name ? CountOf(Optimizer.Registry.Text(optimizer)) : 0
        );
        Assert.Equal(settings, Changed.Count);
        static int CountOf(string text) => text.Contains('(', StringComparison.Ordinal) ? text.Split(',').Length : 0;
    }

    private static double[] Published(Optimizer optimizer)
    {
        double w = 0.7;
        double[] state = new double[2];
        return
        [
            .. Enumerable.Range(1, Steps).Select(step => w = PublishedOptimizers.Step(optimizer, Rate, step, w, Gradient(step), state)),
        ];
    }

    private static float[] Run(Optimizer optimizer)
    {
        FloatBuffer w = new([0.7f]),
            g = new(1),
            s = new(1),
            t = new(1);
        float[] after = new float[Steps];
        for (int step = 1; step <= Steps; step++)
        {
            g.Span[0] = Gradient(step);
            optimizer.Update(optimizer.SizeOf(step, Rate), new ParameterRange(1, w.Pointer, g.Pointer, s.Pointer, t.Pointer));
            after[step - 1] = w.Span[0];
        }

        foreach (FloatBuffer buffer in (FloatBuffer[])[g, s, t])
            GC.KeepAlive(buffer);
        return after;
    }

    /// <summary>Gradients of both signs and different sizes, so that means and squares matter.</summary>
    private static float Gradient(int step) => step % 3 == 0 ? -0.2f : 0.3f / step;
}
