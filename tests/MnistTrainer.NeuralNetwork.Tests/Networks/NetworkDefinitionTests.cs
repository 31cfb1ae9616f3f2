namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class NetworkDefinitionTests
{
    [Fact]
    public void Lists_every_violation()
    {
        InvalidInputException error = Assert.Throws<InvalidInputException>(() =>
            Network.Create(
                new NetworkDefinition
                {
                    InputShape = new Shape(0, 28, 28),
                    Layers = [new Dense(3, Activation.Softmax), new Dense(1, Activation.ReLU)],
                    ClassNames = [],
                }
            )
        );
        Assert.Contains("at least one class", error.Message, StringComparison.Ordinal);
        Assert.Contains("input shape", error.Message, StringComparison.Ordinal);
        Assert.Contains("layer 1 has the activation softmax", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_all_invalid_settings_of_layers()
    {
        NetworkOptions options = new()
        {
            HiddenUnits = [0, -3],
            Dropout = 1,
            InputDropout = -0.5f,
        };
        string message = Assert
            .Throws<InvalidInputException>(() => Network.Create(NetworkDefinition.Create(Shape.Vector(3), ["a", "b"], options)))
            .Message;
        Assert.Equal(
            "This network cannot be built: layer 1, dropout: rate must be from 0 to below 1, not -0.5; layer 2, dense: units must be at least 1, not 0; "
                + "layer 3, dropout: rate must be from 0 to below 1, not 1; layer 4, dense: units must be at least 1, not -3; "
                + "layer 5, dropout: rate must be from 0 to below 1, not 1.",
            message
        );
    }

    [Fact]
    public void The_last_layer_has_a_unit_for_each_class()
    {
        NetworkDefinition definition = NetworkDefinition.Dense(Shape.Vector(3), [], ["a", "b"], Activation.ReLU, Activation.Softmax);
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => Network.Create(definition with { ClassNames = ["a"] }));
        Assert.Contains("2 outputs for 1 classes; it needs one for each class, as in dense(1)", error.Message, StringComparison.Ordinal);
        Assert.Equal(nameof(NetworkDefinition.Layers), error.Option);
    }

    [Theory]
    [InlineData(50_000, 50_000)]
    [InlineData(int.MaxValue, 2)]
    public void Rejects_a_network_that_is_too_large(int first, int second)
    {
        NetworkDefinition definition = NetworkDefinition.Dense(
            Shape.Vector(784),
            [first, second],
            ["a"],
            Activation.ReLU,
            Activation.Softmax
        );
        Assert.Contains(
            "parameters",
            Assert.Throws<InvalidInputException>(() => Network.Create(definition)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Rejects_another_number_of_parameters()
    {
        NetworkDefinition definition = NetworkDefinition.Dense(Shape.Vector(3), [], ["a", "b"], Activation.ReLU, Activation.Softmax);
        Assert.Contains(
            "expected 8 parameters, found 7",
            Assert.Throws<InvalidInputException>(() => Network.Create(definition, new float[7])).Message,
            StringComparison.Ordinal
        );
    }
}
