using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace MnistTrainer.Benchmarks.Load;

/// <summary>A process of the built command that serves the bundled model.</summary>
internal sealed class ServedProgram : IDisposable
{
    private readonly Process _process;

    /// <param name="core">The core that the server runs on; null for all.</param>
    /// <param name="requestsPerSecond">The maximum request rate of each client; 0 for no limit. Default: that of the command.</param>
    public ServedProgram(int? core = null, int requestsPerSecond = 20)
    {
        string root = Folder("RepositoryRoot");
        string command = Path.Combine(Folder("CommandFolder"), OperatingSystem.IsWindows() ? "mnist.exe" : "mnist");
        ProcessStartInfo start = new(core is null ? command : "taskset") { WorkingDirectory = root, RedirectStandardOutput = true };
        // Only Linux lets a client choose its loopback address. Elsewhere all clients share one, so the rate limit is disabled.
        string limit = OperatingSystem.IsLinux() ? requestsPerSecond.ToString(CultureInfo.InvariantCulture) : "0";
        string[] pinned = core is int number ? ["-c", number.ToString(CultureInfo.InvariantCulture), command] : [];
        foreach (
            string argument in (string[])
                [
                    .. pinned,
                    "serve",
                    "--model",
                    Path.Combine(root, "models", "digits.zip"),
                    "--port",
                    "0",
                    "--keep",
                    "none",
                    "--requests-per-second",
                    limit,
                    "--json",
                ]
        )
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        Address = new Uri(ReadObject(_process.StandardOutput).GetProperty("address").GetString()!);
    }

    /// <summary>The address of the server.</summary>
    public Uri Address { get; }

    /// <summary>The current memory use of the process, in bytes.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>The processor time of the process.</summary>
    public TimeSpan ProcessorTime => _process.TotalProcessorTime;

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string Folder(string name) =>
        Path.GetFullPath(
            typeof(ServedProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == name).Value!
        );

    // The program keeps running after its JSON object, so this reads line by line until the object is complete.
    private static JsonElement ReadObject(StreamReader reader)
    {
        string text = "";
        while (reader.ReadLine() is string line)
        {
            text += line;
            if (line.EndsWith('}'))
                return JsonDocument.Parse(text).RootElement;
        }

        throw new InvalidOperationException("mnist serve exited before it started to serve.");
    }
}
