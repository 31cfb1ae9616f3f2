namespace MnistTrainer.Cli;

/// <summary>The command <c>mnist</c>.</summary>
internal static class Program
{
    private static int Main() => 0;
}
