using System.Globalization;
using MnistTrainer.Data;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Benchmarks.Load;

/// <summary>
/// Load test of <c>mnist serve</c> with many concurrent clients: errors, latency and memory growth.
/// <c>dotnet run -c Release --project tests/MnistTrainer.Benchmarks -- server --clients 64 --seconds 60 --rate 2</c>
/// </summary>
internal static class ServerLoad
{
    /// <summary>Runs the load test and prints the results.</summary>
    /// <returns>0, or 1 if there was an error.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        LoadOptions options = LoadOptions.Parse(arguments);
        byte[][] images = Images();
        using ServedProgram program = new();
        await SendAsync(program, options with { Seconds = 4 }, images).ConfigureAwait(false); // warm-up

        TimeSpan before = program.ProcessorTime;
        Task<long[]> memory = MeasureMemoryAsync(program, options.Seconds);
        LoadClient[] clients = await SendAsync(program, options, images).ConfigureAwait(false);
        Report(options, clients, await memory.ConfigureAwait(false), program.ProcessorTime - before);
        return clients.All(client => client.Errors.Count == 0) ? 0 : 1;
    }

    private static async Task<LoadClient[]> SendAsync(ServedProgram program, LoadOptions options, byte[][] images)
    {
        LoadClient[] clients =
        [
            .. Enumerable
                .Range(0, options.Clients)
                .Select(number => new LoadClient(program.Address, number, [.. images.Skip(number % 10), .. images])),
        ];
        var interval = TimeSpan.FromSeconds(1 / options.Rate);
        // Spread the first images over the interval, because users are not synchronized.
        await Task.WhenAll(clients.Select((client, i) => client.RunAsync(i * interval / options.Clients, interval, options.Seconds)))
            .ConfigureAwait(false);
        foreach (LoadClient client in clients)
            client.Dispose();
        return clients;
    }

    private static async Task<long[]> MeasureMemoryAsync(ServedProgram program, int seconds)
    {
        long[] memory = new long[seconds];
        for (int i = 0; i < seconds; i++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1)).ConfigureAwait(false);
            memory[i] = program.Memory;
        }

        return memory;
    }

    /// <summary>Synthetic digits of the size that the page sends, dark on light.</summary>
    public static byte[][] Images()
    {
        Samples<byte> digits = DigitSynthesizer.Synthesize(50, seed: 3, DataSplit.Test);
        return
        [
            .. Enumerable
                .Range(0, digits.Count)
                .Select(row => ImageCodec.EncodePng(new GrayImage(28, 28, digits.Row(row).ToArray()).Invert().Resize(280, 280))),
        ];
    }

    private static void Report(LoadOptions options, LoadClient[] clients, long[] memory, TimeSpan processor)
    {
        double[] times = [.. clients.SelectMany(client => client.Milliseconds).Order()];
        string[] errors = [.. clients.SelectMany(client => client.Errors)];
        int quarter = memory.Length / 4;
        Print(
            $"offered     {options.Clients} clients x {options.Rate:0.##} images/s = {options.Clients * options.Rate:0.#} images/s, {options.Seconds} s"
        );
        Print($"answered    {times.Length} images, {times.Length / (double)options.Seconds:0.#} images/s, {errors.Length} errors");
        foreach (IGrouping<string, string> kind in errors.GroupBy(error => error))
            Print($"            {kind.Count()} x {kind.Key}");
        Print($"latency     median {At(0.5):0.0} ms, p95 {At(0.95):0.0} ms, p99 {At(0.99):0.0} ms, maximum {times[^1]:0.0} ms");
        Print($"processor   {processor.TotalMilliseconds / times.Length:0.00} ms per image");
        Print(
            $"memory      {Mean(memory[quarter..(2 * quarter)]):0.0} MiB in the second quarter, {Mean(memory[^quarter..]):0.0} MiB in the last"
        );

        double At(double share) => times[(int)(share * (times.Length - 1))];
        static double Mean(long[] bytes) => bytes.Average() / (1 << 20);
        static void Print(FormattableString line) => Console.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));
    }
}
