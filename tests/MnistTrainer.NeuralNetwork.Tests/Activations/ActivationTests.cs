namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class ActivationTests
{
    public static TheoryData<string, float, double> Values =>
        new()
        {
            { "identity", -1.5f, -1.5 },
            { "step", 0f, 1 },
            { "step", -0.001f, 0 },
            { "sigmoid", 0f, 0.5 },
            { "sigmoid", 1f, 0.7310585786300049 },
            { "sigmoid", -80f, 1.8048513878454153e-35 },
            { "sigmoid", 100f, 1 },
            { "tanh", 0.5f, 0.46211715726000975 },
            { "tanh", 0.001f, 0.0009999996666668 },
            { "tanh", -0.09f, -0.08975778829462665 },
            { "tanh", 0.101f, 0.10065796539880237 },
            { "tanh", 0.9f, 0.7162978585900097 },
            { "tanh", -50f, -1 },
            { "relu", -3f, 0 },
            { "relu", 3f, 3 },
            { "leaky-relu(0.01)", -3f, -0.03 },
            { "leaky-relu(0.2)", -3f, -0.6 },
            { "leaky-relu(0.2)", 3f, 3 },
            { "clamp(-1,1)", -3f, -1 },
            { "clamp(-1,1)", 0.25f, 0.25 },
            { "clamp(14999,500001)", 1e9f, 500_001 },
            { "clamp(14999,500001)", 20_000f, 20_000 },
            { "elu(1)", -1f, -0.6321205588285577 },
            { "elu(2)", -1f, -1.2642411176571153 },
            { "elu(1)", 2f, 2 },
            { "softplus", 0f, 0.6931471805599453 },
            { "softplus", 1f, 1.3132616875182228 },
            { "softplus", -20f, 2.0611536203143807e-09 },
            { "softplus", 100f, 100 },
            { "softplus", -5f, 0.006715348489118068 },
            { "selu", 1f, 1.0507009873554805 },
            { "selu", -1f, -1.1113307378125628 },
            { "gelu", 1f, 0.8413447460685429 },
            { "gelu", -1f, -0.15865525393145707 },
            { "gelu", 0f, 0 },
            { "silu", 1f, 0.7310585786300049 },
            { "silu", -1f, -0.2689414213699951 },
            { "mish", 1f, 0.8650983882673103 },
            { "mish", -1f, -0.30340146137410895 },
            { "mish", 3f, 2.9865350049679575 },
            { "mish", -5f, -0.033576237730161704 },
            { "mish", 100f, 100 },
            { "maxout(2)", 1.5f, 1.5 },
            { "maxout(3)", -1.5f, -1.5 },
        };

    public static TheoryData<string> Names => [.. Activation.All.Select(activation => activation.Name)];

    [Theory]
    [MemberData(nameof(Values))]
    public void Gives_the_published_value_at_every_position(string name, float x, double expected)
    {
        for (int length = 1; length <= 40; length++)
        {
            Assert.All(Outputs(name, x, length), y => Assert.Equal(expected, y, Math.Abs(expected) * (name == "gelu" ? 1e-6 : 3e-7)));
        }
    }

    [Fact]
    public void Softmax_gives_the_worked_example_and_survives_large_net_inputs()
    {
        float[] rows = [1, 2, 3, 1001, 1002, 1003];
        Activation.Softmax.Forward(rows, 3);
        double[] expected = [0.09003057317038046, 0.24472847105479767, 0.6652409557748219];
        for (int i = 0; i < 6; i++)
            Assert.Equal(expected[i % 3], rows[i], 1e-6);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Propagates_NaN(string name)
    {
        Activation activation = Activation.Parse(name);
        Assert.SkipWhen(activation == Activation.Step, "A threshold gives 0 or 1 for any input.");
        Assert.All(Outputs(name, float.NaN, 21), y => Assert.True(float.IsNaN(y)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Reads_back_its_name(string name)
    {
        Assert.Equal(name, Activation.Parse(name).Name);
        Assert.Equal(Activation.Parse(name), Activation.Parse(" " + name.ToUpperInvariant()));
    }

    [Theory]
    [InlineData("rely")]
    [InlineData("relu(2)")]
    [InlineData("")]
    public void Rejects_an_unknown_name_and_lists_the_known_ones(string name)
    {
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => Activation.Parse(name));
        Assert.Contains($"\"{name}\"", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            "identity, step, sigmoid, tanh, relu, leaky-relu(0.01), clamp(-1,1), elu(1), softplus, selu, gelu, silu, mish, maxout(2), softmax",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("leaky-relu(1)")]
    [InlineData("leaky-relu(-0.1)")]
    [InlineData("clamp(2,2)")]
    [InlineData("clamp(2)")]
    [InlineData("clamp(0,NaN)")]
    [InlineData("elu(0)")]
    [InlineData("elu(-1)")]
    [InlineData("maxout(1)")]
    [InlineData("maxout(2.5)")]
    [InlineData("maxout(17)")]
    public void Rejects_settings_out_of_range(string name) => Assert.Throws<InvalidInputException>(() => Activation.Parse(name));

    [Theory]
    [InlineData(2, new[] { 1f, 3, 2, 2, -5, -4 }, new[] { 3f, 2, -4 }, new[] { 0f, 10, 20, 0, 0, 30 })]
    [InlineData(3, new[] { 1f, 3, 2, 2, -5, -4 }, new[] { 3f, 2 }, new[] { 0f, 10, 0, 20, 0, 0 })]
    public void Maxout_takes_the_largest_and_gives_it_the_gradient(int pieces, float[] netInput, float[] expected, float[] netInputError)
    {
        Maxout maxout = new(pieces);
        float[] output = new float[expected.Length],
            error = new float[netInput.Length];
        maxout.Forward(netInput, output);
        maxout.Backward(netInput, [.. Enumerable.Range(1, expected.Length).Select(i => 10f * i)], error);
        Assert.Equal(expected, output);
        Assert.Equal(netInputError, error);
    }

    /// <summary>At a bound, the slope is 0: the output is the same beyond.</summary>
    [Fact]
    public void A_clamp_propagates_errors_strictly_between_its_bounds()
    {
        float[] outputs = [.. Enumerable.Range(0, 23).Select(i => (i % 5) - 1.5f)],
            errors = [.. Enumerable.Repeat(3f, 23)];
        Activation clamp = Activation.Clamp(-1.5f, 2.5f);
        clamp.Forward(outputs, 23);
        clamp.Backward(outputs, errors, 23);
        Assert.Equal(Enumerable.Range(0, 23).Select(i => i % 5 is 0 or 4 ? 0f : 3), errors);
    }

    /// <summary>Bounds are labels, which the text of a model must give back bit by bit.</summary>
    [Fact]
    public void Bounds_of_a_clamp_read_back_exactly()
    {
        Random random = new(7);
        for (int i = 0; i < 1000; i++)
        {
            float low = BitConverter.Int32BitsToSingle(random.Next()),
                high = BitConverter.Int32BitsToSingle(random.Next());
            if (!float.IsFinite(low) || !float.IsFinite(high))
                continue;
            Clamp clamp = new(-Math.Max(low, high), Math.Min(low, high));
            Assert.Equal(clamp, Activation.Parse(clamp.Name));
        }
    }

    private static float[] Outputs(string name, float x, int length)
    {
        Activation activation = Activation.Parse(name);
        float[] values = new float[length];
        if (activation is NetInputActivation keeping)
        {
            float[] netInput = new float[length * activation.NetInputsPerUnit];
            Array.Fill(netInput, x);
            keeping.Forward(netInput, values);
        }
        else
        {
            Array.Fill(values, x);
            activation.Forward(values, length);
        }

        return values;
    }
}
