using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>A training gives the same bits whatever instructions the processor has; environment variables hide some of them from .NET.</summary>
public sealed class InstructionSetTests
{
    private const string ExpectedVariable = "MNIST_TRAINER_EXPECTED_BITS";

    private static readonly Samples<byte> Samples = TrainerTests.Blobs(60);

    private static readonly Samples<byte> Images = new(
        Shape.Image(24, 24),
        [.. Enumerable.Range(0, 40 * 24 * 24).Select(i => (byte)(i * 7919 % 251))],
        [.. Enumerable.Range(0, 40).Select(i => i % 10)],
        [.. "0123456789".Select(digit => $"{digit}")]
    );

    [Theory]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    [InlineData("DOTNET_EnableAVX")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableAVX512")]
    public async Task Trains_the_same_bits_with_fewer_instructions(string switchedOff)
    {
        string bits = Train();
        if (Environment.GetEnvironmentVariable(ExpectedVariable) is string expected)
        {
            Assert.Equal(expected, bits);
            return;
        }

        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add(typeof(InstructionSetTests).Assembly.Location);
        foreach (string argument in (string[])["-method", $"*.{nameof(Trains_the_same_bits_with_fewer_instructions)}"])
            start.ArgumentList.Add(argument);
        start.Environment[switchedOff] = "0";
        start.Environment[ExpectedVariable] = bits;
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output);
        Assert.Contains("Total: 4", output, StringComparison.Ordinal);
    }

    /// <summary>Trains a network with every activation and optimizer, with every kind of layer, and with winners of max pooling behind two convolutions.</summary>
    /// <returns>A hash of all parameters.</returns>
    private static string Train()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        TrainingOptions options = new()
        {
            Epochs = 2,
            BatchSize = 25,
            Threads = 1,
        };
        Append(LayerProblems.Everything(Samples), options);
        AppendImages(
            "convolution(6,5,relu), max-pooling, convolution(16,5,relu), max-pooling, convolution(70,1,relu), max-pooling, dense(10,softmax)"
        );
        AppendImages("convolution(32,3,relu), max-pooling, convolution(9,3,relu), max-pooling, dense(10,softmax)");
        foreach (Activation activation in Activation.All.Where(one => one.IsDifferentiable && !one.MixesUnits))
            Append(NetworkDefinition.Dense(Samples.Shape, [9, 7], Samples.ClassNames, activation, Activation.Softmax), options);
        foreach (Optimizer optimizer in Optimizer.All)
            Append(
                NetworkDefinition.Dense(Samples.Shape, [11], Samples.ClassNames, Activation.Sigmoid, Activation.Sigmoid),
                options with
                {
                    Optimizer = optimizer,
                    Loss = Loss.SquaredError,
                    BatchSize = optimizer is GradientDescent ? 1 : 25,
                }
            );
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void AppendImages(string layers) =>
            AppendOf(
                new NetworkDefinition
                {
                    InputShape = Images.Shape,
                    Layers = Layer.ParseList(layers),
                    ClassNames = [.. Images.ClassNames],
                    Scaling = InputScaling.Unit,
                },
                Images,
                options
            );

        void Append(NetworkDefinition definition, TrainingOptions training) => AppendOf(definition, Samples, training);

        void AppendOf(NetworkDefinition definition, Samples<byte> samples, TrainingOptions training)
        {
            TrainingResult result = new Trainer(training).Train(
                Network.Create(definition),
                samples,
                cancellation: TestContext.Current.CancellationToken
            );
            hash.AppendData(MemoryMarshal.AsBytes(result.Network.Parameters));
        }
    }
}
