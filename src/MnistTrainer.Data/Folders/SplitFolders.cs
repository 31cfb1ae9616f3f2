namespace MnistTrainer.Data;

/// <summary>Finds the image folders for training and testing inside a folder.</summary>
internal static class SplitFolders
{
    private static readonly string[] TrainNames = ["train", "training"];
    private static readonly string[] TestNames = ["test", "testing", "validation", "valid", "val"];

    /// <summary>Returns the image folder of a split, if any. A folder without train and test subfolders is all training data.</summary>
    public static string[] Find(string folder, DataSplit split)
    {
        string? train = FindNamed(folder, TrainNames);
        string? part =
            split == DataSplit.Test ? FindNamed(folder, TestNames)
            : train is null && ContainsImages(folder) ? folder
            : train;
        // A test folder counts only next to a training folder: "test" can also be a class name.
        return part is null || (split == DataSplit.Test && train is null) ? [] : [part];
    }

    private static string? FindNamed(string folder, string[] names) =>
        Directory
            .GetDirectories(folder)
            .Where(ContainsImages)
            .Select(path => (Path: path, Rank: Array.IndexOf(names, Path.GetFileName(path).ToLowerInvariant())))
            .Where(part => part.Rank >= 0)
            .OrderBy(part => part.Rank)
            .Select(part => part.Path)
            .FirstOrDefault();

    private static bool ContainsImages(string folder) =>
        Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true }).Any(ImageListing.IsImage);
}
