using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary>The built command, run as a user's shell runs it.</summary>
internal static class MnistProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The folder of the built command.</summary>
    public static string CommandFolder { get; } =
        Path.GetFullPath(
            typeof(MnistProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "CommandFolder").Value!
        );

    private static readonly string Executable = Path.Combine(CommandFolder, OperatingSystem.IsWindows() ? "mnist.exe" : "mnist");

    /// <summary>Runs it to its end.</summary>
    /// <param name="folder">The current directory.</param>
    /// <param name="arguments">What is typed behind <c>mnist</c>.</param>
    public static ProcessOutcome Run(string folder, params string[] arguments)
    {
        using Process process = Start(folder, arguments);
        process.StandardInput.Close();
        return Finish(process);
    }

    /// <summary>Runs it to its end in a locale.</summary>
    /// <param name="locale">The locale: <c>ko_KR.UTF-8</c>.</param>
    /// <param name="folder">The current directory.</param>
    /// <param name="arguments">What is typed behind <c>mnist</c>.</param>
    public static ProcessOutcome RunIn(string locale, string folder, params string[] arguments)
    {
        using Process process = StartIn(locale, folder, arguments);
        process.StandardInput.Close();
        return Finish(process);
    }

    /// <summary>Runs it and reads the one JSON object that it must print.</summary>
    public static JsonElement RunJson(string folder, params string[] arguments)
    {
        ProcessOutcome outcome = Run(folder, [.. arguments, "--json"]);
        Assert.Equal("", outcome.StandardError);
        Assert.Equal(0, outcome.ExitCode);
        return outcome.Json();
    }

    /// <summary>Starts it.</summary>
    public static Process Start(string folder, params string[] arguments) => StartIn("C", folder, arguments);

    private static Process StartIn(string locale, string folder, string[] arguments) =>
        Start(folder, new Dictionary<string, string> { ["LC_ALL"] = locale }, arguments);

    /// <summary>Starts it with environment variables besides those of this process.</summary>
    public static Process Start(string folder, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        ProcessStartInfo start = new(Executable)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        // Whoever runs the tests may have another locale.
        start.Environment["LC_ALL"] = "C";
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        foreach ((string name, string value) in variables)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Whether commands started here ignore Ctrl+C: a shell starts jobs in the background so, and they hand it on to theirs; see proc(5) for the mask.</summary>
    public static bool IgnoresInterrupts()
    {
        const ulong interrupt = 1UL << (2 - 1);
        string? mask = File.Exists("/proc/self/status")
            ? File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))
            : null;
        return mask is not null && (Convert.ToUInt64(mask["SigIgn:".Length..].Trim(), 16) & interrupt) != 0;
    }

    /// <summary>Waits for its end and collects what it said.</summary>
    public static ProcessOutcome Finish(Process process)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"mnist did not end within {Patience}.");
        }

        return new ProcessOutcome(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }
}

/// <summary>How a run ended.</summary>
internal sealed record ProcessOutcome(int ExitCode, string StandardOutput, string StandardError)
{
    /// <summary>Stdout as the one JSON object that it must be.</summary>
    public JsonElement Json()
    {
        JsonElement json = JsonDocument.Parse(StandardOutput).RootElement;
        Assert.Equal(JsonValueKind.Object, json.ValueKind);
        return json;
    }
}
