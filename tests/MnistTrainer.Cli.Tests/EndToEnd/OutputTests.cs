using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary>What a command writes: never over a file that it reads or one of another kind, into pipes and devices, and to stdout.</summary>
public sealed class OutputTests : IClassFixture<OutputTests.BarModel>, IDisposable
{
    private readonly WorkFolder _work = new();

    public OutputTests(BarModel model)
    {
        _work.WriteBars("bars.csv", BarModel.Rows);
        _work.Write("m.zip", model.Bytes);
    }

    public void Dispose() => _work.Dispose();

    [Theory]
    [InlineData("predict", "--data", "bars.csv", "--model", "m.zip", "--output", "bars.csv")]
    [InlineData("predict", "--data", "bars.csv", "--model", "m.zip", "--output", "./folder/../bars.csv")]
    [InlineData("predict", "--data", "bars.csv", "--model", "m.zip", "--output", "linked.csv")]
    [InlineData("predict", "--data", "linked.csv", "--model", "m.zip", "--output", "bars.csv")]
    [InlineData("predict", "--data", "bars.csv", "--model", "m.zip", "--output", "notes.txt")]
    [InlineData("predict", "--data", "bars.csv", "--model", "m.zip", "--output", "people.csv")]
    [InlineData("predict", "--data", "folder/test.csv", "--model", "m.zip", "--output", "folder/sample_submission.csv")]
    [InlineData("predict", "--data", "bars.csv", "--model", "m.zip", "--output", "notes/p.csv")]
    [InlineData("train", "--data", "bars.csv", "--model", "bars.csv")]
    [InlineData("train", "--data", "bars.csv", "--model", "notes")]
    [InlineData("train", "--data", "bars.csv", "--model", "other.zip")]
    [InlineData("train", "--data", "bars.csv", "--from", "m.zip", "--model", "m.zip")]
    [InlineData("train", "--data", "bars.csv", "--teacher", "m.zip", "--model", "m.zip")]
    [InlineData("train", "--data", "bars.csv", "--teacher", "n.zip", "--teacher", "m.zip", "--model", "m.zip")]
    [InlineData("train", "--data", "bars.csv", "--model", "n.zip", "--log", "bars.csv")]
    [InlineData("train", "--data", "bars.csv", "--model", "n.zip", "--log", "foreign.jsonl")]
    [InlineData("train", "--data", "bars.csv", "--model", "held.zip")]
    [InlineData("evaluate", "--data", "bars.csv", "--model", "m.zip", "--report", "folder")]
    [InlineData("evaluate", "--data", "bars.csv", "--model", "m.zip", "--report", "bars.csv")]
    [InlineData("find-rate", "--data", "bars.csv", "--plot", "drawing.svg")]
    [InlineData("find-rate", "--data", "bars.csv", "--plot", "circle.svg")]
    [InlineData("compare", "--data", "bars.csv", "--markdown", "README.md")]
    [InlineData("export", "m.zip", "--format", "onnx", "--output", "notes")]
    [InlineData("export", "m.zip", "--format", "npz", "--output", "other.npz")]
    [InlineData("export", "m.zip", "--format", "npz", "--output", "data.npz")]
    [InlineData("export", "m.zip", "--format", "onnx", "--output", "foreign.onnx")]
    [InlineData("export", "m.zip", "--format", "safetensors", "--output", "foreign.safetensors")]
    [InlineData("import", "other.zip", "--hidden", "4")]
    [InlineData("synthesize", "--output", "bars.csv")]
    [InlineData("synthesize", "--output", "folder", "--count", "20")]
    public void Nothing_is_lost(params string[] arguments)
    {
        foreach (
            string name in (string[])["notes", "notes.txt", "foreign.jsonl", "drawing.svg", "README.md", "other.npz", "held.zip.checkpoint"]
        )
            _work.Write(name, "{ a file of somebody else, with, commas }");
        _work.Write("other.zip", [(byte)'P', (byte)'K', 5, 6, .. new byte[18]]);
        using (ZipArchive data = ZipFile.Open(_work["data.npz"], ZipArchiveMode.Create))
            data.CreateEntry("x_train.npy");
        _work.Write("foreign.onnx", [8, 8, 0x12, 7, .. "pytorch"u8]);
        _work.Write("foreign.safetensors", [16, 0, 0, 0, 0, 0, 0, 0, .. "{\"__metadata__\":{}"u8]);
        _work.Write("people.csv", "name,city\nAnn,Oslo\n");
        _work.Write("circle.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><circle r=\"4\"/></svg>");
        _work.Write(Path.Combine("folder", "report.html"), "<!doctype html>\n<html>mine</html>");
        _work.Write(Path.Combine("folder", "train-images-idx3-ubyte.gz"), "not an IDX file");
        File.Copy(_work["bars.csv"], _work[Path.Combine("folder", "test.csv")]);
        _work.Write(Path.Combine("folder", "sample_submission.csv"), "id,label\n0,0\n");
        File.CreateSymbolicLink(_work["linked.csv"], "bars.csv");
        Dictionary<string, byte[]> before = Contents();

        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, arguments);

        Assert.InRange(outcome.ExitCode, 1, 2);
        Assert.Equal("", outcome.StandardOutput);
        Assert.Equal(before.Keys.Order(StringComparer.Ordinal), Contents().Keys.Order(StringComparer.Ordinal));
        Assert.All(Contents(), file => Assert.Equal(before[file.Key], file.Value));
    }

    [Fact]
    public void What_the_command_wrote_itself_is_replaced()
    {
        for (int round = 0; round < 2; round++)
        {
            Run(
                0,
                "train",
                "--data",
                "bars.csv",
                "--hidden",
                "4",
                "--epochs",
                "1",
                "--model",
                "n.zip",
                "--log",
                "l.csv",
                "--log",
                "l.jsonl"
            );
            Run(0, "predict", "--data", "bars.csv", "--model", "n.zip", "--output", "p.csv");
            Run(0, "evaluate", "--data", "bars.csv", "--model", "n.zip", "--report", "report");
            Run(0, "export", "n.zip", "--format", "onnx");
            Run(0, "export", "n.zip", "--format", "npz");
            Run(0, "export", "n.zip", "--format", "safetensors");
            Run(0, "import", "n.safetensors", "--model", "imported.zip");
            Run(0, "find-rate", "--data", "bars.csv", "--hidden", "4", "--steps", "10", "--plot", "rates.svg");
        }
    }

    [Fact]
    public void Force_replaces_all_the_same()
    {
        _work.Write("notes", "somebody else's");
        Run(0, "train", "--data", "bars.csv", "--hidden", "4", "--epochs", "1", "--from", "m.zip", "--model", "m.zip", "--force");
        Run(0, "export", "m.zip", "--format", "onnx", "--output", "notes", "--force");
        Assert.Equal(8, File.ReadAllBytes(_work["notes"])[0]);
    }

    [Fact]
    public void A_file_goes_to_stdout_alone()
    {
        ProcessOutcome table = Run(0, "predict", "--data", "bars.csv", "--model", "m.zip", "--output", "-");
        string[] lines = table.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(("ImageId,Label", 81), (lines[0], lines.Length));
        Assert.Contains("80 predictions", table.StandardError, StringComparison.Ordinal);

        ProcessOutcome log = Run(0, "train", "--data", "bars.csv", "--hidden", "4", "--epochs", "3", "--model", "n.zip", "--log", "-");
        Assert.Equal(
            3,
            log.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries).Count(line => JsonDocument.Parse(line) is not null)
        );
        Assert.Empty(Directory.GetFiles(_work.Folder, "-*"));
    }

    [Fact]
    public void Full_devices_are_reported_and_stay_devices()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no device here that is always full.");
        foreach (
            string[] arguments in (string[][])
                [
                    ["predict", "--data", "bars.csv", "--model", "m.zip", "--output", "/dev/full"],
                    ["train", "--data", "bars.csv", "--hidden", "4", "--epochs", "1", "--model", "/dev/full"],
                    ["export", "m.zip", "--format", "onnx", "--output", "/dev/full"],
                ]
        )
        {
            Assert.Contains("found a full disk", Run(1, arguments).StandardError, StringComparison.Ordinal);
            Assert.Equal(0, new FileInfo("/dev/full").Length);
        }

        Run(0, "predict", "--data", "bars.csv", "--model", "m.zip", "--output", "/dev/null");
        Assert.Empty(Directory.GetFiles("/dev", "*.partial"));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("train --help")]
    [InlineData("inspect m.zip")]
    [InlineData("inspect m.zip --json")]
    [InlineData("evaluate --model m.zip --data bars.csv")]
    [InlineData("evaluate --model m.zip --data bars.csv --json")]
    [InlineData("predict --data bars.csv --model m.zip")]
    [InlineData("predict --data bars.csv --model m.zip --json")]
    [InlineData("train --data bars.csv --hidden 4 --epochs 1 --model full.zip --json")]
    public void Results_that_cannot_be_written_are_a_fault_of_stdout(string arguments)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no device here that is always full.");
        using Process process = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", $"exec '{Path.Combine(MnistProcess.CommandFolder, "mnist")}' {arguments} >/dev/full"])
            {
                WorkingDirectory = _work.Folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["LC_ALL"] = "C" },
            }
        )!;
        ProcessOutcome outcome = MnistProcess.Finish(process);
        Assert.Equal(
            (1, "stdout: expected a writable one, found a full disk. Free some space, or redirect it elsewhere."),
            (outcome.ExitCode, outcome.StandardError.TrimEnd().Split('\n')[^1])
        );
    }

    [Theory]
    [InlineData("2>/dev/full")]
    [InlineData("2>&-")]
    public void Notices_that_cannot_be_written_prevent_nothing(string errors)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no device here that is always full.");
        foreach (
            (int code, string arguments) in ((int, string)[])
                [
                    (0, "train --data bars.csv --hidden 4 --epochs 1 --model quiet.zip"),
                    (1, "predict gone.png --model m.zip"),
                    (2, "predict --modl m.zip"),
                ]
        )
        {
            using Process process = Process.Start(
                new ProcessStartInfo("/bin/sh", ["-c", $"exec '{Path.Combine(MnistProcess.CommandFolder, "mnist")}' {arguments} {errors}"])
                {
                    WorkingDirectory = _work.Folder,
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            Assert.Equal(code, MnistProcess.Finish(process).ExitCode);
        }

        Assert.True(File.Exists(_work["quiet.zip"]));
    }

    [Fact]
    public async Task Tables_come_through_pipes_and_stdin()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such pipes.");
        foreach (string source in (string[])["-", "/dev/stdin"])
        {
            using Process process = MnistProcess.Start(_work.Folder, "predict", "--data", source, "--model", "m.zip", "--json");
            await process.StandardInput.WriteAsync(await File.ReadAllTextAsync(_work["bars.csv"], TestContext.Current.CancellationToken));
            process.StandardInput.Close();
            ProcessOutcome outcome = MnistProcess.Finish(process);
            Assert.Equal((0, ""), (outcome.ExitCode, outcome.StandardError));
            Assert.Equal(80, outcome.Json().GetProperty("predictions").GetArrayLength());
        }
    }

    private ProcessOutcome Run(int code, params string[] arguments)
    {
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, arguments);
        Assert.True(code == outcome.ExitCode, outcome.StandardError);
        return outcome;
    }

    private Dictionary<string, byte[]> Contents() =>
        Directory
            .GetFiles(_work.Folder, "*", SearchOption.AllDirectories)
            .ToDictionary(path => path, File.ReadAllBytes, StringComparer.Ordinal);

    /// <summary>A small model, trained once.</summary>
    public sealed class BarModel
    {
        public const int Rows = 80;

        public BarModel()
        {
            using WorkFolder work = new();
            work.WriteBars("bars.csv", Rows);
            MnistProcess.RunJson(work.Folder, "train", "--data", "bars.csv", "--hidden", "4", "--epochs", "1", "--model", "m.zip");
            Bytes = File.ReadAllBytes(work["m.zip"]);
        }

        /// <summary>Its file.</summary>
        public byte[] Bytes { get; }
    }
}
