using Spectre.Console;

namespace MnistTrainer.Cli.Views;

/// <summary>What <c>--shard</c> has trained, and what is missing.</summary>
internal static class ShardView
{
    public static void Show(IAnsiConsole console, ShardReport report)
    {
        string folder = MarkupText.Of(Path.GetRelativePath(Directory.GetCurrentDirectory(), report.Folder));
        console.WriteMarkup(
            Localized.Of(
                $"Shard {report.Shard}: {report.Trained.Length} {Localized.Plural(report.Trained.Length, "network", "networks")} trained, in [bold]{folder}[/]"
            )
        );
        if (report.WasCanceled)
            console.WriteMarkup(Localized.Of("The same command resumes where it stopped"));
        else if (report.Missing.Length > 0)
            console.WriteMarkup(
                Localized.Of(
                    $"Not there yet: {MarkupText.Of(string.Join(", ", report.Missing))}. When all shards are there, the command without --shard measures the networks"
                )
            );
        else
            console.WriteMarkup(Localized.Of("All networks are there: the command without --shard measures them"));
    }
}
