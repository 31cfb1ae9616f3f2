namespace MnistTrainer.Data;

/// <summary>A data set that others publish, and where its files are to be had.</summary>
/// <param name="Name">What a user calls it: <c>fashion-mnist</c>.</param>
/// <param name="Description">What it shows and how much of it there is, in one line.</param>
/// <param name="Credit">Who made it.</param>
/// <param name="License">Under which terms, or what is known of them.</param>
/// <param name="HomePage">Where to read more.</param>
/// <param name="Files">Its files, each by itself.</param>
/// <param name="Archive">One big file that holds them all, for when the single ones are not to be had; or null.</param>
public sealed record DownloadableDataset(
    string Name,
    string Description,
    string Credit,
    string License,
    Uri HomePage,
    IReadOnlyList<DownloadableFile> Files,
    DownloadableArchive? Archive = null
);

/// <summary>A file whose every byte is known beforehand, so that it does not matter who delivers it.</summary>
/// <param name="Name">The name it is stored under.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Sha256">Its SHA-256, 64 hexadecimal digits.</param>
/// <param name="Mirrors">Its full addresses, HTTP or HTTPS, in the order in which they are tried.</param>
public sealed record DownloadableFile(string Name, long Length, string Sha256, IReadOnlyList<Uri> Mirrors);

/// <summary>A zip file that holds a data set's files under their own names.</summary>
/// <param name="File">The zip file.</param>
/// <param name="Folder">The folder inside it in which they lie, without a slash at its end.</param>
public sealed record DownloadableArchive(DownloadableFile File, string Folder);
