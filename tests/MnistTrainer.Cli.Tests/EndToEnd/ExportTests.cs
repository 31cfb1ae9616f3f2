using System.Text.Json;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary><c>mnist export</c> and <c>mnist import</c>.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void Imports_what_it_exported_to_the_same_bytes()
    {
        Train();
        foreach (string format in (string[])["safetensors", "npz"])
        {
            JsonElement exported = MnistProcess.RunJson(_work.Folder, "export", "model.zip", "--format", format);
            Assert.Equal($"model.{format}", exported.GetProperty("output").GetString());
            Assert.Equal(new FileInfo(_work[$"model.{format}"]).Length, exported.GetProperty("bytes").GetInt64());
            MnistProcess.RunJson(_work.Folder, "import", $"model.{format}", "--model", "back.zip");
            Assert.Equal(File.ReadAllBytes(_work["model.zip"]), File.ReadAllBytes(_work["back.zip"]));
        }
    }

    /// <summary>With an architecture from the command line, the layers are the same; metadata and history are unknown.</summary>
    [Fact]
    public void Imports_weights_into_an_architecture_from_the_command_line()
    {
        string data = Train();
        MnistProcess.RunJson(_work.Folder, "export", "model.zip", "--output", "weights.safetensors");
        MnistProcess.RunJson(
            _work.Folder,
            "import",
            "weights.safetensors",
            "--hidden",
            "9",
            "--activation",
            "tanh",
            "--input",
            "8x8",
            "--classes",
            "0,1,2,3,4,5,6,7",
            "--model",
            "back.zip"
        );
        JsonElement before = MnistProcess.RunJson(_work.Folder, "evaluate", "--model", "model.zip", "--data", data);
        JsonElement after = MnistProcess.RunJson(_work.Folder, "evaluate", "--model", "back.zip", "--data", data);
        Assert.Equal(before.GetProperty("logLoss").GetRawText(), after.GetProperty("logLoss").GetRawText());
        Rejected("0.weight (9x64) should be 5x64", 1, "import", "weights.safetensors", "--hidden", "5", "--input", "8x8");
        Assert.False(File.Exists(_work["weights.zip"]));
    }

    [Fact]
    public void Prints_the_names_and_shapes_of_an_ONNX_file()
    {
        Train();
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, "export", "model.zip", "--format", "onnx");
        Assert.Equal(0, outcome.ExitCode);
        Assert.StartsWith("model.onnx: 665 parameters", outcome.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("Features        float  [batch, 64]", outcome.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("MnistTrainer", File.ReadAllText(_work["model.onnx"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_errors_in_a_sentence()
    {
        Rejected("Expected --format with one of onnx, safetensors, npz", 2, "export", "model.zip");
        Rejected(
            "--format: expected one of onnx, safetensors, npz, found \"onx\". Did you mean onnx?",
            2,
            "export",
            "model.zip",
            "--format",
            "onx"
        );
        Rejected("missing.zip: expected a model, found nothing there", 1, "export", "missing.zip", "--format", "onnx");
        Rejected("missing.npz: expected a safetensors or npz file, found nothing there", 1, "import", "missing.npz", "--hidden", "5");
        Rejected("--activation needs --layers or --hidden", 2, "import", "x.npz", "--activation", "tanh");
        Rejected("--input: expected rows and columns such as 28x28", 2, "import", "x.npz", "--hidden", "5", "--input", "28x28x3");
    }

    private string Train()
    {
        string data = _work.WriteBars("bars.csv", 200);
        MnistProcess.RunJson(
            _work.Folder,
            "train",
            "--data",
            data,
            "--epochs",
            "2",
            "--hidden",
            "9",
            "--activation",
            "tanh",
            "--model",
            "model.zip"
        );
        return data;
    }

    private void Rejected(string expected, int exitCode, params string[] arguments)
    {
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, arguments);
        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.Contains(expected, outcome.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.StandardError, StringComparison.Ordinal);
    }
}
