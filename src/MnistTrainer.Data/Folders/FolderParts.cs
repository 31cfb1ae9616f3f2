namespace MnistTrainer.Data;

/// <summary>Tells whether a folder holds images to learn from, and which of its sub-folders is for training and which for testing.</summary>
internal static class FolderParts
{
    private static readonly string[] TrainNames = ["train", "training"];
    private static readonly string[] TestNames = ["test", "testing", "validation", "valid", "val"];

    /// <summary>The folders of images that are one part; a folder without parts is all for training.</summary>
    public static string[] Find(string folder, DataSplit split)
    {
        string? train = Named(folder, TrainNames);
        string? part =
            split == DataSplit.Test ? Named(folder, TestNames)
            : train is null && HoldsImages(folder) ? folder
            : train;
        // Only beside a training part is it a part: "test" can be a class too.
        return part is null || (split == DataSplit.Test && train is null) ? [] : [part];
    }

    private static string? Named(string folder, string[] names) =>
        Directory
            .GetDirectories(folder)
            .Where(HoldsImages)
            .Select(path => (Path: path, Rank: Array.IndexOf(names, Path.GetFileName(path).ToLowerInvariant())))
            .Where(part => part.Rank >= 0)
            .OrderBy(part => part.Rank)
            .Select(part => part.Path)
            .FirstOrDefault();

    private static bool HoldsImages(string folder) =>
        Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true }).Any(ImageListing.IsImage);
}
