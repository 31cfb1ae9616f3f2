using System.CommandLine;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>The data of commands that read images alone: a table whose columns could also be read as pixels is rejected before it is.</summary>
internal static class ImagesAlone
{
    /// <summary>Rejects a table of numbers and categories.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="source">The source; null for a default.</param>
    /// <param name="known">What options specify about it.</param>
    /// <param name="cancellation">Cancels waiting for the standard input.</param>
    /// <exception cref="InvalidInputException">The source is such a table.</exception>
    public static void Require(ParseResult parsed, string? source, LoadOptions known, CancellationToken cancellation)
    {
        if (source is not null && TableBoundary.IsTable(source, known, new ColumnOptionGroup().Apply(parsed, known), cancellation))
        {
            throw new InvalidInputException(
                source,
                "images with labels",
                "a table of numbers and categories",
                $"{MnistCommand.Name} {parsed.CommandResult.Command.Name} reads images alone; {MnistCommand.Name} {TrainCommand.Word} trains on such tables"
            );
        }
    }
}
