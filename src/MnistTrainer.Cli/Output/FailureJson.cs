namespace MnistTrainer.Cli.Output;

/// <summary>The JSON of a command that failed before it had a result.</summary>
/// <param name="Error">What went wrong, as stderr has it.</param>
/// <param name="ExitCode">The exit code.</param>
internal sealed record FailureJson(string Error, int ExitCode);
