using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork.Tests;

public sealed unsafe class OptimizerTests
{
    private const double Rate = 0.05f;

    public static TheoryData<string> Names => [.. Optimizer.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Equals_its_published_formula_for_every_length(string name)
    {
        Optimizer optimizer = Optimizer.Parse(name, (float)Rate);
        foreach (int length in (int[])[1, 2, 7, 8, 9, 15, 16, 17, 33, 40])
        {
            RandomSource random = new(1);
            FloatBuffer w = new(length),
                g = new(length),
                s0 = new(length),
                s1 = new(length);
            double[] expected = new double[length];
            double[][] state = [.. Enumerable.Range(0, length).Select(_ => new double[2])];
            for (int i = 0; i < length; i++)
                expected[i] = w.Span[i] = (float)random.NextGaussian();
            for (int step = 1; step <= 80; step++)
            {
                foreach (ref float gradient in g.Span)
                    gradient = (float)random.NextGaussian();
                optimizer.Update(
                    optimizer.SizeOf(step, (float)Rate),
                    new ParameterRange(length, w.Pointer, g.Pointer, s0.Pointer, s1.Pointer)
                );
                for (int i = 0; i < length; i++)
                    expected[i] = PublishedOptimizers.Step(optimizer, Rate, step, expected[i], g.Span[i], state[i]);
            }

            for (int i = 0; i < length; i++)
                Assert.Equal(expected[i], w.Span[i], 4e-5);

            // The optimizer sees pointers only, which the garbage collector does not.
            foreach (FloatBuffer buffer in (FloatBuffer[])[g, s0, s1])
                GC.KeepAlive(buffer);
        }
    }

    /// <summary>Vectors of any width compute what one parameter alone gets, to the last bit.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_parameter_has_the_same_bits_wherever_it_lies(string name)
    {
        const int length = 45;
        Optimizer optimizer = Optimizer.Parse(name, (float)Rate);
        RandomSource random = new(7);
        FloatBuffer[] together = [.. Enumerable.Range(0, 4).Select(_ => new FloatBuffer(length))],
            alone = [.. Enumerable.Range(0, 4).Select(_ => new FloatBuffer(length))];
        for (int step = 1; step <= 20; step++)
        {
            foreach (ref float gradient in together[1].Span)
                gradient = (float)random.NextGaussian();
            together[1].Span.CopyTo(alone[1].Span);
            StepSize size = optimizer.SizeOf(step, (float)Rate);
            optimizer.Update(size, RangeOf(together, 0, length));
            for (int i = 0; i < length; i++)
                optimizer.Update(size, RangeOf(alone, i, 1));
        }

        Assert.NotEqual(new float[length], together[0].Span.ToArray());
        for (int i = 0; i < together.Length; i++)
            Assert.Equal(alone[i].Span.ToArray(), together[i].Span.ToArray());

        static ParameterRange RangeOf(FloatBuffer[] buffers, int first, int count) =>
            new(count, buffers[0].Pointer + first, buffers[1].Pointer + first, buffers[2].Pointer + first, buffers[3].Pointer + first);
    }

    /// <summary>Kingma and Ba 2015: the first step is the learning rate against the sign of the gradient, whatever its size.</summary>
    [Theory]
    [InlineData(1e-3f)]
    [InlineData(1f)]
    [InlineData(-1e3f)]
    public void The_first_step_of_Adam_is_as_long_as_the_learning_rate(float gradient)
    {
        FloatBuffer w = new(1),
            g = new([gradient]),
            m = new(1),
            v = new(1);
        Adam adam = new(0.25f);
        adam.Update(adam.SizeOf(1, 0.25f), new ParameterRange(1, w.Pointer, g.Pointer, m.Pointer, v.Pointer));
        Assert.Equal(-0.25 * Math.Sign(gradient), w.Span[0], 1e-5);
        foreach (FloatBuffer buffer in (FloatBuffer[])[g, m, v])
            GC.KeepAlive(buffer);
    }

    [Fact]
    public void Rejects_an_unknown_name_and_lists_the_known_ones()
    {
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => Optimizer.Parse("adamm"));
        Assert.Equal(
            "optimizer: expected one of gradient-descent, sgd, momentum(0.9), nesterov(0.9), adagrad(1E-08), adadelta(0.95,1E-06), rmsprop(0.9,1E-08), "
                + "adam(0.9,0.999,1E-08), nadam(0.9,0.999,1E-08), adamw(0.9,0.999,1E-08,0.01), found \"adamm\". Choose one of these; the settings in parentheses can be changed or left out.",
            error.Message
        );
    }

    public static TheoryData<string, Optimizer> Settings =>
        new()
        {
            { "momentum(0.5)", new Momentum(Decay: 0.5f) },
            { "nesterov(0.5)", new Nesterov(Decay: 0.5f) },
            { "adagrad(0.001)", new AdaGrad(Epsilon: 0.001f) },
            { "adadelta(0.5,0.001)", new AdaDelta(Decay: 0.5f, Epsilon: 0.001f) },
            { "rmsprop(0.5,0.001)", new RMSProp(Decay: 0.5f, Epsilon: 0.001f) },
            { "adam(0.5,0.75,0.001)", new Adam(Beta1: 0.5f, Beta2: 0.75f, Epsilon: 0.001f) },
            { "nadam(0.5,0.75,0.001)", new Nadam(Beta1: 0.5f, Beta2: 0.75f, Epsilon: 0.001f) },
            { "adamw(0.5,0.75,0.001,0.25)", new AdamW(Beta1: 0.5f, Beta2: 0.75f, Epsilon: 0.001f, WeightDecay: 0.25f) },
        };

    [Theory]
    [MemberData(nameof(Settings))]
    public void Reads_and_writes_settings(string spelling, Optimizer expected)
    {
        Assert.Equal(expected, Optimizer.Parse($" {spelling.ToUpperInvariant()} "));
        Assert.Equal(expected with { LearningRate = 3 }, Optimizer.Parse(spelling, 3));
        Assert.Equal(spelling, expected.Spelling);
        Assert.Equal(expected.Name, Optimizer.Parse(expected.Name).Spelling);
    }

    [Fact]
    public void Settings_left_out_have_their_defaults() => Assert.Equal(new AdamW(Beta1: 0.5f), Optimizer.Parse("adamw(0.5)"));

    [Theory]
    [InlineData("sgd(1)", "expected one of")]
    [InlineData("momentum(x)", "expected the settings decay, in this order or preceded by their names, found \"x\" for decay")]
    [InlineData("momentum(0.5", "expected a closing parenthesis after the settings")]
    [InlineData(
        "adam(0.9,0.9,1e-8,1)",
        "expected the settings beta1, beta2, epsilon, in this order or preceded by their names, found \"1\""
    )]
    [InlineData(
        "adam(1,2,0)",
        "beta1 must be from 0 to below 1, not 1; beta2 must be from 0 to below 1, not 2; epsilon must be above 0, not 0"
    )]
    public void Rejects_invalid_settings(string name, string expected) =>
        Assert.Contains(expected, Assert.Throws<InvalidInputException>(() => Optimizer.Parse(name)).Message, StringComparison.Ordinal);

    /// <summary>f(x, y) = ½ (x² + 25 y²): steep one way, flat the other.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Descends_a_long_narrow_valley(string name)
    {
        Optimizer optimizer = Optimizer.Parse(
            name,
            name switch
            {
                "adadelta" => 20f,
                "adagrad" => 0.5f,
                "momentum" or "nesterov" => 0.01f,
                _ => 0.05f,
            }
        );
        FloatBuffer w = new([1, 1]),
            g = new(2),
            s0 = new(2),
            s1 = new(2);
        double beginning = Height(w);
        for (int step = 1; step <= 400; step++)
        {
            (g.Span[0], g.Span[1]) = (w.Span[0], 25 * w.Span[1]);
            optimizer.Update(
                optimizer.SizeOf(step, optimizer.LearningRate * (1 - (step / 400f))),
                new ParameterRange(2, w.Pointer, g.Pointer, s0.Pointer, s1.Pointer)
            );
        }

        Assert.InRange(Height(w), 0, beginning / 1000);
        foreach (FloatBuffer buffer in (FloatBuffer[])[g, s0, s1])
            GC.KeepAlive(buffer);
        static double Height(FloatBuffer w) => 0.5 * ((w.Span[0] * w.Span[0]) + (25 * w.Span[1] * w.Span[1]));
    }

    [Theory]
    [InlineData("nesterov", "decay")]
    [InlineData("adagrad", "epsilon")]
    [InlineData("adadelta", "decay,epsilon")]
    [InlineData("rmsprop", "decay,epsilon")]
    [InlineData("nadam", "beta1,beta2,epsilon")]
    [InlineData("adamw", "beta1,beta2,epsilon,weight decay")]
    public void Reports_every_setting_out_of_range(string name, string settings)
    {
        Optimizer wrong = Optimizer.Parse(name) switch
        {
            Nesterov one => one with { LearningRate = 0, Decay = 1 },
            AdaGrad one => one with { LearningRate = -1, Epsilon = 0 },
            AdaDelta one => one with { LearningRate = 0, Decay = -1, Epsilon = 0 },
            RMSProp one => one with { LearningRate = 0, Decay = float.NaN, Epsilon = -1 },
            Nadam one => one with { LearningRate = 0, Beta1 = 1, Beta2 = -1, Epsilon = 0 },
            AdamW one => one with { LearningRate = 0, Beta1 = 1, Beta2 = -1, Epsilon = 0, WeightDecay = -1 },
            _ => throw new NotSupportedException(name),
        };
        string violations = string.Join("; ", wrong.Violations());
        foreach (string setting in settings.Split(',').Append("learning rate"))
            Assert.Contains(setting, violations, StringComparison.Ordinal);
    }

    /// <summary>Steps without a gradient may be taken together, whatever the length and the place of the parameters; what never moved stays.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Steps_at_rest_are_steps_with_a_gradient_of_zero(string name)
    {
        var optimizer = Optimizer.Parse(name);
        StepRate[] steps = [.. Enumerable.Range(5, 40).Select(step => new StepRate(optimizer.SizeOf(step, 0.01f / step), 0.01f / step))];
        foreach (int length in (int[])[1, 5, 8, 16, 37])
        {
            RandomSource random = new(3);
            FloatBuffer[] one = [.. Enumerable.Range(0, 3).Select(_ => new FloatBuffer(length))];
            for (int i = 0; i < length; i++)
            {
                one[0].Span[i] = (float)random.NextGaussian();
                one[1].Span[i] = i is >= 8 and < 24 ? 0 : (float)random.NextGaussian();
                one[2].Span[i] = i is >= 8 and < 24 ? 0 : (float)random.NextDouble();
            }

            FloatBuffer[] other = [.. one.Select(buffer => new FloatBuffer(buffer.Span))];
            FloatBuffer zeros = new(length);
            optimizer.UpdateAtRest(steps, new ParameterRange(length, one[0].Pointer, zeros.Pointer, one[1].Pointer, one[2].Pointer));
            foreach (StepRate step in steps)
                optimizer.Update(
                    step.Size,
                    new ParameterRange(length, other[0].Pointer, zeros.Pointer, other[1].Pointer, other[2].Pointer)
                );
            for (int i = 0; i < 3; i++)
                Assert.Equal(other[i].Span.ToArray(), one[i].Span.ToArray());
            GC.KeepAlive(zeros);
        }
    }
}
