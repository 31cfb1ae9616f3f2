using System.Diagnostics;
using System.Net;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary><c>mnist explore</c> as a process: it prints its address, serves the explorer, and stops on a signal.</summary>
public sealed class ExploreTests : IDisposable
{
    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task Prints_its_address_serves_the_explorer_and_stops_on_a_signal()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        using Process process = MnistProcess.Start(_work.Folder, "explore", "--port", "0");
        string line = (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!;
        Assert.Matches("^Explore at http://127\\.0\\.0\\.1:\\d+/ — Ctrl\\+C stops it\\.$", line);
        using HttpClient client = new() { BaseAddress = new Uri(line.Split(' ')[2]) };
        Assert.Contains(
            "explore/explore.js",
            await client.GetStringAsync("", TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        using HttpResponseMessage chapter = await client.GetAsync(
            "explore/chapters/downhill/model.js",
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.OK, chapter.StatusCode);
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        ProcessOutcome outcome = MnistProcess.Finish(process);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.StandardError));
        Assert.Empty(Directory.GetFileSystemEntries(_work.Folder));
    }
}
