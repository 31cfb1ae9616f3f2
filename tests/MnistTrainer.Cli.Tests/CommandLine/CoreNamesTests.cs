using System.CommandLine;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Tests.CommandLine;

/// <summary><c>mnist train</c> knows everything by the name that the core's API uses, ignoring case.</summary>
public sealed class CoreNamesTests
{
    public static TheoryData<string> Layers => [.. Layer.Names, "dropout(0.2)", "gaussian-noise(1)"];

    public static TheoryData<string> Activations =>
        [
            .. Activation.All.Where(one => one is { IsDifferentiable: true, MixesUnits: false }).Select(one => one.Name),
            "maxout(5)",
            "elu(0.5)",
            "leaky-relu(0.3)",
        ];

    public static TheoryData<string> Losses => [.. Loss.All.Select(one => one.Name)];

    public static TheoryData<string> Optimizers => [.. Optimizer.Names, "momentum(0.5)", "adamw(0.8,0.9,1e-6,0.1)"];

    public static TheoryData<string> Schedules =>
        [.. LearningRateSchedule.All.Select(one => one.Name), "step(3,0.1)", "warm-up(0.2,polynomial(2))"];

    public static TheoryData<string> Initializers => [.. Initializer.All.Select(one => one.Name), "constant(-2)"];

    [Theory]
    [MemberData(nameof(Layers))]
    public void Every_layer(string name) => Assert.Equal(Layer.Parse(name), Read<Layer[]>("--layers", $"dense(5), {name}, dense(3)")?[1]);

    [Theory]
    [MemberData(nameof(Activations))]
    public void Every_activation(string name) => Assert.Equal(Activation.Parse(name), Read<Activation>("--activation", name));

    [Theory]
    [MemberData(nameof(Losses))]
    public void Every_loss(string name) => Assert.Equal(Loss.Parse(name), Read<Loss>("--loss", name));

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Every_optimizer(string name) => Assert.Equal(Optimizer.Parse(name), Read<Optimizer>("--optimizer", name));

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Every_schedule(string name) =>
        Assert.Equal(LearningRateSchedule.Parse(name), Read<LearningRateSchedule>("--schedule", name));

    [Theory]
    [MemberData(nameof(Initializers))]
    public void Every_initializer(string name) =>
        Assert.Equal(Initializer.Parse(name).Name, Read<Initializer>("--initializer", name)?.Name);

    private static T? Read<T>(string option, string name)
    {
        TrainCommand command = new();
        ParseResult parsed = command.Parse([option, name.ToUpperInvariant()]);
        Assert.Empty(parsed.Errors.Select(error => error.Message).Concat(command.Violations(parsed)));
        return parsed.GetValue<T>(option);
    }
}
