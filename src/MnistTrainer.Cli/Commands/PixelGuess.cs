using MnistTrainer.Data;

namespace MnistTrainer.Cli.Commands;

/// <summary>The note that columns are read as pixels although they may be those of a table, with the option that reads a table.</summary>
internal static class PixelGuess
{
    public static void Show(TerminalListener listener, string? source, LoadOptions known, CancellationToken cancellation)
    {
        if (source is not null && TableBoundary.FindGuess(source, known, cancellation) is string guess)
            listener.OnNote(
                new SourceNote(
                    Path.GetFileName(source),
                    Localized.Of($"{guess}; {MnistCommand.Name} {TrainCommand.Word} --task classification or regression reads a table")
                )
            );
    }
}
