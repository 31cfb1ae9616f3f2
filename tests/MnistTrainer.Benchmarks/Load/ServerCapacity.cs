using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MnistTrainer.Imaging;

namespace MnistTrainer.Benchmarks.Load;

/// <summary>
/// Answers a second of <c>mnist serve</c> on one core, while this program sends from another: with connections that send again as soon as they are
/// answered, and then at half that rate, on schedule.
/// <c>taskset -c 1 tests/MnistTrainer.Benchmarks/bin/Release/net10.0/MnistTrainer.Benchmarks server-capacity --runs 5 --seconds 10</c>
/// </summary>
internal static class ServerCapacity
{
    private const int Core = 0;
    private const int Connections = 8;
    private const int ScheduledClients = 16;

    /// <summary>Runs all kinds of requests and prints the medians of the runs, with their ranges.</summary>
    /// <returns>0, or 1 if there was an error.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        int runs = Option(arguments, "--runs", 5),
            seconds = Option(arguments, "--seconds", 10);
        Print($"{ProcessorName.Find()}; the server on core {Core}; {runs} runs of {seconds} s each way; load average {LoadAverage()}");
        int errors = 0;
        foreach (RequestKind kind in Kinds())
            errors += await MeasureAsync(kind, runs, seconds).ConfigureAwait(false);
        return errors == 0 ? 0 : 1;
    }

    private static RequestKind[] Kinds()
    {
        byte[][] drawings = ServerLoad.Images();
        byte[][] large = [.. drawings.Select(png => ImageCodec.EncodePng(ImageCodec.Decode(png, "drawing").Resize(1200, 1200)))];
        return
        [
            new("as the page draws, with stages", "api/predict?stages=true", "application/octet-stream", drawings),
            new("the same without stages", "api/predict", "application/octet-stream", drawings),
            new("JSON with a data URL", "api/predict", "application/json", [.. drawings.Select(Json)]),
            new("a PNG file of 1200x1200", "api/predict", "image/png", large),
        ];
    }

    private static byte[] Json(byte[] png) =>
        Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { image = "data:image/png;base64," + Convert.ToBase64String(png) }));

    private static async Task<int> MeasureAsync(RequestKind kind, int runs, int seconds)
    {
        // Each kind has a server of its own, so that its memory is that of this kind.
        using ServedProgram program = new(Core, requestsPerSecond: 0);
        await SendAsync(program, kind, Connections, TimeSpan.Zero, 5).ConfigureAwait(false);
        List<Run> full = [],
            half = [];
        for (int i = 0; i < runs; i++)
        {
            full.Add(await RunAsync(program, kind, Connections, TimeSpan.Zero, seconds).ConfigureAwait(false));
            var interval = TimeSpan.FromSeconds(ScheduledClients / (full[^1].PerSecond / 2));
            half.Add(await RunAsync(program, kind, ScheduledClients, interval, seconds).ConfigureAwait(false));
        }

        Print(
            $"{kind.Name}: {kind.Bodies.Average(body => body.Length) / 1024:0.0} KiB sent, {full[0].AnswerBytes / 1024:0.0} KiB received"
        );
        Print(
            $"  as many as possible  {Of(full, run => run.PerSecond, "0")} answers/s; latency median {Of(full, run => run.At(0.5), "0.0")} ms, p99 {Of(full, run => run.At(0.99), "0.0")} ms"
        );
        Print(
            $"  processor            {Of(full, run => run.ProcessorMilliseconds, "0.00")} ms an answer, so {Of(full, run => 1000 / run.ProcessorMilliseconds, "0")} answers per second of a core"
        );
        Print(
            $"  half as many         {Of(half, run => run.PerSecond, "0")} answers/s; latency median {Of(half, run => run.At(0.5), "0.0")} ms, p99 {Of(half, run => run.At(0.99), "0.0")} ms; {Of(half, run => run.ProcessorMilliseconds, "0.00")} ms of processor an answer"
        );
        Print(
            $"  memory at most       {full.Concat(half).Max(run => run.Memory) / 1048576.0:0} MiB; errors {full.Concat(half).Sum(run => run.Errors)}; load average {LoadAverage()}"
        );
        return full.Concat(half).Sum(run => run.Errors);
    }

    private static async Task<Run> RunAsync(ServedProgram program, RequestKind kind, int clients, TimeSpan interval, int seconds)
    {
        TimeSpan before = program.ProcessorTime;
        long began = Stopwatch.GetTimestamp();
        using CancellationTokenSource end = new();
        Task<long> memory = HighestMemoryAsync(program, end.Token);
        LoadClient[] done = await SendAsync(program, kind, clients, interval, seconds).ConfigureAwait(false);
        double passed = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await end.CancelAsync().ConfigureAwait(false);
        double[] times = [.. done.SelectMany(client => client.Milliseconds).Order()];
        return new Run(
            times,
            times.Length / passed,
            (program.ProcessorTime - before).TotalMilliseconds / times.Length,
            (double)done.Sum(client => client.AnswerBytes) / times.Length,
            await memory.ConfigureAwait(false),
            done.Sum(client => client.Errors.Count)
        );
    }

    private static async Task<LoadClient[]> SendAsync(ServedProgram program, RequestKind kind, int clients, TimeSpan interval, int seconds)
    {
        LoadClient[] all =
        [
            .. Enumerable
                .Range(0, clients)
                .Select(number => new LoadClient(
                    program.Address,
                    number,
                    [.. kind.Bodies.Skip(number % kind.Bodies.Length), .. kind.Bodies],
                    kind.Path,
                    kind.Type
                )),
        ];
        await Task.WhenAll(all.Select((client, i) => client.RunAsync(i * interval / clients, interval, seconds))).ConfigureAwait(false);
        foreach (LoadClient client in all)
            client.Dispose();
        return all;
    }

    private static async Task<long> HighestMemoryAsync(ServedProgram program, CancellationToken cancellation)
    {
        long highest = 0;
        while (!cancellation.IsCancellationRequested)
        {
            highest = Math.Max(highest, program.Memory);
            await Task.Delay(200, CancellationToken.None).ConfigureAwait(false);
        }

        return highest;
    }

    private static string Of(IReadOnlyList<Run> runs, Func<Run, double> figure, string format)
    {
        double[] all = [.. runs.Select(figure).Order()];
        string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        return $"{Text(all[all.Length / 2])} [{Text(all[0])}–{Text(all[^1])}]";
    }

    private static string LoadAverage() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static int Option(IReadOnlyList<string> arguments, string name, int standard)
    {
        int at = arguments.ToList().IndexOf(name);
        return at < 0 ? standard : int.Parse(arguments[at + 1], CultureInfo.InvariantCulture);
    }

    private static void Print(FormattableString line) => Console.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>Requests of one kind.</summary>
    private sealed record RequestKind(string Name, string Path, string Type, byte[][] Bodies);

    /// <summary>What a run measured: latencies in order, in milliseconds.</summary>
    private sealed record Run(double[] Times, double PerSecond, double ProcessorMilliseconds, double AnswerBytes, long Memory, int Errors)
    {
        public double At(double share) => Times[(int)(share * (Times.Length - 1))];
    }
}
