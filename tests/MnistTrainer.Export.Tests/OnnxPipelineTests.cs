using System.Diagnostics;
using System.Globalization;
using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export.Tests;

/// <summary>An exported network runs in an ML.NET program without this library.</summary>
public sealed class OnnxPipelineTests : IDisposable
{
    private const string Program = "OnnxInMLNet";

    private static readonly string[] Names = [.. Networks.Names];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ApplyOnnxModel_gives_the_same_metrics()
    {
        Network network = Networks.Random(
            [new Dense(8, Activation.Tanh), new Dense(3, Activation.Softmax)],
            new InputScaling(-1, 2f / 255)
        );
        NetworkExport.Save(network, _folder["network.onnx"], ExportFormat.Onnx);
        float[][] rows = Networks.Rows(200);
        MetricsAccumulator metrics = new(Names);
        List<string> table = [],
            taken = [];
        for (int i = 0; i < rows.Length; i++)
        {
            float[] scores = Networks.Scores(network, rows[i]);
            metrics.Add(i % 3, scores);
            taken.Add(Names[Array.IndexOf(scores, scores.Max())]);
            table.Add($"{Names[i % 3]},{string.Join(',', rows[i].Select(value => value.ToString(CultureInfo.InvariantCulture)))}");
        }

        Assert.Equal(3, taken.Distinct().Count());
        await File.WriteAllLinesAsync(_folder["table.csv"], table, TestContext.Current.CancellationToken);
        string[] said = await Run(_folder["network.onnx"], _folder["table.csv"]);
        double[] figures = [.. said[0].Split(' ').Select(figure => double.Parse(figure, CultureInfo.InvariantCulture))];
        Assert.Equal(metrics.ToMetrics().MicroAccuracy, figures[0], 1e-12);
        Assert.Equal(metrics.ToMetrics().LogLoss, figures[1], 1e-5);
        Assert.Equal(taken, said[1..]);
    }

    [Fact]
    public void The_program_does_not_depend_on_this_library()
    {
        string dependencies = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, $"{Program}.deps.json"));
        Assert.Contains("Microsoft.ML.OnnxTransformer", dependencies, StringComparison.Ordinal);
        Assert.DoesNotContain("MnistTrainer", dependencies.Replace(Program, "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static async Task<string[]> Run(string model, string table)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, $"{Program}.dll"), model, table])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync(cancellation);
        string output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        Assert.True(process.ExitCode == 0, await error);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
