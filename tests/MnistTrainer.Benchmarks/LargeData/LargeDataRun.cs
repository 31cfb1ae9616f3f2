using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace MnistTrainer.Benchmarks.LargeData;

/// <summary>Trains on a generated table of any size within some memory, by the command, and measures the most memory that its process has had.</summary>
internal static class LargeDataRun
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <param name="path">The table, which is generated unless it exists.</param>
    /// <param name="size">Its size in GB.</param>
    /// <param name="memory">The memory, as <c>--memory</c> takes it.</param>
    /// <param name="options">Further options of <c>mnist train</c>.</param>
    /// <param name="write">Writes the table until it has a number of bytes, and returns the number of its rows.</param>
    public static int Run(string path, string size, string memory, string[] options, Func<string, long, long> write)
    {
        if (!double.TryParse(size, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double gigabytes))
        {
            Console.Error.WriteLine($"Expected a size in GB such as 20, found \"{size}\".");
            return 2;
        }

        if (!File.Exists(path))
        {
            long started = Stopwatch.GetTimestamp();
            long rows = write(path, (long)(gigabytes * 1e9));
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{path}: {rows:N0} rows in {Stopwatch.GetElapsedTime(started).TotalSeconds:N0} s"
                )
            );
        }

        string model = Path.ChangeExtension(path, ".zip");
        string folder = typeof(LargeDataRun)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(one => one.Key == "CommandFolder")
            .Value!;
        ProcessStartInfo start = new(
            "dotnet",
            [Path.Combine(folder, "mnist.dll"), "train", "--data", path, "--memory", memory, "--model", model, "--force", .. options]
        );
        using Process process = Process.Start(start)!;
        long began = Stopwatch.GetTimestamp(),
            peak = 0;
        while (!process.WaitForExit(Interval))
        {
            process.Refresh();
            peak = Math.Max(peak, process.HasExited ? 0 : process.PeakWorkingSet64);
        }

        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{new FileInfo(path).Length / 1e9:N1} GB within {memory}: at most {peak / 1e6:N0} MB, {Stopwatch.GetElapsedTime(began).TotalSeconds:N0} s, exit code {process.ExitCode}"
            )
        );
        return process.ExitCode;
    }
}
