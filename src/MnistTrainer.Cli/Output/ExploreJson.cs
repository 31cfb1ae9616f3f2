namespace MnistTrainer.Cli.Output;

/// <summary>The JSON of <c>mnist explore</c>.</summary>
/// <param name="Address">The page's address, which other devices can open where the server admits them.</param>
/// <param name="Addresses">All addresses of the page, the best first.</param>
internal sealed record ExploreJson(string Address, string[] Addresses);
