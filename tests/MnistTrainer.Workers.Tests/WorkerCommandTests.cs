using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Workers.Tests;

/// <summary>The commands <c>search --serve</c> and <c>worker</c> as processes.</summary>
public sealed class WorkerCommandTests : IDisposable
{
    private const string Join = "Workers join with: mnist ";

    // What a test that hangs may take.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mnist-worker-command-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Workers_in_other_processes_find_what_one_process_finds()
    {
        await WriteImagesAsync();
        string[] search = [.. "search --data here.csv --learning-rate 1e-3..1e-1 --hidden 10..40 --epochs 3 --trials 4 --model".Split(' ')];
        using (Running alone = Start([.. search, "alone.zip"]))
            Assert.Equal(0, await alone.EndAsync());

        using Running study = Start([.. search, "served.zip", "--workers", "0", "--serve", "127.0.0.1:0"]);
        string line = await study.LineAsync(Join);
        // The same data under another name.
        File.Copy(Path.Combine(_folder.FullName, "here.csv"), Path.Combine(_folder.FullName, "there.csv"));
        string[] worker = [.. line[Join.Length..].Split(' '), "--threads", "1"];
        using (Running other = Start([.. worker, "--data", "here.csv", "--validation", "here.csv"]))
        {
            Assert.Equal(1, await other.EndAsync());
            Assert.Contains(other.Lines, text => text.Contains("training samples: expected as there", StringComparison.Ordinal));
        }

        using Running first = Start(worker),
            second = Start([.. worker, "--data", "there.csv"]);
        int[] codes = await Task.WhenAll(study.EndAsync(), first.EndAsync(), second.EndAsync());
        Assert.Equal([0, 0, 0], codes);
        Assert.Equal(Journal("alone"), Journal("served"));
        Assert.Contains(study.Lines, text => text.StartsWith("Saved to served.zip", StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(_folder.FullName, "served.zip")));
    }

    /// <summary>A worker does not need to know what is served: it trains whatever it is asked for.</summary>
    [Theory]
    [InlineData("train --data here.csv --epochs 2 --seeds 3")]
    [InlineData("train --data here.csv --epochs 2 --folds 3")]
    [InlineData("train --data table.csv --label y --epochs 2 --ensemble 3")]
    [InlineData("train --data table.csv --label y --epochs 2 --seeds 3 --memory 300MB")]
    public async Task Workers_in_other_processes_train_the_series_of_one_process(string series)
    {
        await WriteImagesAsync();
        await File.WriteAllLinesAsync(
            Path.Combine(_folder.FullName, "table.csv"),
            [
                "x,z,y",
                .. Enumerable
                    .Range(0, 200)
                    .Select(i => string.Create(CultureInfo.InvariantCulture, $"{i % 7},{i * i % 11},{(i % 7 > 3 ? "yes" : "no")}")),
            ],
            TestContext.Current.CancellationToken
        );
        string[] train = [.. series.Split(' '), "--threads", "1", "--model"];
        using Running alone = Start([.. train, "alone.zip"]);
        Assert.Equal(0, await alone.EndAsync());

        // With a limit of memory, none is trained beside the one that is checked.
        string[] own = series.Contains("--memory", StringComparison.Ordinal) ? [] : ["--workers", "0"];
        using Running served = Start([.. train, "served.zip", .. own, "--serve", "127.0.0.1:0", "--secret-file", "a.secret"]);
        string line = await served.LineAsync(Join);
        using Running worker = Start([.. line[Join.Length..].Split(' '), "--threads", "1"]);
        int[] codes = await Task.WhenAll(served.EndAsync(), worker.EndAsync());
        Assert.Equal([0, 0], codes);
        Assert.Contains("3 jobs done.", worker.Lines);
        Assert.Equal(Figures(alone), Figures(served));
        Assert.NotEmpty(Figures(alone));
        if (!series.Contains("--folds", StringComparison.Ordinal))
            Assert.Equal(await BytesAsync("alone.zip"), await BytesAsync("served.zip"));
        Assert.False(Directory.Exists(Path.Combine(_folder.FullName, "served.zip.runs")));

        Task<byte[]> BytesAsync(string name) =>
            File.ReadAllBytesAsync(Path.Combine(_folder.FullName, name), TestContext.Current.CancellationToken);

        static string[] Figures(Running run) =>
            [
                .. run.Lines.Where(text =>
                    text.StartsWith("Mean accuracy", StringComparison.Ordinal) || text.StartsWith("Test accuracy", StringComparison.Ordinal)
                ),
            ];
    }

    /// <summary>A comparison has its test part in the data: a worker cannot name another.</summary>
    [Fact]
    public async Task A_source_that_the_served_command_has_not_is_rejected_and_the_comparison_continues()
    {
        string[] compare =
            "compare --data digits --optimizers sgd --activations none --hidden 4 --epochs 1 --batch-size 512 --seeds 2 --runs runs".Split(
                ' '
            );
        using Running served = Start([.. compare, "--workers", "0", "--serve", "127.0.0.1:0", "--secret-file", "a.secret"]);
        string line = await served.LineAsync(Join);
        string[] worker = [.. line[Join.Length..].Split(' '), "--threads", "1"];
        foreach (string option in (string[])["--test", "--validation"])
        {
            using Running other = Start([.. worker, option, "digits"]);
            Assert.Equal(1, await other.EndAsync());
            Assert.Contains($"{option}: mnist compare has no such option. Leave it out.", other.Lines);
        }

        using Running right = Start([.. worker, "--data", "digits"]);
        int[] codes = await Task.WhenAll(served.EndAsync(), right.EndAsync());
        Assert.Equal([0, 0], codes);
        Assert.Contains("2 jobs done.", right.Lines);
    }

    [Theory]
    [InlineData("--workers 0 needs --serve", "search", "--workers", "0")]
    [InlineData("--secret-file goes with --serve", "search", "--secret-file", "x")]
    [InlineData("expected an address of this machine", "search", "--serve", "nowhere:port")]
    [InlineData("expected the address of a process that serves jobs", "worker", "--join", "here:x", "--secret-file", "x")]
    [InlineData("--secret-file goes with --serve", "train", "--seeds", "2", "--secret-file", "x")]
    [InlineData("--serve goes with --seeds, --folds, --restarts or --ensemble", "train", "--serve")]
    [InlineData("--cluster-password goes with --cluster", "compare", "--serve", "--cluster-password", "x")]
    [InlineData("expected the address of a Redis server", "compare", "--serve", "--cluster", "redis://:secret@here")]
    [InlineData("use --serve ADDRESS:PORT", "compare", "--serve", "--cluster", "redis://192.0.2.1")]
    [InlineData("use --serve ADDRESS:PORT", "search", "--serve", "127.0.0.1:0", "--cluster", "redis://192.0.2.1")]
    [InlineData("Leave out --workers", "train", "--data", "x.csv", "--seeds", "2", "--serve", "--workers", "1", "--memory", "300MB")]
    [InlineData("Specify --join, the address", "worker", "--secret-file", "x")]
    [InlineData(
        "none.secret: expected a readable file with the workers' secret",
        "worker",
        "--join",
        "localhost",
        "--secret-file",
        "none.secret"
    )]
    public async Task Names_what_is_wrong(string message, params string[] arguments)
    {
        using Running running = Start(arguments);
        Assert.NotEqual(0, await running.EndAsync());
        Assert.Contains(running.Lines, line => line.Contains(message, StringComparison.Ordinal));
    }

    private async Task WriteImagesAsync()
    {
        Samples<byte> images = Images();
        await File.WriteAllLinesAsync(
            Path.Combine(_folder.FullName, "here.csv"),
            Enumerable
                .Range(0, images.Count)
                .Select(row =>
                    string.Create(CultureInfo.InvariantCulture, $"{images.Labels[row]},{string.Join(',', images.Row(row).ToArray())}")
                ),
            TestContext.Current.CancellationToken
        );
    }

    private static Samples<byte> Images() => DigitSynthesizer.Synthesize(300, 5, DataSplit.Train);

    private IEnumerable<string> Journal(string name) =>
        File.ReadLines(Path.Combine(_folder.FullName, $"{name}.zip.study", "journal.jsonl")).Order(StringComparer.Ordinal);

    private Running Start(string[] arguments)
    {
        string command = Path.Combine(
            typeof(WorkerCommandTests)
                .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(attribute => attribute.Key == "CommandFolder")
                .Value!,
            "mnist.dll"
        );
        return new Running(
            new ProcessStartInfo("dotnet", [command, .. arguments])
            {
                WorkingDirectory = _folder.FullName,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
            }
        );
    }

    /// <summary>A process whose lines are gathered.</summary>
    private sealed class Running : IDisposable
    {
        private readonly Process _process;
        private readonly ConcurrentQueue<string> _lines = [];

        public Running(ProcessStartInfo start)
        {
            _process = new Process { StartInfo = start };
            _process.OutputDataReceived += (_, line) => Add(line.Data);
            _process.ErrorDataReceived += (_, line) => Add(line.Data);
            _process.Start();
            _process.BeginOutputReadLine();
            _process.BeginErrorReadLine();
        }

        public IReadOnlyCollection<string> Lines => _lines;

        public async Task<int> EndAsync()
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            limit.CancelAfter(Limit);
            await _process.WaitForExitAsync(limit.Token);
            return _process.ExitCode;
        }

        public async Task<string> LineAsync(string beginning)
        {
            long started = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(started) < Limit)
            {
                if (_lines.FirstOrDefault(line => line.StartsWith(beginning, StringComparison.Ordinal)) is string line)
                    return line;
                Assert.False(_process.HasExited, string.Join('\n', _lines));
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }

            throw new TimeoutException(string.Join('\n', _lines));
        }

        public void Dispose()
        {
            if (!_process.HasExited)
                _process.Kill(entireProcessTree: true);
            _process.Dispose();
        }

        private void Add(string? line)
        {
            if (line is not null)
                _lines.Enqueue(line);
        }
    }
}
