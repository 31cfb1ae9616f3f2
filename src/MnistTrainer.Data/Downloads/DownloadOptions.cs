namespace MnistTrainer.Data;

/// <summary>How patient a download is.</summary>
public sealed record DownloadOptions
{
    /// <summary>
    /// How often a mirror may disappoint in a row, at least 1; 4 unless told. An attempt that was cut off but brought the file a good piece
    /// further does not count, so that a bad line still gets a big file.
    /// </summary>
    public int Attempts { get; init; } = 4;

    /// <summary>The pause after the first failed attempt at a mirror, doubled after each further one; 1 second unless told.</summary>
    public TimeSpan BackOff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>For how long nothing may arrive before an attempt is given up; 30 seconds unless told.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
