using System.Diagnostics;
using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary><c>mnist train --watch</c> shows a page the figures that the command itself prints at the end.</summary>
public sealed class WatchTests : IDisposable
{
    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task Shows_every_epoch_and_the_end()
    {
        _work.WriteBars("bars.csv", 400);
        int port = FreePort.Find();
        using Process process = MnistProcess.Start(
            _work.Folder,
            "train",
            "--data",
            "bars.csv",
            "--validation",
            "0.25",
            "--epochs",
            "1000000",
            "--model",
            "m.zip",
            "--watch",
            "--port",
            $"{port}",
            "--json"
        );
        process.StandardInput.Close();
        using HttpClient client = new() { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        await using Stream stream = await ConnectAsync(client, process);
        List<(string Name, JsonElement Content)> events = [];
        bool isInterrupted = false;
        await foreach (SseItem<string> item in SseParser.Create(stream).EnumerateAsync(TestContext.Current.CancellationToken))
        {
            events.Add((item.EventType, JsonDocument.Parse(item.Data).RootElement));
            if (!isInterrupted && EpochsIn(events).Length >= 5)
            {
                isInterrupted = true;
                using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            }
        }

        JsonElement result = MnistProcess.Finish(process).Json();
        Assert.Equal("start", events[0].Name);
        Assert.Equal("close", events[^1].Name);
        Assert.Equal(
            ["0", "1", "2", "3", "4", "5", "6", "7"],
            events[0].Content.GetProperty("classes").EnumerateArray().Select(name => name.GetString())
        );
        JsonElement[] epochs = result.GetProperty("epochs").EnumerateArray().ToArray();
        JsonElement[] shown = EpochsIn(events);
        Assert.Equal(epochs.Length, shown.Length);
        foreach ((JsonElement one, JsonElement other) in epochs.Zip(shown))
        {
            foreach (string figure in (string[])["trainLoss", "validationLoss", "validationAccuracy"])
                Assert.Equal(one.GetProperty(figure).GetDouble(), other.GetProperty(figure).GetDouble());
        }

        JsonElement errors = events.Last(one => one.Name == "errors").Content;
        long[][] confusion =
        [
            .. errors
                .GetProperty("confusion")
                .EnumerateArray()
                .Select(row => row.EnumerateArray().Select(cell => cell.GetInt64()).ToArray()),
        ];
        long all = confusion.Sum(row => row.Sum());
        // A quarter, rounded in each of eight classes.
        Assert.InRange(
            all,
            ((result.GetProperty("trainCount").GetInt32() + all) / 4) - 8,
            ((result.GetProperty("trainCount").GetInt32() + all) / 4) + 8
        );
        int counted = errors.GetProperty("epoch").GetInt32();
        Assert.Equal(
            shown[counted - 1].GetProperty("validationAccuracy").GetDouble(),
            (double)Enumerable.Range(0, 8).Sum(i => confusion[i][i]) / all,
            12
        );
        Assert.Equal(
            result.GetProperty("testAccuracy").GetDouble(),
            events.Single(one => one.Name == "outcome").Content.GetProperty("accuracy").GetDouble()
        );
    }

    [Fact]
    public void Monitoring_does_not_change_the_model()
    {
        _work.WriteBars("bars.csv", 160);
        foreach (
            string[] page in (string[][])
                [
                    [],
                    ["--watch", "--port", "0"],
                ]
        )
            MnistProcess.RunJson(_work.Folder, ["train", "--data", "bars.csv", "--epochs", "4", "--model", $"{page.Length}.zip", .. page]);
        Assert.Equal(File.ReadAllBytes(_work["0.zip"]), File.ReadAllBytes(_work["3.zip"]));
    }

    /// <summary>The page pauses a training, which stands still, and stops it; resumed, it ends with the bytes of one that nobody touched.</summary>
    [Fact]
    public async Task Pausing_and_stopping_do_not_change_the_model()
    {
        _work.WriteBars("bars.csv", 160);
        string[] options = ["--data", "bars.csv", "--epochs", "3000", "--hidden", "32"];
        MnistProcess.RunJson(_work.Folder, ["train", .. options, "--model", "plain.zip"]);
        int port = FreePort.Find();
        string[] page = ["--watch", "--port", $"{port}"];
        using Process process = MnistProcess.Start(_work.Folder, ["train", .. options, "--model", "paused.zip", .. page, "--json"]);
        process.StandardInput.Close();
        using HttpClient client = new() { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        await using (Stream stream = await ConnectAsync(client, process))
        {
            // The first event says that a training has begun.
            await SseParser
                .Create(stream)
                .EnumerateAsync(TestContext.Current.CancellationToken)
                .FirstAsync(item => item.EventType == "start", TestContext.Current.CancellationToken);
            await AskAsync(client, "pause");
            int before = await EpochsSoFarAsync(client);
            await Task.Delay(300, TestContext.Current.CancellationToken);
            Assert.InRange(before, 0, 2999);
            // One step was under way.
            Assert.InRange(await EpochsSoFarAsync(client), before, before + 1);
            await AskAsync(client, "resume");
            await AskAsync(client, "stop");
        }

        ProcessOutcome outcome = MnistProcess.Finish(process);
        Assert.Equal(130, outcome.ExitCode);
        Assert.True(File.Exists(_work["paused.zip"]));
        MnistProcess.RunJson(_work.Folder, "train", "--resume", "--model", "paused.zip");
        Assert.Equal(File.ReadAllBytes(_work["plain.zip"]), File.ReadAllBytes(_work["paused.zip"]));
    }

    private static async Task AskAsync(HttpClient client, string what)
    {
        using HttpResponseMessage answer = await client.PostAsync(
            new Uri($"/api/training/{what}", UriKind.Relative),
            null,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    // The state that a page receives when it connects, up to its last event.
    private static async Task<int> EpochsSoFarAsync(HttpClient client)
    {
        await using Stream stream = await client.GetStreamAsync(
            new Uri("/api/training", UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        int epochs = 0;
        await foreach (SseItem<string> item in SseParser.Create(stream).EnumerateAsync(TestContext.Current.CancellationToken))
        {
            if (item.EventType == "epochs")
                epochs += JsonDocument.Parse(item.Data).RootElement.GetArrayLength();
            if (item.EventType == "control")
                break;
        }

        return epochs;
    }

    private static JsonElement[] EpochsIn(List<(string Name, JsonElement Content)> events) =>
        [.. events.Where(one => one.Name == "epochs").SelectMany(one => one.Content.EnumerateArray())];

    private static async Task<Stream> ConnectAsync(HttpClient client, Process process)
    {
        while (true)
        {
            try
            {
                return await client.GetStreamAsync(new Uri("/api/training", UriKind.Relative), TestContext.Current.CancellationToken);
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }
    }
}
