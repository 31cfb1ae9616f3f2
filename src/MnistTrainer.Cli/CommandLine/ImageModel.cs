using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>Models of commands that read images. One of a table is reported by its name.</summary>
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
}
