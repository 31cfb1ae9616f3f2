using System.Diagnostics;
using System.Globalization;
using MnistTrainer.Imaging;
using MnistTrainer.Imaging.Tests;

namespace MnistTrainer.Benchmarks.Fuzzing;

/// <summary>
/// Decodes small files that are made to use much memory or time:
/// <c>dotnet run -c Release --project tests/MnistTrainer.Benchmarks -- bombs</c>. It fails above the codec's limit of memory, or above a second.
/// </summary>
internal static class BombCommand
{
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(1);

    // The limit of decoding, and what the stages behind it take of the image as it was shrunk.
    private const long MostAllocated = ImageCodec.MaximumMemory + 40_000_000;

    /// <returns>0, or 1 if a limit was exceeded or an error was not one for users.</returns>
    public static int Run()
    {
        bool isWithin = true;
        Console.WriteLine("| file | bytes | ms | MB allocated | result |\n|---|--:|--:|--:|---|");
        foreach ((string name, byte[] file) in Bombs.All)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            string result = Decode(file, ref isWithin);
            TimeSpan time = Stopwatch.GetElapsedTime(start);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            isWithin &= time <= MostTime && allocated <= MostAllocated;
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {name} | {file.Length:N0} | {time.TotalMilliseconds:F0} | {allocated / 1e6:F1} | {result} |"
                )
            );
        }

        return isWithin ? 0 : 1;
    }

    private static string Decode(byte[] file, ref bool isWithin)
    {
        try
        {
            GrayImage image = ImageCodec.Decode(file, "file");
            return $"{image.Width}x{image.Height} pixels";
        }
        catch (InvalidImageException error)
        {
            return error.Message;
        }
        catch (Exception error) // whatever else a decoder throws is what is looked for
        {
            isWithin = false;
            return $"{error.GetType().Name}: {error.Message}";
        }
    }
}
