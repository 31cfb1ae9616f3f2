namespace MnistTrainer.Imaging;

/// <summary>The archive format of a file.</summary>
public enum ArchiveKind
{
    /// <summary>Not an archive, or an unsupported one.</summary>
    None,

    /// <summary>A zip archive, including NumPy's npz files.</summary>
    Zip,

    /// <summary>A tar archive.</summary>
    Tar,
}
