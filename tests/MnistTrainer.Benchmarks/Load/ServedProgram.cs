using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace MnistTrainer.Benchmarks.Load;

/// <summary>The built command, serving the model that ships: a process of its own, as users have it.</summary>
internal sealed class ServedProgram : IDisposable
{
    private readonly Process _process;

    public ServedProgram()
    {
        string root = Folder("RepositoryRoot");
        ProcessStartInfo start = new(Path.Combine(Folder("CommandFolder"), OperatingSystem.IsWindows() ? "mnist.exe" : "mnist"))
        {
            WorkingDirectory = root,
            RedirectStandardOutput = true,
        };
        // Only Linux lets a client choose its loopback address; elsewhere all are one client, and the limit is lifted.
        string limit = OperatingSystem.IsLinux() ? "20" : "0";
        foreach (
            string argument in (string[])
                [
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

    /// <summary>Where it serves.</summary>
    public Uri Address { get; }

    /// <summary>The memory that it has now, in bytes.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>The processor time that it has had.</summary>
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

    // The program goes on after its JSON object, so this reads line by line until the object is whole.
    private static JsonElement ReadObject(StreamReader reader)
    {
        string text = "";
        while (reader.ReadLine() is string line)
        {
            text += line;
            if (line.EndsWith('}'))
                return JsonDocument.Parse(text).RootElement;
        }

        throw new InvalidOperationException("mnist serve ended before it served.");
    }
}
