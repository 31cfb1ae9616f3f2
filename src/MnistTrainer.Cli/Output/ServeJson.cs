namespace MnistTrainer.Cli.Output;

/// <summary>The JSON of <c>mnist serve</c>.</summary>
/// <param name="Address">The page's address.</param>
/// <param name="Model">The model's file.</param>
internal sealed record ServeJson(string Address, string Model);
