using System.Diagnostics;
using System.Reflection;
using System.Text;

namespace MnistTrainer.Distributed.Tests.Mpi;

/// <summary>The command, started alone or as ranks by the installed Open MPI.</summary>
internal static class Mpirun
{
    // What a test that hangs may take; single runs take a second or two.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1.5);

    /// <summary>What starts the command in one process.</summary>
    public static string[] Command { get; } =
    [
        "dotnet",
        Path.Combine(
            typeof(Mpirun)
                .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(attribute => attribute.Key == "CommandFolder")
                .Value!,
            "mnist.dll"
        ),
    ];

    private static string[] Launcher =>
        ["mpirun", "--allow-run-as-root", "--oversubscribe", "--mca", "mpi_yield_when_idle", "1", "--mca", "btl", "vader,self"];

    /// <summary>Skips a test where Open MPI is missing; in continuous integration, it fails.</summary>
    public static void Require()
    {
        bool isThere =
            Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "mpirun")))
            == true;
        const string missing = "Open MPI is not on this machine: apt-get install openmpi-bin.";
        Assert.False(!isThere && Environment.GetEnvironmentVariable("CI") == "true", missing);
        Assert.SkipUnless(isThere, missing);
    }

    /// <summary>Runs the command on ranks that all have the same arguments.</summary>
    public static Task<Run> RunAsync(int ranks, params string[] arguments) => RunAsync(Line(ranks, arguments));

    /// <summary>Runs the command on two ranks with different arguments.</summary>
    public static Task<Run> RunAsync(string[] ofFirst, string[] ofSecond) =>
        RunAsync([.. Launcher, "-n", "1", .. Command, .. ofFirst, ":", "-n", "1", .. Command, .. ofSecond]);

    /// <summary>Runs a program to its end.</summary>
    public static async Task<Run> RunAsync(string[] line)
    {
        using Process process = Start(line);
        return await EndAsync(process);
    }

    /// <summary>Starts the command on ranks; 1 is a process without MPI.</summary>
    public static Process Start(int ranks, params string[] arguments) => Start(Line(ranks, arguments));

    /// <summary>Waits for a program to end.</summary>
    public static async Task<Run> EndAsync(Process process)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token),
            errors = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new Run(process.ExitCode, await output, await errors);
    }

    /// <summary>What starts the command on ranks; 1 is a process without MPI.</summary>
    public static string[] Line(int ranks, string[] arguments) =>
        ranks == 1 ? [.. Command, .. arguments] : [.. Launcher, "-n", $"{ranks}", .. Command, .. arguments];

    private static Process Start(string[] line)
    {
        ProcessStartInfo start = new(line[0], line[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        // The launcher's library for the machine's hardware asks whatever listens at ports 6000 to 6009 whether it is a display, and waits for its answer forever.
        start.Environment["HWLOC_COMPONENTS"] = "-gl";
        Process process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    /// <summary>How a program ended, and what it printed.</summary>
    internal sealed record Run(int ExitCode, string Output, string Errors)
    {
        /// <summary>Everything, for the message of a test that fails.</summary>
        public string All => $"exit code {ExitCode}\n{Output}\n{Errors}";
    }
}
