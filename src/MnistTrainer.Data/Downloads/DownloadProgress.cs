namespace MnistTrainer.Data;

/// <summary>How far one file of a download is.</summary>
/// <param name="FileName">The file's name.</param>
/// <param name="Bytes">How much of it is here, from this run or an earlier one. It falls back to 0 where a file must be begun anew.</param>
/// <param name="Length">How much there will be.</param>
public readonly record struct DownloadProgress(string FileName, long Bytes, long Length);
