using System.Collections.Immutable;
using System.Globalization;

namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class LayerTests
{
    public static TheoryData<string, Layer> Spellings =>
        new()
        {
            { "dense(10)", new Dense(10) },
            { "dense(300,relu)", new Dense(300, Activation.ReLU) },
            { "dense(300,leaky-relu(0.2))", new Dense(300, Activation.LeakyReLU(0.2f)) },
            { "dense(300,relu,no-bias)", new Dense(300, Activation.ReLU, UseBias: false) },
            {
                "dense(300,tanh,bias,constant(0.5))",
                new Dense(300, Activation.Tanh) { Initializer = Initializer.Constant(0.5f) }
            },
            { "dense(10,,no-bias)", new Dense(10, UseBias: false) },
            { "dropout(0.2)", new Dropout(0.2f) },
            { "dropout(0.2,channels)", new Dropout(0.2f, Channels: true) },
            { "batch-normalization(relu)", new BatchNormalization(Activation.ReLU) },
            { "batch-normalization(relu,0.5,0.001)", new BatchNormalization(Activation.ReLU, 0.5f, 0.001f) },
        };

    [Theory]
    [MemberData(nameof(Spellings))]
    public void Reads_and_writes_its_settings(string text, Layer layer)
    {
        Assert.Equal(layer, Layer.Parse(text));
        Assert.Equal(text, layer.Spelling);
        Assert.Equal(layer, Layer.Parse($" {text.ToUpperInvariant().Replace(",", " , ", StringComparison.Ordinal)} "));
    }

    [Fact]
    public void Settings_left_out_have_their_defaults()
    {
        Assert.Equal(new Dropout(0.5f), Layer.Parse("dropout"));
        Assert.Equal(new BatchNormalization(Activation.Identity), Layer.Parse("batch-normalization"));
        Assert.Equal(Initializer.He, ((Dense)Layer.Parse("dense(3,relu)")).Initializer);
    }

    /// <summary>Named settings may stand anywhere; the others fill the places that are left, in their order.</summary>
    [Theory]
    [InlineData("convolution(6,5,padding same,relu)")]
    [InlineData("convolution(padding same,6,5,relu)")]
    [InlineData("convolution(6,padding=same,activation relu,5)")]
    [InlineData("convolution(size 5,6,relu,padding same)")]
    [InlineData("convolution(size 5,relu,padding same,filters 6)")]
    [InlineData("convolution(6,5,relu,padding same)")]
    public void Named_settings_stand_anywhere(string text) =>
        Assert.Equal(new Convolution(6, 5, Activation.ReLU, Padding: Padding.Same), Layer.Parse(text));

    /// <summary>Every layer that is written with names is read in any order of them.</summary>
    [Theory]
    [InlineData("max-pooling(3,2)", "max-pooling(stride 2,size 3)")]
    [InlineData("average-pooling(3,2)", "average-pooling(stride 2,3)")]
    [InlineData("dense(30,relu,no-bias)", "dense(no-bias,30,relu)")]
    [InlineData("dropout(0.2,channels)", "dropout(channels,rate 0.2)")]
    public void Other_layers_as_well(string text, string named) => Assert.Equal(Layer.Parse(text), Layer.Parse(named));

    [Fact]
    public void Splits_a_list_at_commas_outside_parentheses() =>
        Assert.Equal<Layer>(
            [new Dropout(0.2f), new Dense(300, Activation.ELU(0.5f)), new BatchNormalization(Activation.Identity), new Dense(10)],
            Layer.ParseList("dropout(0.2), dense(300,elu(0.5)),batch-normalization , dense(10)")
        );

    [Theory]
    [InlineData("dens(3)", "expected one of dense(200), convolution(16), ")]
    [InlineData("dense(2.5)", "found \"2.5\" for units")]
    [InlineData("dense(3,relu,nobias)", "found \"nobias\" for bias")]
    [InlineData("convolution(6,5,padding some)", "found \"padding some\" for padding")]
    [InlineData("convolution(6,5,padding same,padding same)", "found \"padding same\". Write them as in convolution(16)")]
    [InlineData(
        "convolution(6,5,depth 3)",
        "expected the settings filters, size, activation, stride, padding, bias, initializer, in this order"
    )]
    [InlineData("dense(3,rely)", "expected one of identity, step")]
    [InlineData(
        "dense(3,relu,bias,he,1)",
        "the layer dense(3,relu,bias,he,1): expected the settings units, activation, bias, initializer, in this order"
    )]
    [InlineData("dense(0)", "The layer dense(0) is invalid: units must be at least 1, not 0.")]
    [InlineData("dropout(1)", "The layer dropout(1) is invalid: rate must be from 0 to below 1, not 1.")]
    [InlineData("dense(3,relu", "found \"dense(3,relu\"")]
    [InlineData("", "found \"\"")]
    public void Rejects_what_it_cannot_read(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<InvalidInputException>(() => Layer.ParseList(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Spells_settings_in_the_invariant_culture()
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
            Assert.Equal("dropout(0.2)", $"{new Dropout(0.2f)}");
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Layers_given_as_a_whole_end_in_the_output_activation()
    {
        NetworkOptions options = new() { Layers = Layer.ParseList("dense(4), dense(5,relu), dense(3)"), HiddenUnits = [7] };
        Assert.Equal<Layer>(
            [new Dense(4, Activation.Identity), new Dense(5, Activation.ReLU), new Dense(3, Activation.Softmax)],
            Definition(options).Layers
        );
        Assert.Equal(Activation.Sigmoid, Definition(options with { OutputActivation = Activation.Sigmoid }).Layers[^1].Activation);
        ImmutableArray<Layer> explicitly = Layer.ParseList("dense(3,tanh)");
        Assert.Equal(Activation.Tanh, Definition(options with { Layers = explicitly }).Layers[^1].Activation);
    }

    [Fact]
    public void Rejects_layers_without_one_output_for_each_class() =>
        Assert.Contains(
            "its last layer has 4 outputs for 3 classes",
            Assert.Throws<InvalidInputException>(() => Network.Create(Definition(new() { Layers = Layer.ParseList("dense(4)") }))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void The_output_activation_follows_the_loss()
    {
        NetworkOptions options = new();
        Assert.Equal(Activation.Softmax, options.OutputActivationFor(Loss.SoftmaxCrossEntropy));
        Assert.Equal(Activation.Sigmoid, options.OutputActivationFor(Loss.SquaredError));
        options = options with { OutputActivation = Activation.Tanh };
        Assert.Equal(Activation.Tanh, options.OutputActivationFor(Loss.SquaredError));
    }

    private static NetworkDefinition Definition(NetworkOptions options) =>
        NetworkDefinition.Create(Shape.Vector(2), ["a", "b", "c"], options);
}
