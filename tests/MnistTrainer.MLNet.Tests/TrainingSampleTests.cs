using System.Diagnostics;
using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet.Tests;

/// <summary>The program in the README works.</summary>
public sealed class TrainingSampleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Trains_on_a_table_and_saves_a_model_for_images()
    {
        WriteTable(_folder["train.csv"], rows: 400);
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "MLNetTraining.dll")])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        Assert.Equal(0, process.ExitCode);
        Assert.Equal("Accuracy: 100.00 %", output.Trim());

        NetworkDefinition network = ModelFile.Load(_folder["digits.zip"]).Definition;
        Assert.Equal(Shape.Image(28, 28), network.InputShape);
        Assert.Equal(["lower", "upper"], network.ClassNames.Order(StringComparer.Ordinal));
    }

    /// <summary>Writes images with random ink in their upper or lower half.</summary>
    private static void WriteTable(string path, int rows)
    {
        Random random = new(11);
        using StreamWriter writer = new(path);
        writer.WriteLine($"label,{string.Join(',', Enumerable.Range(0, 784).Select(pixel => $"pixel{pixel}"))}");
        for (int row = 0; row < rows; row++)
        {
            bool isUpper = random.Next(2) == 0;
            IEnumerable<int> pixels = Enumerable
                .Range(0, 784)
                .Select(pixel => (pixel < 392) == isUpper && random.Next(4) == 0 ? random.Next(100, 256) : 0);
            writer.WriteLine(
                $"{(isUpper ? "upper" : "lower")},{string.Join(',', pixels.Select(value => value.ToString(CultureInfo.InvariantCulture)))}"
            );
        }
    }
}
