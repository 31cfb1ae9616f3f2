using System.Globalization;

namespace MnistTrainer.Benchmarks.Load;

/// <summary>
/// Memory of <c>mnist serve</c> while some clients send as much as they can and another one draws: resident memory at its highest and some time
/// after, and the median time of that other one.
/// <c>dotnet run -c Release --project tests/MnistTrainer.Benchmarks -- server-memory --seconds 20</c>
/// </summary>
internal static class ServerMemory
{
    // What the figures must stay under: MiB of resident memory, MiB that are kept afterward, and milliseconds of the median.
    private const double MaximumMemory = 400;
    private const double MaximumKept = 40;
    private const double MaximumMedian = 50;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    private const int Posts = 28;
    private const int PostBytes = 12_000_000;
    private const int Held = 100;
    private const int HeldBytes = 10 << 20;

    /// <summary>Runs all loads and prints the figures.</summary>
    /// <returns>0, or 1 if a figure is too high.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        int seconds = arguments is ["--seconds", string text] ? int.Parse(text, CultureInfo.InvariantCulture) : 20;
        byte[] ones = Hostile.Ones(PostBytes);
        byte[] image = Hostile.LargeImage(HeldBytes);
        byte[] json = Hostile.LargeJson(HeldBytes * 3 / 4);
        (string Name, Func<ServedProgram, CancellationToken, Task> Run)[] loads =
        [
            ("nothing else", (_, cancellation) => Task.Delay(Timeout.Infinite, cancellation)),
            (
                $"{Posts} posts of {PostBytes / 1e6:0} MB of [1,1,…]",
                (program, cancellation) => Hostile.PostAsync(program.Address, Posts, "application/json", ones, cancellation)
            ),
            (
                $"{Held} held-back bodies of {HeldBytes >> 20} MiB",
                (program, cancellation) => Hostile.HoldAsync(program.Address, Held, HeldBytes, cancellation)
            ),
            (
                $"{Posts} posts of an image of {HeldBytes >> 20} MiB",
                (program, cancellation) => Hostile.PostAsync(program.Address, Posts, "image/png", image, cancellation)
            ),
            (
                $"{Posts} posts of a data URL of {json.Length / 1e6:0} MB",
                (program, cancellation) => Hostile.PostAsync(program.Address, Posts, "application/json", json, cancellation)
            ),
        ];
        bool isWithin = true;
        foreach ((string name, Func<ServedProgram, CancellationToken, Task> run) in loads)
            isWithin &= await MeasureAsync(name, run, seconds).ConfigureAwait(false);
        return isWithin ? 0 : 1;
    }

    private static async Task<bool> MeasureAsync(string name, Func<ServedProgram, CancellationToken, Task> run, int seconds)
    {
        using ServedProgram program = new();
        // The other user has an address of their own, and draws from the start, as somebody who was there before.
        using LoadClient user = new(program.Address, 0, ServerLoad.Images());
        await user.RunAsync(TimeSpan.Zero, TimeSpan.FromSeconds(0.1), 2).ConfigureAwait(false);
        user.Milliseconds.Clear();
        double before = Mebibytes(program.Memory);

        using CancellationTokenSource end = new();
        Task load = run(program, end.Token);
        Task<long> memory = HighestMemoryAsync(program, end.Token);
        await user.RunAsync(TimeSpan.Zero, TimeSpan.FromSeconds(0.25), seconds).ConfigureAwait(false);
        await end.CancelAsync().ConfigureAwait(false);
        await load.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        double highest = Mebibytes(await memory.ConfigureAwait(false));
        await Task.Delay(Idle).ConfigureAwait(false);
        double after = Mebibytes(program.Memory);

        double[] times = [.. user.Milliseconds.Order()];
        double median = times[times.Length / 2];
        FormattableString line =
            $"{name, -40} memory {before, 4:0} MiB before, {highest, 4:0} MiB at most, {after, 4:0} MiB {Idle.TotalSeconds:0} s later; another user: median {median:0.0} ms, p95 {times[(int)(0.95 * (times.Length - 1))]:0.0} ms, {user.Errors.Count} errors";
        Console.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));
        foreach (IGrouping<string, string> kind in user.Errors.GroupBy(error => error))
            Console.Out.WriteLine($"    {kind.Count()} x {kind.Key}");
        return highest < MaximumMemory && after - before < MaximumKept && median < MaximumMedian && user.Errors.Count == 0;
    }

    private static async Task<long> HighestMemoryAsync(ServedProgram program, CancellationToken cancellation)
    {
        long highest = 0;
        while (!cancellation.IsCancellationRequested)
        {
            highest = Math.Max(highest, program.Memory);
            await Task.Delay(20, CancellationToken.None).ConfigureAwait(false);
        }

        return highest;
    }

    private static double Mebibytes(long bytes) => bytes / 1048576.0;
}
