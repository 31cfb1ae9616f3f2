namespace MnistTrainer.Data;

/// <summary>A published data set and the locations of its files.</summary>
/// <param name="Name">The name used to refer to it: <c>fashion-mnist</c>.</param>
/// <param name="Description">Its content and size, in one line.</param>
/// <param name="Credit">Its authors.</param>
/// <param name="License">Its license, or what is known of it.</param>
/// <param name="HomePage">Its home page.</param>
/// <param name="Files">Its individual files.</param>
/// <param name="Archive">An archive of all files, used if the individual files cannot be fetched, or null.</param>
public sealed record DownloadableDataset(
    string Name,
    string Description,
    string Credit,
    string License,
    Uri HomePage,
    IReadOnlyList<DownloadableFile> Files,
    DownloadableArchive? Archive = null
);

/// <summary>A file whose content is known in advance, so that any mirror can be trusted.</summary>
/// <param name="Name">The name under which it is stored.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Sha256">Its SHA-256, 64 hexadecimal digits.</param>
/// <param name="Mirrors">Its full HTTP or HTTPS URLs, in the order in which they are tried.</param>
public sealed record DownloadableFile(string Name, long Length, string Sha256, IReadOnlyList<Uri> Mirrors);

/// <summary>A zip file that contains a data set's files under their own names.</summary>
/// <param name="File">The zip file.</param>
/// <param name="Folder">The folder inside the zip file that contains them, without a trailing slash.</param>
public sealed record DownloadableArchive(DownloadableFile File, string Folder);
