namespace MnistTrainer.Data;

/// <summary>The progress of one file of a download.</summary>
/// <param name="FileName">The file's name.</param>
/// <param name="Bytes">The number of bytes received, in this run or an earlier one. Drops to 0 if the file has to be restarted.</param>
/// <param name="Length">The total number of bytes.</param>
public readonly record struct DownloadProgress(string FileName, long Bytes, long Length);
