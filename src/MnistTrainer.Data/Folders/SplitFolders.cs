namespace MnistTrainer.Data;

/// <summary>Finds the image folders for training and testing inside a folder.</summary>
internal static class SplitFolders
{
    private static readonly string[] TrainNames = ["train", "training"];
    private static readonly string[] TestNames = ["test", "testing", "validation", "valid", "val"];

    /// <summary>Returns the image folder of a split, if any. A folder without train and test subfolders is all training data.</summary>
    public static DataFolder[] Find(DataFolder folder, DataSplit split)
    {
        DataFolder? train = FindNamed(folder, TrainNames);
        DataFolder? part =
            split == DataSplit.Test ? FindNamed(folder, TestNames)
            : train is null && ContainsImages(folder) ? folder
            : train;
        // A test folder counts only next to a training folder: "test" can also be a class name.
        return part is null || (split == DataSplit.Test && train is null) ? [] : [part];
    }

    private static DataFolder? FindNamed(DataFolder folder, string[] names) =>
        folder
            .Folders.Select(part => (Part: part, Rank: Array.IndexOf(names, part.Name.ToLowerInvariant())))
            .Where(named => named.Rank >= 0 && ContainsImages(named.Part))
            .OrderBy(named => named.Rank)
            .Select(named => named.Part)
            .FirstOrDefault();

    private static bool ContainsImages(DataFolder folder) => folder.AllFiles.Any(file => ImageListing.IsImage(file.Name));
}
