using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>Sources of commands that read images. One that cannot be read and looks like a table of numbers and categories is reported as such.</summary>
internal static class ImageSource
{
    /// <summary>Does work that loads a source.</summary>
    /// <param name="source">The source; null for a default.</param>
    /// <param name="known">What options specify about it, apart from what a model knows.</param>
    /// <param name="reader">What reads images alone: <c>mnist find-rate</c>.</param>
    /// <param name="work">The work.</param>
    /// <exception cref="InvalidInputException">The source cannot be read.</exception>
    public static T Read<T>(string? source, LoadOptions known, string reader, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (InvalidInputException e) when (source is not null && TableBoundary.LooksLikeTable(source, known))
        {
            throw new InvalidInputException(
                $"{e.Message} If {source} is a table of numbers and categories: {reader} reads images alone; train a model of the table with "
                    + $"{MnistCommand.Name} {TrainCommand.Word} --data {source} --label COLUMN.",
                e
            );
        }
    }
}
