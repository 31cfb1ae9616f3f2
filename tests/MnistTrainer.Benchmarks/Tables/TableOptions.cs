using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Benchmarks.Tables;

/// <summary>What to measure: <c>wine pima --trainers NeuralNetwork,LightGbm --folder PATH --csv FILE --check</c>.</summary>
internal sealed record TableOptions
{
    private const string DefaultTrainers = "NeuralNetwork,LightGbm",
        FolderName = "tables";

    /// <summary>The names of the tables. Default: empty, for all of the folder.</summary>
    public required IReadOnlyList<string> Tables { get; init; }

    /// <summary>The trainers, without repetition. Default: NeuralNetwork and LightGbm.</summary>
    public required IReadOnlyList<TableTrainer> Trainers { get; init; }

    /// <summary>The folder of the tables. Default: <c>tables</c> in the folder that MNIST_TRAINER_DATA names.</summary>
    public required string Folder { get; init; }

    /// <summary>The file for the results of all folds, or null to write none. Default: null.</summary>
    public required string? ResultFile { get; init; }

    /// <summary>Whether metrics are compared with those of ML.NET's evaluators. Default: false.</summary>
    public required bool Check { get; init; }

    /// <summary>Parses command-line arguments.</summary>
    /// <exception cref="InvalidInputException">An option or a value is invalid.</exception>
    public static TableOptions Parse(IReadOnlyList<string> arguments)
    {
        Dictionary<string, string?> values = new()
        {
            ["--trainers"] = DefaultTrainers,
            ["--folder"] = null,
            ["--csv"] = null,
        };
        List<string> tables = [];
        bool check = false;
        for (int i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == "--check")
                check = true;
            else if (!arguments[i].StartsWith("--", StringComparison.Ordinal))
                tables.Add(arguments[i]);
            else if (values.ContainsKey(arguments[i]) && i + 1 < arguments.Count)
                values[arguments[i]] = arguments[++i];
            else
                throw new InvalidInputException(
                    $"Expected [TABLE ...] [--trainers A,B] [--folder PATH] [--csv FILE] [--check], found {string.Join(' ', arguments)}. Correct {arguments[i]}."
                );
        }

        return new TableOptions
        {
            Tables = tables,
            Trainers = [.. values["--trainers"]!.Split(',').Distinct().Select(Trainer)],
            Folder = values["--folder"] ?? DefaultFolder(),
            ResultFile = values["--csv"],
            Check = check,
        };
    }

    /// <summary>Reads the descriptions of the tables to measure, in the order of the folder.</summary>
    /// <exception cref="InvalidInputException">The folder lacks a table or is none.</exception>
    public IReadOnlyList<PublicTable> ReadTables()
    {
        IReadOnlyList<PublicTable> all = PublicTable.ReadAll(Folder);
        string? unknown = Tables.FirstOrDefault(name => all.All(table => table.Name != name));
        return unknown is null
            ? [.. all.Where(table => Tables.Count == 0 || Tables.Contains(table.Name))]
            : throw new InvalidInputException(
                $"{Folder}: expected a table {unknown}, found none. Choose from {string.Join(", ", all.Select(table => table.Name))}."
            );
    }

    private static TableTrainer Trainer(string name) =>
        TableTrainers.All.FirstOrDefault(trainer => trainer.Name == name)
        ?? throw new InvalidInputException(
            $"Expected the name of a trainer, found {name}. Choose from {string.Join(", ", TableTrainers.All.Select(trainer => trainer.Name))}."
        );

    private static string DefaultFolder() =>
        Environment.GetEnvironmentVariable(DataLocations.Variable) is { Length: > 0 } data
            ? Path.Combine(data, FolderName)
            : throw new InvalidInputException(
                $"{DataLocations.Variable}: expected a folder that contains {FolderName}, found no value. Set the variable, or name the folder of the tables with --folder."
            );
}
