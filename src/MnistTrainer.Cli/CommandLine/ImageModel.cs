using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>Models of commands that read images: what is a model of a table, and what is a table rather than images, is reported by its name.</summary>
internal static class ImageModel
{
    /// <summary>Loads a model.</summary>
    /// <exception cref="InvalidInputException">It cannot be read, or reads tables.</exception>
    public static Network Load(string path)
    {
        Network network = ModelFile.Load(path);
        return TableSchemaFile.Find(path) is TableSchema schema ? throw OfTable(path, schema) : network;
    }

    /// <summary>Returns the error for a model of a table.</summary>
    public static InvalidInputException OfTable(string path, TableSchema schema) =>
        new(
            path,
            "a model of images",
            $"one of a table, which predicts {schema.Label.Name}",
            $"Name a model of images, or use this one with a table: {MnistCommand.Name} {PredictCommand.Word} --model {path} --data TABLE"
        );

    /// <summary>Loads images for a model; an error says as well if they are a table.</summary>
    /// <param name="path">The model's file.</param>
    /// <param name="source">The source.</param>
    /// <param name="known">What options specify about it, apart from what the model knows.</param>
    /// <param name="load">Loads it.</param>
    /// <exception cref="InvalidInputException">The source cannot be read.</exception>
    public static T LoadFor<T>(string path, string source, LoadOptions known, Func<T> load)
    {
        try
        {
            return load();
        }
        catch (InvalidInputException e) when (TableBoundary.LooksLikeTable(source, known))
        {
            throw new InvalidInputException(
                $"{e.Message} {path} is a model of images; if {source} is a table of numbers and categories, train one on it: "
                    + $"{MnistCommand.Name} {TrainCommand.Word} --data {source} --label COLUMN",
                e
            );
        }
    }
}
