namespace MnistTrainer.Benchmarks.Tables;

/// <summary>What trainers of scikit-learn reach on the same folds, measured elsewhere: <c>anchors_sklearn.csv</c> beside the tables.</summary>
internal static class PeerScores
{
    /// <summary>scikit-learn's neural network, to be compared with ours.</summary>
    public const string NeuralNetwork = "scikit-learn's MLP";

    private const string FileName = "anchors_sklearn.csv";

    private static readonly Dictionary<string, string> Names = new() { ["mlp"] = NeuralNetwork, ["hgb"] = "scikit-learn's HistGB" };

    /// <summary>Reads the results, none if the folder has none.</summary>
    public static IReadOnlyList<TableScore> Read(string folder) =>
        [
            .. TableScore
                .ReadAll(Path.Combine(folder, FileName))
                .Where(score => Names.ContainsKey(score.Trainer))
                .Select(score => score with { Trainer = Names[score.Trainer] }),
        ];
}
