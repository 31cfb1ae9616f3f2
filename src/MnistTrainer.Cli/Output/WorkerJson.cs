namespace MnistTrainer.Cli.Output;

/// <summary>The JSON of <c>mnist worker</c>.</summary>
/// <param name="Worker">The worker's name.</param>
/// <param name="Jobs">The number of jobs that it has done.</param>
internal sealed record WorkerJson(string Worker, int Jobs);
