using System.CommandLine;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>Options that do not suit a table of numbers and categories, which shows only once the source or the model is opened.</summary>
internal static class TableRejection
{
    /// <summary>Rejects options that were given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="what">The source or model, and what it is: <c>a.csv is read as a table</c>.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="InvalidInputException">One of them was given.</exception>
    public static void Check(ParseResult parsed, string what, params IEnumerable<Option> options)
    {
        string[] given = [.. options.Where(parsed.Has).Select(option => option.Name)];
        if (given.Length > 0)
            throw new InvalidInputException($"{what}: leave out {string.Join(", ", given)}.");
    }
}
