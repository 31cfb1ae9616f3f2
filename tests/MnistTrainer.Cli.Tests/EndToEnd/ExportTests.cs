using System.Text.Json;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary>Models leave as files of other programs and come back.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void What_was_exported_comes_back_as_the_same_bytes()
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

    /// <summary>Named by the command line, the layers are the same; facts and history are not known then.</summary>
    [Fact]
    public void Weights_go_into_an_architecture_that_is_named()
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
    public void Onnx_tells_its_names_and_shapes()
    {
        Train();
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, "export", "model.zip", "--format", "onnx");
        Assert.Equal(0, outcome.ExitCode);
        Assert.StartsWith("model.onnx: 665 parameters", outcome.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("Features        float  [batch, 64]", outcome.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("MnistTrainer", File.ReadAllText(_work["model.onnx"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Mistakes_are_told_in_a_sentence()
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
        Rejected("--activation needs --hidden", 2, "import", "x.npz", "--activation", "tanh");
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

    private void Rejected(string told, int exitCode, params string[] arguments)
    {
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, arguments);
        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.Contains(told, outcome.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.StandardError, StringComparison.Ordinal);
    }
}
