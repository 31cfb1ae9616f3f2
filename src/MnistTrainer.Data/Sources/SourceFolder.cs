using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>A folder given as a source, on disk or in an archive.</summary>
internal static class SourceFolder
{
    /// <summary>Locates the splits of a folder.</summary>
    /// <exception cref="InvalidInputException">The folder contains nothing readable, or it is not clear what belongs together.</exception>
    public static SourceSplits Open(DataFolder folder) =>
        OpenPair(folder, IdxFileNames.FindImages, SourceSplit.Idx)
        ?? OpenPair(folder, ArrayPair.Find, SourceSplit.Arrays)
        ?? OpenPair(folder, CsvFileNames.Find, file => SourceFile.Open(file).Train!)
        ?? OpenPair(folder, SplitFolders.Find, SourceSplit.Images)
        ?? throw new InvalidInputException(
            folder.Path,
            "IDX files (train-images-idx3-ubyte, …), tables (train.csv and test.csv), NumPy arrays (x_train.npy, …) or images",
            "none of these",
            "Specify the folder that contains them, or a file"
        );

    private static SourceSplits? OpenPair<T>(DataFolder folder, Func<DataFolder, DataSplit, T[]> find, Func<T, SourceSplit> open)
        where T : class
    {
        T? train = Single(folder.Path, find(folder, DataSplit.Train));
        T? test = Single(folder.Path, find(folder, DataSplit.Test));
        return train is null && test is null
            ? null
            : new SourceSplits(train is null ? null : open(train), test is null ? null : open(test));
    }

    private static T? Single<T>(string folder, T[] parts)
        where T : class =>
        parts.Length <= 1
            ? parts.FirstOrDefault()
            : throw new InvalidInputException(
                folder,
                "one data set",
                string.Join(" and ", parts.Select(part => Path.GetFileName($"{part}"))),
                "Specify one of these files instead of the folder"
            );
}
