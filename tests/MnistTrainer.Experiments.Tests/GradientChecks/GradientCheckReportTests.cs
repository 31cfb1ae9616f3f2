using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

public sealed class GradientCheckReportTests
{
    private static readonly GradientCheckSettings Sigmoids = new()
    {
        Subject = "12-7-5-3",
        Network = new NetworkOptions { HiddenActivation = Activation.Sigmoid },
        Loss = Loss.SquaredError,
    };

    [Fact]
    public void The_exact_gradient_agrees_with_differences_of_the_loss()
    {
        GradientCheckReport report = Run(Sigmoids);
        Assert.True(report.Passes);
        Assert.Equal([12 * 7 + 7, 7 * 5 + 5, 5 * 3 + 3], report.Layers.Select(layer => layer.Parameters));
        Assert.All(report.Layers, layer => Assert.Equal(layer.Parameters, layer.Checked));
    }

    /// <summary>The book's rule leaves out the derivative of the activation above, so only the last layer gets the gradient.</summary>
    [Fact]
    public void The_rule_of_the_book_agrees_in_the_last_layer_only()
    {
        GradientCheckReport report = Run(Sigmoids with { Gradient = GradientRule.Book });
        Assert.False(report.Passes);
        Assert.Equal([false, false, true], report.Layers.Select(layer => layer.Passes));
    }

    [Fact]
    public void Hidden_layers_can_have_batch_normalization_and_dropout()
    {
        GradientCheckReport report = Run(
            new GradientCheckSettings
            {
                Subject = "30-20-3",
                Network = new NetworkOptions
                {
                    HiddenActivation = Activation.GELU,
                    BatchNormalization = true,
                    Dropout = 0.3f,
                },
                ParametersPerLayer = 40,
            }
        );
        Assert.True(report.Passes);
        Assert.Equal(3, report.Layers.Length);
        Assert.All(report.Layers, layer => Assert.Equal(40, layer.Checked));
    }

    [Fact]
    public void Checks_any_list_of_layers()
    {
        GradientCheckSettings settings = new()
        {
            Subject = "20-5",
            Network = new NetworkOptions { Layers = Layer.ParseList("dense(10,tanh), gaussian-noise(0.1), batch-normalization, dense(5)") },
        };
        GradientCheckReport report = Run(settings);
        Assert.True(report.Passes);
        Assert.Equal(4, report.Network.Definition.Layers.Length);
        Assert.Throws<InvalidInputException>(() => Run(settings with { Subject = "20-7-5" }));
    }

    [Fact]
    public void Checks_a_saved_model_with_the_loss_that_suits_it()
    {
        using TemporaryFolder folder = new();
        var network = Network.Create(
            NetworkDefinition.Dense(Shape.Vector(6), [4], ["a", "b"], Activation.Tanh, Activation.Softmax),
            seed: 2
        );
        ModelStore.Save(network, folder["model.zip"]);
        GradientCheckReport report = Run(new GradientCheckSettings { Subject = folder["model.zip"] });
        Assert.True(report.Passes);
        Assert.Equal(Loss.SoftmaxCrossEntropy, report.Loss);
        Assert.Equal(network.ParameterCount, report.Network.ParameterCount);
    }

    [Theory]
    [InlineData("784-x-10")]
    [InlineData("784")]
    [InlineData("784-0-10")]
    public void Rejects_what_is_neither_a_model_nor_an_architecture(string subject)
    {
        var error = Assert.Throws<InvalidInputException>(() => Run(new GradientCheckSettings { Subject = subject }));
        Assert.StartsWith($"{subject}: expected a model, or the units of each layer", error.Message, StringComparison.Ordinal);
    }

    private static GradientCheckReport Run(GradientCheckSettings settings) =>
        GradientCheckReport.Run(settings, TestContext.Current.CancellationToken);
}
