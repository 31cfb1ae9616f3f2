using System.Diagnostics;

namespace MnistTrainer.Benchmarks.Mutation;

/// <summary>Another program to run, with its arguments.</summary>
internal sealed class Command(string program, params string[] arguments)
{
    /// <returns>The exit code, null if the program was ended at the limit, and what it printed.</returns>
    public (int? ExitCode, string Output) Run(string folder, TimeSpan limit)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(),
            errors = process.StandardError.ReadToEndAsync();
        bool hasEnded = process.WaitForExit(limit);
        if (!hasEnded)
            process.Kill(entireProcessTree: true);
        process.WaitForExit();
        return (hasEnded ? process.ExitCode : null, output.Result + errors.Result);
    }
}
